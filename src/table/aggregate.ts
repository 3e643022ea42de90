/** Combines the values of each cell, one value at a time. */
import { checkSize } from '../matrix/limits.js';
import type { AggregateName } from '../spec/fields.js';
import { HeldValues } from './held-values.js';
import { GrowingArray, SparseCells } from './sparse-cells.js';

export interface Aggregator {
  /** Adds a value, which is not NaN, to a cell. */
  add(cell: number, value: number): void;
  /** Renumbers the cells: cell i becomes `targets[i]`. Cells with the same target are combined. */
  merge(targets: Int32Array): void;
  /** Returns the values of the cells, of which there are `count`; NaN for those without a value. */
  finish(count: number): Float64Array;
  /** The number of values that are in memory, if it depends on the number of records. */
  readonly heldCount?: number;
}

/** Creates the aggregator with the given name for the records of `file`. */
export function createAggregator(name: AggregateName, file: string): Aggregator {
  switch (name) {
    case 'median':
      return new MedianAggregator(file);
    case 'distinct':
      return new DistinctAggregator(file);
    case 'sd':
      return new DeviationAggregator();
    case 'first':
    case 'last':
      return new PositionAggregator(name === 'first');
    case 'min':
      return new ExtremeAggregator(-1);
    case 'max':
      return new ExtremeAggregator(1);
    default:
      return new SumAggregator(name);
  }
}

/** Sums with compensation (Neumaier), so that the error does not grow with the number of values. */
class SumAggregator implements Aggregator {
  private counts = new GrowingArray();
  private sums = new GrowingArray();
  private errors = new GrowingArray();

  constructor(private readonly name: 'sum' | 'mean' | 'count' | 'share') {}

  add(cell: number, value: number): void {
    this.counts.set(cell, this.counts.get(cell) + 1);
    if (this.name !== 'count') this.addToSum(cell, value);
  }

  private addToSum(cell: number, value: number): void {
    const sum = this.sums.get(cell);
    const total = sum + value;
    const error = Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum;
    this.sums.set(cell, total);
    // The error of an infinite sum is NaN.
    if (Number.isFinite(error)) this.errors.set(cell, this.errors.get(cell) + error);
  }

  merge(targets: Int32Array): void {
    const { counts, sums, errors } = this;
    this.counts = new GrowingArray();
    this.sums = new GrowingArray();
    this.errors = new GrowingArray();
    targets.forEach((target, cell) => {
      this.counts.set(target, this.counts.get(target) + counts.get(cell));
      this.addToSum(target, sums.get(cell));
      this.errors.set(target, this.errors.get(target) + errors.get(cell));
    });
  }

  finish(count: number): Float64Array {
    const { counts, sums, errors, name } = this;
    const sumOf = (cell: number) => sums.get(cell) + errors.get(cell);
    const results = Float64Array.from({ length: count }, (_, cell) => {
      const n = counts.get(cell);
      if (name === 'count') return n;
      if (name === 'mean') return n === 0 ? Number.NaN : sumOf(cell) / n;
      return sumOf(cell);
    });
    if (name !== 'share') return results;
    const total = results.reduce((sum, value) => sum + value, 0);
    return results.map((value, cell) => (counts.get(cell) === 0 ? Number.NaN : value / total));
  }
}

/** The largest value, or the smallest one for the sign -1. */
class ExtremeAggregator implements Aggregator {
  private counts = new GrowingArray();
  private values = new GrowingArray();

  constructor(private readonly sign: 1 | -1) {}

  add(cell: number, value: number): void {
    if (this.counts.get(cell) === 0 || this.sign * value > this.sign * this.values.get(cell)) {
      this.counts.set(cell, 1);
      this.values.set(cell, value);
    }
  }

  merge(targets: Int32Array): void {
    const { counts, values } = this;
    this.counts = new GrowingArray();
    this.values = new GrowingArray();
    targets.forEach((target, cell) => {
      if (counts.get(cell) > 0) this.add(target, values.get(cell));
    });
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) =>
      this.counts.get(cell) === 0 ? Number.NaN : this.values.get(cell),
    );
  }
}

