import type { ItemAttributes } from './attributes.js';
import type { MatrixPart } from './matrix-part.js';
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
  /** The groups of the columns or rows if their labels have several levels. Absent: the labels have one level. */
  readonly columnGroups?: ItemGroups;
  readonly rowGroups?: ItemGroups;
  /** What the source says about each column or row beside the numbers. Absent: nothing. */
  readonly columnAttributes?: ItemAttributes;
  readonly rowAttributes?: ItemAttributes;
  /** The positions, ascending, of the columns or rows that are totals of the others. They get no colours. */
  readonly columnTotals?: readonly number[];
  readonly rowTotals?: readonly number[];
  /** The edges of the columns or rows if the axis is numeric, such as bins. Absent if the items have no positions. */
  readonly columnEdges?: AxisEdges;
  readonly rowEdges?: AxisEdges;
  /** The regions of the cells, such as the months of a calendar. Absent: the cells have no regions. */
  readonly regions?: CellRegions;
  /**
   * The categories of a matrix of words, at least one, in order of first appearance; `values` are indices into it. Null
   * for numbers, and if all values are missing.
   */
  readonly categories: readonly string[] | null;
  /** The unit that the source writes beside all numbers, such as "%" or "$". Absent if it writes no unit. */
  readonly unit?: string;
  /** Whether the source stores booleans: 0 is false and 1 is true. */
  readonly isBoolean?: boolean;
  /** The smallest and the largest value that such numbers can have, such as −1 and 1 for correlations. Absent: unknown. */
  readonly valueRange?: readonly [number, number];
  /** Absent if `values` has all values of the source. */
  readonly reduction?: Reduction;
  /** The part of the source that `values` has if the rest was left out while it was read. Absent: all of it. */
  readonly kept?: KeptPart;
  /** The part that `heatmap reduce` requested; then there are no `values`. */
  readonly part?: MatrixPart;
}

/**
 * The rows and columns of a source that are in memory, in this order; null for all. The other members of the matrix describe
 * the source. A reduction describes this part.
 */
export interface KeptPart {
  readonly rows: readonly number[] | null;
  readonly columns: readonly number[] | null;
}

/**
 * The outer levels of the labels of an axis, such as those of a pandas MultiIndex: for each level, the outermost first, the
 * title of the group of each item; '' for an item without a group.
 */
export type ItemGroups = readonly (readonly string[])[];

/** Regions of cells that have outlines and titles. Cells without a region do not exist, such as days outside of a year. */
export interface CellRegions {
  readonly titles: readonly string[];
  /** For each cell, row-major, the index of the title of its region; -1 for a cell that does not exist. */
  readonly ofCell: Int16Array;
  /** The name of each cell, such as its date; '' for a cell that does not exist. */
  readonly cellNames: readonly string[];
}

/** How positions on a numeric axis are spaced: equal differences, equal ratios, or points in time. */
export type PositionScale = 'linear' | 'log' | 'time';

/**
 * The edges of the items of a numeric axis. Item i extends from edge i to edge i + 1. In a reduced matrix, the items are
 * those of the source, as the labels are.
 */
export interface AxisEdges {
  /**
   * One more than the items: finite, strictly increasing, positive on a log scale. On a time scale, milliseconds since
   * 1970 of the wall-clock time.
   */
  readonly values: Float64Array;
  readonly scale: PositionScale;
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
  /** What the reader decided about the columns of a table, as keys of `data`. Absent if it decided nothing. */
  readonly decided?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
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
