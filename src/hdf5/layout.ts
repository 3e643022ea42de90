import type { Cursor } from './reader.js';

/** Where the values of a dataset are. */
export type Layout =
  | { readonly kind: 'whole'; readonly address: number | null; readonly size: number }
  | {
      readonly kind: 'chunked';
      /** The lengths of a chunk, with the size of an element as the last one. */
      readonly lengths: readonly number[];
      /** The number of the kind of index; 0 is a B-tree of version 1. */
      readonly index: number;
      readonly isSingleFiltered: boolean;
      /** At the parameters and the address of the index. */
      readonly cursor: Cursor;
    };

const COMPACT = 0;
const CONTIGUOUS = 1;
const CHUNKED = 2;

/** Reads the layout of a dataset. */
export function readLayout(cursor: Cursor): Layout {
  const { file } = cursor;
  const version = cursor.uint(1);
  if (version < 3) return readOldLayout(cursor);
  if (version > 4) return file.failUnsupported(`the layout version ${version}`);
  const kind = cursor.uint(1);
  if (kind === COMPACT) {
    const size = cursor.uint(2);
    return { kind: 'whole', address: cursor.pos, size };
  }
  if (kind === CONTIGUOUS) return { kind: 'whole', address: cursor.address(), size: cursor.length() };
  if (kind !== CHUNKED) return file.failUnsupported('datasets whose values are in other files or datasets');
  if (version === 3) {
    const rank = cursor.uint(1);
    const address = cursor.pos;
    cursor.skip(file.addressSize);
    const lengths = Array.from({ length: rank }, () => cursor.uint(4));
    return { kind: 'chunked', lengths, index: 0, isSingleFiltered: false, cursor: file.at(address) };
  }
  const flags = cursor.uint(1);
  const rank = cursor.uint(1);
  const size = cursor.uint(1);
  if (size > 8) file.fail('the shape of a chunk is invalid', cursor.pos);
  const lengths = Array.from({ length: rank }, () => cursor.uint(size));
  const index = cursor.uint(1);
  return { kind: 'chunked', lengths, index, isSingleFiltered: (flags & 2) !== 0, cursor };
}

/** Reads the layout of files from before HDF5 1.6. */
function readOldLayout(cursor: Cursor): Layout {
  const { file } = cursor;
  const rank = cursor.uint(1);
  const kind = cursor.uint(1);
  const start = cursor.skip(5).pos;
  if (kind !== COMPACT) cursor.skip(file.addressSize);
  const lengths = Array.from({ length: rank }, () => cursor.uint(4));
  if (kind === CHUNKED) {
    return { kind: 'chunked', lengths, index: 0, isSingleFiltered: false, cursor: file.at(start) };
  }
  if (kind === CONTIGUOUS) {
    const size = lengths.reduce((product, length) => product * length, 1);
    return { kind: 'whole', address: file.at(start).address(), size };
  }
  const size = cursor.uint(4);
  return { kind: 'whole', address: cursor.pos, size };
}
