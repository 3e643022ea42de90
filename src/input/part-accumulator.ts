import { Accumulator, type AccumulatorResult } from '../matrix/accumulator.js';
import { LIMITS } from '../matrix/limits.js';
import type { KeptPart } from '../matrix/matrix.js';
import type { Selection } from './reader.js';
import { createRowFilter, type RowFilter } from './row-filter.js';

/**
 * Collects the rows of a matrix of which a figure shows a part. A matrix that fits into memory is kept as a whole. In a
 * larger one, the rows and columns that are not selected are left out.
 */
export class PartAccumulator {
  /** The number of rows of the source so far. */
  rows = 0;
  private accumulator: Accumulator;
  private readonly filter: RowFilter | null;
  private readonly keptRows: number[] = [];
  private readonly keptRow: Float64Array;
  private isPart = false;
  private isNextKept = true;

  /** `keptColumns` are the selected columns in their order; null for all. */
  constructor(
    readonly columns: number,
    private readonly selection: Selection,
    private readonly keptColumns: readonly number[] | null,
  ) {
    this.filter = selection.rows === undefined ? null : createRowFilter(selection.rows.address);
    this.keptRow = new Float64Array(keptColumns?.length ?? 0);
    this.accumulator = new Accumulator(columns, { maxCells: selection.maxCells, reduction: null });
  }

  /**
   * Returns the accumulator that the next row is added to, or null if the row is left out. Call it once before each `add`.
   * Only numbers are reduced.
   */
  prepare(label: string | null, hasNumbers: boolean): Accumulator | null {
    if (!this.isPart && (this.rows + 1) * this.columns > this.selection.maxCells) this.leaveOut(hasNumbers);
    this.isNextKept = this.filter?.accepts(this.rows, label) ?? true;
    return this.isNextKept || !this.isPart ? this.accumulator : null;
  }

  /** Adds the row that `prepare` was called for. */
  add(row: Float64Array): void {
    if (this.filter && this.isNextKept) this.keptRows.push(this.rows);
    if (!this.isPart) this.accumulator.add(row);
    else if (this.isNextKept) this.addPart(row, 0);
    this.rows++;
  }

  finish(): AccumulatorResult & { readonly kept?: KeptPart } {
    const result = { ...this.accumulator.finish(), rows: this.rows };
    if (!this.isPart) return result;
    return { ...result, kept: { rows: this.filter && this.keptRows, columns: this.keptColumns } };
  }

  /** Keeps only the selected part of the rows so far. */
  private leaveOut(hasNumbers: boolean): void {
    const { accumulator: whole, columns, keptColumns, selection } = this;
    const isReducible = hasNumbers && (this.filter?.isExact ?? true);
    const budget =
      isReducible && selection.reduction
        ? { maxCells: selection.maxCells, reduction: selection.reduction }
        : { maxCells: LIMITS.cells, reduction: null };
    this.isPart = true;
    this.accumulator = new Accumulator(keptColumns?.length ?? columns, budget);
    const rows = this.filter ? this.keptRows : Array.from({ length: this.rows }, (_, row) => row);
    for (const row of rows) this.addPart(whole.values, row * columns);
  }

  /** Adds the selected columns of the row of `values` that starts at `start`. */
  private addPart(values: Float64Array, start: number): void {
    const { keptColumns, keptRow } = this;
    if (!keptColumns) {
      this.accumulator.add(values, start);
      return;
    }
    for (let i = 0; i < keptColumns.length; i++) keptRow[i] = values[start + keptColumns[i]];
    this.accumulator.add(keptRow);
  }
}

/** Creates an accumulator. A function, because this module is loaded when a part of a matrix is read. */
export function createPartAccumulator(
  ...args: ConstructorParameters<typeof PartAccumulator>
): PartAccumulator {
  return new PartAccumulator(...args);
}
