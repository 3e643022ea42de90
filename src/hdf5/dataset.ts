import type { Chunk, ChunkLayout } from './chunk.js';
import { indexedChunks, MAX_ENTRIES, treeChunks } from './chunk-index.js';
import { type Dataspace, readDataspace } from './dataspace.js';
import { type Datatype, readDatatype } from './datatype.js';
import { decodeChunk, readFilters } from './filters.js';
import { type Layout, readLayout } from './layout.js';
import { findMessage, MESSAGE, type Message } from './object-header.js';
import type { Hdf5Bytes } from './reader.js';

export interface DatasetInfo {
  readonly type: Datatype;
  readonly space: Dataspace;
}

/** Returns the type and the shape of an object, or null if it is not a dataset. */
export function inspectDataset(file: Hdf5Bytes, messages: readonly Message[]): DatasetInfo | null {
  const type = findMessage(file, messages, MESSAGE.datatype);
  const space = findMessage(file, messages, MESSAGE.dataspace);
  if (!type || !space || !messages.some((message) => message.type === MESSAGE.layout)) return null;
  return { type: readDatatype(type), space: readDataspace(space) };
}

/** The largest part of a dataset that is decompressed at once. */
const MAX_BAND = 2 ** 29;

/**
 * Yields the values of a dataset as bytes, in order; a part is valid only until the next one. `reserve` is called before
 * memory is allocated.
 */
export function* readValues(
  file: Hdf5Bytes,
  messages: readonly Message[],
  { type, space }: DatasetInfo,
  reserve: (bytes: number) => void,
): Generator<Uint8Array> {
  if (messages.some((message) => message.type === MESSAGE.externalFiles)) {
    file.failUnsupported('datasets whose values are in other files');
  }
  const cursor = findMessage(file, messages, MESSAGE.layout);
  const layout = cursor ? readLayout(cursor) : file.fail('a dataset has no layout', 0);
  const { shape } = space;
  const size = shape.reduce((product, length) => product * length, type.size);
  if (size === 0) return;
  if (layout.kind === 'whole') {
    if (layout.address !== null) {
      if (layout.size < size) file.fail('a dataset is longer than its space in the file', layout.address);
      yield file.slice(layout.address, size);
      return;
    }
    reserve(size);
    const rowSize = size / (shape[0] ?? 1);
    const empty = new Uint8Array(rowSize);
    for (let row = 0; row < (shape[0] ?? 1); row++) yield empty;
    return;
  }
  yield* readChunks(file, messages, { type, space }, layout, reserve);
}

function* readChunks(
  file: Hdf5Bytes,
  messages: readonly Message[],
  { type, space }: DatasetInfo,
  layout: Extract<Layout, { kind: 'chunked' }>,
  reserve: (bytes: number) => void,
): Generator<Uint8Array> {
  const { shape } = space;
  const { lengths, cursor } = layout;
  const chunkShape = lengths.slice(0, -1);
  if (chunkShape.length !== shape.length || lengths.at(-1) !== type.size || lengths.includes(0)) {
    file.fail('the shape of a chunk is invalid', cursor.pos);
  }
  const chunkBytes = lengths.reduce((product, length) => product * length, 1);
  const grid = shape.map((length, axis) => Math.ceil(length / chunkShape[axis]));
  const chunkCount = grid.reduce((product, length) => product * length, 1);
  if (chunkCount > MAX_ENTRIES) file.failUnsupported(`more than ${MAX_ENTRIES} chunks`);
  reserve(chunkCount * chunkBytes);
  const filterMessage = messages.find((message) => message.type === MESSAGE.filters);
  const filters = filterMessage ? readFilters(file, filterMessage.start) : [];
  const isFiltered = layout.index === 1 ? layout.isSingleFiltered : filters.length > 0;
  const chunkLayout: ChunkLayout = { space, chunkShape, chunkBytes, isFiltered };
  const bands = groupByBand(file, listChunks(), grid);

  const bandRows = Math.min(chunkShape[0], shape[0]);
  const rowSize = shape.slice(1).reduce((product, length) => product * length, type.size);
  if (bandRows * rowSize > MAX_BAND) file.failUnsupported(`rows of chunks with more than ${MAX_BAND} bytes`);
  const buffer = Buffer.alloc(bandRows * rowSize);
  const fill = readFillValue(file, messages, type.size);
  for (let band = 0; band < grid[0]; band++) {
    const chunks = bands.get(band) ?? [];
    if (chunks.length * grid[0] < chunkCount) fillWith(buffer, fill);
    for (const { address, size, skippedFilters, position } of chunks) {
      const stored = file.slice(address, size);
      const chunk =
        filters.length > 0 && isFiltered
          ? decodeChunk(file, stored, filters, skippedFilters, chunkBytes, address)
          : stored.length >= chunkBytes
            ? stored
            : file.fail('a chunk is too short', address);
      copyChunk(chunk, chunkShape, position, buffer, shape, type.size);
    }
    yield buffer.subarray(0, Math.min(bandRows, shape[0] - band * bandRows) * rowSize);
  }

  function* listChunks(): Generator<Chunk> {
    if (layout.index !== 0) {
      yield* indexedChunks(cursor, layout.index, chunkLayout);
      return;
    }
    const address = cursor.address();
    if (address !== null) yield* treeChunks(file, address, chunkShape);
  }
}

