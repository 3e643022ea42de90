import type { ChunkLayout, IndexEntry } from './chunk.js';
import type { Cursor, Hdf5Bytes } from './reader.js';

/** Reads one entry; `size` is its number of bytes. */
function readEntry(cursor: Cursor, size: number, { isFiltered, chunkBytes }: ChunkLayout): IndexEntry {
  const address = cursor.address();
  if (!isFiltered) return { address, size: chunkBytes, skippedFilters: 0 };
  const stored = cursor.uint(size - cursor.file.addressSize - 4);
  return { address, size: stored, skippedFilters: cursor.uint(4) };
}

function* readEntries(
  cursor: Cursor,
  count: number,
  size: number,
  layout: ChunkLayout,
): Generator<IndexEntry> {
  for (let i = 0; i < count; i++) yield readEntry(cursor, size, layout);
}

/** Yields the entries of a fixed array, in order. */
export function* fixedArrayEntries(
  file: Hdf5Bytes,
  address: number,
  layout: ChunkLayout,
): Generator<IndexEntry> {
  const header = file.at(address, 'FAHD').skip(2);
  const size = header.uint(1);
  const pageLength = 2 ** header.uint(1);
  const count = header.length();
  const block = header.address();
  if (block === null) return;
  checkEntrySize(file, size, address);
  const cursor = file.at(block, 'FADB').skip(2 + file.addressSize);
  if (count <= pageLength) {
    yield* readEntries(cursor, count, size, layout);
    return;
  }
  const pages = Math.ceil(count / pageLength);
  const initialized = cursor.bytes(Math.ceil(pages / 8));
  cursor.skip(4);
  for (let page = 0; page < pages; page++) {
    const length = Math.min(pageLength, count - page * pageLength);
    const pageCursor = file.at(cursor.pos);
    // Pages that were never written contain no addresses.
    if (initialized[page >> 3] & (0x80 >> (page & 7))) {
      yield* readEntries(pageCursor, length, size, layout);
    } else {
      yield* missingEntries(length);
    }
    cursor.skip(length * size + 4);
  }
}

/** Yields the entries of an extensible array, in order. `parameters` are those of the layout. */
export function* extensibleArrayEntries(
  file: Hdf5Bytes,
  address: number,
  layout: ChunkLayout,
  [maxBits, indexLength, minPointers, minLength, pageBits]: Uint8Array,
): Generator<IndexEntry> {
  const header = file.at(address, 'EAHD').skip(2);
  const size = header.uint(1);
  const index = header.skip(5 + 6 * file.lengthSize).address();
  if (index === null) return;
  checkEntrySize(file, size, address);
  const isPower = (value: number) => value > 0 && Number.isInteger(Math.log2(value));
  if (!isPower(minPointers) || !isPower(minLength) || maxBits > 64 || pageBits > 32) {
    file.fail('an index of chunks is invalid', address);
  }
  const pageLength = 2 ** pageBits;
  const offsetSize = Math.ceil(maxBits / 8);
  const cursor = file.at(index, 'EAIB').skip(2 + file.addressSize);
  yield* readEntries(cursor, indexLength, size, layout);
  // The first blocks are listed in the index itself, and the others in blocks of their own.
  const listedLevels = 2 * Math.log2(minPointers);
  const levels = 1 + maxBits - Math.log2(minLength);
  for (let level = 0; level < levels; level++) {
    const blocks = 2 ** Math.floor(level / 2);
    const length = minLength * 2 ** Math.ceil(level / 2);
    if (level < listedLevels) {
      for (let i = 0; i < blocks; i++) yield* dataBlock(cursor.address(), length, null);
      continue;
    }
    const superBlock = cursor.address();
    if (superBlock === null) {
      yield* missingEntries(blocks * length);
      continue;
    }
    const pages = length > pageLength ? length / pageLength : 0;
    const list = file.at(superBlock, 'EASB').skip(2 + file.addressSize + offsetSize);
    const pageBytes = Math.ceil(pages / 8);
    const initialized = list.bytes(blocks * pageBytes);
    for (let i = 0; i < blocks; i++) {
      yield* dataBlock(list.address(), length, initialized.subarray(i * pageBytes, (i + 1) * pageBytes));
    }
  }

  function* dataBlock(
    block: number | null,
    length: number,
    initialized: Uint8Array | null,
  ): Generator<IndexEntry> {
    if (block === null) {
      yield* missingEntries(length);
      return;
    }
    const entries = file.at(block, 'EADB').skip(2 + file.addressSize + offsetSize);
    if (length <= pageLength) {
      yield* readEntries(entries, length, size, layout);
      return;
    }
    entries.skip(4);
    for (let page = 0; page * pageLength < length; page++) {
      const isWritten = !initialized || initialized[page >> 3] & (0x80 >> (page & 7));
      if (isWritten) yield* readEntries(file.at(entries.pos), pageLength, size, layout);
      else yield* missingEntries(pageLength);
      entries.skip(pageLength * size + 4);
    }
  }
}

function* missingEntries(count: number): Generator<IndexEntry> {
  for (let i = 0; i < count; i++) yield { address: null, size: 0, skippedFilters: 0 };
}

function checkEntrySize(file: Hdf5Bytes, size: number, address: number): void {
  if (size < file.addressSize || size > file.addressSize + 12) {
    file.fail('an index of chunks is invalid', address);
  }
}
