import { checkSize } from '../matrix/limits.js';
import type { AGGREGATES } from '../spec/data.js';
import type { SparseCells } from './sparse-cells.js';

export type AggregateName = (typeof AGGREGATES)[number];

/** Aggregates the values of each cell, one value at a time. */
export interface Aggregator {
  /** Adds a value, which is not NaN, to the cell at `index`. */
  add(cells: SparseCells, index: number, value: number): void;
  /** Sets `values` to the aggregate of each cell. */
  finish(cells: SparseCells): void;
}

/** Creates the aggregator with the given name. A cell without values is missing. */
export function createAggregator(name: AggregateName, file: string): Aggregator {
  return name === 'median' ? new MedianAggregator(file) : new RunningAggregator(name);
}

type RunningName = Exclude<AggregateName, 'median'>;

/** Needs one number for each cell. */
class RunningAggregator implements Aggregator {
  private readonly combine: (total: number, value: number) => number;

  constructor(private readonly name: RunningName) {
    this.combine = COMBINERS[name];
  }

  add({ values, counts }: SparseCells, index: number, value: number): void {
    values[index] = counts[index]++ === 0 ? value : this.combine(values[index], value);
  }

  finish({ values, counts, count }: SparseCells): void {
    for (let index = 0; index < count; index++) {
      if (counts[index] === 0) values[index] = Number.NaN;
      else if (this.name === 'mean') values[index] /= counts[index];
      else if (this.name === 'count') values[index] = counts[index];
    }
  }
}

const COMBINERS: Record<RunningName, (total: number, value: number) => number> = {
  mean: (total, value) => total + value,
  sum: (total, value) => total + value,
  min: Math.min,
  max: Math.max,
  count: (total) => total,
  first: (total) => total,
};

const INITIAL_CAPACITY = 1 << 10;

/** Needs all values in memory. */
class MedianAggregator implements Aggregator {
  private values = new Float64Array(INITIAL_CAPACITY);
  /** The cell of each value. */
  private indices = new Int32Array(INITIAL_CAPACITY);
  private length = 0;

  constructor(private readonly file: string) {}

  add({ counts }: SparseCells, index: number, value: number): void {
    if (this.length === this.values.length) {
      const { values, indices } = this;
      this.values = new Float64Array(2 * this.length);
      this.indices = new Int32Array(2 * this.length);
      this.values.set(values);
      this.indices.set(indices);
    }
    this.values[this.length] = value;
    this.indices[this.length++] = index;
    counts[index]++;
    checkSize(
      'records',
      this.length,
      this.file,
      'use another "aggregate" than "median", which needs less memory',
    );
  }

  finish({ values, counts, count }: SparseCells): void {
    // A counting sort by cell.
    const next = new Int32Array(count);
    for (let index = 1; index < count; index++) next[index] = next[index - 1] + counts[index - 1];
    const sorted = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) sorted[next[this.indices[i]]++] = this.values[i];
    for (let index = 0; index < count; index++) {
      values[index] = median(sorted.subarray(next[index] - counts[index], next[index]));
    }
  }
}

/** Returns the median, or NaN if there are no values. Sorts `values` in place. */
function median(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
