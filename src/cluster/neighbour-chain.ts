/**
 * Linkage by chains of nearest neighbours, for methods in which a merge brings no other clusters closer.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378.
 */
import { type Distances, pairIndex } from './distances.js';
import { createMerges, type Merges } from './merges.js';

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
  private readonly values: Float64Array;
  /** The slot of the first of the nearest clusters; −1 if it is not known. */
  private readonly nearest: Int32Array;
  private readonly nearestDistance: Float64Array;

  constructor({ count, values }: Distances) {
    this.slotCount = count;
    this.activeCount = count;
    this.values = values;
    this.items = Int32Array.from({ length: count }, (_, i) => i);
    this.sizes = new Int32Array(count).fill(1);
    this.nearest = new Int32Array(count);
    this.nearestDistance = new Float64Array(count);
    this.pack();
  }

  first(): number {
    return this.sizes.findIndex((size) => size > 0);
  }

  distance(x: number, y: number): number {
    return this.values[pairIndex(this.slotCount, x, y)];
  }

  neighbourOf(x: number): number {
    if (this.nearest[x] < 0) this.findNeighbour(x);
    return this.nearest[x];
  }

  private findNeighbour(x: number): void {
    const { values, sizes, slotCount } = this;
    let [min, nearest] = [Number.POSITIVE_INFINITY, -1];
    // Pair (i, x) is in column x for i < x, and in row x for i > x.
    for (let i = 0, pair = x - 1; i < x; pair += slotCount - 2 - i, i++) {
      if (sizes[i] === 0 || (nearest >= 0 && values[pair] >= min)) continue;
      min = values[pair];
      nearest = i;
    }
    for (let i = x + 1, pair = pairIndex(slotCount, x, x + 1); i < slotCount; i++, pair++) {
      if (sizes[i] === 0 || (nearest >= 0 && values[pair] >= min)) continue;
      min = values[pair];
      nearest = i;
    }
    this.nearest[x] = nearest;
    this.nearestDistance[x] = min;
  }

  /** Merges the clusters x < y into the slot y. */
  merge(x: number, y: number, update: Update): void {
    const { values, sizes, slotCount: n } = this;
    const [nx, ny, xy] = [sizes[x], sizes[y], this.distance(x, y)];
    sizes[x] = 0;
    sizes[y] = nx + ny;
    this.activeCount--;
    this.nearest[y] = -1;
    let [xz, yz] = [x - 1, y - 1];
    for (let z = 0; z < n; z++) {
      if (sizes[z] > 0 && z !== y) {
        const distance = update(values[xz], values[yz], xy, nx, ny, sizes[z]);
        values[yz] = distance;
        this.updateNeighbour(z, x, y, distance);
      }
      // Pairs with an earlier cluster are in a column, those with a later one in a row.
      xz += z < x ? n - 2 - z : 1;
      yz += z < y ? n - 2 - z : 1;
    }
  }

  /** Keeps the neighbour of z up to date when its distance to the merged cluster y becomes known. */
  private updateNeighbour(z: number, x: number, y: number, distance: number): void {
    const nearest = this.nearest[z];
    if (nearest < 0) return;
    const min = this.nearestDistance[z];
    if (nearest === x || nearest === y) {
      if (nearest === x || distance !== min) this.nearest[z] = -1;
    } else if (distance < min || (distance === min && y < nearest)) {
      this.nearest[z] = y;
      this.nearestDistance[z] = distance;
    }
  }

  /**
   * Removes the empty slots, and finds all neighbours. Distances of few clusters are close together in memory. Returns the
   * new slot of each old one.
   */
  pack(): Int32Array {
    const { values, sizes, items, slotCount, nearest, nearestDistance } = this;
    const places = new Int32Array(slotCount);
    let count = 0;
    for (let slot = 0; slot < slotCount; slot++) {
      places[slot] = count;
      if (sizes[slot] > 0) count++;
    }
    nearest.fill(-1, 0, count);
    nearestDistance.fill(Number.POSITIVE_INFINITY, 0, count);
    for (let i = 0, from = 0, to = 0; i < slotCount; i++) {
      if (sizes[i] === 0) {
        from += slotCount - 1 - i;
        continue;
      }
      const row = places[i];
      let [min, best] = [nearestDistance[row], nearest[row]];
      for (let j = i + 1; j < slotCount; j++, from++) {
        if (sizes[j] === 0) continue;
        const value = values[from];
        values[to++] = value;
        const column = places[j];
        if (value < nearestDistance[column]) {
          nearestDistance[column] = value;
          nearest[column] = row;
        }
        if (value < min) {
          min = value;
          best = column;
        }
      }
      nearestDistance[row] = min;
      nearest[row] = best;
    }
    for (let slot = 0; slot < slotCount; slot++) {
      if (sizes[slot] === 0) continue;
      items[places[slot]] = items[slot];
      sizes[places[slot]] = sizes[slot];
    }
    this.slotCount = count;
    this.activeCount = count;
    return places;
  }
}
