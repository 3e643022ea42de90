/** Whether two files show the same, and where they do not. */
import type { OutputFormat } from '../output/index.js';
import { type Pixels, pixelsOf } from './pixels.js';

/** Where pictures differ; pixels from the left and the top, all four included. */
export interface PixelDifference {
  readonly count: number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/**
 * Whether the committed file shows what was made: an SVG if it has the same bytes, a PNG if it has the same pixels,
 * however they are compressed. A file that is no such picture shows something else.
 */
export function sameOutput(format: OutputFormat, committed: Uint8Array, made: Uint8Array): boolean {
  if (Buffer.compare(committed, made) === 0) return true;
  if (format === 'svg') return false;
  const [a, b] = [pixelsOf(format, committed), pixelsOf(format, made)];
  return a !== null && b !== null && differenceOf(a, b) === null;
}

/** Where two PNGs differ, null where they do not or one of them is none. */
export function pixelDifference(a: Uint8Array, b: Uint8Array): PixelDifference | null {
  const [before, after] = [pixelsOf('png', a), pixelsOf('png', b)];
  return before && after && differenceOf(before, after);
}

/** Where pictures differ, null where they do not. What only the larger one has, differs. */
function differenceOf(a: Pixels, b: Pixels): PixelDifference | null {
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  let count = 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (samePixel(a, b, x, y)) continue;
      count++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return count === 0 ? null : { count, box: { left, top, right, bottom } };
}

/** Whether both have a pixel there, and the same. */
export function samePixel(a: Pixels, b: Pixels, x: number, y: number): boolean {
  if (x >= a.width || x >= b.width || y >= a.height || y >= b.height) return false;
  const [i, j] = [4 * (y * a.width + x), 4 * (y * b.width + x)];
  return (
    a.data[i] === b.data[j] &&
    a.data[i + 1] === b.data[j + 1] &&
    a.data[i + 2] === b.data[j + 2] &&
    a.data[i + 3] === b.data[j + 3]
  );
}
