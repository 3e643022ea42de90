/**
 * Matrices whose values are not in memory. A figure of a plain matrix needs them twice, row by row, and reading a file twice takes
 * less time than the first use of memory for all of it.
 */
import { chunks } from './chunks.js';
import type { Matrix } from './matrix.js';

/** Yields each row, from the first to the last. All rows may share one buffer, so each is valid until the next one is requested. */
export type ReadRows = () => Generator<Float64Array, void>;

const unstored = new WeakMap<object, ReadRows>();

/**
 * Returns a matrix whose rows `readRows` reads each time. Its `values` are stored from their first use on; a copy of the matrix by
 * `...` is such a use.
 */
export function unstoredMatrix(matrix: Omit<Matrix, 'values'>, readRows: ReadRows): Matrix {
  let values: Float64Array | null = null;
  const result: Matrix = {
    ...matrix,
    get values() {
      values ??= collectRows(matrix, readRows);
      unstored.delete(result);
      return values;
    },
  };
  unstored.set(result, readRows);
  return result;
}

function collectRows({ rows, columns }: Omit<Matrix, 'values'>, readRows: ReadRows): Float64Array {
  const values = new Float64Array(rows * columns);
  let start = 0;
  for (const row of readRows()) {
    values.set(row, start);
    start += columns;
  }
  return values;
}

/** Returns the rows of a matrix that is not stored; null for any other. */
export function unstoredRows(matrix: Pick<Matrix, 'values'>): ReturnType<ReadRows> | null {
  return unstored.get(matrix)?.() ?? null;
}

/** Yields the values of a matrix in row-major order, in chunks that are valid until the next one is requested. */
export function valueChunks(matrix: Pick<Matrix, 'values'>): Generator<Float64Array> {
  return unstoredRows(matrix) ?? chunks(matrix.values);
}

/** Returns the number of values that a matrix has or would have in memory. */
export function storedLength(matrix: Matrix): number {
  return unstored.has(matrix) ? matrix.rows * matrix.columns : matrix.values.length;
}
