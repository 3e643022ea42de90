import { valueChunks } from './lazy-matrix.js';
import type { Values } from './matrix.js';

/**
 * Returns the smallest and the largest finite value of several arrays, or null if there is no finite value.
 * With `positiveOnly`, values of 0 or less are ignored.
 */
export function sharedExtent(
  all: readonly Pick<Values, 'values'>[],
  positiveOnly = false,
): [number, number] | null {
  const extent = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const each of all) for (const chunk of valueChunks(each)) widen(extent, chunk, positiveOnly);
  return extent.low <= extent.high ? [extent.low, extent.high] : null;
}

function widen(extent: { low: number; high: number }, chunk: Float64Array, positiveOnly: boolean): void {
  let { low, high } = extent;
  for (let i = 0; i < chunk.length; i++) {
    const v = chunk[i];
    // NaN and infinities: the difference is NaN.
    if (v - v !== 0 || (positiveOnly && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  extent.low = low;
  extent.high = high;
}
