import type { Values } from './matrix.js';

/** The smallest and the largest finite value of several sets of values, only of those above 0 with `positive`; null without any. */
export function sharedExtent(
  all: readonly Pick<Values, 'values'>[],
  positive = false,
): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of all) {
    for (let i = 0; i < values.length; i++) {
      const v = values[i];
      if (!Number.isFinite(v) || (positive && v <= 0)) continue;
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return low <= high ? [low, high] : null;
}
