import { fail, type Place } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';

/** Returns 1 for each cell that is not drawn, row-major in the order of the data; null: all cells are drawn. Error: `hide-shape`. */
export function resolveMask(hide: CellsSpec['hide'], matrix: Matrix, place: Place): Uint8Array | null {
  if (hide === undefined) return null;
  const { rows, columns } = matrix;
  const mask = new Uint8Array(rows * columns);
  const given = typeof hide === 'string' ? null : maskFromSpec(hide, matrix, place);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const isHidden = given ? given[i][j] : hide === 'upper' ? j > i : hide === 'lower' ? j < i : i === j;
      if (isHidden) mask[i * columns + j] = 1;
    }
  }
  return mask;
}

function maskFromSpec(hide: object, { rows, columns }: Matrix, place: Place): unknown[][] {
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
      `cells.hide must have ${rows} rows of ${columns} zeros and ones, as the data has`,
      place,
    );
  return mask as unknown[][];
}

/** Returns the values without the masked cells, which have no influence on domains, counts and warnings. */
export function withoutMasked<T extends Values>(grid: T, mask: Uint8Array | null): T {
  return mask ? { ...grid, values: grid.values.filter((_, i) => !mask[i]) } : grid;
}
