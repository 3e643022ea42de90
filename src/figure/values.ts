import { formatTick, withUnit } from '../color/tick-format.js';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
import { shortenText } from '../spec/shorten-text.js';
import { readableToken } from '../typography/token.js';
import { type TemplateSource, textsFromMatrix, textsFromTemplate, type WordStyle } from './cell-texts.js';
import type { Panel } from './figure.js';
import { MATRIX_PARTS, showsCell } from './marks.js';
import { defaultFormat, formatInfinity } from './number-texts.js';

/** What the texts in the cells of a panel are taken from. */
export interface ValueSource extends Omit<TemplateSource, 'domainLength'> {
  /** The matrix with the categories of its scale, whose names are printed. */
  readonly shown: Matrix;
  /** 1 for each cell of a total, which always has a text, since it has no colour; null: no totals. */
  readonly totals: Uint8Array | null;
  readonly isAggregated: boolean;
  /** The length of the domain, which sets the precision. */
  readonly domainLength: number;
  /** The matrix that `text` names, with the items of the data; null: `text` is something else. */
  readonly textMatrix: Matrix | null;
}

/**
 * Returns the texts in the cells of a matrix, row-major in the order of the data; '' prints nothing. Null: no texts. Empty
 * if cells are aggregated, since such small cells cannot hold texts.
 *
 * Errors: `text-shape`, and those of templates.
 */
export function resolveValues(
  values: CellsSpec['values'],
  source: ValueSource,
  place: Place,
): readonly string[] | null {
  const { shown: matrix, totals, isAggregated, domainLength, textMatrix } = source;
  const isRequested = values !== undefined && values !== false;
  if (!isRequested && (isAggregated || !totals)) return null;
  if (isAggregated) return [];
  const {
    text,
    format,
    style = 'plain',
  } = typeof values === 'object' ? values : { format: typeof values === 'string' ? values : undefined };
  if (textMatrix) return textsFromMatrix(textMatrix, format ?? null, style, place);
  if (typeof text === 'string') return textsFromTemplate(text, source, style, place);
  if (text) return textsFromSpec(text, matrix, style, place);
  const { categories } = matrix;
  const isPrinted = (i: number) => isRequested || totals?.[i] === 1;
  const printed = matrix.values.filter((_, i) => isPrinted(i) && (!categories || totals?.[i] === 1));
  const specifier = format ?? defaultFormat(printed, domainLength);
  return Array.from(matrix.values, (v, i) => {
    if (Number.isNaN(v) || !isPrinted(i)) return '';
    if (categories && !totals?.[i]) return styleWord(categories[v], style);
    const number = formatInfinity(v) ?? formatTick(v, specifier);
    return format === undefined ? withUnit(number, matrix.unit) : number;
  });
}

/** A cell with a text. */
export interface PrintedCell {
  /** Its index in the drawn cells. */
  readonly cell: number;
  /** Its place in the data. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Whether it is a cell of `Panel.totals`, which has no colour. */
  readonly isTotal: boolean;
}

/**
 * Returns the cells of a panel in which a text is printed, row by row on the page; none if cells are aggregated. Stars are in
 * a line below the value, which is empty in cells without stars, so that all values are at the same height.
 */
export function printedCells(panel: Panel): PrintedCell[] {
  const { values, stars, drawn, totals, x, y } = panel;
  const symbols = stars?.symbols ?? null;
  if ((!values && !symbols) || drawn.aggregation) return [];
  const columns = x.order.length;
  const printed: PrintedCell[] = [];
  y.order.forEach((row, i) => {
    x.order.forEach((column, j) => {
      const [item, cell] = [row * columns + column, i * columns + j];
      const [value, symbol] = [values?.[item] ?? '', symbols?.[item] ?? ''];
      const text = symbols && value !== '' ? `${value}\n${symbol}` : value + symbol;
      const isTotal = totals?.[item] === 1;
      if (text !== '' && (isTotal || showsCell(panel, cell)))
        printed.push({ cell, row, column, text, isTotal });
    });
  });
  return printed;
}

/**
 * Returns the indices of the drawn cells that have a cross; none if cells are aggregated. A triangle without marks, in which
 * only values are printed, has none.
 */
export function crossedCells(panel: Panel): number[] {
  const { stars, drawn, marks, x, y } = panel;
  const crosses = stars?.crosses;
  if (!crosses || drawn.aggregation) return [];
  const columns = x.order.length;
  return y.order.flatMap((row, i) =>
    x.order.flatMap((column, j) => {
      const cell = i * columns + j;
      const item = row * columns + column;
      const hasMark = marks?.shapes[MATRIX_PARTS[marks.parts?.[item] ?? 0]] !== 'none';
      return crosses[item] && hasMark && showsCell(panel, cell) ? cell : [];
    }),
  );
}

function textsFromSpec(text: object, matrix: Matrix, style: WordStyle, place: Place): string[] {
  const rows: unknown = JSON.parse(JSON.stringify(text));
  const fits =
    Array.isArray(rows) &&
    rows.length === matrix.rows &&
    rows.every((row) => Array.isArray(row) && row.length === matrix.columns);
  if (!fits) {
    fail(
      'text-shape',
      `cells.values.text must have ${matrix.rows} rows of ${matrix.columns} texts, as the data has`,
      place,
    );
  }
  return (rows as unknown[][])
    .flat()
    .map((cell) => (cell === null ? '' : styleWord(shortenText(String(cell)), style)));
}

function styleWord(word: string, style: WordStyle): string {
  return style === 'token' ? readableToken(word) : word;
}
