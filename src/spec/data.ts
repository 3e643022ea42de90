import * as z from 'zod/mini';
import { address } from './address.js';
import { describe, key, needsAllValues } from './describe.js';
import { matrixOf } from './matrix.js';
import { position } from './range.js';
import { transform } from './transform.js';

export const FORMATS = [
  'csv',
  'table',
  'json',
  'jsonl',
  'npy',
  'npz',
  'arrow',
  'parquet',
  'safetensors',
] as const;
export const AGGREGATES = ['mean', 'sum', 'median', 'min', 'max', 'count', 'first'] as const;
const ORIENTS = ['split', 'records', 'columns', 'index', 'values'] as const;

const columnName = z.union([z.string(), position]);
const nonEmptyString = z.string().check(z.minLength(1));
/** No system has longer paths. */
const filePath = z.string().check(z.minLength(1), z.maxLength(4096));

/** How to read the file. Keys without a value are detected from its content. */
const readKeys = {
  format: key(z.enum(FORMATS), 'File format. Default: detected from the content.'),
  header: key(
    z.boolean(),
    'Whether the first line of a table contains the column labels. Default: detected from the content.',
  ),
  rowLabels: key(
    z.boolean(),
    'Whether the first column of a table contains the row labels. Default: detected from the content.',
  ),
  delimiter: key(
    nonEmptyString,
    'Character between the fields of a table. Default: detected from the content.',
    [',', ';', '\t', ' '],
  ),
  decimal: key(z.enum(['.', ',']), 'Decimal separator. Default: detected from the content.'),
  missingValues: key(
    z.array(z.string()),
    'Additional strings that mean "missing". The empty field, NaN, NA, N/A, null, None and a lone - always do.',
  ),
  comment: key(
    z.union([nonEmptyString, z.literal(false)]),
    'String at the start of comment lines; false for no comments. Default: detected from the content.',
    ['#'],
  ),
  x: key(
    columnName,
    'Long table: the column with the column labels of the matrix, by name or 0-based position.',
    ['token'],
  ),
  y: key(
    columnName,
    'Long table: the column with the row labels of the matrix, by name or 0-based position.',
    ['layer'],
  ),
  value: key(columnName, 'Long table: the column with the values, by name or 0-based position.', ['auc']),
  panel: key(
    columnName,
    'Long table: the column with the panel names, by name or 0-based position. Default: one panel.',
    ['model'],
  ),
  aggregate: key(
    z.enum(AGGREGATES),
    'Long table: function that combines several values of one cell. Default: several values are an error.',
  ),
  orient: key(
    z.enum(ORIENTS),
    'Layout of JSON from pandas, as in to_json(orient=…). Default: detected; an object of objects is "columns".',
  ),
  array: key(
    z.string(),
    'Name of the array to read. Default: the only one; all arrays of an NPZ, one panel each.',
    ['wte.weight'],
  ),
};

const readSchema = z.strictObject(readKeys);
export type ReadOptions = z.infer<typeof readSchema>;

const array = matrixOf('expected rows of numbers');

/** Transforms of the data after it is read. They are the same for every format. */
const transformKeys = {
  select: key(
    z.union([position, z.array(position)]),
    '0-based index on each leading axis (layer, head, …) of an array with more than two axes. Axes of length 1 do not count.',
    [3, [2, 5]],
  ),
  transpose: key(
    z.boolean(),
    'Whether rows and columns are swapped, before `rows` and `columns` are selected. Default: false.',
  ),
  normalize: needsAllValues(
    key(
      z.enum(['row', 'column', 'all']),
      'Divides each value by the sum of its row, its column or all values, as for a confusion matrix. Default: no division.',
    ),
  ),
  transform,
};
const selectionKeys = {
  rows: needsAllValues(
    key(address, 'Rows to keep, in this order: positions, labels or ranges. Default: all rows.'),
  ),
  columns: needsAllValues(
    key(address, 'Columns to keep, in this order: positions, labels or ranges. Default: all columns.'),
  ),
};

const transformSchema = z.strictObject({ ...transformKeys, ...selectionKeys });
export type TransformOptions = z.infer<typeof transformSchema>;

const dataFile = z.strictObject({
  file: describe(
    filePath,
    'Path of the data file, relative to the folder of the spec; "-" for standard input.',
  ),
  ...readKeys,
  ...transformKeys,
  ...selectionKeys,
});

const labelledMatrix = z.strictObject({
  values: describe(array, 'Rows of values, or a list of such matrices with one panel each.'),
  rows: key(array, 'Labels of the rows, a list in data order.'),
  columns: key(array, 'Labels of the columns, a list in data order.'),
  panels: key(array, 'Names of the matrices in the list, one for each panel.'),
  missingValues: readKeys.missingValues,
  ...transformKeys,
});

export const data = describe(
  z.union([filePath, array, labelledMatrix, dataFile]),
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
