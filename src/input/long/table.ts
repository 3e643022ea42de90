import type { Place } from '../../diagnostics.js';

/** A table with one record for each cell of a matrix or of a stack of panels, wherever it comes from. */
export interface LongTable {
  /** The name of the source, for diagnostics. */
  readonly source: string;
  /** The columns' names, as many as there are columns; '' for one that has none. */
  readonly header: readonly string[];
  /** The number of records. */
  readonly rows: number;
  /** The text of a field; both positions count from 0. */
  cell(row: number, column: number): string;
  /** Where the field stands, or the whole record. */
  place(row: number, column?: number): Place;
}
