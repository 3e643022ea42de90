import type { Explanations } from '../explanation.js';

/**
 * Every step, with its definition for ordinary, missing and infinite values. Indented lines continue the one above; an empty
 * line ends the list.
 */
export const STEPS = `log2  log10  ln        logarithm; of 0: -infinity; of a negative value: missing
log1p  log1p(2)        logarithm of x + 1: natural, or to the given base
sqrt                   square root; of a negative value: missing
abs  negate            absolute value; -x
clip(0, 5)             values below 0 become 0, above 5 become 5, also infinite ones;
                       clip(-inf, 5) has one limit
fill(0)                missing values become 0
isna                   1 for a missing value, otherwise 0
zscore by row          (x - mean) / standard deviation with the divisor n - 1, as in pandas and R;
                       zscore(ddof 0) uses n, as scipy.stats.zscore does;
                       missing if all values are equal
center by row          x - mean
minmax by row          (x - min) / (max - min); missing if all values are equal
share by row           x / sum; missing if the sum is 0
rank by row            1 for the smallest; equal values share the mean of their ranks;
                       rank(min), rank(max), rank(dense), rank(ordinal): as scipy.stats.rankdata
percentile by row      100 * rank / n: percentileofscore(kind="rank") of scipy,
                       100 * rank(pct=True) of pandas
correlate(pearson, columns)   a square matrix; or spearman, kendall (tau-b); or rows;
                       each pair uses the positions where both values are finite, as in pandas;
                       missing if one of them has no spread there
kmeans(8)              the means of 8 groups of rows, found by k-means; or kmeans(8) by column
minus(base.csv)        x - y with the same row label and column label in base.csv
divide(base.csv)       x / y; by 0: infinite; 0 / 0: missing
log2ratio(base.csv)    log2(x / y)

"by row", "by column", or neither for all values. A second matrix in a file is read with the
same options as the first. In a spec it can be written out:
{ "minus": { "values": [[1, 2]], "rows": ["L0"], "columns": ["a", "b"] } }. Missing values stay missing, except with fill and isna, and do not count. Infinite values stay
infinite, do not count in sums, means and extremes, but have ranks.`;

/** The steps of `data.transform`. */
export const TRANSFORMS: Explanations = {
  transformed: {
    title: 'Steps that change the values',
    meaning:
      'The steps of "data.transform" are applied in order, after rows and columns are selected. The colorbar is named after the result. The list shows all steps.',
    example: STEPS,
    fix: 'Write the steps as in --transform "log1p(2), zscore by row", or as a list in the spec.',
  },
  'undefined-values': {
    title: 'Values for which a step has no number',
    meaning:
      'A step is not defined for some values, such as the logarithm of 0 or the z-score in a row of equal values. These cells became missing or infinite.',
    example: '--transform log1p    // counts: the logarithm of x + 1',
    fix: 'Use a step that is defined for these values, or use "clip" or "fill" first.',
  },
  'transform-words': {
    title: 'Categories cannot be transformed',
    meaning: 'The steps of "data.transform" compute with numbers, but the cells of this matrix are words.',
    fix: 'Remove "transform", or use a matrix of numbers.',
  },
  'join-partial': {
    title: 'Rows or columns of only one matrix',
    meaning:
      'Two matrices are combined where both have the same row label and column label. Labels of only one matrix are left out of the figure.',
    example: '"lint": ["join-partial"]    // turns this warning off',
    fix: 'Check the spelling of the labels. If these rows and columns are not needed, turn the warning off.',
  },
  'join-no-common-label': {
    title: 'Matrices without a common label',
    meaning:
      'Two matrices are combined where both have the same row label and column label. These matrices have no common label, so nothing remains.',
    example: '{ "file": "tuned.csv", "transpose": true, "transform": "minus(base.csv)" }',
    fix: 'Check that both matrices have the same items as rows, and that labels are spelled in the same way.',
  },
  'join-repeated-labels': {
    title: 'Repeated labels in a join',
    meaning: 'A label that occurs twice does not say which of the two rows or columns to use.',
    fix: 'Make each label unique, or select rows and columns without repeated labels.',
  },
  'join-unlabelled': {
    title: 'Labels in only one of two matrices',
    meaning:
      'Rows and columns of two matrices are joined by label. One matrix has labels, so the other one needs labels too.',
    fix: 'Use two files with labels, or two files without labels. "header" and "rowLabels" say what a table has.',
  },
  'join-sizes': {
    title: 'Matrices of different sizes without labels',
    meaning:
      'Two matrices without labels are combined position by position, so they must have the same size.',
    fix: 'Use files with labels, or select the same rows and columns.',
  },
  'join-panels': {
    title: 'Panels that do not match',
    meaning:
      'If the second data is a stack, each of its matrices is combined with the panel of the same name or position.',
    fix: 'Use a second file with a single matrix, or with the same panels.',
  },
};
