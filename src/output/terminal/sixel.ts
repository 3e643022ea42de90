/** Writes pictures as sixels: columns of six pixels, one colour after the other in each band. */
import type { Pixels } from '../pixels.js';
import { TRANSPARENT, toPalette } from './palette.js';

/** The number of pixels above each other in a sixel. */
const BAND = 6;
/** The character of a sixel without pixels; the others follow it. */
const FIRST = 63;
/** From this number of equal sixels on, a count is shorter. */
const MIN_RUN = 4;
/** Starts sixels whose empty pixels keep the background (second parameter 1), with square pixels. */
const START = '\x1bP0;1;0q"1;1;';
const END = '\x1b\\';

/** Returns the control sequence that draws a picture in at most `maxColors` colours, at the cursor. */
export function encodeSixel(pixels: Pixels, maxColors: number): string {
  const { width, height } = pixels;
  const { palette, indices } = toPalette(pixels, maxColors);
  const parts = [`${START}${width};${height}`];
  for (const [i, color] of palette.entries()) parts.push(`#${i};2;${color.join(';')}`);
  for (let top = 0; top < height; top += BAND) {
    if (top > 0) parts.push('-');
    const layers = bandLayers(indices, width, top, Math.min(BAND, height - top));
    parts.push([...layers].map(([color, sixels]) => `#${color}${compressRuns(sixels)}`).join('$'));
  }
  return parts.join('') + END;
}

/** Returns the sixels of each colour in a band. */
function bandLayers(indices: Uint16Array, width: number, top: number, rows: number): Map<number, Uint8Array> {
  const layers = new Map<number, Uint8Array>();
  for (let row = 0; row < rows; row++) {
    const start = (top + row) * width;
    let color = -1;
    let sixels: Uint8Array | undefined;
    for (let x = 0; x < width; x++) {
      const index = indices[start + x];
      if (index !== color) {
        color = index;
        sixels = layers.get(index);
        if (!sixels && index !== TRANSPARENT) layers.set(index, (sixels = new Uint8Array(width)));
      }
      if (sixels) sixels[x] |= 1 << row;
    }
  }
  return layers;
}

/** Returns sixels with a count before repeated ones; empty sixels at the end are left out. */
function compressRuns(sixels: Uint8Array): string {
  let end = sixels.length;
  while (end > 0 && sixels[end - 1] === 0) end--;
  let text = '';
  for (let i = 0; i < end; ) {
    let next = i + 1;
    while (next < end && sixels[next] === sixels[i]) next++;
    const character = String.fromCharCode(FIRST + sixels[i]);
    text += next - i < MIN_RUN ? character.repeat(next - i) : `!${next - i}${character}`;
    i = next;
  }
  return text;
}
