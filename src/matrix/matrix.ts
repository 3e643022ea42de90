import type { Reduced } from './reduction.js';

/**
 * `Matrix` promises: row-major numbers, `rows * columns` of them, at least one; missing is NaN, beyond any
 * scale is ±Infinity; labels, where there are any, are exactly as many as the rows or columns, as text,
 * byte for byte what the source said, repeats kept apart by position.
 *
 * Of a matrix too large to be held, `rows`, `columns` and labels are those of the source, and `values` those of the
 * grid of cells that `reduced` describes.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** Null where the source names no rows. */
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
  /** For a matrix of words: `values` are indices into this list, in order of first appearance. */
  readonly words: readonly string[] | null;
  /** Absent where `values` are all there are. */
  readonly reduced?: Reduced;
}

/** Values to be coloured, in any order: numbers, or indices into `words`. */
export type Values = Pick<Matrix, 'values' | 'words'>;

/** What one source holds: one matrix, or the slices of a stack (3-D) or grid (4-D) in row-major order. */
export interface Dataset {
  readonly slices: readonly Slice[];
  /** The lengths of the leading axes: [] for a matrix, [n] for a stack of n, [n, m] for a grid. */
  readonly leading: readonly number[];
  /** What the source calls its axes and its values (a long table's columns, a CSV's corner), or null. */
  readonly names: { readonly x: string | null; readonly y: string | null; readonly value: string | null };
  /** Whether these are only the slices that were wanted, and the leading axes those that are left. */
  readonly selected?: boolean;
}

export interface Slice {
  /** The panel's name in the source, or null. */
  readonly title: string | null;
  readonly matrix: Matrix;
}

export const NO_NAMES: Dataset['names'] = { x: null, y: null, value: null };

export function singleDataset(matrix: Matrix, names: Dataset['names'] = NO_NAMES): Dataset {
  return { slices: [{ title: null, matrix }], leading: [], names };
}
