import type { Explanations } from './explanation.js';

/** What is wrong with a spec. */
export const SPEC: Explanations = {
  'unknown-key': {
    title: 'A key that does not exist',
    meaning:
      'The object has a key that means nothing there: a slip, or the name another program has for it. It is an error because a key that is passed over in silence is a figure that is not what its author thinks.',
    example: '{ "data": "auc.csv", "colour": { "map": "Blues" } }    // the key is "color"',
    mend: 'Take the key the hint suggests, or one of those it lists. With "$schema" in the spec an editor offers them while you type.',
  },
  'missing-key': {
    title: 'A key that must be there is not',
    meaning:
      'Some objects mean nothing without a certain key: a styled title without its text, a range without an end.',
    example: '{ "title": { "align": "start" } }    // "text" is missing',
    mend: 'Add the key that the message names.',
  },
  'duplicate-key': {
    title: 'A key stands twice in one object',
    meaning:
      'JSON leaves open which of the two counts, and most programs take the last one without a word. Here neither is taken.',
    example: '{ "title": "A", "data": "auc.csv", "title": "B" }',
    mend: 'Remove one of them; the hint says where the first stands.',
  },
  'invalid-value': {
    title: 'A value that its key cannot have',
    meaning:
      'The key exists, but what it is set to is of another kind, out of range, or none of the words that are allowed. The message says what was found and what was expected; nothing is converted, so 300 is a number and "300" is not.',
    example: '{ "size": { "dpi": "300" } }    // write 300 without quotes',
    mend: 'Write one of the expected values; the hint has an example, and "heatmap schema" has them all.',
  },
  'unknown-colormap': {
    title: 'A colormap that does not exist',
    meaning:
      'Colormaps have the names that matplotlib and d3 gave them, in upper or lower case; _r at the end reverses one.',
    example: '"color": { "map": "viridis" }, { "map": "RdBu_r" } or { "map": ["white", "navy"] }',
    mend: 'Take the name the message suggests, or give a list of CSS colours, which are mixed evenly.',
  },
  'bad-format': {
    title: 'A number format that d3 does not know',
    meaning:
      'Numbers are written in the format language of d3: .2f is two decimals, .0% a percentage, .1e an exponent, ~g no needless zeros.',
    example: '"colorbar": { "format": ".2f" }',
    mend: 'Use one of the types that the message lists.',
  },
  'not-a-spec': {
    title: 'A spec is an object',
    meaning: 'A spec was wanted and something else was found, such as a list or a number.',
    example: '{ "data": "auc.csv" }',
    mend: 'Put the spec in braces. A list of rows is a matrix, and is drawn as one: heatmap matrix.json.',
  },
  'spec-too-large': {
    title: 'Too much in a spec',
    meaning:
      'A spec is written for people and checked value by value, so there is a limit to what it may hold besides its matrices. Data files have none of that kind.',
    mend: 'Put labels into the data file, and draw fewer panels in one figure.',
  },
  'no-data': {
    title: 'Nothing to draw',
    meaning: 'Neither the spec nor the panel has data, or there are more panels than the stack has slices.',
    example: '{ "data": "auc.csv" } or { "panels": [{ "data": "a.csv" }, { "data": "b.csv" }] }',
    mend: 'Give "data" at the top level or for the panel that the message names.',
  },
  'panel-is-stack': {
    title: 'A panel whose data is a stack',
    meaning: 'A panel shows one matrix, but its data has three dimensions or more.',
    mend: 'Give the stack as "data" of the whole figure, which makes a panel of each matrix; or choose one with "select".',
  },
  'label-count': {
    title: 'Labels and items do not match in number',
    meaning:
      'A list of labels is matched to the rows or columns by position, so it must be exactly as long. If one is missing, every label after it would stand at the wrong place.',
    example: '{ "data": [[1, 2]], "x": { "labels": ["a"] } }    // 1 label for 2 columns',
    mend: 'Give one label for each item, or leave the list out to have those of the data.',
  },
  'no-such-label': {
    title: 'No item has that label',
    meaning:
      'Where items are named, a text is a label, matched exactly, with case and blanks. A number is a 0-based position in the data.',
    example: '"ticks": { "values": ["last_q", 4] }',
    mend: 'Write the label as it is in the data, or give its position.',
  },
  'no-such-position': {
    title: 'A position beyond the end',
    meaning:
      'Positions count from 0, so the last of 12 items is 11. A number always means a position, even where labels are numbers; to name a label, put it in quotes.',
    mend: 'Take a position from the range in the message, or a label in quotes.',
  },
  'group-apart': {
    title: 'A group whose items do not stand together',
    meaning:
      'The bracket of a group spans neighbours. Here "order" or "split" has put other items between those of the group.',
    mend: 'Leave "order" and "split" out, or give groups of items that are neighbours on the page.',
  },
  'hide-shape': {
    title: 'A mask of another shape than the data',
    meaning:
      'A matrix that says which cells are hidden must have a 0 or a 1 for every cell, in rows as the data has them.',
    example: '{ "data": [[1, 2], [3, 4]], "cells": { "hide": [[0, 1], [0, 0]] } }',
    mend: 'Give as many rows and columns as the data has, or one of the words "upper", "lower" and "diagonal".',
  },
  'text-shape': {
    title: 'Texts of another shape than the data',
    meaning:
      'The texts to be printed in the cells are matched to them by position, a row of texts for each row of cells.',
    example: '"cells": { "values": { "text": [["the", "cat"], ["sat", null]] } }',
    mend: 'Give as many rows and columns as the data has; null prints nothing.',
  },
  'select-depth': {
    title: 'More indices than axes to select from',
    meaning:
      '"select" takes an index for each leading axis of an array, those before its rows and columns. Axes of length one are not counted.',
    example: '{ "file": "attention.npy", "select": [3, 2] }    // layer 3, head 2',
    mend: 'Give at most as many indices as the message says there are leading axes.',
  },
  'too-many-dimensions': {
    title: 'More axes than a figure has room for',
    meaning:
      'A matrix is a panel, an array of three axes a stack of them, one of four a grid. Further axes have no place on a page.',
    example: '{ "file": "all.npy", "select": [0] }',
    mend: 'Choose an index for as many of the leading axes as the hint says.',
  },
  'nothing-kept': {
    title: 'Nothing is left of the data',
    meaning: '"rows" or "columns" names no item at all.',
    mend: 'Name at least one row and one column, or leave the key out to keep all.',
  },
  'normalize-words': {
    title: 'Words cannot be normalized',
    meaning: '"normalize" divides every value by a sum, and the cells of this matrix are words.',
    mend: 'Leave "normalize" out, or give numbers.',
  },
};
