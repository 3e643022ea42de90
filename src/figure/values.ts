import { format } from 'd3-format';
import { fail, type Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';

/**
 * The texts printed in the cells of a matrix, row-major in the data's order: '' where nothing is printed.
 * Null: none at all.
 */
export function resolveValues(
  values: CellsSpec['values'],
  matrix: Matrix,
  span: number,
  place: Place,
): readonly string[] | null {
  if (values === undefined || values === false) return null;
  if (typeof values === 'object' && values.text) return given(values.text, matrix, place);
  const { words } = matrix;
  if (words) return Array.from(matrix.values, (v) => (Number.isNaN(v) ? '' : words[v]));
  const specifier =
    typeof values === 'string' ? values : typeof values === 'object' ? values.format : undefined;
  const write = format(specifier ?? usualFormat(matrix.values, span));
  return Array.from(matrix.values, (v) => (Number.isNaN(v) ? '' : (infinite(v) ?? write(v))));
}

function infinite(value: number): string | null {
  return Number.isFinite(value) ? null : value < 0 ? '−∞' : '∞';
}

/** Whole numbers in full; otherwise decimals enough to tell fifty steps of the domain apart. */
function usualFormat(values: Float64Array, span: number): string {
  if (values.every((v) => !Number.isFinite(v) || (Number.isInteger(v) && Math.abs(v) < 1e6))) return 'd';
  const digits = Math.ceil(-Math.log10(span / 50));
  return digits > 5 || span >= 1e6 ? '.2e' : `.${Math.max(0, digits)}f`;
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
