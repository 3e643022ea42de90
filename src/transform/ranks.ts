import type { RankMethod } from '../spec/steps.js';

/**
 * Replaces values by their ranks from 1, smallest first, as `scipy.stats.rankdata` does. Infinite values are ranked.
 * NaN stays NaN and does not count. Returns the number of ranked values.
 */
export function rankInPlace(values: Float64Array, method: RankMethod): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const count = sorted.length;
  const dense = method === 'dense' ? denseRanks(sorted) : null;
  const used = method === 'ordinal' ? new Uint32Array(count) : null;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    const below = countBelow(sorted, value);
    if (dense) values[i] = dense[below];
    else if (used) values[i] = below + ++used[below];
    else if (method === 'min') values[i] = below + 1;
    else {
      const upTo = countUpTo(sorted, value);
      values[i] = method === 'max' ? upTo : (below + upTo + 1) / 2;
    }
  }
  return count;
}

/** Returns the rank of each sorted value among the distinct values. */
function denseRanks(sorted: Float64Array): Uint32Array {
  const ranks = new Uint32Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    ranks[i] = i === 0 ? 1 : ranks[i - 1] + (sorted[i] === sorted[i - 1] ? 0 : 1);
  }
  return ranks;
}

/** Returns the number of sorted values below `value`. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the number of sorted values that are `value` or less. */
function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
