import type { Dataset } from '../../matrix/matrix.js';
import { transpose } from '../../matrix/transpose.js';

/**
 * Returns an array of MATLAB whose values are stored column by column, and that was read as its reverse, as MATLAB shows
 * it: the first axis is the rows, the second one the columns, and each page A(:,:,k) is a matrix of the stack.
 */
export function transposeSlices(dataset: Dataset): Dataset {
  const slices = dataset.slices.map(({ title, matrix }) => ({ title, matrix: transpose(matrix) }));
  return { ...dataset, slices };
}
