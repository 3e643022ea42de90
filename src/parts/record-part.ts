/** Records that were grouped and aggregated, as a part of all records. */

/** The groups of an axis, in order of first appearance. The keys of words are `labels`, those of units and bins `keys`. */
export interface GroupState {
  readonly labels: readonly string[] | null;
  readonly keys: readonly number[] | null;
  /** For bins: the smallest and the largest number; null without numbers. */
  readonly range: readonly [number, number] | null;
  /** For bins: the step of fine bins that are the keys; null if the keys are numbers. */
  readonly step: { readonly mantissa: number; readonly exponent: number } | null;
}

/** The cells that have a record, in order of first appearance, with the state of their aggregate. */
export interface CellState {
  /** The groups of each cell on each axis; null for one panel. */
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  readonly panel: Uint32Array | null;
  /** The lists of numbers that the aggregate saves. */
  readonly aggregate: readonly Float64Array[];
}

/** The axes and the value of records. */
export type RecordRole = 'x' | 'y' | 'panel' | 'value';

/** How the first records show that each column is read, such as the format of dates; null if they do not. */
export interface RecordReadings extends Readonly<Record<RecordRole, string | null>> {
  /** For each condition, how it reads its column. */
  readonly where: readonly (string | null)[];
}

/** What must be equal in all parts: the options that name the columns and functions, as a spec has them. */
export type RecordOptions = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the parts of one table have in common. */
export interface RecordIdentity {
  readonly options: RecordOptions;
  /** Whether positions count the records of all data, or pieces, such as files. */
  readonly unit: 'records' | 'pieces';
  /** A checksum of the start of the file, if each part was made of records of the same file; else null. */
  readonly source: string | null;
}

/** A part of a table of records as a file has it. */
export interface RecordPart extends RecordIdentity {
  /** The positions of the first record or piece of the part, and of the one after the last. */
  readonly first: number;
  readonly end: number;
  /** The number of records or pieces of all parts; null if it is unknown. */
  readonly count: number | null;
  /** The names of all columns. */
  readonly header: readonly string[];
  readonly decimal: '.' | ',';
  readonly readings: RecordReadings;
  /** The aggregate of the cells; null for records that are one cell each. */
  readonly aggregate: string | null;
  readonly valueUnit: string | null;
  /** The words that the values are positions of; null for numbers. */
  readonly categories: readonly string[] | null;
  /** Whether a value is a number. */
  readonly hasNumbers: boolean;
  /** The numbers of records that were read, that meet the conditions, and that were skipped. */
  readonly counts: { readonly read: number; readonly kept: number; readonly skipped: number };
  readonly groups: { readonly x: GroupState; readonly y: GroupState; readonly panel: GroupState | null };
  readonly cells: CellState;
}
