import { coarsestFactor, ReducedGrid } from './reduced-grid.js';
import type { MemoryBudget, Reduction } from './reduction.js';

export interface AccumulatorResult {
  readonly rows: number;
  /** Row-major: all values, or one value per block. */
  readonly values: Float64Array;
  readonly reduction?: Reduction;
}

/**
 * Collects a matrix row by row without knowing the number of rows in advance.
 * Values are kept unchanged while they fit into the budget. After that, each cell combines a block of values.
 * Blocks grow by doubling the axis with more cells, so memory use stays constant.
 * The result depends only on the shape and the values, not on the calls of `reserve`.
 */
export class Accumulator {
  rows = 0;
  values = new Float64Array(0);
  private grid: ReducedGrid | null = null;

  constructor(
    readonly columns: number,
    readonly budget: MemoryBudget,
  ) {}

  /** Allocates memory for `rows` rows in total. The number may be an estimate unless `isExact`. */
  reserve(rows: number, isExact: boolean): void {
    const { maxCells, reduction } = this.budget;
    const cells = rows * this.columns;
    if (this.rows === 0 && isExact && cells > maxCells && reduction) {
      const factor = coarsestFactor(rows, this.columns, maxCells);
      this.grid = new ReducedGrid(this.columns, maxCells, reduction, factor);
    } else if (!this.grid) {
      this.grow(cells);
    }
  }

  /**
   * Adds the next row: `columns` values of `row` from index `start`.
   * Without a reduction, the caller must check first that the row fits into the budget.
   */
  add(row: Float64Array, start = 0): void {
    const { columns } = this;
    const { maxCells, reduction } = this.budget;
    const length = this.rows * columns;
    if (!this.grid && length + columns > maxCells && reduction) {
      this.grow(maxCells);
      this.grid = new ReducedGrid(columns, maxCells, reduction, { rows: 1, columns: 1 }, this);
      this.values = new Float64Array(0);
    }
    if (this.grid) {
      this.grid.add(row, start);
    } else {
      if (length + columns > this.values.length) this.grow(Math.max(2 * length, length + columns));
      if (start === 0 && row.length === columns) this.values.set(row, length);
      else this.values.set(row.subarray(start, start + columns), length);
    }
    this.rows++;
  }

  finish(): AccumulatorResult {
    const { rows, columns } = this;
    if (this.grid) return { rows, ...this.grid.finish() };
    return { rows, values: this.values.subarray(0, rows * columns) };
  }

  private grow(cells: number): void {
    const capacity = Math.min(Math.ceil(cells), this.budget.maxCells);
    if (capacity <= this.values.length) return;
    const grown = new Float64Array(capacity);
    grown.set(this.values.subarray(0, this.rows * this.columns));
    this.values = grown;
  }
}
