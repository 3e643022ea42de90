/** K-means: items in k groups that are as compact as possible. The same input gives the same groups on every machine. */
import { squaredDistance } from './distances.js';
import { improveCenters, type Partition } from './hartigan-wong.js';
import { createRandom } from './random.js';

export interface KMeansOptions {
  /** Chooses the first centers, with at most `MAX_STARTS` attempts. Without effect if `centers` are given. */
  readonly seed: number;
  /** The first centers. Then the clusters are those of R's `kmeans(x, centers)`, in the order of the centers. */
  readonly centers?: readonly Float64Array[];
}

export interface KMeans {
  /** The cluster of each item, numbered from 0; without given centers, in the order of their first items. */
  readonly clusters: Int32Array;
  /** The mean of the items of each cluster. */
  readonly centers: readonly Float64Array[];
}

const MAX_STARTS = 10;

/** The number of differences that all starts together may compute in one round: a few seconds at most in real data. */
const MAX_WORK = 3e8;

/**
 * Divides the items into k clusters. All values are finite, and items have equal lengths. Returns null if there are fewer
 * than k different items, or if a given center is closest to no item.
 */
export function kmeans(items: readonly Float64Array[], k: number, options: KMeansOptions): KMeans | null {
  if (options.centers) return improveCenters(items, options.centers);
  const random = createRandom(options.seed);
  const work = items.length * k * Math.max(1, items[0].length);
  const starts = Math.max(1, Math.min(MAX_STARTS, Math.floor(MAX_WORK / work)));
  let best: Partition | null = null;
  for (let start = 0; start < starts; start++) {
    const centers = chooseCenters(items, k, random);
    if (!centers) return null;
    const partition = improveCenters(items, centers);
    if (partition && (!best || partition.sumOfSquares < best.sumOfSquares)) best = partition;
  }
  return best && numberByFirstItem(best);
}

/**
 * Chooses k different items, each with a probability proportional to its squared distance from those before it
 * (k-means++). Returns null if there are not as many.
 */
function chooseCenters(
  items: readonly Float64Array[],
  k: number,
  random: () => number,
): Float64Array[] | null {
  const centers = [items[Math.floor(random() * items.length)]];
  const squares = new Float64Array(items.length).fill(Number.POSITIVE_INFINITY);
  while (centers.length < k) {
    let total = 0;
    for (let i = 0; i < items.length; i++) {
      squares[i] = Math.min(squares[i], squaredDistance(items[i], centers[centers.length - 1]));
      total += squares[i];
    }
    if (total === 0) return null;
    let rest = random() * total;
    let chosen = -1;
    for (let i = 0; i < items.length; i++) {
      if (squares[i] === 0) continue;
      chosen = i;
      rest -= squares[i];
      if (rest < 0) break;
    }
    centers.push(items[chosen]);
  }
  return centers;
}

function numberByFirstItem({ clusters, centers }: Partition): KMeans {
  const order = [...new Set(clusters)];
  const numbers = Int32Array.from(order);
  order.forEach((cluster, number) => {
    numbers[cluster] = number;
  });
  return {
    clusters: clusters.map((cluster) => numbers[cluster]),
    centers: order.map((cluster) => centers[cluster]),
  };
}
