import type { Reducer } from './reduction.js';

/**
 * Combines values into blocks with a reducer.
 * - The mean of a block is the mean of its finite values.
 * - A mean without finite values is +∞ if the block has +∞, else −∞ if it has −∞, else missing.
 * - Other reducers return an extremum of all values that are not missing.
 */
export class BlockAggregator {
  /** The value of each block. With the reducer "mean", the sum until `finish` is called. */
  readonly values: Float64Array<ArrayBuffer>;
  /** With the reducer "mean", the number of finite values in each block. */
  readonly counts: Uint32Array<ArrayBuffer> | null;

  /**
   * `storage` is a number of empty blocks, or an array to reuse.
   * The first `filled` numbers of that array are the values of the first blocks.
   */
  constructor(
    storage: number | Float64Array<ArrayBuffer>,
    readonly reducer: Reducer,
    filled = 0,
  ) {
    this.values = typeof storage === 'number' ? new Float64Array(storage) : storage;
    this.values.fill(Number.NaN, filled);
    this.counts = reducer === 'mean' ? new Uint32Array(this.values.length) : null;
    if (this.counts) {
      for (let k = 0; k < filled; k++) this.counts[k] = Number.isFinite(this.values[k]) ? 1 : 0;
    }
  }

  /**
   * Adds `row[start + edges[k]] … row[start + edges[k + 1] - 1]` to block `firstBlock + k`, for every k.
   * With `weights`, each value of the row is a mean of that many values.
   */
  addRow(
    row: Float64Array,
    weights: Uint32Array | null,
    start: number,
    edges: ArrayLike<number>,
    firstBlock: number,
  ): void {
    if (!this.counts) this.addExtrema(row, start, edges, firstBlock);
    else if (weights) this.addMeans(row, weights, start, edges, firstBlock, this.counts);
    else this.addValues(row, start, edges, firstBlock, this.counts);
  }

  /** Merges block `source` into block `target` and clears it. `isEmpty` tells whether `target` has no values yet. */
  merge(target: number, source: number, isEmpty: boolean): void {
    if (target === source) return;
    const { values, counts } = this;
    if (isEmpty) {
      values[target] = values[source];
      if (counts) counts[target] = counts[source];
    } else if (!counts) {
      values[target] = this.extremum(values[target], values[source]);
    } else if (counts[source] > 0) {
      values[target] = counts[target] > 0 ? values[target] + values[source] : values[source];
      counts[target] += counts[source];
    } else if (counts[target] === 0) {
      values[target] = mergeNonFinite(values[target], values[source]);
    }
    if (counts) counts[source] = 0;
    values[source] = Number.NaN;
  }

  /** Makes all blocks empty again. */
  clear(): void {
    this.values.fill(Number.NaN);
    this.counts?.fill(0);
  }

  /** Turns sums into means. */
  finish(): void {
    const { values, counts } = this;
    if (counts) for (let k = 0; k < counts.length; k++) if (counts[k] > 0) values[k] /= counts[k];
  }

  private addValues(
    row: Float64Array,
    start: number,
    edges: ArrayLike<number>,
    firstBlock: number,
    counts: Uint32Array,
  ): void {
    const { values } = this;
    const blocks = edges.length - 1;
    let blockEnd = start + edges[0];
    for (let k = 0; k < blocks; k++) {
      const blockStart = blockEnd;
      blockEnd = start + edges[k + 1];
      let sum = 0;
      for (let i = blockStart; i < blockEnd; i++) sum += row[i];
      // A finite sum proves that all values are finite.
      if (sum - sum !== 0) {
        this.addAnyValues(row, null, blockStart, blockEnd, firstBlock + k, counts);
      } else {
        const count = counts[firstBlock + k];
        values[firstBlock + k] = count > 0 ? values[firstBlock + k] + sum : sum;
        counts[firstBlock + k] = count + blockEnd - blockStart;
      }
    }
  }

  private addMeans(
    row: Float64Array,
    weights: Uint32Array,
    start: number,
    edges: ArrayLike<number>,
    firstBlock: number,
    counts: Uint32Array,
  ): void {
    for (let k = 0; k + 1 < edges.length; k++) {
      this.addAnyValues(row, weights, start + edges[k], start + edges[k + 1], firstBlock + k, counts);
    }
  }

  /** Adds values that may be infinite or missing to one block. */
  private addAnyValues(
    row: Float64Array,
    weights: Uint32Array | null,
    start: number,
    end: number,
    block: number,
    counts: Uint32Array,
  ): void {
    const { values } = this;
    for (let i = start; i < end; i++) {
      const value = row[i];
      const weight = weights ? weights[i] : 1;
      if (Number.isFinite(value) && weight > 0) {
        values[block] = counts[block] > 0 ? values[block] + value * weight : value * weight;
        counts[block] += weight;
      } else if (counts[block] === 0) {
        values[block] = mergeNonFinite(values[block], value);
      }
    }
  }

  private addExtrema(row: Float64Array, start: number, edges: ArrayLike<number>, firstBlock: number): void {
    const { values, reducer } = this;
    const blocks = edges.length - 1;
    for (let k = 0; k < blocks; k++) {
      const end = start + edges[k + 1];
      let extremum = values[firstBlock + k];
      for (let i = start + edges[k]; i < end; i++) {
        const value = row[i];
        if (
          reducer === 'max'
            ? value > extremum
            : reducer === 'min'
              ? value < extremum
              : isLargerMagnitude(value, extremum)
        ) {
          extremum = value;
        } else if (Number.isNaN(extremum)) {
          extremum = value;
        }
      }
      values[firstBlock + k] = extremum;
    }
  }

  private extremum(a: number, b: number): number {
    if (Number.isNaN(a)) return b;
    if (Number.isNaN(b)) return a;
    switch (this.reducer) {
      case 'max':
        return Math.max(a, b);
      case 'min':
        return Math.min(a, b);
      default:
        return isLargerMagnitude(b, a) ? b : a;
    }
  }
}

/** Returns +∞ if one of two non-finite values is +∞, else −∞ if one is −∞, else NaN. */
function mergeNonFinite(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

/** Whether |a| > |b|, or both are equal and `a` is the positive one. */
function isLargerMagnitude(a: number, b: number): boolean {
  const magnitude = Math.abs(a);
  const other = Math.abs(b);
  return magnitude > other || (magnitude === other && a > b);
}

/** Creates an aggregator. A function, because this module is loaded when blocks are aggregated. */
export function createBlockAggregator(
  ...args: ConstructorParameters<typeof BlockAggregator>
): BlockAggregator {
  return new BlockAggregator(...args);
}
