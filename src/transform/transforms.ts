/** What a spec says of its data beyond how to read it: which slices, which way round, which rows and columns, what shares. */
import { fail, type Place } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import { transposed } from '../matrix/transpose.js';
import { type Address, positions } from '../spec/address.js';
import type { Shaping } from '../spec/data.js';
import { indicesOf, selection } from './select.js';

/** Applies `shaping` in this order: select, transpose, rows and columns, normalize. */
export function shaped(dataset: Dataset, shaping: Shaping, placeOf: (key: string) => Place): Dataset {
  const selected = dataset.selected ? dataset : select(dataset, shaping.select, placeOf('select'));
  const { transpose, rows, columns, normalize } = shaping;
  const { x, y, value } = selected.names;
  return {
    leading: selected.leading,
    names: transpose ? { x: y, y: x, value } : selected.names,
    slices: selected.slices.map(({ title, matrix: read }) => {
      let matrix = transpose ? transposed(read) : read;
      if (rows !== undefined) matrix = transposed(kept(transposed(matrix), rows, placeOf('rows')));
      if (columns !== undefined) matrix = kept(matrix, columns, placeOf('columns'));
      if (normalize) matrix = normalized(matrix, normalize, placeOf('normalize'));
      return { title, matrix };
    }),
  };
}

/** The slices at an index of each of the first leading axes. */
function select(dataset: Dataset, wanted: Shaping['select'], place: Place): Dataset {
  const { slices, leading, names } = dataset;
  const { rows, columns } = slices[0].matrix;
  const { from, count, left } = selection(leading, [rows, columns], indicesOf(wanted), place);
  return { slices: slices.slice(from, from + count), leading: left, names };
}

/** The columns that `address` names, in the order named. */
function kept(matrix: Matrix, address: Address, place: Place): Matrix {
  const at = positions(address, matrix.columns, matrix.columnLabels, place);
  if (!at.length) fail('nothing-kept', 'this keeps nothing of the data', place);
  const values = new Float64Array(matrix.rows * at.length);
  for (let i = 0; i < matrix.rows; i++) {
    at.forEach((column, j) => {
      values[i * at.length + j] = matrix.values[i * matrix.columns + column];
    });
  }
  const labels = matrix.columnLabels;
  return {
    ...matrix,
    columns: at.length,
    values,
    columnLabels: labels && at.map((column) => labels[column]),
  };
}

/** Each value as its share of the sum over its row, its column or the whole; of a sum of 0 there are no shares. */
function normalized(matrix: Matrix, over: NonNullable<Shaping['normalize']>, place: Place): Matrix {
  const { rows, columns, values, words } = matrix;
  if (words) fail('normalize-words', 'a matrix of words has no sums to normalize by', place);
  const group = (i: number) =>
    over === 'row' ? Math.floor(i / columns) : over === 'column' ? i % columns : 0;
  const sums = new Float64Array(over === 'row' ? rows : over === 'column' ? columns : 1);
  values.forEach((v, i) => {
    if (Number.isFinite(v)) sums[group(i)] += v;
  });
  return {
    ...matrix,
    values: values.map((v, i) => (sums[group(i)] === 0 ? Number.NaN : v / sums[group(i)])),
  };
}
