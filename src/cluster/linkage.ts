/**
 * Hierarchical clustering of items by their distances, with the algorithms and the results of
 * `scipy.cluster.hierarchy.linkage`, also where distances are equal.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378.
 */
import type { LinkageMethod } from '../spec/cluster.js';
import { type Distances, pairIndex } from './distances.js';
import {
  createLinkage,
  createMerges,
  type Linkage,
  labelMerges,
  type Merges,
  recordMerge,
} from './merges.js';
import { MinHeap } from './min-heap.js';
import { mergeNeighbourChains } from './neighbour-chain.js';

/** Returns the tree. `distances` has at least two items and no NaN; its values are overwritten. */
export function linkage(distances: Distances, method: LinkageMethod): Linkage {
  if (method === 'single') return labelMerges(mergeSpanningTree(distances));
  if (method === 'centroid' || method === 'median') return mergeClosest(distances, UPDATES[method]);
  return labelMerges(mergeNeighbourChains(distances, method));
}

/**
 * Returns the distance of an item z to the merged clusters x and y.
 * @param xz, yz, xy the distances of the clusters
 * @param nx, ny the sizes of the clusters
 */
type Update = (xz: number, yz: number, xy: number, nx: number, ny: number) => number;

const UPDATES: Readonly<Record<'centroid' | 'median', Update>> = {
  centroid: (xz, yz, xy, nx, ny) =>
    root((nx * xz * xz + ny * yz * yz - (nx * ny * xy * xy) / (nx + ny)) / (nx + ny)),
  median: (xz, yz, xy) => root(0.5 * (xz * xz + yz * yz) - 0.25 * xy * xy),
};

/** Rounding can give the square of a distance of 0 below 0. */
function root(square: number): number {
  return Math.sqrt(Math.max(0, square));
}

/** Single linkage: the edges of a minimum spanning tree (Prim's algorithm). */
function mergeSpanningTree({ count, values }: Distances): Merges {
  const merges = createMerges(count);
  const isMerged = new Uint8Array(count);
  const closest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let x = 0;
  for (let k = 0; k < count - 1; k++) {
    isMerged[x] = 1;
    let [min, y] = [Number.POSITIVE_INFINITY, -1];
    for (let i = 0; i < count; i++) {
      if (isMerged[i]) continue;
      closest[i] = Math.min(closest[i], values[pairIndex(count, x, i)]);
      if (y >= 0 && closest[i] >= min) continue;
      y = i;
      min = closest[i];
    }
    merges.a[k] = x;
    merges.b[k] = y;
    merges.heights[k] = min;
    x = y;
  }
  return merges;
}

/** Merges the two closest clusters, again and again. For all methods, also those in which a merge brings others closer. */
function mergeClosest({ count, values }: Distances, update: Update): Linkage {
  const tree = createLinkage(count);
  const sizes = new Int32Array(count).fill(1);
  const nodes = Int32Array.from({ length: count }, (_, i) => i);
  /** For each cluster, a lower bound of the distance to the closest cluster after it, and a candidate for that cluster. */
  const bounds = new Float64Array(count - 1);
  const neighbours = new Int32Array(count - 1);
  const findNeighbour = (x: number): number => {
    let min = Number.POSITIVE_INFINITY;
    for (let i = x + 1, pair = pairIndex(count, x, i); i < count; i++, pair++) {
      if (sizes[i] === 0 || values[pair] >= min) continue;
      min = values[pair];
      neighbours[x] = i;
    }
    return min;
  };
  for (let x = 0; x < count - 1; x++) bounds[x] = findNeighbour(x);
  const heap = new MinHeap(bounds);
  for (let k = 0; k < count - 1; k++) {
    while (bounds[heap.min] !== values[pairIndex(count, heap.min, neighbours[heap.min])]) {
      heap.changeValue(heap.min, findNeighbour(heap.min));
    }
    const x = heap.min;
    const y = neighbours[x];
    const min = bounds[x];
    heap.removeMin();
    recordMerge(tree, k, nodes[x], nodes[y], min);
    const [nx, ny] = [sizes[x], sizes[y]];
    sizes[x] = 0;
    sizes[y] = nx + ny;
    nodes[y] = count + k;
    for (let z = 0; z < count; z++) {
      if (sizes[z] === 0 || z === y) continue;
      const pair = pairIndex(count, z, y);
      values[pair] = update(values[pairIndex(count, z, x)], values[pair], min, nx, ny);
      // The candidate x no longer exists. Cluster y is a guess, which is checked when it is used.
      if (z < x && neighbours[z] === x) neighbours[z] = y;
      if (z >= y || values[pair] >= bounds[z]) continue;
      neighbours[z] = y;
      heap.changeValue(z, values[pair]);
    }
    if (y < count - 1) {
      const nearest = findNeighbour(y);
      if (nearest < Number.POSITIVE_INFINITY) heap.changeValue(y, nearest);
    }
  }
  return tree;
}
