/**
 * The k-means algorithm that R's `kmeans` uses by default. It moves one item at a time, as long as a move makes the sum
 * of squares smaller.
 *
 * Source: Hartigan and Wong, "Algorithm AS 136: A K-Means Clustering Algorithm", Applied Statistics 28 (1979).
 */
import { squaredDistance } from './distances.js';

/** Real data needs a few rounds; R stops after 10 with a warning. */
const MAX_ROUNDS = 100;

/** Moves in one quick stage for each item, after which the algorithm stops, as in R. */
const MAX_QUICK_STEPS = 50;

/** Items in clusters. Each cluster has at least one item. */
export interface Partition {
  /** The cluster of each item. */
  readonly clusters: Int32Array;
  /** The mean of the items of each cluster. */
  readonly centers: readonly Float64Array[];
  /** The sum of the squared distances of the items to their centers. */
  readonly sumOfSquares: number;
}

/** Improves the partition of the items by their closest centers; null if a center is closest to no item. */
export function improveCenters(
  items: readonly Float64Array[],
  start: readonly Float64Array[],
): Partition | null {
  const k = start.length;
  const closest = new Int32Array(items.length);
  /** For each item, a guess of the second best cluster. */
  const second = new Int32Array(items.length);
  items.forEach((item, i) => {
    [closest[i], second[i]] = closestTwo(item, start);
  });
  const centers = meansOf(items, closest, k);
  if (!centers) return null;
  if (k > 1) moveItems(items, closest, second, centers);
  // Moves accumulate rounding errors in the centers.
  const means = meansOf(items, closest, k) as Float64Array[];
  const sumOfSquares = items.reduce((sum, item, i) => sum + squaredDistance(item, means[closest[i]]), 0);
  return { clusters: closest, centers: means, sumOfSquares };
}

function closestTwo(item: Float64Array, centers: readonly Float64Array[]): [number, number] {
  let [first, second, least, next] = [0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  centers.forEach((center, l) => {
    const distance = squaredDistance(item, center);
    if (distance < least) [first, second, least, next] = [l, first, distance, least];
    else if (distance < next) [second, next] = [l, distance];
  });
  return [first, second];
}

/** Returns the mean of each cluster; null if one is empty. */
function meansOf(items: readonly Float64Array[], clusters: Int32Array, k: number): Float64Array[] | null {
  const means = Array.from({ length: k }, () => new Float64Array(items[0].length));
  const sizes = new Int32Array(k);
  items.forEach((item, i) => {
    const mean = means[clusters[i]];
    for (let j = 0; j < item.length; j++) mean[j] += item[j];
    sizes[clusters[i]]++;
  });
  if (sizes.includes(0)) return null;
  means.forEach((mean, l) => {
    for (let j = 0; j < mean.length; j++) mean[j] /= sizes[l];
  });
  return means;
}

/** Moves items between clusters until no move helps. `closest`, `second` and `centers` change in place. */
function moveItems(
  items: readonly Float64Array[],
  closest: Int32Array,
  second: Int32Array,
  centers: readonly Float64Array[],
): void {
  const [count, k] = [items.length, centers.length];
  const sizes = new Int32Array(k);
  for (const cluster of closest) sizes[cluster]++;
  /** The decrease of the sum of squares if item i leaves its cluster. */
  const gains = new Float64Array(count);
  /** The clusters that changed in the quick stage. In the first round, all of them did. */
  const isChanged = new Uint8Array(k).fill(1);
  /** The step until which a changed cluster must be compared again: in the full stage, and in the quick stage. */
  const liveUntil = new Int32Array(k);
  const updatedAt = new Int32Array(k).fill(-1);
  /** The number of items since the last move; `count` if no move helps. */
  let unmoved = 0;

  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (tryAllClusters()) return;
    // With two clusters, the full stage compares what the quick stage would.
    if (!trySecondClusters() || k === 2) return;
    updatedAt.fill(0);
  }

  /** Moves each item to its best cluster. Returns whether no move helps. */
  function tryAllClusters(): boolean {
    for (let l = 0; l < k; l++) if (isChanged[l]) liveUntil[l] = count;
    for (let i = 0; i < count; i++) {
      unmoved++;
      const from = closest[i];
      if (sizes[from] > 1) {
        if (updatedAt[from] !== 0) gains[i] = squaredDistance(items[i], centers[from]) * leaveFactor(from);
        const guess = second[i];
        let to = guess;
        let cost = squaredDistance(items[i], centers[guess]) * joinFactor(guess);
        for (let l = 0; l < k; l++) {
          // Two clusters that did not change keep their order for this item.
          if ((i >= liveUntil[from] && i >= liveUntil[l]) || l === from || l === guess) continue;
          const square = squaredDistance(items[i], centers[l]);
          if (square >= cost / joinFactor(l)) continue;
          to = l;
          cost = square * joinFactor(l);
        }
        if (cost >= gains[i]) second[i] = to;
        else {
          liveUntil[from] = count + i;
          liveUntil[to] = count + i;
          updatedAt[from] = i + 1;
          updatedAt[to] = i + 1;
          move(i, to);
        }
      }
      if (unmoved === count) return true;
    }
    isChanged.fill(0);
    for (let l = 0; l < k; l++) liveUntil[l] -= count;
    return false;
  }

  /** Exchanges items with their second best clusters until no exchange helps. Returns false if this takes too long. */
  function trySecondClusters(): boolean {
    for (let step = 0, sinceMove = 0; step < MAX_QUICK_STEPS * count - 1; step++) {
      const i = step % count;
      sinceMove++;
      const [from, to] = [closest[i], second[i]];
      if (sizes[from] > 1) {
        if (step + 1 <= updatedAt[from])
          gains[i] = squaredDistance(items[i], centers[from]) * leaveFactor(from);
        const isLive = step + 1 < updatedAt[from] || step + 1 < updatedAt[to];
        if (isLive && squaredDistance(items[i], centers[to]) < gains[i] / joinFactor(to)) {
          sinceMove = 0;
          isChanged[from] = 1;
          isChanged[to] = 1;
          updatedAt[from] = step + 1 + count;
          updatedAt[to] = step + 1 + count;
          move(i, to);
        }
      }
      if (sinceMove === count) return true;
    }
    return false;
  }

  /** Returns the factor of a squared distance in `gains`. */
  function leaveFactor(cluster: number): number {
    return sizes[cluster] / (sizes[cluster] - 1);
  }

  /** Returns the factor of a squared distance in the increase of the sum of squares if an item joins a cluster. */
  function joinFactor(cluster: number): number {
    return sizes[cluster] / (sizes[cluster] + 1);
  }

  function move(i: number, to: number): void {
    const from = closest[i];
    const [item, left, joined] = [items[i], centers[from], centers[to]];
    const [leftSize, joinedSize] = [sizes[from]--, sizes[to]++];
    for (let j = 0; j < item.length; j++) {
      left[j] = (left[j] * leftSize - item[j]) / (leftSize - 1);
      joined[j] = (joined[j] * joinedSize + item[j]) / (joinedSize + 1);
    }
    closest[i] = to;
    second[i] = from;
    unmoved = 0;
  }
}
