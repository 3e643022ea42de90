/**
 * Decides what a table shows if the options do not say it. This is the only detector: rendering, `heatmap init`,
 * `heatmap validate` and the library use it for every format with columns.
 */
import type { Column, RecordSample } from './column-kinds.js';
import { isIdName } from './index-names.js';
import { isLabelledByWords, isMatrixOfWords } from './word-matrix.js';

export type Detection =
  /** All columns are cells, except the column of row labels. */
  | { readonly kind: 'matrix' }
  /** Some columns are cells; `omitted` are not drawn. */
  | {
      readonly kind: 'wide';
      readonly rowLabels: number | null;
      readonly cells: readonly number[];
      readonly omitted: readonly number[];
    }
  /** Each record is one cell. */
  | { readonly kind: 'long'; readonly x: number; readonly y: number; readonly value: number }
  | { readonly kind: 'undecided' };

const MATRIX: Detection = { kind: 'matrix' };
const UNDECIDED: Detection = { kind: 'undecided' };
/** A single series of dated values with more records is better drawn by its time units. */
const MAX_SERIES = 60;
/** A column of text labels the rows if at least this share of its values is different. */
const MIN_LABEL_SHARE = 0.5;
/** Words in fewer records are left out without a decision. */
const MIN_VALUE_SHARE = 0.1;
/** Words after the numbers are few beside them if they only describe the records, as the species in iris. */
const MAX_WORD_SHARE = 0.25;
/** With fewer records the columns have no kinds. */
const MIN_RECORDS = 2;
/** With fewer records nothing is counted. */
const MIN_COUNTED = 3;
/** Fewer records in the order of a matrix can be a coincidence. */
const MIN_TRIPLES = 4;
/** Numbers with a few values that repeat often can be keys, such as doses. */
const MAX_NUMBER_LEVELS = 20;
const MIN_LEVEL_REPEATS = 4;
/** So many records with two columns of repeated categories are observations, which nobody reads one by one. */
const MIN_OBSERVATIONS = 1000;
const MIN_CATEGORIES = 2;
/** Headers of columns that usually belong to the horizontal axis. */
const X_NAME = /^(?:x$|j$|col|tok|pos|time|step|epoch|iter|key|date|day|hour|month|year)/i;
/** Headers of columns that usually belong to the vertical axis. */
const Y_NAME = /^(?:y$|i$|row|layer|query)/i;

/**
 * Returns what a table shows. `labelColumn` is the column that the layout of the text already marks as row labels, or
 * null; `mayLabel` is whether another column can become the row labels.
 *
 * The order: a matrix; a wide table with labels, of which further columns of words are omitted; a long table with
 * exactly two keys and one number; undecided.
 */
