import { written } from '../color/tick-format.js';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';

/**
 * The texts printed in the cells of a matrix, row-major in the data's order: '' where nothing is printed.
 * Null: none at all. Empty where cells are `joined` from several values, which have no room for texts.
 */
export function resolveValues(
  values: CellsSpec['values'],
  matrix: Matrix,
  joined: boolean,
  span: number,
  place: Place,
): readonly string[] | null {
  if (values === undefined || values === false) return null;
  if (joined) return [];
  if (typeof values === 'object' && values.text) return given(values.text, matrix, place);
  const { words } = matrix;
  if (words) return Array.from(matrix.values, (v) => (Number.isNaN(v) ? '' : words[v]));
  const specifier =
    typeof values === 'string' ? values : typeof values === 'object' ? values.format : undefined;
  const format = specifier ?? usualFormat(matrix.values, span);
  return Array.from(matrix.values, (v) => (Number.isNaN(v) ? '' : (infinite(v) ?? written(v, format))));
}

function infinite(value: number): string | null {
  return Number.isFinite(value) ? null : value < 0 ? '−∞' : '∞';
}

/** Whole numbers in full; otherwise digits enough to tell fifty steps of the domain apart. */
function usualFormat(values: Float64Array, span: number): string {
  const finite = values.filter(Number.isFinite);
  const largest = finite.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const whole = finite.every(Number.isInteger);
  if (whole && largest < 1e6) return 'd';
  const decimals = Math.ceil(Math.log10(50) - Math.log10(Math.min(span, Number.MAX_VALUE)));
  const significant = decimals + Math.floor(Math.log10(largest));
  const short = significant < 5 && (decimals > 5 || largest >= 1e6);
  return short ? `.${Math.max(0, significant)}e` : `.${whole ? 0 : Math.max(0, decimals)}f`;
}

function given(text: object, matrix: Matrix, place: Place): string[] {
  const rows: unknown = JSON.parse(JSON.stringify(text));
  const fits =
    Array.isArray(rows) &&
    rows.length === matrix.rows &&
    rows.every((row) => Array.isArray(row) && row.length === matrix.columns);
  if (!fits) {
    fail(
      'text-shape',
      `the texts of the cells are not ${matrix.rows} rows of ${matrix.columns}, as the data is`,
      place,
    );
  }
  return (rows as unknown[][]).flat().map((cell) => (cell === null ? '' : String(cell)));
}
