import type { GridSize, Halvings } from './halvings.js';
import type { Reducer } from './reduction.js';
import { type Blocks, combineColumnPairs, combineRows, type Strip } from './strip.js';

/** Consecutive strips after `step` steps. */
export interface StripRun extends Blocks {
  readonly step: number;
  /** The position of the first strip among all strips of the matrix after these steps. */
  readonly position: number;
  readonly length: number;
}

/** The rows of a matrix that are in memory as they are. */
export interface InitialRows {
  readonly rows: number;
  /** They are reused as storage and must have room for `maxCells` cells. */
  readonly values: Float64Array;
}

/**
 * Reduces rows by the steps of `Halvings`. A step that halves the rows combines two strips as soon as both are there. The
 * steps decide the order of all additions, so the blocks do not depend on the order or the parts in which rows are added.
 */
export class StripForest {
  /** The strips after the last step. With the reducer "mean", they have counts. */
  private readonly grid: Blocks;
  private length = 0;
  /** The position of the first of them. */
  private base: number;
  /** For each step, the strips that wait for their neighbour, by position. */
  private readonly waiting: Map<number, Strip>[] = [];
  /** Arrays of strips that are no longer used. */
  private readonly unused: Float64Array[] = [];
  private fullCounts: Uint32Array | null = null;

  /** `stepCount` is the number of steps at first; more are made if rows do not fit into the budget. */
  constructor(
    private readonly halvings: Halvings,
    private readonly reducer: Reducer,
    firstRow: number,
    private stepCount: number,
    initial?: InitialRows,
  ) {
    const { width, factor } = halvings.at(stepCount);
    this.base = Math.ceil(firstRow / factor.rows);
    const values = initial?.rows ? initial.values : new Float64Array(Math.max(halvings.maxCells, width));
    const counts = reducer === 'mean' ? new Uint32Array(values.length) : null;
    this.grid = { values, counts };
    if (!initial) return;
    this.length = initial.rows;
    const cells = initial.rows * halvings.columns;
    for (let k = 0; counts && k < cells; k++) counts[k] = Number.isFinite(values[k]) ? 1 : 0;
  }

  /** Adds row `position` of the matrix: the values of `row` from index `start` on. */
  addRow(row: Float64Array, start: number, position: number, allFinite: boolean): void {
    const { halvings, reducer } = this;
    const { columns } = halvings;
    while (halvings.capacity(this.stepCount) <= position) this.addStep();
    if (reducer === 'mean' && !allFinite) {
      const values = row.slice(start, start + columns);
      const counts = Uint32Array.from(values, (v) => (Number.isFinite(v) ? 1 : 0));
      this.insert({ values, counts, rows: 1 }, 0, position);
      return;
    }
    const step = this.stepCount > 0 && halvings.at(0).axis === 'columns' ? 1 : 0;
    const { width } = halvings.at(step);
    const reused = this.unused.pop();
    const values = reused?.length === width ? reused : new Float64Array(width);
    if (step === 0) {
      values.set(start === 0 && row.length === columns ? row : row.subarray(start, start + columns));
    } else {
      combineColumnPairs({ values, counts: null }, 0, { values: row, counts: null }, start, columns, reducer);
    }
    this.insert({ values, counts: null, rows: 1 }, step, position);
  }

  /** Adds strips of another forest. Their arrays may be changed. */
  addRun({ step, position, length, values, counts }: StripRun): void {
    const { width, factor } = this.halvings.at(step);
    for (let i = 0; i < length; i++) {
      const [from, to] = [i * width, (i + 1) * width];
      const strip = { values: values.subarray(from, to), counts: counts?.subarray(from, to) ?? null };
      this.insert({ ...strip, rows: factor.rows }, step, position + i);
    }
  }

  /** Yields all strips: those after the last step, and those that wait for neighbours. */
  *runs(): Generator<StripRun> {
    const { stepCount, length, grid, halvings } = this;
    if (length > 0) {
      const cells = length * halvings.at(stepCount).width;
      const counts = grid.counts && !this.areFull(cells) ? grid.counts.subarray(0, cells) : null;
      yield { step: stepCount, position: this.base, length, values: grid.values.subarray(0, cells), counts };
    }
    for (const [step, strips] of this.waiting.entries()) {
      const { width } = halvings.at(step);
      for (const [position, { values, counts }] of strips ?? []) {
        const blocks = { values: values.subarray(0, width), counts: counts?.subarray(0, width) ?? null };
        yield { step, position, length: 1, ...blocks };
      }
    }
  }

  /** Returns the blocks of a matrix of which all `rows` rows are added. With the reducer "mean", the values are sums. */
  finish(rows: number): Blocks & GridSize & { readonly factor: GridSize } {
    const { halvings, stepCount, grid } = this;
    let last: Strip | null = null;
    for (let step = 0; step < stepCount; step++) {
      if (halvings.at(step).axis === 'columns') {
        if (last) this.halveColumns(last, step);
        continue;
      }
      // Only the last strip can lack a neighbour.
      const [above] = this.waiting[step]?.values() ?? [];
      if (above) last = last ? this.join(above, last, step) : above;
      this.waiting[step]?.clear();
    }
    const { width, factor } = halvings.at(stepCount);
    const rowCount = Math.ceil(rows / factor.rows);
    if (last) this.store(last, rowCount - 1);
    const cells = rowCount * width;
    const counts = grid.counts?.subarray(0, cells) ?? null;
    return { rows: rowCount, columns: width, factor, values: grid.values.subarray(0, cells), counts };
  }

