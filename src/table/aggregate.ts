/** Combines the values of each cell, one value at a time. */
import { checkSize } from '../matrix/limits.js';
import type { AggregateName } from '../spec/fields.js';
import type { Aggregator } from './aggregator.js';
import { DeviationAggregator } from './deviation.js';
import { ExactSums } from './exact-sums.js';
import { HeldValues } from './held-values.js';
import { GrowingArray, SparseCells } from './sparse-cells.js';

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

/** Counts and, except for the count alone, exact sums. */
class SumAggregator implements Aggregator {
  private counts = new GrowingArray();
  private sums = new ExactSums();

  constructor(private readonly name: 'sum' | 'mean' | 'count' | 'share') {}

  add(cell: number, value: number): void {
    this.counts.set(cell, this.counts.get(cell) + 1);
    if (this.name !== 'count') this.sums.add(cell, value);
  }

  merge(targets: Int32Array): void {
    const state = this.save(targets.length);
    this.counts = new GrowingArray();
    this.sums = new ExactSums();
    this.load(state, targets);
  }

  save(count: number): Float64Array[] {
    const counts = Float64Array.from({ length: count }, (_, cell) => this.counts.get(cell));
    return this.name === 'count' ? [counts] : [counts, ...this.sums.save(count)];
  }

  load([counts, ...sums]: readonly Float64Array[], targets: Int32Array): void {
    targets.forEach((target, cell) => {
      this.counts.set(target, this.counts.get(target) + counts[cell]);
    });
    if (this.name !== 'count') this.sums.load(sums, targets);
  }

  finish(count: number): Float64Array {
    const { counts, sums, name } = this;
    const results = Float64Array.from({ length: count }, (_, cell) => {
      const n = counts.get(cell);
      if (name === 'count') return n;
      if (name === 'mean') return n === 0 ? Number.NaN : sums.get(cell) / n;
      return sums.get(cell);
    });
    if (name !== 'share') return results;
    const total = new ExactSums();
    for (let cell = 0; cell < count; cell++) total.addSum(0, sums, cell);
    const divisor = total.get(0);
    return results.map((value, cell) => (counts.get(cell) === 0 ? Number.NaN : value / divisor));
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
    const state = this.save(targets.length);
    this.counts = new GrowingArray();
    this.values = new GrowingArray();
    this.load(state, targets);
  }

  save(count: number): Float64Array[] {
    return [this.finish(count)];
  }

  load([values]: readonly Float64Array[], targets: Int32Array): void {
    targets.forEach((target, cell) => {
      if (!Number.isNaN(values[cell])) this.add(target, values[cell]);
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
    const state = this.save(targets.length);
    this.position = 0;
    this.positions = new GrowingArray();
    this.values = new GrowingArray();
    this.load(state, targets);
  }

  save(count: number): Float64Array[] {
    const positions = Float64Array.from({ length: count }, (_, cell) => this.positions.get(cell));
    return [positions, this.finish(count), Float64Array.of(this.position)];
  }

  load([positions, values, [length]]: readonly Float64Array[], targets: Int32Array): void {
    targets.forEach((target, cell) => {
      if (positions[cell] > 0) this.replace(target, values[cell], this.position + positions[cell]);
    });
    this.position += length;
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) =>
      this.positions.get(cell) === 0 ? Number.NaN : this.values.get(cell),
    );
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
