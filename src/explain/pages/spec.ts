import type { Explanations } from '../explanation.js';

/** Errors in a spec. */
export const SPEC: Explanations = {
  'unknown-key': {
    title: 'Unknown key',
    meaning:
      'The object has a key that does not exist there: a misspelling, or the name that another program uses. It is an error, because a figure that ignores a key is not the figure that its author wants.',
    example: '{ "data": "auc.csv", "colour": { "map": "Blues" } }    // the key is "color"',
    fix: 'Use the key that the hint suggests, or another one from its list. If the spec has "$schema", an editor offers the valid keys.',
  },
  'missing-key': {
    title: 'Missing key',
    meaning: 'The object needs a key that it does not have: a styled title needs "text", a range needs "to".',
    example: '{ "title": { "align": "start" } }    // "text" is missing',
    fix: 'Add the key that the message names.',
  },
  'duplicate-key': {
    title: 'Duplicate key in an object',
    meaning:
      'JSON does not define which of two equal keys counts. Most programs silently use the last one; this program reports an error.',
    example: '{ "title": "A", "data": "auc.csv", "title": "B" }',
    fix: 'Remove one of the two. The hint gives the place of the first one.',
  },
  'invalid-value': {
    title: 'Invalid value of a key',
    meaning:
      'The key exists, but its value has the wrong type, is out of range or is not one of the allowed words. Every length, count and factor has a range, which the message and the JSON Schema show. Values are never converted: 300 is a number, "300" is not.',
    example: '{ "size": { "dpi": "300" } }    // write 300 without quotes',
    fix: 'Write one of the expected values. The hint has an example; "heatmap schema" lists all valid values.',
  },
  'unknown-colormap': {
    title: 'Unknown colormap',
    meaning:
      'Colormaps have their names from matplotlib and d3, in upper or lower case. The suffix _r reverses a colormap.',
    example: '"color": { "map": "viridis" }, { "map": "RdBu_r" } or { "map": ["white", "navy"] }',
    fix: 'Use the name that the message suggests, or a list of CSS colours. "heatmap colormaps" lists all names.',
  },
  'bad-format': {
    title: 'Invalid number format',
    meaning:
      'Number formats are those of d3: .2f for two decimals, .0% for a percentage, .1e for an exponent, ~g for no trailing zeros.',
    example: '"colorbar": { "format": ".2f" }',
    fix: 'Use one of the types that the message lists.',
  },
  'not-a-spec': {
    title: 'Not a spec',
    meaning: 'A spec must be a JSON object. The file contains another value, such as a list or a number.',
    example: '{ "data": "auc.csv" }',
    fix: 'Write the spec as an object. A list of rows is a matrix; draw it with "heatmap matrix.json".',
  },
  'spec-too-large': {
    title: 'Spec too large',
    meaning:
      'The number of values outside the matrices of a spec is limited, because each of them is checked. Data files have no such limit.',
    fix: 'Move labels to the data file, or draw fewer panels in one figure.',
  },
  'no-data': {
    title: 'No data to draw',
    meaning: 'Neither the spec nor the panel has data, or there are more panels than matrices in the data.',
    example: '{ "data": "auc.csv" } or { "panels": [{ "data": "a.csv" }, { "data": "b.csv" }] }',
    fix: 'Set "data" at the top level, or in the panel that the message names.',
  },
  'panel-is-stack': {
    title: 'Several matrices for one panel',
    meaning: 'A panel shows one matrix, but its data has three or more dimensions.',
    example: '{ "panels": [{ "data": { "file": "attention.npy", "select": 3 } }] }',
    fix: 'Select one matrix with "select", or set "data" at the top level: then each matrix gets a panel.',
  },
  'label-count': {
    title: 'Wrong number of labels',
    meaning:
      'Labels are assigned to rows or columns by position, so their number must be equal. With one label too few, all labels after the gap would be wrong.',
    example: '{ "data": [[1, 2]], "x": { "labels": ["a"] } }    // 1 label for 2 columns',
    fix: 'Write one label for each item, or remove the list to use the labels of the data.',
  },
  'no-such-label': {
    title: 'Label not found',
    meaning:
      'A string selects the items with this label. Case and spaces must match. A number is a 0-based position in the data.',
    example: '"ticks": { "values": ["last_q", 4] }',
    fix: 'Write the label exactly as in the data, or use its position.',
  },
  'no-such-position': {
    title: 'Position out of range',
    meaning:
      'Positions start at 0, so the last of 12 items has position 11. A number is always a position, even if the labels are numbers.',
    example: '"ticks": { "values": ["2020"] }    // the label 2020, not the position 2020',
    fix: 'Use a position in the range that the message gives, or write the label in quotes.',
  },
  'group-apart': {
    title: 'Items of a group are not adjacent',
    meaning:
      'The bracket of a group spans adjacent items, but "order" or "split" moved other items between them.',
    fix: 'Remove "order" and "split", or define groups of items that are adjacent on the page.',
  },
  'hide-shape': {
    title: 'Mask with the wrong shape',
    meaning: 'A mask of hidden cells needs one 0 or 1 for each cell, in the rows and columns of the data.',
    example: '{ "data": [[1, 2], [3, 4]], "cells": { "hide": [[0, 1], [0, 0]] } }',
    fix: 'Write a mask with the shape of the data, or "upper", "lower" or "diagonal".',
  },
  'text-shape': {
    title: 'Cell texts with the wrong shape',
    meaning: 'The texts are assigned to cells by position, so they need the rows and columns of the data.',
    example: '"cells": { "values": { "text": [["the", "cat"], ["sat", null]] } }',
    fix: 'Write one row of texts for each row of the data. null prints nothing.',
  },
  'select-depth': {
    title: 'Too many indices to select',
    meaning:
      '"select" has one index for each leading axis of an array, that is, each axis before rows and columns. Axes of length 1 do not count.',
    example: '{ "file": "attention.npy", "select": [3, 2] }    // layer 3, head 2',
    fix: 'Write at most as many indices as the message says.',
  },
  'too-many-dimensions': {
    title: 'Too many dimensions',
    meaning:
      'An array with two axes becomes one panel, with three axes a list of panels, with four axes a grid of panels. Arrays with more axes cannot be drawn.',
    example: '{ "file": "all.npy", "select": [0] }',
    fix: 'Select an index on as many leading axes as the hint says.',
  },
  'nothing-kept': {
    title: 'No rows or columns selected',
    meaning: '"rows" or "columns" selects no items, so nothing can be drawn.',
    fix: 'Select at least one row and one column, or remove the key to keep all.',
  },
  'normalize-words': {
    title: 'Categories cannot be normalized',
    meaning: '"normalize" divides each value by a sum, but the cells of this matrix are words.',
    fix: 'Remove "normalize", or use a matrix of numbers.',
  },
};