  /** Applies the steps from `firstStep` on, until the strip has to wait for its neighbour. */
  private insert(inserted: Strip, firstStep: number, firstPosition: number): void {
    let [strip, position] = [inserted, firstPosition];
    for (let step = firstStep; step < this.stepCount; step++) {
      if (this.halvings.at(step).axis === 'columns') {
        this.halveColumns(strip, step);
        continue;
      }
      const strips = this.waitingIn(step);
      const isBelow = position % 2 === 1;
      const other = isBelow ? position - 1 : position + 1;
      const neighbour = strips.get(other);
      if (!neighbour) {
        strips.set(position, strip);
        return;
      }
      strips.delete(other);
      strip = isBelow ? this.join(neighbour, strip, step) : this.join(strip, neighbour, step);
      position = Math.floor(position / 2);
    }
    this.store(strip, position);
  }

  private store({ values, counts, rows }: Strip, position: number): void {
    const { grid, stepCount } = this;
    const { width, factor } = this.halvings.at(stepCount);
    const index = position - this.base;
    grid.values.set(values.length === width ? values : values.subarray(0, width), index * width);
    if (counts) {
      grid.counts?.set(counts.subarray(0, width), index * width);
    } else if (grid.counts) {
      const full = rows === factor.rows ? this.countsOfFullGrid() : this.countsOfFull(stepCount, rows);
      grid.counts.set(full, index * width);
    }
    this.length = Math.max(this.length, index + 1);
    this.release(values);
  }

  /** Combines a strip with the one below it. The arrays of the upper one are changed. */
  private join(above: Strip, below: Strip, step: number): Strip {
    const needsCounts = above.counts !== null || below.counts !== null;
    const withCounts = (strip: Strip): Strip =>
      needsCounts && !strip.counts ? { ...strip, counts: this.countsOfFull(step, strip.rows) } : strip;
    const joined = { ...withCounts(above), rows: above.rows + below.rows };
    combineRows(joined, 0, withCounts(below), 0, this.halvings.at(step).width, this.reducer);
    this.release(below.values);
    return joined;
  }

  private halveColumns(strip: Strip, step: number): void {
    combineColumnPairs(strip, 0, strip, 0, this.halvings.at(step).width, this.reducer);
  }

  private release(values: Float64Array): void {
    if (this.unused.length < MAX_UNUSED) this.unused.push(values);
  }

  /** Returns the number of values in each block of a strip of `rows` rows. */
  private countsOfFull(step: number, rows: number): Uint32Array {
    const { width, factor } = this.halvings.at(step);
    const { columns } = this.halvings;
    return Uint32Array.from(
      { length: width },
      (_, j) => rows * Math.min(factor.columns, columns - j * factor.columns),
    );
  }

  private countsOfFullGrid(): Uint32Array {
    this.fullCounts ??= this.countsOfFull(this.stepCount, this.halvings.at(this.stepCount).factor.rows);
    return this.fullCounts;
  }

  private areFull(cells: number): boolean {
    const full = this.countsOfFullGrid();
    const { counts } = this.grid;
    for (let k = 0; counts && k < cells; k++) if (counts[k] !== full[k % full.length]) return false;
    return true;
  }

  private waitingIn(step: number): Map<number, Strip> {
    this.waiting[step] ??= new Map();
    return this.waiting[step];
  }

  /** Applies one more step to the strips after the last step. */
  private addStep(): void {
    const { grid, length, base, reducer, stepCount: step } = this;
    const { axis, width } = this.halvings.at(step);
    this.stepCount++;
    this.fullCounts = null;
    if (axis === 'columns') {
      const half = Math.ceil(width / 2);
      for (let i = 0; i < length; i++) combineColumnPairs(grid, i * half, grid, i * width, width, reducer);
      return;
    }
    // A first strip at an odd position and a last strip at an even position have no neighbour.
    const skipped = base % 2 === 1 && length > 0 ? 1 : 0;
    const pairs = (length - skipped) >> 1;
    if (skipped) this.wait(0, step);
    if (skipped + 2 * pairs < length) this.wait(length - 1, step);
    for (let i = 0; i < pairs; i++) {
      const from = (skipped + 2 * i) * width;
      grid.values.copyWithin(i * width, from, from + width);
      grid.counts?.copyWithin(i * width, from, from + width);
      combineRows(grid, i * width, grid, from + width, width, reducer);
    }
    this.base = Math.ceil(base / 2);
    this.length = pairs;
  }

  /** Moves the strip at `index` of the grid to those that wait for their neighbour in step `step`. */
  private wait(index: number, step: number): void {
    const { width, factor } = this.halvings.at(step);
    const [from, to] = [index * width, (index + 1) * width];
    const values = this.grid.values.slice(from, to);
    const counts = this.grid.counts?.slice(from, to) ?? null;
    this.waitingIn(step).set(this.base + index, { values, counts, rows: factor.rows });
  }
}

/** Keeps few unused arrays, because parts bring arrays of their own. */
const MAX_UNUSED = 32;
