import type { CellRegions, Matrix } from './matrix.js';
import type { Reduction, SourceExtremum } from './reduction.js';

/** Returns the transposed matrix. The blocks of a reduced matrix are transposed too. */
export function transpose(matrix: Matrix): Matrix {
  const { reduction, rows, columns } = matrix;
  const grid = reduction ?? matrix;
  const values = new Float64Array(grid.rows * grid.columns);
  transposeInto(values, matrix.values, grid);
  return {
    ...matrix,
    rows: columns,
    columns: rows,
    values,
    rowLabels: matrix.columnLabels,
    columnLabels: matrix.rowLabels,
    rowGroups: matrix.columnGroups,
    columnGroups: matrix.rowGroups,
    rowAttributes: matrix.columnAttributes,
    columnAttributes: matrix.rowAttributes,
    rowTotals: matrix.columnTotals,
    columnTotals: matrix.rowTotals,
    rowEdges: matrix.columnEdges,
    columnEdges: matrix.rowEdges,
    ...(matrix.regions && { regions: transposeRegions(matrix.regions, matrix) }),
    ...(reduction && { reduction: transposeReduction(reduction) }),
  };
}

function transposeReduction(reduction: Reduction): Reduction {
  const { rows, columns, counts, factor, sourceStats } = reduction;
  const transposedCounts = counts && new Uint32Array(counts.length);
  if (counts && transposedCounts) transposeInto(transposedCounts, counts, reduction);
  const swapPosition = (extremum: SourceExtremum | null) =>
    extremum && { ...extremum, row: extremum.column, column: extremum.row };
  return {
    ...reduction,
    rows: columns,
    columns: rows,
    factor: { rows: factor.columns, columns: factor.rows },
    counts: transposedCounts,
    sourceStats: {
      ...sourceStats,
      min: swapPosition(sourceStats.min),
      max: swapPosition(sourceStats.max),
    },
  };
}

function transposeRegions({ titles, ofCell, cellNames }: CellRegions, grid: GridShape): CellRegions {
  const transposed = new Int16Array(ofCell.length);
  transposeInto(transposed, ofCell, grid);
  const names = Array.from(
    cellNames,
    (_, i) => cellNames[(i % grid.rows) * grid.columns + Math.floor(i / grid.rows)],
  );
  return { titles, ofCell: transposed, cellNames: names };
}

type GridShape = Pick<Matrix, 'rows' | 'columns'>;
type NumberArray = Float64Array | Uint32Array | Int16Array;

/** Writes the row-major grid `source` of the given shape into `target`, transposed. */
function transposeInto(target: NumberArray, source: NumberArray, { rows, columns }: GridShape): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) target[j * rows + i] = source[i * columns + j];
  }
}
