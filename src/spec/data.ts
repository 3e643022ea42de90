import * as z from 'zod/mini';
import { address } from './address.js';
import { MAX_CONDITION_LENGTH, MAX_CONDITIONS, OPERATORS, parseCondition } from './conditions.js';
import { key, lazy, needsAllValues, requiredKey, withKeywords } from './describe.js';
import { AGGREGATES, TIME_UNITS, WEEKDAYS } from './fields.js';
import { matrixOf } from './matrix.js';
import { integerFrom, position } from './range.js';
import { transformOf } from './transform.js';

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
  'xlsx',
  'hdf5',
  'hm',
  'mat',
  'matrix-market',
  'gct',
  'featurecounts',
  'contacts',
  'bed',
  'printed-array',
  'printed-table',
  'printed-frame',
] as const;
const ORIENTS = ['split', 'records', 'columns', 'index', 'values'] as const;

const columnName = z.union([z.string(), position]);
const nonEmptyString = z.string().check(z.minLength(1));
/** The number of levels of labels, each in a line or a column of its own. */
const levelCount = integerFrom(2, 8);
/** No system has longer paths. */
const filePath = z.string().check(z.minLength(1), z.maxLength(4096));

const condition = z.string().check(
  z.maxLength(MAX_CONDITION_LENGTH),
  z.refine((text: string) => typeof parseCondition(text) !== 'string', {
    error: (issue) => String(parseCondition(String(issue.input))),
  }),
);
withKeywords({ pattern: String.raw`^\s*[^=!<>\s].*(?:[=<>]|[\s"]in[\s("[])\s*\S` }, condition);

const names = z.array(z.string());
const kindKeys = () => ({
  number: key(names, 'Columns of measured values.', [['auc']]),
  index: key(names, 'Columns of numbers that identify or count records.', [['layer']]),
  category: key(names, 'Columns of words that repeat.', [['model']]),
  boolean: key(names, 'Columns of words for true and false.', [['passed']]),
  date: key(names, 'Columns of dates or times.', [['date']]),
  text: key(names, 'Columns of other words.', [['comment']]),
});

const missingValues = key(
  z.array(z.string()),
  'Additional strings that mean "missing". The empty field, NaN, NA, N/A, null, None and a lone - always do; a lone . or ? does in a column of numbers.',
  [['-9999', 'n.d.']],
);

