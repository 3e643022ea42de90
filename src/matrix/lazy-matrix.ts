/**
 * Matrices whose values are not in memory. A figure of a plain matrix needs them twice, row by row, and reading a file twice takes
 * less time than the first use of memory for all of it.
 */
import { chunks } from './chunks.js';
import type { Matrix } from './matrix.js';

/** Yields each row, from the first to the last. All rows may share one buffer, so each is valid until the next one is requested. */
export type ReadRows = () => Generator<Float64Array, void>;

const unread = new WeakMap<object, ReadRows>();

/**
 * Returns a matrix whose rows `readRows` reads each time. Its `values` are stored from their first use on; a copy of the matrix by
 * `...` is such a use.
 */
export function lazyMatrix(matrix: Omit<Matrix, 'values'>, readRows: ReadRows): Matrix {
  let values: Float64Array | null = null;
  const result: Matrix = {
    ...matrix,
    get values() {
      values ??= collectRows(matrix, readRows);
      unread.delete(result);
      return values;
    },
  };
  unread.set(result, readRows);
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

/** Returns the rows of a matrix whose values are not in memory; null for any other. */
export function unreadRows(matrix: Pick<Matrix, 'values'>): ReturnType<ReadRows> | null {
  return unread.get(matrix)?.() ?? null;
}

/** Yields the values of a matrix in row-major order, in chunks that are valid until the next one is requested. */
export function valueChunks(matrix: Pick<Matrix, 'values'>): Generator<Float64Array> {
  return unreadRows(matrix) ?? chunks(matrix.values);
}

/** Returns the number of values that a matrix has or would have in memory. */
export function valueCount(matrix: Matrix): number {
  return unread.has(matrix) ? matrix.rows * matrix.columns : matrix.values.length;
}
