/**
 * Linkage by chains of nearest neighbours, for methods in which a merge brings no other clusters closer.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378.
 */
import type { Distances } from './distances.js';
import { createMerges, type Merges } from './merges.js';
import { pairMemoryOf } from './pair-memory.js';

/** The methods, as active-clusters.as numbers them. */
const CHAIN_METHODS = ['complete', 'average', 'weighted', 'ward'] as const;

export type ChainMethod = (typeof CHAIN_METHODS)[number];

/** The share of clusters that are left when the distances are packed again. */
const PACKING_SHARE = 0.8;

/**
 * Merges clusters that are the nearest neighbours of each other. Overwrites the distances. Equal distances give the same
 * merges as in scipy, which scans all clusters for each neighbour.
 */
export function mergeNeighbourChains({ count, values }: Distances, method: ChainMethod): Merges {
  const { kernels, free } = pairMemoryOf(values, count);
  kernels.placeClusters(0, free, count);
  const kind = CHAIN_METHODS.indexOf(method);
  const items = new Int32Array(kernels.buffer, kernels.itemsStart(), count);
  const places = new Int32Array(kernels.buffer, kernels.placesStart(), count);
  let slotCount = count;
  const merges = createMerges(count);
  /** The slots of the clusters of the chain. */
  const chain = new Int32Array(count);
  let chainLength = 0;
  for (let k = 0; k < count - 1; k++) {
    if (chainLength === 0) chain[chainLength++] = kernels.firstCluster();
    let [x, y] = [0, 0];
    for (;;) {
      x = chain[chainLength - 1];
      y = kernels.neighbourOf(x);
      // Prefers the previous cluster, so that equal distances give no endless chain.
      const previous = chainLength > 1 ? chain[chainLength - 2] : -1;
      if (previous >= 0 && kernels.distance(x, previous) <= kernels.distance(x, y)) y = previous;
      if (y === previous) break;
      chain[chainLength++] = y;
    }
    chainLength -= 2;
    if (x > y) [x, y] = [y, x];
    merges.a[k] = items[x];
    merges.b[k] = items[y];
    merges.heights[k] = kernels.distance(x, y);
    kernels.merge(x, y, kind);
    if (count - k - 1 > PACKING_SHARE * slotCount) continue;
    slotCount = kernels.pack();
    for (let i = 0; i < chainLength; i++) chain[i] = places[chain[i]];
  }
  return merges;
}
