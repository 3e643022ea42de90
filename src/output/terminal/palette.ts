/** Reduces the colours of a picture to a palette, for terminals with colour registers. */
import type { Pixels } from '../pixels.js';

/** A colour of a palette: red, green and blue, from 0 to 100 %, the steps of sixel registers. */
export type PercentColor = readonly [red: number, green: number, blue: number];

export interface IndexedPixels {
  readonly palette: readonly PercentColor[];
  /** For each pixel, the index of its colour, or `TRANSPARENT`. */
  readonly indices: Uint16Array;
}

export const TRANSPARENT = 0xffff;
/** Less opaque pixels are transparent. */
const MIN_ALPHA = 128;
/** The number of values of a channel. */
const LEVELS = 101;

/**
 * Returns the picture in at most `maxColors` colours. A picture with fewer colours keeps each of them, rounded to whole
 * percents. Otherwise the most different colours are kept apart, and each group becomes its most frequent colour.
 */
export function toPalette({ data }: Pixels, maxColors: number): IndexedPixels {
  const keys = new Int32Array(data.length / 4);
  const counts = new Map<number, number>();
  for (let i = 0; i < keys.length; i++) {
    const at = 4 * i;
    const isVisible = data[at + 3] >= MIN_ALPHA;
    const key = isVisible ? keyOf(PERCENTS[data[at]], PERCENTS[data[at + 1]], PERCENTS[data[at + 2]]) : -1;
    keys[i] = key;
    if (isVisible) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const groups = splitColors([...counts.keys()], maxColors);
  const palette: PercentColor[] = [];
  const indexOf = new Map([[-1, TRANSPARENT]]);
  for (const group of groups) {
    const count = (key: number) => counts.get(key) as number;
    const frequent = group.reduce((best, key) => (count(key) > count(best) ? key : best));
    for (const key of group) indexOf.set(key, palette.length);
    palette.push(colorOf(frequent));
  }
  return { palette, indices: Uint16Array.from(keys, (key) => indexOf.get(key) as number) };
}

/** Percents by the values of bytes. */
const PERCENTS = Uint8Array.from({ length: 256 }, (_, value) => Math.round((value * 100) / 255));

function keyOf(red: number, green: number, blue: number): number {
  return (red * LEVELS + green) * LEVELS + blue;
}

function colorOf(key: number): PercentColor {
  return [Math.floor(key / LEVELS ** 2), Math.floor(key / LEVELS) % LEVELS, key % LEVELS];
}

/** Colours in a box of the colour space; `extent` is the length of its longest side. */
interface ColorBox {
  readonly keys: readonly number[];
  readonly channel: number;
  readonly low: number;
  readonly extent: number;
}

/** Splits the longest box at its middle until there are `maxGroups` or each has one colour. */
function splitColors(keys: readonly number[], maxGroups: number): readonly (readonly number[])[] {
  if (keys.length <= maxGroups) return keys.map((key) => [key]);
  const boxes = [boxAround(keys)];
  while (boxes.length < maxGroups) {
    const longest = boxes.reduce((best, { extent }, i) => (extent > boxes[best].extent ? i : best), 0);
    const { keys: own, channel, low, extent } = boxes[longest];
    const isLow = (key: number) => colorOf(key)[channel] <= low + extent / 2;
    boxes[longest] = boxAround(own.filter(isLow));
    boxes.push(boxAround(own.filter((key) => !isLow(key))));
  }
  return boxes.map((box) => box.keys);
}

function boxAround(keys: readonly number[]): ColorBox {
  const low = [LEVELS, LEVELS, LEVELS];
  const high = [0, 0, 0];
  for (const key of keys) {
    const color = colorOf(key);
    for (let c = 0; c < 3; c++) {
      low[c] = Math.min(low[c], color[c]);
      high[c] = Math.max(high[c], color[c]);
    }
  }
  const extents = low.map((value, c) => high[c] - value);
  const extent = Math.max(extents[0], extents[1], extents[2]);
  const channel = extents.indexOf(extent);
  return { keys, channel, low: low[channel], extent };
}
