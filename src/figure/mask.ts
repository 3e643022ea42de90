import { fail, type Place } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';

/** Which cells are not drawn, row-major in the data's order, 1 for hidden; null: all are drawn. */
export function resolveHidden(hide: CellsSpec['hide'], matrix: Matrix, place: Place): Uint8Array | null {
  if (hide === undefined) return null;
  const { rows, columns } = matrix;
  const hidden = new Uint8Array(rows * columns);
  const mask = typeof hide === 'string' ? null : maskOf(hide, matrix, place);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const is = mask ? mask[i][j] : hide === 'upper' ? j > i : hide === 'lower' ? j < i : i === j;
      if (is) hidden[i * columns + j] = 1;
    }
  }
  return hidden;
}

function maskOf(hide: object, { rows, columns }: Matrix, place: Place): unknown[][] {
  const mask: unknown = JSON.parse(JSON.stringify(hide));
  const fits =
    Array.isArray(mask) &&
    mask.length === rows &&
    mask.every(
      (row) =>
        Array.isArray(row) &&
        row.length === columns &&
        row.every((v) => v === 0 || v === 1 || typeof v === 'boolean'),
    );
  if (!fits)
    fail(
      'hide-shape',
      `what is hidden is not ${rows} rows of ${columns} zeros and ones, as the data is`,
      place,
    );
  return mask as unknown[][];
}

/** Without the values that are hidden: what domains, counts and warnings speak of. */
export function shownOf<T extends Values>(of: T, hidden: Uint8Array | null): T {
  return hidden ? { ...of, values: of.values.filter((_, i) => !hidden[i]) } : of;
}
