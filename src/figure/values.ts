import { formatTick, withUnit } from '../color/tick-format.js';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
import { shortenText } from '../spec/text.js';
import type { Panel } from './figure.js';

/**
 * Returns the texts in the cells of a matrix, row-major in the order of the data; '' prints nothing. Null: no texts. Cells
 * of `totals` always have one, since they have no colour. Empty if cells are aggregated, since such small cells cannot
 * hold texts. `domainLength` sets the precision.
 *
 * Error: `text-shape`.
 */
export function resolveValues(
  values: CellsSpec['values'],
  matrix: Matrix,
  totals: Uint8Array | null,
  isAggregated: boolean,
  domainLength: number,
  place: Place,
): readonly string[] | null {
  const isRequested = values !== undefined && values !== false;
  if (!isRequested && (isAggregated || !totals)) return null;
  if (isAggregated) return [];
  if (typeof values === 'object' && values.text) return textsFromSpec(values.text, matrix, place);
  const { categories } = matrix;
  const isPrinted = (i: number) => isRequested || totals?.[i] === 1;
  const specifier =
    typeof values === 'string' ? values : typeof values === 'object' ? values.format : undefined;
  const printed = matrix.values.filter((_, i) => isPrinted(i) && (!categories || totals?.[i] === 1));
  const format = specifier ?? defaultFormat(printed, domainLength);
  return Array.from(matrix.values, (v, i) => {
    if (Number.isNaN(v) || !isPrinted(i)) return '';
    if (categories && !totals?.[i]) return categories[v];
    const text = formatInfinity(v) ?? formatTick(v, format);
    return specifier === undefined ? withUnit(text, matrix.unit) : text;
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

/** Returns the cells of a panel in which a text is printed, row by row on the page; none if cells are aggregated. */
export function printedCells({ values, drawn, totals, x, y }: Panel): PrintedCell[] {
  if (!values || drawn.aggregation) return [];
  const columns = x.order.length;
  const printed: PrintedCell[] = [];
  y.order.forEach((row, i) => {
    x.order.forEach((column, j) => {
      const [text, cell] = [values[row * columns + column], i * columns + j];
      const isTotal = totals?.[row * columns + column] === 1;
      if (text !== '' && (isTotal || !drawn.mask?.[cell])) printed.push({ cell, row, column, text, isTotal });
    });
  });
  return printed;
}

function formatInfinity(value: number): string | null {
  return Number.isFinite(value) ? null : value < 0 ? '−∞' : '∞';
}

/** Returns a format that prints integers in full, and other numbers precisely enough to tell fifty steps of the domain apart. */
function defaultFormat(values: Float64Array, domainLength: number): string {
  const finite = values.filter(Number.isFinite);
  const largest = finite.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  const areIntegers = finite.every(Number.isInteger);
  if (areIntegers && largest < 1e6) return 'd';
  const decimals = Math.ceil(Math.log10(50) - Math.log10(Math.min(domainLength, Number.MAX_VALUE)));
  const significant = decimals + Math.floor(Math.log10(largest));
  const isShorter = significant < 5 && (decimals > 5 || largest >= 1e6);
  return isShorter ? `.${Math.max(0, significant)}e` : `.${areIntegers ? 0 : Math.max(0, decimals)}f`;
}

function textsFromSpec(text: object, matrix: Matrix, place: Place): string[] {
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
  return (rows as unknown[][]).flat().map((cell) => (cell === null ? '' : shortenText(String(cell))));
}
