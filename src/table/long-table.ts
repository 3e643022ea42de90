import type { Place } from '../diagnostics.js';
import type { DecimalMark } from './number.js';

/** The names of a table and of its columns. */
export interface TableNames {
  /** The name of the source, for diagnostics. */
  readonly name: string;
  /** The names of the columns; '' for a column without a name. */
  readonly header: readonly string[];
}

/**
 * A table in long format, with one or more records for each cell of a matrix or of a stack of panels. The records are
 * read once, in order.
 */
export interface LongTable extends TableNames {
  /** Returns the texts of a column in the first records. */
  samples(column: number): readonly string[];
  /** Moves to the next record, of which only `columns` will be read. Returns false after the last record. */
  nextRecord(columns: readonly number[]): boolean;
  /** Returns the text of a field of the current record. */
  cell(column: number): string;
  /**
   * Returns a number that stands for the text of a field: the number of different texts of the column that were coded
   * before it. Returns -1 if the text is new and the column already has `maxCodes` codes.
   */
  code(column: number, maxCodes: number): number;
  /** Returns a field as `parseNumber` reads it. */
  number(column: number, decimal: DecimalMark): number;
  /** Returns a field as `IsoTimeParser` reads it. */
  isoTime(column: number): number;
  /** Returns the place of that field. */
  place(column: number): Place;
  /** Returns a number that identifies that field for `line`. */
  recordId(column: number): number;
  /** Returns the line of the field in `column` with `recordId`, if it has one. */
  line(recordId: number, column: number): number | undefined;
}

/** The number of records that the samples of a long table have. */
export const MAX_SAMPLES = 1000;
