/** The places of the chunks of a dataset, in each kind of index that HDF5 has. */
import { btreeRecords } from './btree-v2.js';
import type { Chunk, ChunkLayout, IndexEntry } from './chunk.js';
import { extensibleArrayEntries, fixedArrayEntries } from './chunk-array.js';
import type { Cursor, Hdf5Bytes } from './reader.js';

/** The number of entries of an index that are read. */
export const MAX_ENTRIES = 2 ** 24;

/** Yields the chunks in a B-tree of version 1. */
export function* treeChunks(
  file: Hdf5Bytes,
  address: number,
  chunkShape: readonly number[],
  depth = 0,
): Generator<Chunk> {
  const cursor = file.at(address, 'TREE');
  const type = cursor.uint(1);
  const level = cursor.uint(1);
  const count = cursor.uint(2);
  if (type !== 1 || depth > 16) file.fail('the index of a dataset is invalid', address);
  cursor.skip(2 * file.addressSize);
  for (let i = 0; i < count; i++) {
    const size = cursor.uint(4);
    const skippedFilters = cursor.uint(4);
    const position = chunkShape.map((length) => cursor.uint(8) / length);
    const child = cursor.skip(8).definedAddress();
    if (level > 0) yield* treeChunks(file, child, chunkShape, depth + 1);
    else yield { position, address: child, size, skippedFilters };
  }
}

/** Yields the chunks of an index of layout version 4; the cursor is behind its kind. */
export function* indexedChunks(cursor: Cursor, kind: number, layout: ChunkLayout): Generator<Chunk> {
  const { file } = cursor;
  const { space, chunkShape, chunkBytes } = layout;
  const rank = chunkShape.length;
  const origin = chunkShape.map(() => 0);
  const whole = { size: chunkBytes, skippedFilters: 0 };
  if (kind === 1) {
    const entry = layout.isFiltered ? { size: cursor.length(), skippedFilters: cursor.uint(4) } : whole;
    const address = cursor.address();
    if (address !== null) yield { position: origin, address, ...entry };
    return;
  }
  if (kind < 2 || kind > 5) file.failUnsupported(`an index of chunks with the number ${kind}`);
  // The parameters of each kind of index come before its address.
  const parameters = cursor.bytes([0, 1, 5, 6][kind - 2]);
  const address = cursor.address();
  if (address === null) return;
  if (kind === 5) {
    for (const { start, size } of btreeRecords(file, address)) {
      const record = file.at(start);
      const chunkAddress = record.definedAddress();
      const sizeBytes = size - file.addressSize - 4 - 8 * rank;
      const entry = layout.isFiltered
        ? { size: record.uint(sizeBytes), skippedFilters: record.uint(4) }
        : whole;
      yield { position: chunkShape.map(() => record.uint(8)), address: chunkAddress, ...entry };
    }
    return;
  }
  // The other indices count the chunks of the largest possible shape, row by row; an axis without limit comes first.
  const counts = chunkShape.map((length, axis) => Math.ceil(space.maxShape[axis] / length));
  const unlimited = counts.indexOf(Number.POSITIVE_INFINITY);
  const inOrder = [...chunkShape.keys()];
  const axes =
    kind === 4 && unlimited > 0 ? [unlimited, ...inOrder.filter((axis) => axis !== unlimited)] : inOrder;
  const used = chunkShape.map((length, axis) => Math.ceil(space.shape[axis] / length));
  const positionOf = (index: number) => {
    const position = [...origin];
    let rest = index;
    for (const axis of axes.slice(1).reverse()) {
      position[axis] = rest % counts[axis];
      rest = Math.floor(rest / counts[axis]);
    }
    position[axes[0]] = rest;
    return position;
  };
  let index = 0;
  for (const entry of entries()) {
    const position = positionOf(index++);
    if (position[axes[0]] >= used[axes[0]]) return;
    if (index > MAX_ENTRIES) file.failUnsupported(`more than ${MAX_ENTRIES} chunks`);
    if (entry.address !== null) yield { position, ...entry, address: entry.address };
  }

  function* entries(): Generator<IndexEntry> {
    if (kind === 3) yield* fixedArrayEntries(file, address as number, layout);
    else if (kind === 4) yield* extensibleArrayEntries(file, address as number, layout, parameters);
    else for (let i = 0; ; i++) yield { address: (address as number) + i * chunkBytes, ...whole };
  }
}
