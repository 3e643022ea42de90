import type { Place } from '../diagnostics.js';

/**
 * A table in long format, with one record for each cell of a matrix or of a stack of panels. The records are read
 * once, in order.
 */
export interface LongTable {
  /** The name of the source, for diagnostics. */
  readonly name: string;
  /** The names of the columns; '' for a column without a name. */
  readonly header: readonly string[];
  /** Moves to the next record, of which only `columns` will be read. Returns false after the last record. */
  nextRecord(columns: readonly number[]): boolean;
  /** Returns the text of a field of the current record. */
  cell(column: number): string;
  /** Returns the place of that field. */
  place(column: number): Place;
  /** Returns a number that identifies that field for `line`. */
  recordId(column: number): number;
  /** Returns the line of the field in `column` with `recordId`, if it has one. */
  line(recordId: number, column: number): number | undefined;
}
