import type { RankMethod } from '../spec/steps.js';

/**
 * Replaces values by their ranks from 1, smallest first, as `scipy.stats.rankdata` does. Infinite values are ranked.
 * NaN stays NaN and does not count. Returns the number of ranked values.
 */
export function rankInPlace(values: Float64Array, method: RankMethod): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const ranks = ranksOfSorted(sorted, method);
  const firstIndexOf = createSearch(sorted);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const first = firstIndexOf(values[i]);
    values[i] = ranks[first];
    if (method === 'ordinal') ranks[first]++;
  }
  return sorted.length;
}

/** Returns the rank of each run of equal values at the index of its first value. */
function ranksOfSorted(sorted: Float64Array, method: RankMethod): Float64Array {
  const ranks = new Float64Array(sorted.length);
  let runs = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    runs++;
    ranks[start] = rankOfRun(start, end, runs, method);
  }
  return ranks;
}

/** Returns the rank of the equal values from `start` up to, but not including, `end`; `runs` counts the distinct values. */
function rankOfRun(start: number, end: number, runs: number, method: RankMethod): number {
  switch (method) {
    case 'average':
      return (start + 1 + end) / 2;
    case 'max':
      return end;
    case 'dense':
      return runs;
    case 'min':
    case 'ordinal':
      return start + 1;
  }
}

/** The number of values for each bucket of the search; more buckets save no time. */
const VALUES_PER_BUCKET = 4;

/**
 * Returns a function that finds the first index of a value in a sorted list, which must contain it. Buckets of equal width
 * narrow a binary search; without them, its unpredictable branches take most of the time.
 */
function createSearch(sorted: Float64Array): (value: number) => number {
  const low = sorted.find(Number.isFinite) ?? 0;
  const high = sorted.findLast(Number.isFinite) ?? 0;
  const count = Math.max(1, Math.floor(sorted.length / VALUES_PER_BUCKET));
  const scale = high - low > 0 ? count / (high - low) : 0;
  // The width can be too small or too large for a double.
  const last = Number.isFinite(scale) && scale > 0 ? count - 1 : 0;
  // Monotonic, so a bucket is a range of the list.
  const bucketOf = (value: number) => Math.max(0, Math.min(last, Math.floor((value - low) * scale)));
  const starts = new Uint32Array(last + 2).fill(sorted.length);
  for (let i = sorted.length - 1; i >= 0; i--) starts[last === 0 ? 0 : bucketOf(sorted[i])] = i;
  for (let bucket = last; bucket >= 0; bucket--)
    starts[bucket] = Math.min(starts[bucket], starts[bucket + 1]);
  return (value) => {
    const bucket = last === 0 ? 0 : bucketOf(value);
    let [start, end] = [starts[bucket], starts[bucket + 1]];
    while (start < end) {
      const middle = (start + end) >>> 1;
      if (sorted[middle] < value) start = middle + 1;
      else end = middle;
    }
    return start;
  };
}