export function detectTable(
  sample: RecordSample,
  inferred: readonly Column[],
  labelColumn: number | null,
  mayLabel = true,
): Detection {
  const columns = inferred.map((column) =>
    column.position === labelColumn && column.kind === 'number'
      ? { ...column, kind: 'index' as const }
      : column,
  );
  const rows = sample.columns[0]?.length ?? 0;
  const counter = columns.find((column) => isRecordCounter(column)) ?? null;
  // A column with hardly any value says nothing about the records.
  const rest = columns.filter(
    (column) => column !== counter && (!isWords(column) || !isSparse(column, rows)),
  );
  const numbers = rest.filter(({ kind }) => kind === 'number');
  const indices = rest.filter(({ kind }) => kind === 'index');
  const words = rest.filter((column) => isWords(column));
  const [first] = rest;
  const minRecords = words.length > 0 ? MIN_RECORDS : MIN_COUNTED;
  if (first === undefined || (rows < minRecords && numbers.length > 0)) return MATRIX;
  // The user says which column has labels, so the other numbers are cells, except those with the name of an id.
  const isLabels = ({ position }: Column) => position === labelColumn;
  const hasIds = indices.some((column) => !isLabels(column) && isIdName(column.name));
  if (!mayLabel && words.every(isLabels) && !hasIds) return MATRIX;
  if (numbers.length === 0 && !(rest.length === 3 && isTriple(sample, rest))) {
    const counted = indices.some((column) => column !== first && !isIdName(column.name));
    if (words.length === 0 || !counted) return detectWords(sample, rest, labelColumn);
    return detectTable(sample, columns.map(asNumber), labelColumn, mayLabel);
  }
  if (isSearch(rest)) return UNDECIDED;
  const triple = rest.length === 3 && words.length === 0 && isTriple(sample, rest) ? rest : null;
  if (triple) return long(triple[0], triple[1], triple[2]);
  if (words.length + indices.length === 0) {
    const isLabelled = counter === null || counter.position === labelColumn || !mayLabel;
    return isLabelled ? MATRIX : wide(counter.position);
  }

  const keys = rest.filter((column) => column.kind !== 'number');
  const isSingleNumber = numbers.length === 1;
  // No key is unique, but all of them together are: the numbers were measured for each combination.
  const areKeys = keys.length > 1 && keys.every(isKey) && isUniqueTogether(sample, keys);
  if (isSingleNumber && keys.length === 2 && areKeys) return long(keys[0], keys[1], numbers[0]);
  if (isSingleNumber && isLongDateSeries(sample, keys)) return UNDECIDED;
  if (!mayLabel) return wide(labelColumn);

  if (first.kind === 'number') {
    // Keys after the numbers describe the records.
    if (words.length > MAX_WORD_SHARE * numbers.length) return UNDECIDED;
    return wide(counter?.position ?? null);
  }
  const isFewWords = words.filter((column) => column !== first).length <= numbers.length;
  if (isLabel(first, rows)) return isFewWords ? wide(first.position) : UNDECIDED;
  if (counter !== null && words.length === 0) return wide(counter.position);
  const [a, b] = keys;
  const isPair = b !== undefined && isKey(a) && isKey(b) && isUniqueTogether(sample, [a, b]);
  const isSeries =
    keys.every(isKey) &&
    numbers.some((number) => isLevel(number) && isUniqueTogether(sample, [...keys, number]));
  if (areKeys || isPair || isSeries || !isFewWords || (words.length === 0 && indices.length > 1))
    return UNDECIDED;
  if (isSingleNumber && keys.length > 1) return UNDECIDED;
  const categories = words.filter((column) => column.kind === 'category');
  if (rows >= MIN_OBSERVATIONS && categories.length >= MIN_CATEGORIES && !first.isUnique) return UNDECIDED;
  const unique = indices.find((column) => isLabel(column, rows));
  return wide((unique ?? first).position);

  function wide(rowLabels: number | null): Detection {
    const isCell = ({ kind, position }: Column) => kind === 'number' && position !== rowLabels;
    const cells = columns.filter(isCell).map(({ position }) => position);
    const omitted = columns.filter((column) => !isCell(column) && column.position !== rowLabels);
    if (omitted.length === 0 && rowLabels === labelColumn) return MATRIX;
    return { kind: 'wide', rowLabels, cells, omitted: omitted.map(({ position }) => position) };
  }
}

/** Words are a matrix of categories, or records without numbers. */
function detectWords(
  sample: RecordSample,
  columns: readonly Column[],
  labelColumn: number | null,
): Detection {
  const words = columns.filter((column) => isWords(column));
  // Columns that all look like an index are a matrix of integers.
  if (words.length === 0) return MATRIX;
  const labels = labelColumn ?? (isLabelledByWords(sample, words) ? words[0].position : null);
  const cells = words.filter(({ position }) => position !== labels);
  return isMatrixOfWords(sample, cells) ? MATRIX : UNDECIDED;
}

function long(a: Column, b: Column, value: Column): Detection {
  const isSwapped =
    (X_NAME.test(a.name) && !X_NAME.test(b.name)) || (Y_NAME.test(b.name) && !Y_NAME.test(a.name));
  const [y, x] = isSwapped ? [b, a] : [a, b];
  return { kind: 'long', x: x.position, y: y.position, value: value.position };
}

