import { fail, type Place } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { CellsSpec } from '../spec/cells.js';
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
  if (hide === undefined) return null;
  const { rows, columns } = matrix;
  if (typeof hide === 'object') return Uint8Array.from(maskFromSpec(hide, matrix, place).flat(), Number);
  const mask = new Uint8Array(rows * columns);
  const [left, top] = [positionsOf(x, columns), positionsOf(y, rows)];
  // With the origin at the bottom the diagonal rises from the lower left to the upper right.
  const isRising = isReversed(x.order, y.order);
  for (let i = 0; i < rows; i++) {
    const level = isRising ? rows - 1 - top[i] : top[i];
    for (let j = 0; j < columns; j++) {
      const aboveDiagonal = isRising ? level - left[j] : left[j] - level;
      const isHidden =
        hide === 'upper' ? aboveDiagonal > 0 : hide === 'lower' ? aboveDiagonal < 0 : aboveDiagonal === 0;
      if (isHidden) mask[i * columns + j] = 1;
    }
  }
  return mask;
}

/** Returns the position on the page of each item, counting items rather than places if several share one. */
function positionsOf({ order, itemsPerPosition }: Axis, count: number): Int32Array {
  const positions = new Int32Array(count);
  let position = 0;
  for (const place of order) {
    const end = Math.min(count, (place + 1) * itemsPerPosition);
    for (let item = place * itemsPerPosition; item < end; item++) positions[item] = position++;
  }
  return positions;
}

/** Whether one axis runs in the opposite direction of the other. */
function isReversed(a: readonly number[], b: readonly number[]): boolean {
  if (a.length === b.length && a.length > 1) return a.every((item, i) => item === b[b.length - 1 - i]);
  return isDescending(a) !== isDescending(b) && (isDescending(a) || isDescending(b));
}

function isDescending(order: readonly number[]): boolean {
  return order.length > 1 && order.every((item, i) => i === 0 || item < order[i - 1]);
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
