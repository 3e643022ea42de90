/**
 * Linkage by chains of nearest neighbours, for methods in which a merge brings no other clusters closer.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378.
 */
import type { Distances } from './distances.js';
import { createMerges, type Merges } from './merges.js';
import { PairTable } from './pair-table.js';

/**
 * Returns the distance of an item z to the merged clusters x and y.
 * @param xz, yz, xy the distances of the clusters
 * @param nx, ny, nz the sizes of the clusters
 */
export type Update = (xz: number, yz: number, xy: number, nx: number, ny: number, nz: number) => number;

/** The share of clusters that are left when the distances are packed again. */
const PACKING_SHARE = 0.8;

/**
 * Merges clusters that are the nearest neighbours of each other. Overwrites the distances. Equal distances give the same
 * merges as in scipy, which scans all clusters for each neighbour.
 */
export function mergeNeighbourChains(distances: Distances, update: Update): Merges {
  const { count } = distances;
  const merges = createMerges(count);
  const clusters = new ActiveClusters(distances);
  /** The slots of the clusters of the chain. */
  const chain = new Int32Array(count);
  let chainLength = 0;
  for (let k = 0; k < count - 1; k++) {
    if (chainLength === 0) chain[chainLength++] = clusters.first();
    let [x, y] = [0, 0];
    for (;;) {
      x = chain[chainLength - 1];
      y = clusters.neighbourOf(x);
      // Prefers the previous cluster, so that equal distances give no endless chain.
      const previous = chainLength > 1 ? chain[chainLength - 2] : -1;
      if (previous >= 0 && clusters.distance(x, previous) <= clusters.distance(x, y)) y = previous;
      if (y === previous) break;
      chain[chainLength++] = y;
    }
    chainLength -= 2;
    if (x > y) [x, y] = [y, x];
    merges.a[k] = clusters.items[x];
    merges.b[k] = clusters.items[y];
    merges.heights[k] = clusters.distance(x, y);
    clusters.merge(x, y, update);
    if (clusters.activeCount > PACKING_SHARE * clusters.slotCount) continue;
    const places = clusters.pack();
    for (let i = 0; i < chainLength; i++) chain[i] = places[chain[i]];
  }
  return merges;
}

/** The clusters that are not merged yet, in slots that ascend with their items, and the nearest neighbour of each. */
class ActiveClusters {
  slotCount: number;
  activeCount: number;
  /** For each slot, an item of its cluster. */
  readonly items: Int32Array;
  /** The size of each cluster; 0 for an empty slot. */
  private readonly sizes: Int32Array;
  private readonly table: PairTable;
  /** The slot of the first of the nearest clusters; −1 if it is not known. */
  private readonly nearest: Int32Array;
  private readonly nearestDistance: Float64Array;
  /** The distances of one or two clusters to all slots. */
  private readonly ofX: Float64Array;
  private readonly ofY: Float64Array;

  constructor(distances: Distances) {
    const { count } = distances;
    this.slotCount = count;
    this.activeCount = count;
    this.items = Int32Array.from({ length: count }, (_, i) => i);
    this.sizes = new Int32Array(count).fill(1);
    this.nearest = new Int32Array(count).fill(-1);
    this.nearestDistance = new Float64Array(count);
    this.ofX = new Float64Array(count);
    this.ofY = new Float64Array(count);
    this.table = new PairTable(distances);
  }

  first(): number {
    return this.sizes.findIndex((size) => size > 0);
  }

  distance(x: number, y: number): number {
    return this.table.at(x, y);
  }

  neighbourOf(x: number): number {
    if (this.nearest[x] < 0) this.findNeighbour(x);
    return this.nearest[x];
  }

  private findNeighbour(x: number): void {
    const { table, sizes, slotCount, ofX } = this;
    table.read(x, ofX);
    let [min, nearest] = [Number.POSITIVE_INFINITY, -1];
    for (let i = 0; i < slotCount; i++) {
      const value = ofX[i];
      if ((nearest >= 0 && value >= min) || sizes[i] === 0 || i === x) continue;
      min = value;
      nearest = i;
    }
    this.nearest[x] = nearest;
    this.nearestDistance[x] = min;
  }

  /** Merges the clusters x < y into the slot y, and finds the neighbour of the merged cluster. */
  merge(x: number, y: number, update: Update): void {
    const { table, sizes, nearest, nearestDistance, slotCount, ofX, ofY } = this;
    const [nx, ny, xy] = [sizes[x], sizes[y], this.distance(x, y)];
    table.read(x, ofX);
    table.read(y, ofY);
    sizes[x] = 0;
    sizes[y] = 0;
    this.activeCount--;
    let [min, best] = [Number.POSITIVE_INFINITY, -1];
    for (let z = 0; z < slotCount; z++) {
      const nz = sizes[z];
      if (nz === 0) continue;
      const distance = update(ofX[z], ofY[z], xy, nx, ny, nz);
      ofY[z] = distance;
      if (distance < min || best < 0) {
        min = distance;
        best = z;
      }
      // Keeps the neighbour of z up to date.
      const old = nearest[z];
      if (old === x || old === y) {
        if (old === x || distance !== nearestDistance[z]) nearest[z] = -1;
      } else if (old >= 0 && distance <= nearestDistance[z] && (distance < nearestDistance[z] || y < old)) {
        nearest[z] = y;
        nearestDistance[z] = distance;
      }
    }
    table.write(y, ofY);
    sizes[y] = nx + ny;
    nearest[y] = best;
    nearestDistance[y] = min;
  }

  /** Removes the empty slots, so that the distances are close together in memory. Returns the new slot of each old one. */
  pack(): Int32Array {
    const { sizes, items, slotCount, nearest, nearestDistance } = this;
    const places = new Int32Array(slotCount);
    const kept = new Int32Array(this.activeCount);
    for (let slot = 0, count = 0; slot < slotCount; slot++) {
      places[slot] = count;
      if (sizes[slot] > 0) kept[count++] = slot;
    }
    this.table.keep(kept, kept.length);
    kept.forEach((slot, place) => {
      items[place] = items[slot];
      sizes[place] = sizes[slot];
      nearest[place] = nearest[slot] < 0 ? -1 : places[nearest[slot]];
      nearestDistance[place] = nearestDistance[slot];
    });
    this.slotCount = kept.length;
    return places;
  }
}
