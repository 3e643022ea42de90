import type { Explanations } from '../explanation.js';

/** Marks in cells, matrices in triangles, and second matrices that keys name. */
export const MARKS: Explanations = {
  'second-matrix-size': {
    title: 'A second matrix of another size',
    meaning:
      'Keys such as cells.size and cells.above name a second matrix. It is matched by label; if it or the data has no labels, by position, so both must have the same size.',
    example: '"cells": { "size": { "file": "fraction.csv", "rowLabels": true } }',
    fix: 'Give labels to both matrices, or select the same rows and columns.',
  },
  'second-matrix-labels': {
    title: 'A second matrix without some labels',
    meaning:
      'Each row and each column of the data needs one in the second matrix, with the same label. Other rows and columns of the second matrix are left out.',
    example: '"data": { "file": "mean.csv", "rows": ["TP53", "MYC"] }',
    fix: 'Check the spelling. Leave out the items that only the data has with data.rows or data.columns.',
  },
  'mark-keys': {
    title: 'Keys of marks that exclude each other',
    meaning:
      'The shape "triangle" draws the data and the matrix of cells.above in each cell, so it has no size and no values. An ellipse has no size. Values are printed in filled cells or in a triangle of shape "none", because they would not be readable on small marks.',
    example: '"cells": { "shape": "circle", "size": true, "above": { "shape": "none", "values": ".2f" } }',
    fix: 'Remove one of the keys, or print the values in the other triangle.',
  },
  'mark-axes': {
    title: 'Marks on a numeric axis',
    meaning:
      'Marks are compared by their area, so all cells must have the same size. Cells of a numeric axis can have different sizes.',
    example: '"x": { "positions": "index" }',
    fix: 'Use equal cells with "positions": "index", or the shape "square" without a size.',
  },
  'mark-sizes': {
    title: 'Sizes that an area cannot show',
    meaning:
      'The area of a mark is proportional to its size: 0 has no area, and cells.maxSize fills a cell. Sizes are finite numbers from 0 to cells.maxSize.',
    example: '"cells": { "size": "counts.csv", "maxSize": 100 }',
    fix: 'Use absolute values, such as with the step "abs" of "transform", or set a larger cells.maxSize.',
  },
  'missing-sizes': {
    title: 'Cells without a size',
    meaning: 'A cell whose size is missing has no mark, so it is drawn as a missing cell.',
    fix: 'If a missing size means 0, use { "file": "fraction.csv", "transform": "fill(0)" }.',
  },
  'ellipse-values': {
    title: 'An ellipse of a value that is no correlation',
    meaning: 'The shape "ellipse" is a circle for 0 and a line for −1 and 1, so values must be from −1 to 1.',
    fix: 'Compute correlations with "transform": "correlate", or use the shape "circle" with "size".',
  },
  'triangle-matrix': {
    title: 'A matrix that does not fit into a triangle',
    meaning:
      'Only a square matrix has cells above and below a diagonal. A matrix in a triangle shares the colours of the data, so both have numbers or both have words. With a "color" of its own, it can have either.',
    example: '"cells": { "above": { "data": "p.csv", "color": { "map": "Greens" } } }',
    fix: 'Give the triangle a "color" of its own, or use a square matrix.',
  },
  'mark-aggregated': {
    title: 'Too many cells for marks',
    meaning:
      'If a matrix has more cells than the page has pixels, several cells become one. A mark shows one cell, so such a matrix has none.',
    fix: 'Select fewer rows and columns with data.rows and data.columns, or make the page larger. Filled cells can be of any number.',
  },
};