/** How to read the file. Keys without a value are detected from its content. */
const readKeys = () => ({
  format: key(z.enum(FORMATS), 'File format. Default: detected from the content.'),
  header: key(
    z.union([z.boolean(), levelCount]),
    'Whether the first line of a table contains the column labels, or the number of lines if the labels have several levels. Default: detected from the content.',
    [true, 2],
  ),
  rowLabels: key(
    z.union([z.boolean(), levelCount, z.string()]),
    'Whether the first column of a table contains the row labels; or the name of the column that does; or the number of columns if the labels have several levels. Default: detected from the content.',
    [true, 'gene', 2],
  ),
  delimiter: key(
    nonEmptyString,
    'Character between the fields of a table. Default: detected from the content.',
    [',', ';', '\t', ' '],
  ),
  decimal: key(z.enum(['.', ',']), 'Decimal separator. Default: detected from the content.'),
  missingValues,
  comment: key(
    z.union([nonEmptyString, z.literal(false)]),
    'String at the start of comment lines; false for no comments. Default: detected from the content.',
    ['#'],
  ),
  x: key(
    columnName,
    `Records: the column with the column labels of the matrix, by name or 0-based position; or a time unit of a date column (${TIME_UNITS.join(', ')}), bin(column, 20), bin(column, step 5), or calendar(date).`,
    ['token', 'month(date)', 'bin(length, 20)'],
  ),
  y: key(columnName, 'Records: the column with the row labels of the matrix, written as `x`.', [
    'layer',
    'year(date)',
  ]),
  value: key(
    columnName,
    `Records: the column with the values, by name or 0-based position; or a function that combines the records of one cell: ${AGGREGATES.join(', ')}. count() needs no column.`,
    ['auc', 'mean(auc)', 'count()'],
  ),
  panel: key(columnName, 'Records: the column with the panel names, written as `x`. Default: one panel.', [
    'model',
  ]),
  aggregate: key(
    z.enum(AGGREGATES),
    'Records: function that combines several values of one cell, if `value` is a column. Default: several values are an error.',
  ),
  where: key(
    z.union([condition, z.array(condition).check(z.maxLength(MAX_CONDITIONS))]),
    `Records: conditions that the records to draw meet, each a column, one of ${OPERATORS.join(' ')}, and a value. They compare numbers, dates or words. Default: all records.`,
    ['year >= 2010', ['city in Oslo, "New York"', 'date = 2024-05']],
  ),
  weekStart: key(
    z.enum(WEEKDAYS),
    'Records: first day of the week, for weeks and weekdays of dates. Default: "monday".',
  ),
  dateOrder: key(
    z.enum(['day-month', 'month-day']),
    'Order of dates such as 03/04/2024. Default: detected from a day above 12.',
  ),
  kinds: key(
    z.strictObject(kindKeys()),
    'Kinds of columns that are detected wrongly: for each kind, the names of its columns. Default: detected from the content.',
    [{ number: ['year'], category: ['zip'] }],
  ),
  orient: key(
    z.enum(ORIENTS),
    'Layout of JSON from pandas, as in to_json(orient=…). Default: detected; an object of objects is "columns".',
  ),
  array: key(
    z.string(),
    'Name or path of the array to read. Default: the only one; X of AnnData; all arrays of an NPZ, one panel each.',
    ['wte.weight'],
  ),
  sheet: key(
    z.union([z.string(), position]),
    'Sheet of a workbook, by name or 0-based position. Default: the first visible sheet.',
    ['Q3'],
  ),
});

const readSchema = lazy(() => z.strictObject(readKeys()));
export type ReadOptions = z.infer<typeof readSchema>;

const array = matrixOf('expected rows of numbers');

const labelledKeys = () => ({
  values: requiredKey(array, 'Rows of values, or a list of such matrices with one panel each.', [
    [
      [1, 2],
      [3, null],
    ],
  ]),
  rows: key(array, 'Labels of the rows, a list in data order.', [['a', 'b']]),
  columns: key(array, 'Labels of the columns, a list in data order.', [['c', 'd']]),
  panels: key(array, 'Names of the matrices in the list, one for each panel.', [['base', 'tuned']]),
  missingValues,
});

/** Transforms of the data after it is read. They are the same for every format. */
const transformKeys = () => ({
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
  transform: transformOf(z.union([filePath, array, z.strictObject(labelledKeys())])),
  totals: key(
    z.enum(['separate', 'omit', 'data']),
    'What to do with a first or last row or column of totals, such as "All" or "Sum": print its numbers without a colour, leave it out, or colour it like other cells. Default: "separate"; of transformed data, "omit".',
  ),
});
const selectionKeys = () => ({
  rows: key(address, 'Rows to keep, in this order: positions, labels or ranges. Default: all rows.'),
  columns: key(address, 'Columns to keep, in this order: positions, labels or ranges. Default: all columns.'),
});

const transformSchema = lazy(() => z.strictObject({ ...transformKeys(), ...selectionKeys() }));
export type TransformOptions = z.infer<typeof transformSchema>;

const dataFile = lazy(() =>
  z.strictObject({
    file: requiredKey(
      filePath,
      'Path of the data file, relative to the folder of the spec; "-" for standard input.',
      ['auc.csv'],
    ),
    ...readKeys(),
    ...transformKeys(),
    ...selectionKeys(),
  }),
);

const labelledMatrix = lazy(() => z.strictObject({ ...labelledKeys(), ...transformKeys() }));

/** The forms of `data`. A union with other objects lists them, so that errors are those of the closest form. */
export const DATA_FORMS = [filePath, array, labelledMatrix, dataFile] as const;

export const data = z.union(DATA_FORMS);

/** The key of a figure or a panel. */
export const dataKey = key(
  data,
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
