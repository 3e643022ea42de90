import { fail, type Place } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
import { diagonalSides } from './diagonal.js';
import type { Axis } from './figure.js';

/**
 * Returns 1 for each cell that is not drawn, row-major in the order of the data; null: all cells are drawn. `upper`,
 * `lower` and `diagonal` mean the page, whatever the order of rows and columns. Error: `hide-shape`.
 */
export function resolveMask(
  hide: CellsSpec['hide'],
  matrix: Matrix,
  x: Axis,
  y: Axis,
  place: Place,
): Uint8Array | null {
  if (hide === undefined || hide === false) return null;
  if (typeof hide === 'object') return Uint8Array.from(maskFromSpec(hide, matrix, place).flat(), Number);
  const hiddenSide = hide === 'upper' ? 1 : hide === 'lower' ? 2 : 0;
  return diagonalSides(matrix, x, y).map((side) => (side === hiddenSide ? 1 : 0));
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

/** Returns 1 for each cell that does not exist, such as a day outside of the year; null if all exist. */
export function absentCells({ regions }: Matrix): Uint8Array | null {
  return regions ? Uint8Array.from(regions.ofCell, (region) => (region < 0 ? 1 : 0)) : null;
}

/** Returns the cells that are in one mask or in both. */
export function unionOf(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  return a && b ? a.map((isMasked, i) => isMasked | b[i]) : (a ?? b);
}

/** Returns the values without the masked cells, which have no influence on domains, counts and warnings. */
export function withoutMasked<T extends Values>(grid: T, mask: Uint8Array | null): T {
  return mask ? { ...grid, values: grid.values.filter((_, i) => !mask[i]) } : grid;
}
