import type { DType } from '../../dtype.js';
import { lazyMatrix, type ReadRows } from '../../matrix/lazy-matrix.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { ArrayLayout } from '../array.js';
import { ByteReader } from '../bytes.js';
import type { Source } from '../reader.js';

/** What the header of a file says about its values. */
interface StoredValues {
  readonly dtype: DType;
  readonly layout: ArrayLayout;
  readonly failTruncated: (message: string) => never;
}

/**
 * Returns a matrix of numbers in C order whose values start at `offset` of the file. They are read when they are needed, each
 * time from the file.
 */
export function lazyNpyMatrix(
  { dtype, layout: { rows, columns }, failTruncated }: StoredValues,
  open: () => Source,
  offset: number,
): Matrix {
  const readRows: ReadRows = function* () {
    const source = open();
    const bytes = new ByteReader(source, offset);
    const buffer = new Uint8Array(columns * dtype.size);
    const row = new Float64Array(columns);
    try {
      for (let i = 0; i < rows; i++) {
        if (bytes.fill(buffer) < buffer.length) failTruncated('the file became shorter while it was read');
        dtype.decode?.(buffer, row);
        yield row;
      }
    } finally {
      source.rest?.close?.();
    }
  };
  const isBoolean = dtype.isBoolean && { isBoolean: true };
  return lazyMatrix(
    { rows, columns, rowLabels: null, columnLabels: null, categories: null, ...isBoolean },
    readRows,
  );
}
