import type { MatrixPart } from './matrix-part.js';
import { createReducedGrid, type ReducedGrid } from './reduced-grid.js';
import type { MemoryBudget, PartRows, Reduction } from './reduction.js';

export interface AccumulatorResult {
  readonly rows: number;
  /** Row-major: all values, or one value per block. */
  readonly values: Float64Array;
  readonly reduction?: Reduction;
  /** The rows of the part that was requested. There are no `values` then. */
  readonly part?: MatrixPart;
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
    if (reduction?.part) {
      const { fileStart, rowCount } = reduction.part;
      if (this.rows === 0 && isExact) this.createPart(rowCount ?? (fileStart === null ? rows : undefined));
    } else if (this.rows === 0 && isExact && cells > maxCells && reduction) {
      this.grid = createReducedGrid(this.columns, maxCells, reduction, { rowCount: rows });
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
    if (reduction?.part) {
      this.addToPart(reduction.part, row, start);
      return;
    }
    const length = this.rows * columns;
    if (!this.grid && length + columns > maxCells && reduction) {
      this.grow(maxCells);
      this.grid = createReducedGrid(columns, maxCells, reduction, { initial: this });
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
    if (this.budget.reduction?.part) {
      const part = (this.grid ?? this.createPart(undefined)).finishPart();
      return { rows, values: new Float64Array(0), part };
    }
    if (this.grid) return { rows, ...this.grid.finish() };
    return { rows, values: this.values.subarray(0, rows * columns) };
  }

  /** Returns the rows of a source of `count` rows that are needed. The caller adds only these if it can skip others. */
  requestedRows(count: number): { readonly from: number; readonly to: number } {
    const { part } = this.budget.reduction ?? {};
    const from = Math.min(count, part?.from ?? 0);
    if (part) this.rows = from;
    return { from, to: Math.max(from, Math.min(count, part?.to ?? count)) };
  }

  private addToPart({ from, to, rowCount }: PartRows, row: Float64Array, start: number): void {
    if (this.rows >= from && this.rows < to) (this.grid ?? this.createPart(rowCount)).add(row, start);
    this.rows++;
  }

  private createPart(rowCount: number | undefined): ReducedGrid {
    const { maxCells, reduction } = this.budget;
    const { part } = reduction ?? {};
    if (!reduction || !part) throw new TypeError('no part was requested');
    const firstRow = (part.fileStart ?? 0) + part.from;
    this.grid = createReducedGrid(this.columns, maxCells, reduction, { firstRow, rowCount });
    return this.grid;
  }

  private grow(cells: number): void {
    const capacity = Math.min(Math.ceil(cells), this.budget.maxCells);
    if (capacity <= this.values.length) return;
    const grown = new Float64Array(capacity);
    grown.set(this.values.subarray(0, this.rows * this.columns));
    this.values = grown;
  }
}
