import { inflateSync } from 'node:zlib';
import type { Hdf5Bytes } from './reader.js';

/** One step of the compression of a chunk. */
export interface Filter {
  readonly id: number;
  readonly name: string;
  readonly parameters: readonly number[];
}

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER32 = 3;
const LZF = 32000;
const SUPPORTED = [DEFLATE, SHUFFLE, FLETCHER32, LZF];

const OTHER_NAMES: Readonly<Record<number, string>> = {
  4: 'szip',
  5: 'nbit',
  6: 'scaleoffset',
  307: 'bzip2',
  32001: 'blosc',
  32004: 'lz4',
  32008: 'bitshuffle',
  32013: 'zfp',
  32015: 'zstd',
  32026: 'blosc2',
};

/** Reads the filters of a dataset. Fails for one that is not supported. */
export function readFilters(file: Hdf5Bytes, start: number): Filter[] {
  const cursor = file.at(start);
  const version = cursor.uint(1);
  const count = cursor.uint(1);
  if (count > 32) file.fail('it has too many filters', start);
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => {
    const id = cursor.uint(2);
    const nameSize = version === 1 || id >= 256 ? cursor.uint(2) : 0;
    const parameterCount = cursor.skip(2).uint(2);
    const name = cursor.text(nameSize);
    const parameters = Array.from({ length: parameterCount }, () => cursor.uint(4));
    if (version === 1 && parameterCount % 2 === 1) cursor.skip(4);
    if (!SUPPORTED.includes(id)) {
      file.failUnsupported(`the compression ${OTHER_NAMES[id] ?? (name || `with the number ${id}`)}`);
    }
    return { id, name, parameters };
  });
}

/** Returns the `size` bytes of a chunk. Bit i of `skipped` says that filter i was not used for this chunk. */
export function decodeChunk(
  file: Hdf5Bytes,
  stored: Uint8Array,
  filters: readonly Filter[],
  skipped: number,
  size: number,
  address: number,
): Uint8Array {
  let bytes = stored;
  const failDamaged = (): never => file.fail('a chunk cannot be decompressed', address);
  for (let i = filters.length - 1; i >= 0; i--) {
    if ((skipped >>> i) & 1) continue;
    const { id, parameters } = filters[i];
    if (id === DEFLATE) {
      try {
        bytes = inflateSync(bytes, { maxOutputLength: size + CHECKSUM_SIZE });
      } catch {
        failDamaged();
      }
    } else if (id === SHUFFLE) {
      bytes = unshuffle(bytes, parameters[0] ?? 1);
    } else if (id === LZF) {
      bytes = expandLzf(bytes, size + CHECKSUM_SIZE) ?? failDamaged();
    } else {
      bytes = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_SIZE));
    }
  }
  return bytes.length >= size ? bytes.subarray(0, size) : failDamaged();
}

/** The size of the checksum that the filter fletcher32 appends. */
const CHECKSUM_SIZE = 4;

/** Puts the bytes of each element together again. */
function unshuffle(bytes: Uint8Array, elementSize: number): Uint8Array {
  if (elementSize <= 1 || elementSize > bytes.length) return bytes;
  const count = Math.floor(bytes.length / elementSize);
  const result = new Uint8Array(bytes.length);
  for (let byte = 0; byte < elementSize; byte++) {
    const start = byte * count;
    for (let i = 0; i < count; i++) result[i * elementSize + byte] = bytes[start + i];
  }
  result.set(bytes.subarray(count * elementSize), count * elementSize);
  return result;
}

/** Decompresses LZF; null if it is damaged or longer than `maxSize`. */
function expandLzf(bytes: Uint8Array, maxSize: number): Uint8Array | null {
  const result = new Uint8Array(maxSize);
  let pos = 0;
  let end = 0;
  while (pos < bytes.length) {
    const control = bytes[pos++];
    if (control < 32) {
      const length = control + 1;
      if (pos + length > bytes.length || end + length > maxSize) return null;
      result.set(bytes.subarray(pos, pos + length), end);
      pos += length;
      end += length;
      continue;
    }
    let length = control >> 5;
    if (length === 7) length += bytes[pos++];
    length += 2;
    let source = end - ((control & 31) << 8) - bytes[pos++] - 1;
    if (pos > bytes.length || source < 0 || end + length > maxSize) return null;
    for (; length > 0; length--) result[end++] = result[source++];
  }
  return result.subarray(0, end);
}
