import type { Histogram } from './histogram.js';

/** How the values of a block become one value. Missing values are ignored; a block without other values is missing. */
export const REDUCERS = ['mean', 'max', 'min', 'absmax'] as const;
export type Reducer = (typeof REDUCERS)[number];

/** How many cells of a matrix are kept in memory, and how a larger matrix is reduced. */
export interface MemoryBudget {
  /** A matrix with at most this many cells is kept unchanged. */
  readonly maxCells: number;
  /** Null: a larger matrix is an error, because every single value is needed. */
  readonly reduction: ReductionOptions | null;
}

export interface ReductionOptions {
  readonly reducer: Reducer;
  readonly stats: StatsRequest;
  /** Changes values in place before they are reduced. It is not applied to a matrix that is small enough to be kept. */
  readonly mapValues?: ((values: Float64Array) => void) | null;
  /** The rows to reduce to a part of a matrix. Absent: all rows, to a whole matrix. */
  readonly part?: PartRows;
}

/** The rows of a file that are a part of a matrix. */
export interface PartRows {
  /** The positions in the file of the first row, and of the one after the last row. */
  readonly from: number;
  readonly to: number;
  /** The position in the matrix of the first row of the file; null if the file has the whole matrix. */
  readonly fileStart: number | null;
  /** The number of rows of the matrix, if it is given. */
  readonly rowCount?: number;
}

/** Statistics that are collected while values are read, in addition to those that `SourceStats` always has. */
export interface StatsRequest {
  /** The ends of the colour domain that are known before any value is read, or null. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether a histogram is needed, for robust domains and quantiles. */
  readonly histogram: boolean;
}

/** Describes a matrix whose values were reduced to blocks while they were read. */
export interface Reduction {
  readonly reducer: Reducer;
  /** The rows and columns of the source in one block. The last block of each axis may have fewer. */
  readonly factor: { readonly rows: number; readonly columns: number };
  /** The number of blocks on each axis. */
  readonly rows: number;
  readonly columns: number;
  /** The number of finite values in the mean of each block; null for other reducers. */
  readonly counts: Uint32Array | null;
  readonly sourceStats: SourceStats;
}

/** Exact statistics of all values of the source. */
export interface SourceStats {
  /** The finite extrema; null if no value is finite. */
  readonly min: SourceExtremum | null;
  readonly max: SourceExtremum | null;
  readonly cells: number;
  readonly missing: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** The number of finite values that are 0 or less. */
  readonly nonPositive: number;
  /** The number of finite values below and above the requested ends; 0 without a request. */
  readonly below: number;
  readonly above: number;
  readonly histogram: Histogram | null;
}

/** A minimum or maximum: its value, how often it occurs, and the position of one occurrence. */
export interface SourceExtremum {
  readonly value: number;
  readonly count: number;
  readonly row: number;
  readonly column: number;
}
