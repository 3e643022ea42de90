/**
 * Correlations between all rows or all columns of a matrix. Each uses the positions at which both items have finite
 * values, as `pandas.DataFrame.corr` does. It is missing if one item has fewer than two different values there.
 */
import { fail, type Place } from '../diagnostics.js';
import type { CellBudget } from '../matrix/limits.js';
import type { Matrix } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import type { CorrelateStep, Correlation, Written } from '../spec/steps.js';
import { kendallTau } from './kendall.js';
import { rankInPlace } from './ranks.js';

/** About ten seconds of computation. */
const MAX_WORK = 2 ** 33;
/** The time for one value relative to that of Pearson's correlation. */
const RELATIVE_COST: Readonly<Record<Correlation, number>> = { pearson: 1, spearman: 1, kendall: 100 };
/** The same if each pair of items has its own values, because some are missing. */
const RELATIVE_COST_OF_PAIRS: typeof RELATIVE_COST = { pearson: 5, spearman: 200, kendall: 200 };

/**
 * Returns the square matrix of the correlations and adds its cells to `budget`. `matrices` is the number of matrices that
 * the step correlates. Error: `too-large`.
 */
export function correlate(
  matrix: Matrix,
  step: CorrelateStep & Written,
  matrices: number,
  budget: CellBudget,
  place: Place,
): Matrix {
  const { rows, columns, values, rowLabels } = step.items === 'rows' ? matrix : transpose(matrix);
  const isComplete = values.every(Number.isFinite);
  const cost = (isComplete ? RELATIVE_COST : RELATIVE_COST_OF_PAIRS)[step.method];
  if ((matrices * rows * rows * columns * cost) / 2 > MAX_WORK) {
    fail(
      'too-large',
      `the step "${step.text}" would compare ${rows} ${step.items} of ${columns} values with each other, which takes too long`,
      place,
      'select fewer items with data.rows or data.columns',
    );
  }
  budget.add(rows * rows, place);
  const items = Array.from({ length: rows }, (_, i) => values.subarray(i * columns, (i + 1) * columns));
  const correlationOf = isComplete ? ofCompleteItems(items, step.method) : ofCommonValues(items, step.method);
  const result = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = i; j < rows; j++) {
      const correlation = correlationOf(i, j);
      // An item correlates with itself exactly, unless it has no correlation at all.
      const exact = i === j && !Number.isNaN(correlation) ? 1 : correlation;
      result[i * rows + j] = exact;
      result[j * rows + i] = exact;
    }
  }
  return {
    rows,
    columns: rows,
    values: result,
    rowLabels,
    columnLabels: rowLabels,
    categories: null,
  };
}

/** Returns the correlation of items i and j without missing values. Each item is prepared once. */
function ofCompleteItems(
  items: readonly Float64Array[],
  method: Correlation,
): (i: number, j: number) => number {
  if (method === 'kendall') {
    const ranks = items.map(denseRanks);
    return (i, j) => kendallTau(ranks[i], ranks[j]);
  }
  const vectors = items.map((item) => unitVector(method === 'spearman' ? averageRanks(item) : item));
  // Rounding errors can lead beyond 1.
  return (i, j) => Math.min(1, Math.max(-1, dotProduct(vectors[i], vectors[j])));
}

/** Returns the correlation of the values that are finite in both items. */
function ofCommonValues(
  items: readonly Float64Array[],
  method: Correlation,
): (i: number, j: number) => number {
  const length = items[0].length;
  const [a, b] = [new Float64Array(length), new Float64Array(length)];
  return (i, j) => {
    const [x, y] = [items[i], items[j]];
    let count = 0;
    for (let k = 0; k < length; k++) {
      if (!Number.isFinite(x[k]) || !Number.isFinite(y[k])) continue;
      a[count] = x[k];
      b[count] = y[k];
      count++;
    }
    return ofCompleteItems([a.subarray(0, count), b.subarray(0, count)], method)(0, 1);
  };
}

function averageRanks(item: Float64Array): Float64Array {
  const ranks = item.slice();
  rankInPlace(ranks, 'average');
  return ranks;
}

function denseRanks(item: Float64Array): Uint32Array {
  const ranks = item.slice();
  rankInPlace(ranks, 'dense');
  return Uint32Array.from(ranks, (rank) => rank - 1);
}

/** Returns the values minus their mean, scaled to length 1; all NaN if there is no spread. */
function unitVector(item: Float64Array): Float64Array {
  if (item.every((value) => value === item[0])) return new Float64Array(item.length).fill(Number.NaN);
  const mean = item.reduce((sum, value) => sum + value, 0) / item.length;
  const centered = item.map((value) => value - mean);
  // Scaling by the largest value first avoids overflow and underflow of the squares.
  const largest = centered.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const scaled = centered.map((value) => value / largest);
  const length = Math.sqrt(dotProduct(scaled, scaled));
  return scaled.map((value) => value / length);
}

/** Returns the sum of the products; NaN without values. */
function dotProduct(a: Float64Array, b: Float64Array): number {
  if (a.length === 0) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