/** Names of the two coordinates of a cell. */
const COORDINATES = [
  ['i', 'j'],
  ['row', 'col'],
  ['rows', 'cols'],
  ['row', 'column'],
  ['row_id', 'col_id'],
  ['source', 'target'],
  ['from', 'to'],
  ['bin1_id', 'bin2_id'],
  ['layer', 'head'],
  ['query', 'key'],
];

/**
 * Whether three columns of numbers are the cells of a matrix, one in each record: two coordinates, which have such names
 * or are in the order of rows and columns, and a value.
 */
function isTriple(sample: RecordSample, [a, b]: readonly Column[]): boolean {
  const [rows, columns] = [a, b].map(({ position }) => sample.columns[position].map(Number));
  if (
    rows.length < MIN_TRIPLES ||
    ![...rows, ...columns].every((value) => Number.isInteger(value) && value >= 0)
  )
    return false;
  if (!isUniqueTogether(sample, [a, b])) return false;
  const names = [a.name.toLowerCase(), b.name.toLowerCase()];
  const isNamed = COORDINATES.some((pair) => pair.every((name) => names.includes(name)));
  const areRepeated = [a, b].every(({ distinctCount }) => distinctCount < rows.length);
  const areOrdered = rows.every(
    (row, i) => i === 0 || row > rows[i - 1] || (row === rows[i - 1] && columns[i] > columns[i - 1]),
  );
  return isNamed || (areRepeated && areOrdered);
}

/** Whether the columns are the results of a search over at least two parameters, as scikit-learn writes them. */
function isSearch(columns: readonly Column[]): boolean {
  return columns.filter(({ name, distinctCount }) => /^param_/.test(name) && distinctCount > 1).length > 1;
}

/** Whether a column numbers the records and says nothing else. */
function isRecordCounter({ name, kind, position, isUnique, valueCount, numbers }: Column): boolean {
  return (
    kind === 'index' &&
    position === 0 &&
    isUnique &&
    valueCount > 0 &&
    numbers !== null &&
    /^(?:|unnamed: ?\d+|row_?names?|index|x|\.\.\.1)$/i.test(name)
  );
}

export function isWords({ kind }: Column): boolean {
  return kind === 'category' || kind === 'text' || kind === 'boolean' || kind === 'date';
}

/** Whether a column can be an axis: it is not a number and its values repeat. */
function isKey({ kind, isUnique, distinctCount }: Column): boolean {
  return kind !== 'number' && !isUnique && distinctCount > 0;
}

/** Whether the values of a column tell its records apart. */
function isLabel({ kind, isUnique, valueCount, distinctCount }: Column, rows: number): boolean {
  if (valueCount < MIN_LABEL_SHARE * rows) return false;
  return isUnique || (kind === 'text' && distinctCount >= MIN_LABEL_SHARE * valueCount);
}

function isSparse({ valueCount }: Column, rows: number): boolean {
  return valueCount < MIN_VALUE_SHARE * rows;
}

/** Returns a column of counts as numbers. */
function asNumber(column: Column): Column {
  const isCounted = column.kind === 'index' && !isIdName(column.name) && column.name !== '';
  return isCounted ? { ...column, kind: 'number' } : column;
}

function isLongDateSeries({ columns }: RecordSample, keys: readonly Column[]): boolean {
  return keys.length === 1 && keys[0].kind === 'date' && columns[keys[0].position].length > MAX_SERIES;
}

/** Whether a number has a few values that repeat, such as a dose. */
export function isLevel({ kind, distinctCount, valueCount }: Column): boolean {
  return (
    kind === 'number' && distinctCount <= MAX_NUMBER_LEVELS && valueCount >= MIN_LEVEL_REPEATS * distinctCount
  );
}

/** Whether no two records have the same values in all these columns. */
export function isUniqueTogether({ columns }: RecordSample, keys: readonly Column[]): boolean {
  const [first] = keys;
  const seen = new Set<string>();
  for (let i = 0; i < columns[first.position].length; i++) {
    seen.add(JSON.stringify(keys.map(({ position }) => columns[position][i])));
    if (seen.size <= i) return false;
  }
  return true;
}
