import type { Matrix } from './matrix.js';
import type { Extreme, Reduced } from './reduction.js';

/** Rows become columns, in what is held of a large matrix too. */
export function transposed(matrix: Matrix): Matrix {
  const { reduced, rows, columns } = matrix;
  const held = reduced ?? matrix;
  const values = new Float64Array(held.rows * held.columns);
  turn(matrix.values, values, held);
  return {
    ...matrix,
    rows: columns,
    columns: rows,
    values,
    rowLabels: matrix.columnLabels,
    columnLabels: matrix.rowLabels,
    ...(reduced && { reduced: turned(reduced) }),
  };
}

function turned(reduced: Reduced): Reduced {
  const { rows, columns, counts, factor, raw } = reduced;
  const turnedCounts = counts && new Uint32Array(counts.length);
  if (counts && turnedCounts) turn(counts, turnedCounts, reduced);
  const swapped = (extreme: Extreme | null) =>
    extreme && { ...extreme, row: extreme.column, column: extreme.row };
  return {
    ...reduced,
    rows: columns,
    columns: rows,
    factor: { rows: factor.columns, columns: factor.rows },
    counts: turnedCounts,
    raw: { ...raw, low: swapped(raw.low), high: swapped(raw.high) },
  };
}

type Numbers = Float64Array | Uint32Array;

function turn(from: Numbers, to: Numbers, { rows, columns }: { rows: number; columns: number }): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j];
}
