import { checkSize } from '../matrix/limits.js';
import type { AGGREGATES } from '../spec/data.js';
import type { Slots } from './sparse-cells.js';

export type Aggregate = (typeof AGGREGATES)[number];

/** Joins the values of cells as they come. */
export interface Join {
  /** Takes one more value, not NaN, for the cell in `slot`. */
  add(cells: Slots, slot: number, value: number): void;
  /** Makes `values` what the values of each cell are joined to. */
  finish(cells: Slots): void;
}

/** The `Join` that an option asks for. Missing values are left out; the value of a cell that has no other is missing. */
export function joinBy(how: Aggregate, file: string): Join {
  return how === 'median' ? new Median(file) : new Fold(how);
}

class Fold implements Join {
  private readonly step: (joined: number, value: number) => number;

  constructor(private readonly how: Exclude<Aggregate, 'median'>) {
    this.step = STEPS[how];
  }

  add({ values, counts }: Slots, slot: number, value: number): void {
    values[slot] = counts[slot]++ === 0 ? value : this.step(values[slot], value);
  }

  finish({ values, counts, count }: Slots): void {
    for (let slot = 0; slot < count; slot++) {
      if (counts[slot] === 0) values[slot] = Number.NaN;
      else if (this.how === 'mean') values[slot] /= counts[slot];
      else if (this.how === 'count') values[slot] = counts[slot];
    }
  }
}

const STEPS: Record<Exclude<Aggregate, 'median'>, (joined: number, value: number) => number> = {
  mean: (joined, value) => joined + value,
  sum: (joined, value) => joined + value,
  min: Math.min,
  max: Math.max,
  count: (joined) => joined,
  first: (joined) => joined,
};

/** Needs all values at once. */
class Median implements Join {
  private values = new Float64Array(1 << 10);
  private slots = new Int32Array(1 << 10);
  private held = 0;

  constructor(private readonly file: string) {}

  add({ counts }: Slots, slot: number, value: number): void {
    if (this.held === this.values.length) {
      const { values, slots } = this;
      this.values = new Float64Array(2 * this.held);
      this.slots = new Int32Array(2 * this.held);
      this.values.set(values);
      this.slots.set(slots);
    }
    this.values[this.held] = value;
    this.slots[this.held++] = slot;
    counts[slot]++;
    checkSize('records', this.held, this.file, 'any other "aggregate" than "median" can take more');
  }

  finish({ values, counts, count }: Slots): void {
    // A counting sort.
    const next = new Int32Array(count);
    for (let slot = 1; slot < count; slot++) next[slot] = next[slot - 1] + counts[slot - 1];
    const sorted = new Float64Array(this.held);
    for (let i = 0; i < this.held; i++) sorted[next[this.slots[i]]++] = this.values[i];
    for (let slot = 0; slot < count; slot++) {
      values[slot] = medianOf(sorted.subarray(next[slot] - counts[slot], next[slot]));
    }
  }
}

/** NaN if there are none. Sorts them. */
function medianOf(values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
