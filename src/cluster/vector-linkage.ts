/**
 * Linkage of items as points in space, for more items than a list of all distances has memory for. The distances are
 * computed when they are needed, from the centres of the clusters.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378.
 */
import {
  createLinkage,
  createMerges,
  type Linkage,
  labelMerges,
  type Merges,
  recordMerge,
} from './merges.js';
import { MinHeap } from './min-heap.js';
import { Points } from './points.js';

/** The methods that need no list of distances. */
export const VECTOR_METHODS = ['single', 'centroid', 'median', 'ward'] as const;

export type VectorMethod = (typeof VECTOR_METHODS)[number];

/** Returns the tree of at least two items of finite values by their Euclidean distances. */
export function vectorLinkage(items: readonly Float64Array[], method: VectorMethod): Linkage {
  const points = new Points(items);
  if (method === 'single') return labelMerges(mergeNearestPoints(points));
  if (method === 'ward') return labelMerges(mergeByVariance(points));
  return mergeClosestCenters(points, method);
}

/** Single linkage: the edges of a minimum spanning tree (Prim's algorithm). */
function mergeNearestPoints(points: Points): Merges {
  const { count } = points;
  const merges = createMerges(count);
  /** The items that are not in the tree yet. */
  const outside = Int32Array.from({ length: count - 1 }, (_, i) => i + 1);
  const closest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let x = 0;
  for (let k = 0; k < count - 1; k++) {
    let [min, nearest] = [Number.POSITIVE_INFINITY, 0];
    for (let place = 0; place < count - 1 - k; place++) {
      const i = outside[place];
      closest[i] = Math.min(closest[i], points.squaredDistance(x, i, closest[i]));
      if (place > 0 && closest[i] >= min) continue;
      min = closest[i];
      nearest = place;
    }
    merges.a[k] = x;
    merges.b[k] = outside[nearest];
    merges.heights[k] = Math.sqrt(min);
    x = outside[nearest];
    outside.copyWithin(nearest, nearest + 1, count - 1 - k);
  }
  return merges;
}

/** Ward's method: follows chains of nearest neighbours, as no merge brings other clusters closer. */
function mergeByVariance(points: Points): Merges {
  const { count } = points;
  const merges = createMerges(count);
  const sizes = new Int32Array(count).fill(1);
  const active = Int32Array.from({ length: count }, (_, i) => i);
  let activeCount = count;
  const chain = new Int32Array(count);
  let chainLength = 0;
  /** Twice the increase of the sum of squares if two clusters merge; inexact if it is at least `limit`. */
  const costOf = (x: number, y: number, limit: number): number => {
    const factor = (2 * sizes[x] * sizes[y]) / (sizes[x] + sizes[y]);
    return factor * points.squaredDistance(x, y, limit / factor);
  };
  for (let k = 0; k < count - 1; k++) {
    if (chainLength === 0) chain[chainLength++] = active[0];
    let [x, y, min] = [0, 0, 0];
    for (;;) {
      x = chain[chainLength - 1];
      const previous = chainLength > 1 ? chain[chainLength - 2] : -1;
      // Prefers the previous cluster, so that equal distances give no endless chain.
      y = previous;
      min = previous < 0 ? Number.POSITIVE_INFINITY : costOf(x, previous, Number.POSITIVE_INFINITY);
      for (let place = 0; place < activeCount; place++) {
        const i = active[place];
        if (i === x || i === previous) continue;
        const cost = costOf(x, i, min);
        if (y >= 0 && cost >= min) continue;
        min = cost;
        y = i;
      }
      if (y === previous) break;
      chain[chainLength++] = y;
    }
    chainLength -= 2;
    if (x > y) [x, y] = [y, x];
    merges.a[k] = x;
    merges.b[k] = y;
    merges.heights[k] = Math.sqrt(min);
    points.moveTo(y, x, sizes[x] / (sizes[x] + sizes[y]));
    sizes[y] += sizes[x];
    const place = active.indexOf(x);
    active.copyWithin(place, place + 1, activeCount--);
  }
  return merges;
}

/** Centroid and median linkage: merges the two closest centres, again and again. */
function mergeClosestCenters(points: Points, method: 'centroid' | 'median'): Linkage {
  const { count } = points;
  const tree = createLinkage(count);
  const sizes = new Int32Array(count).fill(1);
  const nodes = Int32Array.from({ length: count }, (_, i) => i);
  const active = nodes.slice();
  let activeCount = count;
  /** For each cluster, a lower bound of the squared distance to the closest cluster after it, and a candidate for that. */
  const bounds = new Float64Array(count - 1);
  const neighbours = new Int32Array(count - 1);
  const findNeighbour = (x: number, place: number): number => {
    let min = Number.POSITIVE_INFINITY;
    for (let next = place + 1; next < activeCount; next++) {
      const square = points.squaredDistance(x, active[next], min);
      if (square >= min) continue;
      min = square;
      neighbours[x] = active[next];
    }
    return min;
  };
  for (let x = 0; x < count - 1; x++) bounds[x] = findNeighbour(x, x);
  const heap = new MinHeap(bounds);
  const isExact = (x: number) =>
    bounds[x] === points.squaredDistance(x, neighbours[x], Number.POSITIVE_INFINITY);
  for (let k = 0; k < count - 1; k++) {
    while (!isExact(heap.min)) heap.changeValue(heap.min, findNeighbour(heap.min, placeOf(heap.min)));
    const x = heap.min;
    const y = neighbours[x];
    recordMerge(tree, k, nodes[x], nodes[y], Math.sqrt(bounds[x]));
    heap.removeMin();
    points.moveTo(y, x, method === 'median' ? 0.5 : sizes[x] / (sizes[x] + sizes[y]));
    sizes[y] += sizes[x];
    nodes[y] = count + k;
    const placeX = placeOf(x);
    active.copyWithin(placeX, placeX + 1, activeCount--);
    for (let place = 0; active[place] < y; place++) {
      const z = active[place];
      // The candidate x no longer exists. Cluster y is a guess, which is checked when it is used.
      if (z < x && neighbours[z] === x) neighbours[z] = y;
      const square = points.squaredDistance(z, y, bounds[z]);
      if (square >= bounds[z]) continue;
      neighbours[z] = y;
      heap.changeValue(z, square);
    }
    const placeY = placeOf(y);
    if (placeY < activeCount - 1) heap.changeValue(y, findNeighbour(y, placeY));
  }
  return tree;

  /** Returns the place of a cluster among the active ones, which ascend. */
  function placeOf(cluster: number): number {
    let [low, high] = [0, activeCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (active[middle] < cluster) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
