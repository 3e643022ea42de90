import type { Place } from '../diagnostics.js';

/**
 * A table with one record for each cell of a matrix or of a stack of panels, wherever it comes from. Its records are
 * gone through once, in order.
 */
export interface LongTable {
  /** The name of the source, for diagnostics. */
  readonly source: string;
  /** The columns' names, as many as there are columns; '' for one that has none. */
  readonly header: readonly string[];
  /** Moves to the next record, of which nothing but `columns` will be asked for; false behind the last one. */
  next(columns: readonly number[]): boolean;
  /** The text of a field of the record. */
  cell(column: number): string;
  /** Where that field stands. */
  place(column: number): Place;
  /** A number by which `line` finds that field again. */
  mark(column: number): number;
  /** The line of the field of a `column` that had the `mark`, if it has one. */
  line(mark: number, column: number): number | undefined;
}
