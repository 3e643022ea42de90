import type { Explanations } from '../explanation.js';

/** Clustered orders, their trees, and annotations. */
export const CLUSTERS: Explanations = {
  clustered: {
    title: 'Clustered order',
    meaning:
      'The rows or columns are ordered by hierarchical clustering. Items with missing values are compared where both have a value.',
    example: '"y": { "order": { "cluster": { "distance": "correlation", "method": "average" } } }',
    fix: 'Choose the distance, the linkage method and the order of the leaves. The tree is in "heatmap render --emit figure".',
  },
  'not-clusterable': {
    title: 'Items cannot be clustered',
    meaning:
      'Clustering needs a distance for each pair of rows or columns. Words have none, and neither have rows without a common finite value. A correlation with a row whose values are all equal is not defined. The methods "ward", "centroid" and "median" are defined for Euclidean distances only.',
    example: '"data": { "file": "expression.csv", "transform": "fill(0)" }',
    fix: 'Remove such rows or columns with data.rows or data.columns, fill missing values, or use another distance or method.',
  },
  'equal-items': {
    title: 'All items are equal',
    meaning: 'All rows or columns have the same values, so every tree and every order would be as good.',
    fix: 'Remove "cluster" from the order. If this is intended: "lint": ["equal-items"].',
  },
  'split-order': {
    title: 'The split does not match the order',
    meaning:
      'A split into clusters cuts the tree of a clustered order. A split by names sorts the items by name, which would break the order of a tree.',
    example: '"y": { "order": "cluster", "split": { "clusters": 4 } }',
    fix: 'Use clusters with a clustered order and names or positions with another order.',
  },
  'dendrogram-side': {
    title: 'Wrong side of a tree',
    meaning:
      'The tree of the rows is on the left or right of the body, the tree of the columns above or below it.',
    example: '"y": { "order": "cluster", "dendrogram": { "side": "left" } }',
    fix: 'Use a side along the axis.',
  },
  'annotation-length': {
    title: 'Wrong number of values in an annotation',
    meaning: 'An annotation shows one value for each row or column, in the order of the data.',
    example: '"y": { "annotations": [{ "title": "tissue", "values": ["liver", "brain", null] }] }',
    fix: 'List one value for each item; null stands for a missing value.',
  },
  'annotation-values': {
    title: 'Words in a continuous annotation',
    meaning: 'Only numbers have a place on a continuous scale.',
    fix: 'Remove the words, or use "kind": "category".',
  },
  'annotation-side': {
    title: 'Wrong side of an annotation',
    meaning:
      'Annotations of the rows are on the left or right of the body, annotations of the columns above or below it.',
    example: '"y": { "annotations": [{ "values": [1, 2, 3], "side": "left" }] }',
    fix: 'Use a side along the axis.',
  },
};
