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
      'Clustering needs a distance for each pair of rows or columns. Words have none, and neither have rows without a common finite value. A correlation with a row whose values are all equal is not defined. The methods "ward", "centroid" and "median" are defined for Euclidean distances only. Values, distances and heights of trees must be within ±1e150, so that sums of their squares are numbers.',
    example: '"data": { "file": "expression.csv", "transform": "fill(0)" }',
    fix: 'Remove such rows or columns with data.rows or data.columns, fill missing values, or use another distance or method.',
  },
  seriated: {
    title: 'Order by seriation',
    meaning:
      'Rows and columns of a symmetric matrix have one order, in which values decrease steadily away from the diagonal. It is the order of the Fiedler vector, which finds such an order if there is one. Distances increase instead; they are 0 on the diagonal, and no detour is shorter.',
    example: '"x": { "order": "seriation" }',
    fix: 'If the values are read wrongly, transform them: "negate" makes similarities of distances.',
  },
  'not-symmetric': {
    title: 'Seriation of a matrix that is not symmetric',
    meaning:
      'Seriation orders items by their similarities to each other. So rows and columns must be the same items, and the values on both sides of the diagonal must be equal and finite.',
    example: '"data": { "file": "expression.csv", "transform": "correlate(pearson, rows)" }',
    fix: 'Compute similarities first, or order rows and columns by "cluster".',
  },
  'invalid-tree': {
    title: 'Not a tree',
    meaning:
      'A given tree is a Newick text, the linkage matrix of scipy, or merge and height of an hclust of R. Each item is a leaf once, and each node is merged once.',
    example: '"y": { "order": { "cluster": { "tree": "((a:1,b:1):2,c:3);" } } }',
    fix: 'Write the tree again: with ape::write.tree in R, or numpy.savetxt for the linkage of scipy.',
  },
  'tree-leaves': {
    title: 'The leaves of the tree are not the items',
    meaning:
      'Leaves with names are matched with the labels of the rows or columns. Without names, leaf i is the item i of the data. All items must be leaves, and all leaves must be items.',
    fix: 'Use the same spelling in both. Leave items out with data.rows or data.columns, or remove leaves: ape::drop.tip.',
  },
  'tree-groups': {
    title: 'The tree does not keep a group together',
    meaning:
      'A given tree is drawn whole, with gaps between the slices. The items of each group must be neighbours in it, such as those of a whole subtree.',
    example:
      '"y": { "order": { "cluster": { "tree": "((a,b),(c,d));" } }, "split": { "groups": ["x", "x", "y", "y"] } }',
    fix: 'Set the order of the slices to "data": each group then has a tree of its own, in which merges keep their heights. Or split at clusters of the tree.',
  },
  'invalid-distances': {
    title: 'Not a matrix of distances',
    meaning:
      'Given distances are a symmetric matrix of finite numbers from 0, with zeros on the diagonal. One of its triangles may be empty.',
    example: '"y": { "order": { "cluster": { "distances": "distances.csv" } } }',
    fix: 'Turn similarities into distances first, such as 1 − r for a correlation r.',
  },
  'equal-items': {
    title: 'All items are equal',
    meaning: 'All rows or columns have the same values, so every tree and every order would be as good.',
    fix: 'Remove "cluster" from the order. If this is intended: "lint": ["equal-items"].',
  },
  'no-tree': {
    title: 'An order without a tree',
    meaning:
      'The options of a tree have no effect if the order is not clustered, and a single row or column has no tree.',
    example: '"y": { "order": "cluster", "dendrogram": { "cut": 4 } }',
    fix: 'Set the order to "cluster". If this is intended: "lint": ["no-tree"].',
  },
  'split-order': {
    title: 'The split does not match the order',
    meaning:
      'A split into clusters or at a height cuts the tree of a clustered order. There are at most as many clusters as items. Groups of a clustered order are clustered separately. The order "tree" of groups needs a clustered order.',
    example: '"y": { "order": "cluster", "split": { "clusters": 4 } }',
    fix: 'Set "order" to "cluster", change the number of clusters, or split by groups.',
  },
  'split-groups': {
    title: 'The groups of a split do not match the items',
    meaning:
      'Slices of "groups" need one name for each row or column. Slices of "annotation" need the title of an annotation of the same axis whose values are words. A list in "order" contains names of groups.',
    example:
      '"y": { "annotations": [{ "title": "tissue", "values": ["liver", "brain"] }], "split": { "annotation": "tissue" } }',
    fix: 'List one name for each item, with null for items without a group, and use the same spelling everywhere.',
  },
  'split-titles': {
    title: 'Wrong number of titles of slices',
    meaning:
      'Titles belong to slices in page order, from the top or from the left. An empty title prints nothing.',
    example: '"y": { "order": "cluster", "split": { "clusters": 2, "titles": ["low", "high"] } }',
    fix: 'List one title for each slice, or number them with { "from": 1, "prefix": "C" }.',
  },
  'kmeans-groups': {
    title: 'K-means cannot form the groups',
    meaning:
      'Each group of k-means contains an item, so there are at most as many groups as different rows or columns. Given centers have one value for each value of an item, and each center must be the closest one of some item.',
    example: '"y": { "split": { "kmeans": 3, "seed": 7 } }',
    fix: 'Use fewer groups, or other centers.',
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
