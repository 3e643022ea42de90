import * as z from 'zod/mini';
import { address } from './address.js';
import { described, key } from './described.js';
import { matrixOf } from './matrix.js';

export const FORMATS = ['csv', 'table', 'json', 'jsonl', 'npy', 'npz'] as const;
export const AGGREGATES = ['mean', 'sum', 'median', 'min', 'max', 'count', 'first'] as const;
const ORIENTS = ['split', 'records', 'columns', 'index', 'values'] as const;

const columnName = z.union([z.string(), z.int().check(z.minimum(0))]);
const someText = z.string().check(z.minLength(1));

/** How to read the data; everything that is left out is found by looking. */
const readKeys = {
  format: key(z.enum(FORMATS), 'The file format; by default told by looking at the bytes.'),
  header: key(z.boolean(), 'Whether the first line of a table holds the column labels.'),
  rowLabels: key(z.boolean(), 'Whether the first column of a table holds the row labels.'),
  delimiter: key(someText, 'What stands between the fields of a table.', [',', ';', '\t', ' ']),
  decimal: key(z.enum(['.', ',']), 'The decimal mark.'),
  missingValues: key(
    z.array(z.string()),
    'Texts that mean "missing", besides the empty field, NaN, NA, N/A, null, None and a lone -.',
  ),
  comment: key(z.union([someText, z.literal(false)]), 'What begins a comment line; false: nothing does.', [
    '#',
  ]),
  x: key(columnName, "Long table: the column (name, or 0-based position) of the figure's column labels.", [
    'token',
  ]),
  y: key(columnName, "Long table: the column of the figure's row labels.", ['layer']),
  value: key(columnName, 'Long table: the column that holds the values.', ['auc']),
  panel: key(columnName, 'Long table: the column that names the panels.', ['model']),
  aggregate: key(
    z.enum(AGGREGATES),
    'Long table: how to join the values of one cell; without it a cell that occurs twice is an error.',
  ),
  orient: key(
    z.enum(ORIENTS),
    'How pandas laid out the JSON; an object of objects is "columns" unless this says "index".',
  ),
  array: key(z.string(), 'NPZ: which array to read; without it all of them are panels.'),
};

const readSchema = z.strictObject(readKeys);
export type ReadOptions = z.infer<typeof readSchema>;

const array = matrixOf('expected rows of numbers');

/** What to do with the data once it is read; the same for every format. */
const shapeKeys = {
  select: key(
    z.union([z.int().check(z.minimum(0)), z.array(z.int().check(z.minimum(0)))]),
    'Of an array with leading axes (layer, head, …): the index of each that is to be shown. Axes of length one are not counted.',
    [3, [2, 5]],
  ),
  transpose: key(z.boolean(), 'Rows become columns. Happens before rows and columns are kept.'),
  normalize: key(
    z.enum(['row', 'column', 'all']),
    'Show each value as its share of the sum over its row, its column, or everything, as confusion matrices want it.',
  ),
};
const keepKeys = {
  rows: key(address, 'Which rows to keep, in this order.'),
  columns: key(address, 'Which columns to keep, in this order.'),
};

const shaping = z.strictObject({ ...shapeKeys, ...keepKeys });
export type Shaping = z.infer<typeof shaping>;

const file = z.strictObject({
  file: described(z.string(), "A path relative to the spec's folder, or - for standard input."),
  ...readKeys,
  ...shapeKeys,
  ...keepKeys,
});

const labelled = z.strictObject({
  values: described(array, 'Rows of cells; or a stack of matrices, which becomes panels.'),
  rows: key(array, 'The row labels, top to bottom as in the data.'),
  columns: key(array, 'The column labels.'),
  panels: key(array, 'The names of the matrices of a stack.'),
  missingValues: readKeys.missingValues,
  ...shapeKeys,
});

export const data = described(
  z.union([z.string(), array, labelled, file]),
  'The matrix: a path relative to the spec, rows of numbers, { "values", "rows", "columns" }, or { "file", ...options }.',
  [
    'auc.csv',
    [
      [1, 2],
      [3, null],
    ],
    { file: 'long.csv', x: 'token', y: 'layer', value: 'auc' },
  ],
);

export type DataSpec = z.infer<typeof data>;
