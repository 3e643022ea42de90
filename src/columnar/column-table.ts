/** A table that is stored by column, with a type for each column: Parquet, Arrow. */

/** What a column contains; "other" is nested or binary and cannot be drawn. */
export type ColumnKind = 'number' | 'boolean' | 'text' | 'time' | 'other';

export interface ColumnInfo {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type as the format calls it, for messages. */
  readonly type: string;
}

/** Numbers and booleans, with NaN for missing ones; or texts and times, with null for missing ones. */
export type ColumnValues = Float64Array | readonly (string | null)[];

/** Consecutive rows of some columns. */
export interface Batch {
  readonly rows: number;
  readonly columns: readonly ColumnValues[];
}

export interface ColumnTable {
  /** The name of the file, for diagnostics. */
  readonly file: string;
  readonly columns: readonly ColumnInfo[];
  readonly rows: number;
  /** The positions of the columns that pandas restores as the index of a data frame. */
  readonly indexColumns: readonly number[];
  /** Reads these columns, by position, from the first row to the last one or, if it is given, the first `maxRows` rows. */
  readonly batches: (columns: readonly number[], maxRows?: number) => Iterable<Batch>;
}

/** Returns a value as a table of text has it. A missing value is ''. */
export function formatValue(value: number | string | null, kind: ColumnKind): string {
  if (value === null || Number.isNaN(value)) return '';
  return kind === 'boolean' ? String(value === 1) : String(value);
}

/** Returns a time as text: a date, or a date and a time of day. Null if it is out of range. */
export function formatTime(milliseconds: number, isDate: boolean): string | null {
  if (!(Math.abs(milliseconds) <= 8.64e15)) return null;
  const text = new Date(milliseconds).toISOString();
  if (isDate) return text.replace(/T.*/, '');
  return text.replace('T', ' ').replace(/\.?0*Z$/, '');
}

/** Returns the names of the columns that pandas wrote as the index, from the metadata of a Parquet or Arrow file. */
export function pandasIndexColumns(metadata: string | undefined): string[] {
  try {
    const { index_columns: index } = JSON.parse(metadata ?? '{}');
    return Array.isArray(index) ? index.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
