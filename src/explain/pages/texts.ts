import type { Explanations } from '../explanation.js';

/** Texts in cells from templates, and stars. */
export const TEXTS: Explanations = {
  'unknown-field': {
    title: 'Unknown field of the records',
    meaning:
      'A template has a field {name} that no matrix has. Other fields are columns and functions of records, so the data must be a file of records with "x", "y" and "value".',
    example:
      '"data": { "file": "long.csv", "x": "position", "y": "layer", "value": "prob" }, "cells": { "values": { "text": "{token}" } }',
    fix: 'Use one of the fields that the message lists, or name the columns of the records in "data".',
  },
  'text-format': {
    title: 'Number format for words',
    meaning: 'A field of a template has a number format such as :.2f, but its values are words.',
    example: '"{token}\\n{value:.2f}"',
    fix: 'Remove the format of this field.',
  },
  'share-of-words': {
    title: 'Share of words',
    meaning:
      'The fields {share}, {rowShare} and {columnShare} divide numbers by a sum, but the values are words.',
    fix: 'Print {value} instead, or use a matrix of numbers.',
  },
  'share-of-negative': {
    title: 'Share of negative values',
    meaning:
      'The fields {share}, {rowShare} and {columnShare} are parts of a sum. With negative values the parts would not add up to a whole.',
    fix: 'Print {value} instead, or leave out the rows or columns with negative values.',
  },
  'p-value-words': {
    title: 'Words instead of p-values',
    meaning: 'The key cells.stars names a matrix of p-values, but the matrix contains words.',
    example: '"cells": { "stars": { "values": "p.csv", "levels": [0.05, 0.01] } }',
    fix: 'Name a matrix of numbers. If the words are the symbols to print, set cells.values.text instead.',
  },
  'p-value-range': {
    title: 'A p-value below 0 or above 1',
    meaning:
      'The key cells.stars needs p-values, which are probabilities from 0 to 1. A missing value has no star. Logarithms and test statistics are not p-values.',
    fix: 'Check the file, and write p-values instead of their logarithms.',
  },
};
