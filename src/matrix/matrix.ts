import type { Reduction } from './reduction.js';

/**
 * A matrix of numbers or categories. Guarantees:
 * - `values` is row-major with `rows * columns` numbers, at least one; missing values are NaN.
 * - Infinities are allowed.
 * - Labels, if any, are as many as the rows or columns, exactly as in the source; repeats are allowed.
 * - In a reduced matrix, `rows`, `columns` and labels describe the source, and `values` has one number per block of
 *   `reduction`.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** Null if the source has no row labels. */
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
  /**
   * The categories of a matrix of words, at least one, in order of first appearance; `values` are indices into it. Null
   * for numbers, and if all values are missing.
   */
  readonly categories: readonly string[] | null;
  /** Whether the source stores booleans: 0 is false and 1 is true. */
  readonly isBoolean?: boolean;
  /** Absent if `values` has all values of the source. */
  readonly reduction?: Reduction;
}

/** Values to be coloured, in any order: numbers, or indices into `categories`. */
export type Values = Pick<Matrix, 'values' | 'categories'>;

/** The contents of one source: one matrix, or the slices of a stack (3-D) or grid (4-D) in row-major order. */
export interface Dataset {
  readonly slices: readonly Slice[];
  /** The lengths of the leading axes: [] for a matrix, [n] for a stack of n, [n, m] for a grid. */
  readonly leadingShape: readonly number[];
  /** The names of the axes and the values in the source, such as columns of a long table, or null. */
  readonly names: { readonly x: string | null; readonly y: string | null; readonly value: string | null };
  /** Whether the reader has already applied `select`: only the selected slices and the remaining leading axes are here. */
  readonly selected?: boolean;
  /** The expression that `transform` computed the values with, such as "log2(count)". */
  readonly transformed?: string;
}

export interface Slice {
  /** The name of the panel in the source, or null. */
  readonly title: string | null;
  readonly matrix: Matrix;
}

export const NO_NAMES: Dataset['names'] = { x: null, y: null, value: null };

export function singleDataset(matrix: Matrix, names: Dataset['names'] = NO_NAMES): Dataset {
  return { slices: [{ title: null, matrix }], leadingShape: [], names };
}
