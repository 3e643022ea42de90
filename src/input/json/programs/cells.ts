import { checkSize } from '../../../matrix/limits.js';
import type { Dataset, Slice } from '../../../matrix/matrix.js';
import { LabelIndex } from '../../../table/label-index.js';

/** One value with its labels. */
export interface LabelledValue {
  readonly panel?: string;
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

/**
 * Returns a matrix, or one panel for each name in `panel`. Labels are in order of appearance; the mean of repeated cells is
 * taken; absent cells are missing. Error: `too-large`.
 */
export function datasetFromValues(
  cells: readonly LabelledValue[],
  names: Dataset['names'],
  file: string,
): Dataset {
  const panels = new Map<string, LabelledValue[]>();
  for (const cell of cells) {
    const own = panels.get(cell.panel ?? '') ?? [];
    panels.set(cell.panel ?? '', own);
    own.push(cell);
  }
  const slices = [...panels].map(
    ([title, own]): Slice => ({ title: title || null, matrix: toMatrix(own, file) }),
  );
  return { slices, leadingShape: slices.length > 1 ? [slices.length] : [], names };
}

function toMatrix(cells: readonly LabelledValue[], file: string) {
  const rows = new LabelIndex('row labels', file);
  const columns = new LabelIndex('column labels', file);
  const positions = cells.map((cell) => [rows.positionOf(cell.row), columns.positionOf(cell.column)]);
  const [height, width] = [rows.labels.length, columns.labels.length];
  checkSize('cells', height * width, file);
  const sums = new Float64Array(height * width);
  const counts = new Float64Array(height * width);
  for (const [i, [row, column]] of positions.entries()) {
    sums[row * width + column] += cells[i].value;
    counts[row * width + column]++;
  }
  return {
    rows: height,
    columns: width,
    values: sums.map((sum, i) => sum / counts[i]),
    rowLabels: rows.labels,
    columnLabels: columns.labels,
    categories: null,
  };
}
