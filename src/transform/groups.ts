/**
 * Steps that compute each value from all values of its row, of its column or of the matrix. Sums, means and extremes are
 * those of the finite values. Missing values stay missing.
 */
import type { Matrix } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import type { GroupStep } from '../spec/steps.js';
import { rankInPlace } from './ranks.js';
import { Sum } from './sum.js';

/** Applies a step to each row, to each column or to the whole matrix. */
export function applyGroupStep(matrix: Matrix, step: GroupStep): Matrix {
  if (step.by === 'column') return transpose(applyGroupStep(transpose(matrix), { ...step, by: 'row' }));
  const values = matrix.values.slice();
  const length = step.by === 'row' ? matrix.columns : values.length;
  for (let start = 0; start < values.length; start += length) {
    transformGroup(values.subarray(start, start + length), step);
  }
  return { ...matrix, values };
}

/** Transforms the values of one group in place. */
function transformGroup(group: Float64Array, step: GroupStep): void {
  switch (step.name) {
    case 'zscore':
      standardize(group, step.ddof);
      break;
    case 'center': {
      const { mean } = finiteMean(group);
      mapInPlace(group, (value) => value - mean);
      break;
    }
    case 'minmax': {
      const { min, max } = finiteExtremes(group);
      mapInPlace(group, min < max ? (value) => (value - min) / (max - min) : toMissing);
      break;
    }
    case 'rank':
      rankInPlace(group, step.method);
      break;
    case 'percentile': {
      const count = rankInPlace(group, 'average');
      mapInPlace(group, (rank) => (100 * rank) / count);
      break;
    }
    case 'share': {
      const { sum } = finiteMean(group);
      mapInPlace(group, sum === 0 ? toMissing : (value) => value / sum);
      break;
    }
  }
}

/** Subtracts the mean and divides by the standard deviation, which has the divisor n - ddof. */
function standardize(group: Float64Array, ddof: number): void {
  const { mean, count } = finiteMean(group);
  const { min, max } = finiteExtremes(group);
  const squares = new Sum();
  for (const value of group) if (Number.isFinite(value)) squares.add((value - mean) ** 2);
  const deviation = Math.sqrt(squares.value / (count - ddof));
  // Equal values have no spread, even if the rounded mean differs from them.
  mapInPlace(group, count > ddof && min < max ? (value) => (value - mean) / deviation : toMissing);
}

function finiteMean(group: Float64Array): {
  readonly sum: number;
  readonly mean: number;
  readonly count: number;
} {
  const sum = new Sum();
  let count = 0;
  for (const value of group) {
    if (!Number.isFinite(value)) continue;
    sum.add(value);
    count++;
  }
  return { sum: sum.value, mean: sum.value / count, count };
}

function finiteExtremes(group: Float64Array): { readonly min: number; readonly max: number } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of group) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

function mapInPlace(group: Float64Array, map: (value: number) => number): void {
  for (let i = 0; i < group.length; i++) group[i] = map(group[i]);
}

function toMissing(): number {
  return Number.NaN;
}
