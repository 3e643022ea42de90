/** Distances between the items of an axis. Each item is a row of numbers. */
import type { DistanceName } from '../spec/cluster.js';
import { kendallTau } from '../transform/kendall.js';
import { rankInPlace } from '../transform/ranks.js';
import { pairSums } from './pair-sums.js';

/**
 * The distance of each pair of items in the condensed form of scipy's `pdist`: pair (i, j) with i < j is at
 * `pairIndex(count, i, j)`. It is NaN if the items have no finite value in common, or if the distance is not defined,
 * such as the correlation with an item whose values are all equal.
 */
export interface Distances {
  readonly count: number;
  readonly values: Float64Array;
  /** The number of pairs that were compared at some of the positions only, because values are missing. */
  readonly partialPairs: number;
}

/** The maximum number of values of items that are compared in groups, which takes memory for a group. */
const MAX_SUM_LENGTH = 2 ** 18;

/** Returns the distance of items i and j. */
type PairDistance = (i: number, j: number) => number;

/** Returns the index of a pair of different items. */
export function pairIndex(count: number, i: number, j: number): number {
  return i < j ? i * count - (i * (i + 3)) / 2 + j - 1 : j * count - (j * (j + 3)) / 2 + i - 1;
}

/**
 * Returns the distances of all pairs. `items` have equal lengths. A pair is compared at the positions where both values
 * are finite; then sums are scaled up to the full length, as R's `dist` does.
 */
export function pairwiseDistances(items: readonly Float64Array[], name: DistanceName): Distances {
  const count = items.length;
  const isComplete = items.map((item) => item.every(Number.isFinite));
  const completeCount = isComplete.filter(Boolean).length;
  const sums = completeCount === count ? sumsOf(items, name) : null;
  if (sums) return { count, values: sums, partialPairs: 0 };
  const values = new Float64Array((count * (count - 1)) / 2);
  const common = distanceOfCommonValues(items, name);
  const complete = distanceOf(
    items.map((item, i) => (isComplete[i] ? item : new Float64Array(0))),
    name,
  );
  for (let i = 0, pair = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++, pair++) {
      values[pair] = isComplete[i] && isComplete[j] ? complete(i, j) : common(i, j);
    }
  }
  return { count, values, partialPairs: values.length - (completeCount * (completeCount - 1)) / 2 };
}

/** Returns the distances of all pairs of complete items; null for a distance that is not a sum, and for very long items. */
function sumsOf(items: readonly Float64Array[], name: DistanceName): Float64Array | null {
  if (items[0].length > MAX_SUM_LENGTH) return null;
  switch (name) {
    case 'euclidean':
      return pairSums(items, 'squares');
    case 'manhattan':
      return pairSums(items, 'differences');
    case 'maximum':
      return pairSums(items, 'largest');
    case 'cosine':
    case 'correlation':
    case 'spearman':
      return pairSums(directionsOf(items, name).map(toUnitVector), 'products');
    default:
      return null;
  }
}

function distanceOfCommonValues(items: readonly Float64Array[], name: DistanceName): PairDistance {
  const { length } = items[0];
  const [a, b] = [new Float64Array(length), new Float64Array(length)];
  return (i, j) => {
    let shared = 0;
    for (let k = 0; k < length; k++) {
      const [u, v] = [items[i][k], items[j][k]];
      if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
      a[shared] = u;
      b[shared++] = v;
    }
    if (shared === 0) return Number.NaN;
    const distance = distanceOf([a.subarray(0, shared), b.subarray(0, shared)], name)(0, 1);
    if (name === 'euclidean') return distance * Math.sqrt(length / shared);
    return name === 'manhattan' ? (distance * length) / shared : distance;
  };
}

/** Returns the distance of complete items. What depends on one item alone is computed once. */
function distanceOf(items: readonly Float64Array[], name: DistanceName): PairDistance {
  switch (name) {
    case 'euclidean':
      return (i, j) => Math.sqrt(squaredDistance(items[i], items[j]));
    case 'manhattan':
      return (i, j) => {
        const [a, b] = [items[i], items[j]];
        let sum = 0;
        for (let k = 0; k < a.length; k++) sum += Math.abs(a[k] - b[k]);
        return sum;
      };
    case 'maximum':
      return (i, j) => {
        const [a, b] = [items[i], items[j]];
        let max = 0;
        for (let k = 0; k < a.length; k++) max = Math.max(max, Math.abs(a[k] - b[k]));
        return max;
      };
    case 'jaccard':
      return (i, j) => jaccardDistance(items[i], items[j]);
    case 'kendall': {
      const ranks = items.map(denseRanks);
      return (i, j) => 1 - kendallTau(ranks[i], ranks[j]);
    }
    case 'cosine':
    case 'correlation':
    case 'spearman':
      return angularDistance(directionsOf(items, name));
  }
}

export function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = a[k] - b[k];
    sum += difference * difference;
  }
  return sum;
}

/** The share of different values among the positions at which at least one value is not 0, as in scipy. */
function jaccardDistance(a: Float64Array, b: Float64Array): number {
  let [different, nonZero] = [0, 0];
  for (let k = 0; k < a.length; k++) {
    if (a[k] === 0 && b[k] === 0) continue;
    nonZero++;
    if (a[k] !== b[k]) different++;
  }
  return nonZero === 0 ? 0 : different / nonZero;
}

/** Returns the vectors whose angle is the distance of the items. */
function directionsOf(
  items: readonly Float64Array[],
  name: 'cosine' | 'correlation' | 'spearman',
): readonly Float64Array[] {
  if (name === 'cosine') return items;
  return items.map((item) => center(name === 'spearman' ? averageRanks(item) : item));
}

/** Returns 1 minus the cosine of the angle between two vectors; NaN for a vector of length 0. */
function angularDistance(vectors: readonly Float64Array[]): PairDistance {
  const units = vectors.map(toUnitVector);
  return (i, j) => {
    const [a, b] = [units[i], units[j]];
    let cosine = 0;
    for (let k = 0; k < a.length; k++) cosine += a[k] * b[k];
    // Rounding errors can lead beyond 1.
    return Math.max(0, 1 - cosine);
  };
}

function toUnitVector(vector: Float64Array): Float64Array {
  // Scaling by the largest value first avoids overflow and underflow of the squares.
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scaled = vector.map((value) => value / largest);
  let square = 0;
  for (const value of scaled) square += value * value;
  const length = Math.sqrt(square);
  return scaled.map((value) => value / length);
}

/** Subtracts the mean. Equal values become exactly 0. */
function center(item: Float64Array): Float64Array {
  if (item.every((value) => value === item[0])) return new Float64Array(item.length);
  let sum = 0;
  for (const value of item) sum += value;
  const mean = sum / item.length;
  return item.map((value) => value - mean);
}

function averageRanks(item: Float64Array): Float64Array {
  const ranks = item.slice();
  rankInPlace(ranks, 'average');
  return ranks;
}

function denseRanks(item: Float64Array): Uint32Array {
  const ranks = item.slice();
  rankInPlace(ranks, 'dense');
  return Uint32Array.from(ranks, (rank) => rank - 1);
}
