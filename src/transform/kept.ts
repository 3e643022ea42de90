/** Selects rows and columns of a matrix that has only a part of its source in memory. */
import { selectAttributes } from '../matrix/attributes.js';
import { selectGroups } from '../matrix/groups.js';
import type { KeptPart, Matrix } from '../matrix/matrix.js';

/**
 * Returns the selected rows and columns, which `kept` includes; null for all. The values of a reduced matrix are those of
 * the selection.
 */
export function selectKept(
  { kept: _, ...matrix }: Matrix,
  kept: KeptPart,
  rows: readonly number[] | null,
  columns: readonly number[] | null,
): Matrix {
  const { rowLabels, rowGroups, columnLabels, columnGroups, reduction } = matrix;
  return {
    ...matrix,
    ...(rows && {
      rows: rows.length,
      rowLabels: rowLabels && rows.map((row) => rowLabels[row]),
      rowGroups: selectGroups(rowGroups, rows),
      rowAttributes: selectAttributes(matrix.rowAttributes, rows),
    }),
    ...(columns && {
      columns: columns.length,
      columnLabels: columnLabels && columns.map((column) => columnLabels[column]),
      columnGroups: selectGroups(columnGroups, columns),
      columnAttributes: selectAttributes(matrix.columnAttributes, columns),
    }),
    values: reduction ? matrix.values : gather(matrix, kept, rows, columns),
  };
}

function gather(
  matrix: Matrix,
  kept: KeptPart,
  rows: readonly number[] | null,
  columns: readonly number[] | null,
): Float64Array {
  const stride = kept.columns?.length ?? matrix.columns;
  const storedRows = storedPositions(rows, kept.rows, matrix.rows);
  const storedColumns = storedPositions(columns, kept.columns, matrix.columns);
  const values = new Float64Array(storedRows.length * storedColumns.length);
  let next = 0;
  for (const row of storedRows) {
    const start = row * stride;
    for (let i = 0; i < storedColumns.length; i++) values[next++] = matrix.values[start + storedColumns[i]];
  }
  return values;
}

/** Returns where the items at `positions` are in memory; null stands for all `count` items of the source. */
function storedPositions(
  positions: readonly number[] | null,
  kept: readonly number[] | null,
  count: number,
): readonly number[] {
  const wanted = positions ?? Array.from({ length: count }, (_, position) => position);
  if (!kept) return wanted;
  const indices = new Map<number, number>();
  kept.forEach((position, i) => {
    indices.set(position, i);
  });
  return wanted.map((position) => indices.get(position) as number);
}