/** Returns the chunks by their position on the first axis; each position occurs once. */
function groupByBand(
  file: Hdf5Bytes,
  chunks: Iterable<Chunk>,
  grid: readonly number[],
): Map<number, Chunk[]> {
  const byPosition = new Map<string, Chunk>();
  for (const chunk of chunks) {
    if (chunk.position.some((index) => !Number.isInteger(index))) {
      file.fail('the index of a dataset is invalid', chunk.address);
    }
    // A dataset that was made smaller can have chunks outside of its shape.
    if (chunk.position.every((index, axis) => index < grid[axis]))
      byPosition.set(chunk.position.join(), chunk);
  }
  const bands = new Map<number, Chunk[]>();
  for (const chunk of byPosition.values()) {
    const band = bands.get(chunk.position[0]) ?? [];
    band.push(chunk);
    bands.set(chunk.position[0], band);
  }
  return bands;
}

/** Copies the part of a chunk that is inside of the dataset to its place in a band of rows. */
function copyChunk(
  chunk: Uint8Array,
  chunkShape: readonly number[],
  position: readonly number[],
  band: Uint8Array,
  shape: readonly number[],
  elementSize: number,
): void {
  const last = shape.length - 1;
  copyAxis(0, 0, 0, elementSizeBelow(chunkShape, 0), elementSizeBelow(shape, 0));

  function elementSizeBelow(lengths: readonly number[], axis: number): number {
    return lengths.slice(axis + 1).reduce((product, length) => product * length, elementSize);
  }

  function copyAxis(axis: number, from: number, to: number, fromStep: number, toStep: number): void {
    const start = position[axis] * chunkShape[axis];
    const count = Math.min(chunkShape[axis], shape[axis] - start);
    const target = axis === 0 ? to : to + start * toStep;
    if (axis === last) {
      band.set(chunk.subarray(from, from + count * elementSize), target);
      return;
    }
    const [nextFrom, nextTo] = [fromStep / chunkShape[axis + 1], toStep / shape[axis + 1]];
    for (let i = 0; i < count; i++) {
      copyAxis(axis + 1, from + i * fromStep, target + i * toStep, nextFrom, nextTo);
    }
  }
}

/** The message with the value of elements that were never written. */
const FILL_VALUE = 0x05;

function readFillValue(file: Hdf5Bytes, messages: readonly Message[], size: number): Uint8Array | null {
  const cursor = findMessage(file, messages, FILL_VALUE);
  if (!cursor) return null;
  const version = cursor.uint(1);
  const isDefined = version < 3 ? cursor.skip(2).uint(1) !== 0 : (cursor.uint(1) & 0x20) !== 0;
  return isDefined && cursor.uint(4) === size ? cursor.bytes(size) : null;
}

function fillWith(buffer: Buffer, value: Uint8Array | null): void {
  if (value === null || value.every((byte) => byte === 0)) buffer.fill(0);
  else buffer.fill(value);
}
