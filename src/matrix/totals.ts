import type { Matrix } from './matrix.js';

/** Returns 1 for each cell of a total row or column, row-major; null if there is none or the matrix is reduced. */
export function totalCells(matrix: Matrix): Uint8Array | null {
  const { rows, columns, rowTotals = [], columnTotals = [], reduction } = matrix;
  if (reduction || rowTotals.length + columnTotals.length === 0) return null;
  const cells = new Uint8Array(rows * columns);
  for (const row of rowTotals) cells.fill(1, row * columns, (row + 1) * columns);
  for (const column of columnTotals) for (let i = column; i < cells.length; i += columns) cells[i] = 1;
  return cells;
}

/** Returns the matrix with missing values in place of its totals. */
export function withoutTotals(matrix: Matrix): Matrix {
  const cells = totalCells(matrix);
  return cells
    ? { ...matrix, values: matrix.values.map((value, i) => (cells[i] ? Number.NaN : value)) }
    : matrix;
}
