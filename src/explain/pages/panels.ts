import type { Explanations } from '../explanation.js';

/** Panels that share an axis, and warnings of orders, groups and annotations. */
export const PANELS: Explanations = {
  'labels-not-shared': {
    title: 'Panels cannot share their labels',
    meaning:
      'With layout.share, labels are only at the outer side of the grid. They are true for all panels of a line only if these have the same items in the same order, with the same gaps. Here each panel prints its own labels.',
    example: '"layout": { "columns": 2, "share": { "y": true } }',
    fix: 'Give the panels the same rows or columns in the same order. An order that only one panel sets also applies to the others.',
  },
  'panels-aligned': {
    title: 'Panels have the same items in another order',
    meaning:
      'Panels that share an axis have one order. The data of a panel with the same labels in another order is matched by label. Positions and lists of values in the spec then follow the panel that sets the order, or the first panel.',
    example: '"layout": { "columns": 2, "share": { "y": true } }',
    fix: 'Nothing is wrong. To keep the orders apart, set layout.share.x or layout.share.y to false.',
  },
  'grid-titles': {
    title: 'Wrong number of titles for the grid',
    meaning: 'In layout.titles there is one title for each row or each column of the grid of panels.',
    example:
      '"layout": { "columns": 4, "titles": { "rows": { "prefix": "Layer " }, "columns": { "prefix": "Head " } } }',
    fix: 'List as many titles as the grid has rows or columns, use a sequence, or set layout.columns.',
  },
  'clustered-times': {
    title: 'Clustered times',
    meaning:
      'The labels are dates, years, months or weekdays, but a tree orders them. Readers expect time to run in one direction, so they may see a trend that is only the order of the tree.',
    fix: 'Cluster the other axis only. If this is intended: "lint": ["clustered-times"].',
  },
  'bar-baseline': {
    title: 'Bars that do not start at 0',
    meaning:
      'A bar shows its value by its length. If the axis does not include 0, a bar that is twice as long does not mean a value that is twice as large.',
    example: '"annotations": [{ "values": "mean()", "kind": "bar", "domain": [0, 80] }]',
    fix: 'Include 0 in the domain, or use points or a line. If this is intended: "lint": ["bar-baseline"].',
  },
  'similar-colors': {
    title: 'Categories with similar colours',
    meaning:
      'Two categories have colours that look the same, usually because there are more categories than colours in the colormap.',
    example: '"color": { "map": "tab10" }',
    fix: 'Use a colormap with more colours, list the colours, or merge categories. If this is intended: "lint": ["similar-colors"].',
  },
  'zscore-of-two': {
    title: 'Z-scores of two values',
    meaning:
      'A z-score compares a value with the others of its row or column. Of two values, the smaller one always has the same negative z-score. The larger one has the same positive one, whether they differ little or much.',
    example: '"transform": "center by row"',
    fix: 'Show their difference, their log ratio, or the values. If this is intended: "lint": ["zscore-of-two"].',
  },
};
