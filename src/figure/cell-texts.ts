/** The texts of cells that come from a template, or from another matrix. */
import { formatTick, withUnit } from '../color/tick-format.js';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { shortenText } from '../spec/shorten-text.js';
import { isCellField, parseTemplate, type TemplateField } from '../spec/value-template.js';
import { readableToken } from '../typography/token.js';
import type { Axis } from './figure.js';
import { defaultFormat, formatInfinity } from './number-texts.js';

/** What the fields of a template are taken from. */
export interface TemplateSource {
  readonly matrix: Matrix;
  readonly x: Axis;
  readonly y: Axis;
  /** The length of the domain of the values, which sets their precision. */
  readonly domainLength: number;
  /** Returns the matrix of a field that was read again; null if it is the matrix itself. */
  readonly recordField: (name: string) => Matrix | null;
}

/** The style of words: as they are, or with readable tokens. */
export type WordStyle = 'plain' | 'token';

/** Returns the text of a cell; null if the value is missing. */
type CellText = (cell: number) => string | null;

/** The text of a share of nothing, such as of a row of zeros. */
const UNDEFINED_SHARE = '–';

/**
 * Returns the text of each cell, row-major in the order of the data. A cell in which a field is missing has no text.
 *
 * Errors: `share-of-words`, `share-of-negative`, `text-format`.
 */
export function textsFromTemplate(
  template: string,
  source: TemplateSource,
  style: WordStyle,
  place: Place,
): string[] {
  const parts = parseTemplate(template).map((part): CellText => {
    return typeof part === 'string' ? () => part : fieldText(part, source, style, place);
  });
  return Array.from(source.matrix.values, (_, cell) => {
    const texts = parts.map((part) => part(cell));
    return texts.includes(null) ? '' : shortenText(texts.join(''));
  });
}

/** Returns the text of each cell: the words of a matrix, or its numbers in a d3 format. Missing values have no text. */
export function textsFromMatrix(
  matrix: Matrix,
  format: string | null,
  style: WordStyle,
  place: Place,
): string[] {
  const text = matrixText(matrix, format, extentOf(matrix), style, 'the matrix of cells.values.text', place);
  return Array.from(matrix.values, (_, cell) => shortenText(text(cell) ?? ''));
}

function fieldText(
  { name, format }: TemplateField,
  source: TemplateSource,
  style: WordStyle,
  place: Place,
): CellText {
  const { matrix, x, y, domainLength } = source;
  const subject = `{${name}}`;
  if (!isCellField(name)) {
    const field = source.recordField(name) as Matrix;
    return matrixText(field, format, extentOf(field), style, subject, place);
  }
  switch (name) {
    case 'original': {
      const field = source.recordField(name) ?? matrix;
      return matrixText(field, format, extentOf(field), style, subject, place);
    }
    case 'value':
      return matrixText(matrix, format, domainLength, style, subject, place);
    case 'row':
    case 'column': {
      if (format !== null) failFormat(subject, place);
      const labels = itemLabels(name === 'row' ? y : x);
      return (cell) => labels[name === 'row' ? Math.floor(cell / matrix.columns) : cell % matrix.columns];
    }
    default: {
      const shares = sharesOf(source, name, place);
      return (cell) => {
        if (Number.isNaN(matrix.values[cell])) return null;
        return Number.isNaN(shares[cell]) ? UNDEFINED_SHARE : formatTick(shares[cell], format ?? '.0%');
      };
    }
  }
}

/** Returns the text of each cell of a matrix. `length` is the length of the range of its numbers. */
function matrixText(
  { values, categories, unit }: Matrix,
  format: string | null,
  length: number,
  style: WordStyle,
  subject: string,
  place: Place,
): CellText {
  if (categories) {
    if (format !== null) failFormat(subject, place);
    const words = style === 'token' ? categories.map(readableToken) : categories;
    return (cell) => words[values[cell]] ?? null;
  }
  const specifier = format ?? defaultFormat(values, length);
  return (cell) => {
    const value = values[cell];
    if (Number.isNaN(value)) return null;
    const text = formatInfinity(value) ?? formatTick(value, specifier);
    return format === null ? withUnit(text, unit) : text;
  };
}

/** Returns the label of each item of an axis, in the order of the data; its number without labels. */
function itemLabels({ order, labels }: Axis): string[] {
  const texts: string[] = [];
  order.forEach((item, position) => {
    texts[item] = labels ? labels[position] : String(item);
  });
  return texts;
}

/** Returns each value divided by the sum of its row, its column or all values. Totals are not part of the sums. */
function sharesOf(
  { matrix }: TemplateSource,
  name: 'share' | 'rowShare' | 'columnShare',
  place: Place,
): Float64Array {
  const { values, columns, rows, categories, rowTotals = [], columnTotals = [] } = matrix;
  if (categories) {
    fail('share-of-words', `the field {${name}} needs numbers, but the values are words`, place);
  }
  const groupOf = (cell: number) =>
    name === 'share' ? 0 : name === 'rowShare' ? Math.floor(cell / columns) : cell % columns;
  const isInTotalRow = flagItems(rows, name === 'rowShare' ? [] : rowTotals);
  const isInTotalColumn = flagItems(columns, name === 'columnShare' ? [] : columnTotals);
  const sums = new Float64Array(Math.max(rows, columns));
  values.forEach((value, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    if (value < 0) {
      fail(
        'share-of-negative',
        `the field {${name}} needs values of at least 0, but row ${row}, column ${column} is ${value}`,
        place,
        'print {value} instead, or leave out the negative values',
      );
    }
    if (!Number.isNaN(value) && !isInTotalRow[row] && !isInTotalColumn[column]) sums[groupOf(cell)] += value;
  });
  return values.map((value, cell) => value / sums[groupOf(cell)]);
}

function flagItems(count: number, items: readonly number[]): Uint8Array {
  const flags = new Uint8Array(count);
  for (const item of items) flags[item] = 1;
  return flags;
}

/** Returns the length of the range of some numbers; of equal ones, their size. */
function extentOf({ values, categories }: Matrix): number {
  if (categories) return 1;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < high ? high - low : Math.abs(high) === Number.POSITIVE_INFINITY ? 1 : Math.abs(high) || 1;
}

function failFormat(subject: string, place: Place): never {
  fail('text-format', `${subject} has a number format, but it contains words`, place, 'remove the format');
}
