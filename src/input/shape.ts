/** What a spec says of its data beyond how to read it: which slices, which way round, which rows and columns, what shares. */
import { fail, type Place } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import { type Address, positions } from '../spec/address.js';
import type { Shaping } from '../spec/data.js';

/** A figure has room for a grid of panels. */
const MOST_LEADING = 2;

/** Applies `shaping` in this order: select, transpose, rows and columns, normalize. */
export function shaped(dataset: Dataset, shaping: Shaping, placeOf: (key: string) => Place): Dataset {
  const selected = select(dataset, shaping.select, placeOf('select'));
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

/** The slices at an index of each of the first leading axes (axes of length one are not counted). */
function select({ slices, leading, names }: Dataset, wanted: Shaping['select'], place: Place): Dataset {
  const indices = wanted === undefined ? [] : typeof wanted === 'number' ? [wanted] : wanted;
  const shape = `(${[...leading, slices[0].matrix.rows, slices[0].matrix.columns].join(', ')})`;
  if (indices.length > leading.length) {
    fail(
      'select-depth',
      `${indices.length} indices to select by, but the data has ${leading.length} leading axes: its shape is ${shape}`,
      place,
    );
  }
  let [from, count] = [0, slices.length];
  indices.forEach((index, axis) => {
    if (index >= leading[axis]) {
      fail(
        'no-such-position',
        `index ${index} is beyond leading axis ${axis}, which has ${leading[axis]} items, 0 to ${leading[axis] - 1}`,
        place,
      );
    }
    count /= leading[axis];
    from += index * count;
  });
  const left = leading.slice(indices.length);
  if (left.length > MOST_LEADING) {
    fail(
      'too-many-dimensions',
      `the data has the shape ${shape}; a figure has room for four axes: the rows and columns of a grid of panels, and those of each panel`,
      place,
      `choose an index for ${left.length - MOST_LEADING} or more of the leading axes, for example { "file": …, "select": [0] }`,
    );
  }
  return { slices: slices.slice(from, from + count), leading: left, names };
}

function transposed(matrix: Matrix): Matrix {
  const { rows, columns } = matrix;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) values[j * rows + i] = matrix.values[i * columns + j];
  return {
    ...matrix,
    rows: columns,
    columns: rows,
    values,
    rowLabels: matrix.columnLabels,
    columnLabels: matrix.rowLabels,
  };
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