/** The first or last value, with its position among all values, counted from 1. */
class PositionAggregator implements Aggregator {
  private position = 0;
  private positions = new GrowingArray();
  private values = new GrowingArray();

  constructor(private readonly isFirst: boolean) {}

  add(cell: number, value: number): void {
    this.position++;
    this.replace(cell, value, this.position);
  }

  private replace(cell: number, value: number, position: number): void {
    const current = this.positions.get(cell);
    if (current !== 0 && position > current === this.isFirst) return;
    this.positions.set(cell, position);
    this.values.set(cell, value);
  }

  merge(targets: Int32Array): void {
    const { positions, values } = this;
    this.positions = new GrowingArray();
    this.values = new GrowingArray();
    targets.forEach((target, cell) => {
      if (positions.get(cell) > 0) this.replace(target, values.get(cell), positions.get(cell));
    });
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) =>
      this.positions.get(cell) === 0 ? Number.NaN : this.values.get(cell),
    );
  }
}

/** The standard deviation of a sample (n − 1), as Welford computes it in one pass. */
class DeviationAggregator implements Aggregator {
  private counts = new GrowingArray();
  private means = new GrowingArray();
  /** The sums of squared distances from the mean. */
  private squares = new GrowingArray();

  add(cell: number, value: number): void {
    const n = this.counts.get(cell) + 1;
    const distance = value - this.means.get(cell);
    const mean = this.means.get(cell) + distance / n;
    this.counts.set(cell, n);
    this.means.set(cell, mean);
    this.squares.set(cell, this.squares.get(cell) + distance * (value - mean));
  }

  merge(targets: Int32Array): void {
    const { counts, means, squares } = this;
    this.counts = new GrowingArray();
    this.means = new GrowingArray();
    this.squares = new GrowingArray();
    targets.forEach((target, cell) => {
      const [a, b] = [this.counts.get(target), counts.get(cell)];
      if (b === 0) return;
      const distance = means.get(cell) - this.means.get(target);
      this.counts.set(target, a + b);
      this.means.set(target, this.means.get(target) + (distance * b) / (a + b));
      const between = (distance * distance * a * b) / (a + b);
      this.squares.set(target, this.squares.get(target) + squares.get(cell) + between);
    });
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) => {
      const n = this.counts.get(cell);
      return n < 2 ? Number.NaN : Math.sqrt(this.squares.get(cell) / (n - 1));
    });
  }
}

/** Keeps all values in memory. */
class MedianAggregator implements Aggregator {
  private readonly held: HeldValues;

  constructor(file: string) {
    this.held = new HeldValues(file);
  }

  get heldCount(): number {
    return this.held.length;
  }

  add(cell: number, value: number): void {
    this.held.add(cell, value);
  }

  merge(targets: Int32Array): void {
    this.held.renumber(targets);
  }

  finish(count: number): Float64Array {
    return this.held.mapCells(count, median);
  }
}

/** Returns the median, or NaN if there are no values. Sorts `values` in place. */
function median(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/** Keeps the distinct values of each cell in memory. The values are codes. */
class DistinctAggregator implements Aggregator {
  private pairs = new SparseCells();
  private counts = new GrowingArray();

  constructor(private readonly file: string) {}

  get heldCount(): number {
    return this.pairs.count;
  }

  add(cell: number, value: number): void {
    const { count } = this.pairs;
    if (this.pairs.indexOf(cell, value) < count) return;
    this.counts.set(cell, this.counts.get(cell) + 1);
    checkSize('records', count, this.file, 'distinct() keeps all distinct values of each cell in memory');
  }

  merge(targets: Int32Array): void {
    const { pairs } = this;
    this.pairs = new SparseCells();
    this.counts = new GrowingArray();
    for (let i = 0; i < pairs.count; i++) this.add(targets[pairs.rows[i]], pairs.columns[i]);
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) => this.counts.get(cell));
  }
}
