/** The steps of `data.transform`: their types, names and notation. */

/** The values that a statistic is computed from: those of one row, of one column, or all. */
export const GROUPINGS = ['row', 'column', 'all'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** How equal values share their ranks; the names and the results are those of `scipy.stats.rankdata`. */
export const RANK_METHODS = ['average', 'min', 'max', 'dense', 'ordinal'] as const;
export type RankMethod = (typeof RANK_METHODS)[number];

export const CORRELATIONS = ['pearson', 'spearman', 'kendall'] as const;
export type Correlation = (typeof CORRELATIONS)[number];

/** The largest number of steps. */
export const MAX_STEPS = 32;
/** What messages and titles call a second matrix that is written in the spec. */
export const INLINE_NAME = 'second matrix';

export const CORRELATED_ITEMS = ['rows', 'columns'] as const;

/** A step that computes each value from one value, so it can be applied while a matrix is read. */
export type ElementwiseStep =
  | {
      readonly kind: 'elementwise';
      readonly name: 'log2' | 'log10' | 'ln' | 'sqrt' | 'abs' | 'negate' | 'isna';
    }
  | { readonly kind: 'elementwise'; readonly name: 'log1p'; readonly base: number }
  | { readonly kind: 'elementwise'; readonly name: 'clip'; readonly low: number; readonly high: number }
  | { readonly kind: 'elementwise'; readonly name: 'fill'; readonly value: number };

/** A step that computes each value from all values of its group. */
export type GroupStep =
  | { readonly kind: 'group'; readonly name: 'zscore'; readonly by: Grouping; readonly ddof: number }
  | { readonly kind: 'group'; readonly name: 'rank'; readonly by: Grouping; readonly method: RankMethod }
  | {
      readonly kind: 'group';
      readonly name: 'center' | 'minmax' | 'percentile' | 'share';
      readonly by: Grouping;
    };

export interface CorrelateStep {
  readonly kind: 'correlate';
  readonly name: 'correlate';
  readonly method: Correlation;
  readonly items: (typeof CORRELATED_ITEMS)[number];
}

/** A step that replaces the rows or columns by the means of k groups of them. */
export interface KMeansStep {
  readonly kind: 'kmeans';
  readonly name: 'kmeans';
  readonly k: number;
  readonly by: 'row' | 'column';
}

export const JOINS = ['minus', 'divide', 'log2ratio'] as const;

/** A step that combines the matrix with a second matrix, joined by label. */
export interface JoinStep {
  readonly kind: 'join';
  readonly name: (typeof JOINS)[number];
  /** The file with the second matrix, or the second matrix as it is written in the spec. */
  readonly second: string | object;
}

/** A step as an object: { "minus": "base.csv" } or { "minus": [[1, 2], [3, 4]] }. It has one key. */
export type JoinObject = Readonly<Partial<Record<JoinStep['name'], string | object>>>;

/** The text that the user wrote. */
export interface StepText {
  readonly text: string;
}

export type Step = (ElementwiseStep | GroupStep | CorrelateStep | KMeansStep | JoinStep) & StepText;

/** An example of each step, which shows how to write it. */
export const NOTATION: Readonly<Record<Step['name'], string>> = {
  log2: 'log2',
  log10: 'log10',
  ln: 'ln',
  log1p: 'log1p or log1p(2)',
  sqrt: 'sqrt',
  abs: 'abs',
  negate: 'negate',
  clip: 'clip(0, 5) or clip(0, inf)',
  fill: 'fill(0)',
  isna: 'isna',
  zscore: 'zscore by row or zscore(ddof 0) by row',
  center: 'center by row',
  minmax: 'minmax by row',
  rank: 'rank by row or rank(dense) by row',
  percentile: 'percentile by row',
  share: 'share by row',
  correlate: 'correlate(pearson, columns)',
  kmeans: 'kmeans(8) or kmeans(8) by column',
  minus: 'minus(base.csv)',
  divide: 'divide(base.csv)',
  log2ratio: 'log2ratio(base.csv)',
};

export const STEP_NAMES = Object.keys(NOTATION) as readonly Step['name'][];

/** Names that other programs use, with the names used here, separated by spaces. */
export const STEP_SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['log', 'ln log2 log10'],
  ['z-score', 'zscore'],
  ['z_score', 'zscore'],
  ['standardize', 'zscore'],
  ['scale', 'zscore'],
  ['demean', 'center'],
  ['normalize', 'share'],
  ['fillna', 'fill'],
  ['corr', 'correlate'],
  ['cor', 'correlate'],
  ['subtract', 'minus'],
  ['ratio', 'divide'],
]);
