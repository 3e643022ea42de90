/** Finds rows and columns that are totals of the others, as pivot tables have them. */
import type { Matrix } from '../matrix/matrix.js';

/** A row or column of totals. */
export interface Total {
  readonly axis: 'row' | 'column';
  readonly position: number;
  readonly label: string;
  /** Whether the values are sums; else they are the margins of another function, such as means. */
  readonly isSum: boolean;
}

const TOTAL_NAMES = /^(?:all|total|totals|sum|grand total)$/i;
/** The default name of the margins of pandas, which can be means and stand last. */
const MARGIN_NAME = 'All';
/** The relative rounding error of a sum. */
const ROUNDING_ERROR = 1e-9;

/**
 * Returns the first or last row and column if their names and values are those of totals: the sums of the others, or the
 * margins of pandas.
 */
export function findTotals(matrix: Matrix): readonly Total[] {
  if (matrix.categories || matrix.reduction || matrix.kept || matrix.isBoolean) return [];
  const candidates = {
    row: totalCandidates(matrix.rowLabels, matrix.rows),
    column: totalCandidates(matrix.columnLabels, matrix.columns),
  };
  const hasBothMargins =
    isMargin(matrix.rowLabels, candidates.row) && isMargin(matrix.columnLabels, candidates.column);
  return (['row', 'column'] as const).flatMap((axis): Total[] => {
    const labels = (axis === 'row' ? matrix.rowLabels : matrix.columnLabels) ?? [];
    const position = candidates[axis].find((candidate) => isSumOfOthers(matrix, axis, candidate));
    if (position !== undefined) return [{ axis, position, label: labels[position], isSum: true }];
    const last = labels.length - 1;
    if (!isMargin(labels, candidates[axis])) return [];
    const skipped = axis === 'row' ? candidates.column : candidates.row;
    const isTotal = hasBothMargins || isBetweenOthers(matrix, axis, last, skipped);
    return isTotal ? [{ axis, position: last, label: labels[last], isSum: false }] : [];
  });
}

/** Returns the first and last position if their labels name totals. A total needs at least two other items. */
function totalCandidates(labels: readonly string[] | null, count: number): readonly number[] {
  if (labels === null || count < 3) return [];
  return [count - 1, 0].filter((position) => TOTAL_NAMES.test(labels[position].trim()));
}

function isMargin(labels: readonly string[] | null, candidates: readonly number[]): boolean {
  const last = (labels?.length ?? 0) - 1;
  return candidates.includes(last) && labels?.[last] === MARGIN_NAME;
}

/** The cells of a row or column. */
interface Line {
  readonly total: number;
  readonly others: readonly number[];
}

/** Returns, for each line across the axis, the value at `position` and the values at all other positions. */
function* linesAcross(matrix: Matrix, axis: Total['axis'], position: number): Generator<Line> {
  const { rows, columns, values } = matrix;
  const [count, length] = axis === 'row' ? [columns, rows] : [rows, columns];
  for (let line = 0; line < count; line++) {
    const cells = Array.from(
      { length },
      (_, i) => values[axis === 'row' ? i * columns + line : line * columns + i],
    );
    const [total] = cells.splice(position, 1);
    yield { total, others: cells.filter((value) => !Number.isNaN(value)) };
  }
}

function isSumOfOthers(matrix: Matrix, axis: Total['axis'], position: number): boolean {
  let decided = false;
  const totalUnit = roundingOf([...linesAcross(matrix, axis, position)].map(({ total }) => total));
  for (const { total, others } of linesAcross(matrix, axis, position)) {
    if (Number.isNaN(total) && others.length === 0) continue;
    const sum = others.reduce((a, b) => a + b, 0);
    const unit = roundingOf(others);
    const rounding = unit > 0 ? others.length * unit + totalUnit : 0;
    const size = others.reduce((max, value) => Math.max(max, Math.abs(value)), Math.abs(total));
    if (!(Math.abs(sum - total) <= rounding + ROUNDING_ERROR * size)) return false;
    decided = true;
  }
  return decided;
}

/** Returns the largest rounding error of printed numbers: half a unit of their last decimal; 0 for integers. */
function roundingOf(values: readonly number[]): number {
  const decimals = values.reduce((most, value) => Math.max(most, countDecimals(value)), 0);
  return decimals > 0 ? 0.5 * 10 ** -decimals : 0;
}

function countDecimals(value: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return (mantissa.split('.')[1]?.length ?? 0) - Number(exponent);
}

/** Whether each value at `position` is between the others, as means and medians are. `skipped` lines are not compared. */
function isBetweenOthers(
  matrix: Matrix,
  axis: Total['axis'],
  position: number,
  skipped: readonly number[],
): boolean {
  let line = 0;
  let decided = false;
  for (const { total, others } of linesAcross(matrix, axis, position)) {
    const isSkipped = skipped.includes(line++);
    if (isSkipped || Number.isNaN(total)) continue;
    const low = others.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = others.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const tolerance = ROUNDING_ERROR * Math.max(Math.abs(low), Math.abs(high));
    if (!(total >= low - tolerance && total <= high + tolerance)) return false;
    decided = true;
  }
  return decided;
}
