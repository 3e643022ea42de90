import type { RankMethod } from '../spec/steps.js';

/**
 * Replaces values by their ranks from 1, smallest first, as `scipy.stats.rankdata` does. Infinite values are ranked.
 * NaN stays NaN and does not count. Returns the number of ranked values.
 */
export function rankInPlace(values: Float64Array, method: RankMethod): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const ranks = ranksOfSorted(sorted, method);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const first = firstIndexOf(sorted, values[i]);
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

function firstIndexOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
