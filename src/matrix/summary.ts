import { pieces } from './chunks.js';
import type { Values } from './matrix.js';

/** The smallest and the largest finite value of several sets of values, only of those above 0 with `positive`; null without any. */
export function sharedExtent(
  all: readonly Pick<Values, 'values'>[],
  positive = false,
): [number, number] | null {
  const extent = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const { values } of all) for (const piece of pieces(values)) widen(extent, piece, positive);
  return extent.low <= extent.high ? [extent.low, extent.high] : null;
}

function widen(extent: { low: number; high: number }, piece: Float64Array, positive: boolean): void {
  let { low, high } = extent;
  for (let i = 0; i < piece.length; i++) {
    const v = piece[i];
    // NaN and infinities, of which this is NaN.
    if (v - v !== 0 || (positive && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  extent.low = low;
  extent.high = high;
}
