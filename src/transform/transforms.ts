/** Transforms data after it is read: selects slices, transposes, selects rows and columns, normalizes. */
import { fail, type Place } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import { type Address, findPositions } from '../spec/address.js';
import type { TransformOptions } from '../spec/data.js';
import { selectSlices, toIndices } from './select.js';

/**
 * Applies `options` in this order: select, transpose, rows and columns, normalize. `placeOf` returns the place of a
 * key.
 */
export function applyTransforms(
  dataset: Dataset,
  options: TransformOptions,
  placeOf: (key: string) => Place,
): Dataset {
  const selected = dataset.selected ? dataset : select(dataset, options.select, placeOf('select'));
  const { rows, columns, normalize } = options;
  const { x, y, value } = selected.names;
  return {
    leadingShape: selected.leadingShape,
    names: options.transpose ? { x: y, y: x, value } : selected.names,
    slices: selected.slices.map(({ title, matrix: source }) => {
      let matrix = options.transpose ? transpose(source) : source;
      if (rows !== undefined) matrix = transpose(selectColumns(transpose(matrix), rows, placeOf('rows')));
      if (columns !== undefined) matrix = selectColumns(matrix, columns, placeOf('columns'));
      if (normalize) matrix = normalizeValues(matrix, normalize, placeOf('normalize'));
      return { title, matrix };
    }),
  };
}

/** Selects the slices at one index of each of the first leading axes. */
function select(dataset: Dataset, option: TransformOptions['select'], place: Place): Dataset {
  const { slices, names } = dataset;
  const { rows, columns } = slices[0].matrix;
  const range = selectSlices(dataset.leadingShape, [rows, columns], toIndices(option), place);
  const { start, count, leadingShape } = range;
  return { slices: slices.slice(start, start + count), leadingShape, names };
}

/** Selects the columns that `address` names, in its order. */
function selectColumns(matrix: Matrix, address: Address, place: Place): Matrix {
  const positions = findPositions(address, matrix.columns, matrix.columnLabels, place);
  if (!positions.length) fail('nothing-kept', 'this selects no part of the data', place);
  const values = new Float64Array(matrix.rows * positions.length);
  for (let i = 0; i < matrix.rows; i++) {
    positions.forEach((column, j) => {
      values[i * positions.length + j] = matrix.values[i * matrix.columns + column];
    });
  }
  const labels = matrix.columnLabels;
  return {
    ...matrix,
    columns: positions.length,
    values,
    columnLabels: labels && positions.map((column) => labels[column]),
  };
}

/**
 * Divides each value by the sum of its row, of its column or of all values. If the sum is 0, the values become
 * missing.
 */
function normalizeValues(
  matrix: Matrix,
  mode: NonNullable<TransformOptions['normalize']>,
  place: Place,
): Matrix {
  const { rows, columns, values, categories } = matrix;
  if (categories)
    fail('normalize-words', 'a matrix of categories cannot be normalized: it has no sums', place);
  const group = (i: number) =>
    mode === 'row' ? Math.floor(i / columns) : mode === 'column' ? i % columns : 0;
  const sums = new Float64Array(mode === 'row' ? rows : mode === 'column' ? columns : 1);
  values.forEach((v, i) => {
    if (Number.isFinite(v)) sums[group(i)] += v;
  });
  return {
    ...matrix,
    values: values.map((v, i) => (sums[group(i)] === 0 ? Number.NaN : v / sums[group(i)])),
  };
}
