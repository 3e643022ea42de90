import type { Histogram } from './histogram.js';

/** How the values of a block become one: missing values are left out, a block of nothing else is missing. */
export const REDUCERS = ['mean', 'max', 'min', 'absmax'] as const;
export type Reducer = (typeof REDUCERS)[number];

/** How much of a matrix is held, and what becomes of one that has more cells. */
export interface Holding {
  /** Cells; a matrix of so many or fewer is held as it is. */
  readonly budget: number;
  /** Null: a larger one cannot be held, because every single value is needed. */
  readonly reduce: Reduction | null;
}

export interface Reduction {
  readonly by: Reducer;
  readonly watch: Watch;
}

/** What is to be counted in the values as they pass, besides what `Raw` always has. */
export interface Watch {
  /** The ends of a colour domain that are known before any value is. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether shares of the values are asked for: robust domains, quantiles. */
  readonly histogram: boolean;
}

/** What a matrix holds in place of its values, where there are too many of them. */
export interface Reduced {
  readonly by: Reducer;
  /** How many rows and columns of the source a held cell joins; the last of each may join fewer. */
  readonly factor: { readonly rows: number; readonly columns: number };
  /** The grid of held cells. */
  readonly rows: number;
  readonly columns: number;
  /** Of how many finite values each held cell is the mean; null for other reducers. */
  readonly counts: Uint32Array | null;
  readonly raw: Raw;
}

/** What is known of every value of the source; all of it exact. */
export interface Raw {
  /** The finite extremes; null where no value is finite. */
  readonly low: Extreme | null;
  readonly high: Extreme | null;
  readonly cells: number;
  readonly missing: number;
  readonly infinity: number;
  readonly minusInfinity: number;
  /** The finite values of 0 or less. */
  readonly notPositive: number;
  /** The finite values below and above the watched ends; 0 where none was watched. */
  readonly below: number;
  readonly above: number;
  readonly histogram: Histogram | null;
}

/** An extreme: how often it is reached, and where, once. */
export interface Extreme {
  readonly value: number;
  readonly count: number;
  readonly row: number;
  readonly column: number;
}
