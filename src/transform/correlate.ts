/**
 * Correlations between all rows or all columns of a matrix. Each uses the positions at which both items have finite
 * values, as `pandas.DataFrame.corr` does. It is missing if one item has fewer than two different values there.
 */
import { fail, type Place } from '../diagnostics.js';
import type { CellBudget } from '../matrix/limits.js';
import type { Matrix } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import type { CorrelateStep, Correlation, StepText } from '../spec/steps.js';
import { kendallTau } from './kendall.js';
import { rankInPlace } from './ranks.js';
import { rowProducts } from './row-products.js';

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
  step: CorrelateStep & StepText,
  matrices: number,
  budget: CellBudget,
  place: Place,
): Matrix {
  const { rows, columns, values, rowLabels, rowGroups, rowEdges } =
    step.items === 'rows' ? matrix : transpose(matrix);
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
  const result =
    isComplete && step.method !== 'kendall'
      ? correlateVectors(items, columns, step.method)
      : correlatePairs(
          rows,
          isComplete ? correlateCompleteItems(items, step.method) : correlateCommonValues(items, step.method),
        );
  return {
    rows,
    columns: rows,
    values: result,
    rowLabels,
    columnLabels: rowLabels,
    rowGroups,
    columnGroups: rowGroups,
    rowEdges,
    columnEdges: rowEdges,
    categories: null,
  };
}

/** Returns the correlations of items without missing values as the products of unit vectors. */
function correlateVectors(
  items: readonly Float64Array[],
  length: number,
  method: 'pearson' | 'spearman',
): Float64Array {
  const vectors = new Float64Array(items.length * length);
  items.forEach((item, i) => {
    const vector = vectors.subarray(i * length, (i + 1) * length);
    vector.set(item);
    if (method === 'spearman') rankInPlace(vector, 'average');
    normalizeInPlace(vector);
  });
  const products = rowProducts(vectors, items.length, length);
  for (let i = 0; i < products.length; i++) products[i] = clipToRange(products[i]);
  for (let i = 0; i < items.length; i++)
    products[i * items.length + i] = exactDiagonal(products[i * items.length + i]);
  return products;
}

function correlatePairs(count: number, correlationOf: (i: number, j: number) => number): Float64Array {
  const result = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    result[i * count + i] = exactDiagonal(correlationOf(i, i));
    for (let j = i + 1; j < count; j++) {
      const correlation = correlationOf(i, j);
      result[i * count + j] = correlation;
      result[j * count + i] = correlation;
    }
  }
  return result;
}

/** An item correlates with itself exactly, unless it has no correlation at all. */
function exactDiagonal(correlation: number): number {
  return Number.isNaN(correlation) ? correlation : 1;
}

/** Rounding errors can give values above 1. */
function clipToRange(correlation: number): number {
  return Math.min(1, Math.max(-1, correlation));
}

/** Returns the correlation of items i and j without missing values. Each item is prepared once. */
function correlateCompleteItems(
  items: readonly Float64Array[],
  method: Correlation,
): (i: number, j: number) => number {
  if (method === 'kendall') {
    const ranks = items.map(denseRanks);
    return (i, j) => kendallTau(ranks[i], ranks[j]);
  }
  const vectors = items.map((item) => {
    const vector = item.slice();
    if (method === 'spearman') rankInPlace(vector, 'average');
    normalizeInPlace(vector);
    return vector;
  });
  return (i, j) => clipToRange(dotProduct(vectors[i], vectors[j]));
}

/** Returns the correlation of the values that are finite in both items. */
function correlateCommonValues(
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
    return correlateCompleteItems([a.subarray(0, count), b.subarray(0, count)], method)(0, 1);
  };
}

function denseRanks(item: Float64Array): Uint32Array {
  const ranks = item.slice();
  rankInPlace(ranks, 'dense');
  return Uint32Array.from(ranks, (rank) => rank - 1);
}

/** Subtracts the mean of a vector and scales it to length 1, in place; all values become NaN if there is no spread. */
function normalizeInPlace(vector: Float64Array): void {
  const { length } = vector;
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < length; i++) {
    const value = vector[i];
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / length;
  // Scaling by the largest difference first avoids overflow and underflow of the squares.
  const largest = Math.max(max - mean, mean - min);
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const scaled = (vector[i] - mean) / largest;
    vector[i] = scaled;
    squares += scaled * scaled;
  }
  const norm = min < max ? Math.sqrt(squares) : Number.NaN;
  for (let i = 0; i < length; i++) vector[i] /= norm;
}

/** Returns the sum of the products; NaN without values. */
function dotProduct(a: Float64Array, b: Float64Array): number {
  if (a.length === 0) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
