/** Compares two picture files. */
import { type OutputFormat, WRITERS } from '../output/index.js';
import type { Pixels } from '../output/pixels.js';
import { decodePixels } from './pixels.js';

/** The number of pixels that differ, and their bounding box: pixels from the left and the top, all edges included. */
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
 * Whether two files show the same picture. Where a format reproduces only its pixels, as PNG does, these are compared
 * and the compression is ignored. A damaged file equals only a file with the same bytes.
 */
export function isSameOutput(format: OutputFormat, a: Uint8Array, b: Uint8Array): boolean {
  if (Buffer.compare(a, b) === 0) return true;
  if (WRITERS[format].reproduces === 'bytes') return false;
  const [imageA, imageB] = [decodePixels(format, a), decodePixels(format, b)];
  return imageA !== null && imageB !== null && comparePixels(imageA, imageB) === null;
}

/** Compares the pixels of two files; returns null if they are equal or if one file is damaged. */
export function pixelDifference(format: OutputFormat, a: Uint8Array, b: Uint8Array): PixelDifference | null {
  const [imageA, imageB] = [decodePixels(format, a), decodePixels(format, b)];
  return imageA && imageB && comparePixels(imageA, imageB);
}

/** Compares pixels; returns null if all are equal. Pixels outside one of the images differ. */
function comparePixels(a: Pixels, b: Pixels): PixelDifference | null {
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  let count = 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (isSamePixel(a, b, x, y)) continue;
      count++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return count === 0 ? null : { count, box: { left, top, right, bottom } };
}

/** Whether both images have an equal pixel at (x, y). */
export function isSamePixel(a: Pixels, b: Pixels, x: number, y: number): boolean {
  if (x >= a.width || x >= b.width || y >= a.height || y >= b.height) return false;
  const [i, j] = [4 * (y * a.width + x), 4 * (y * b.width + x)];
  return (
    a.data[i] === b.data[j] &&
    a.data[i + 1] === b.data[j + 1] &&
    a.data[i + 2] === b.data[j + 2] &&
    a.data[i + 3] === b.data[j + 3]
  );
}
