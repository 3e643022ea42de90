/** On which side of the diagonal of the page a cell is. */
import type { Matrix } from '../matrix/matrix.js';
import type { Axis } from './figure.js';

/**
 * Returns for each cell, row-major in the order of the data, 0 on the diagonal, 1 above and 2 below it, as seen on the page
 * for any order of rows and columns. With the origin at the bottom the diagonal rises from the lower left to the upper right.
 */
export function diagonalSides({ rows, columns }: Pick<Matrix, 'rows' | 'columns'>, x: Axis, y: Axis) {
  const sides = new Uint8Array(rows * columns);
  const [left, top] = [positionsOf(x, columns), positionsOf(y, rows)];
  const isRising = isReversed(x.order, y.order);
  for (let i = 0; i < rows; i++) {
    const level = isRising ? rows - 1 - top[i] : top[i];
    for (let j = 0; j < columns; j++) {
      const aboveDiagonal = isRising ? level - left[j] : left[j] - level;
      if (aboveDiagonal !== 0) sides[i * columns + j] = aboveDiagonal > 0 ? 1 : 2;
    }
  }
  return sides;
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
