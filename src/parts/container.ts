/** The bytes of a part file: a header in JSON and sections of numbers, with a signature, a version and a checksum. */
import { crc32 } from 'node:zlib';
import { fail } from '../diagnostics.js';
import { CHECKSUM_BYTES, PREFIX_BYTES, roundUp, SIGNATURE, VERSION_OF_FORMAT } from './layout.js';

/** Returns the bytes of a file. */
export function encodeContainer(header: object, sections: readonly Uint8Array[]): Uint8Array {
  const headerBytes = Buffer.from(JSON.stringify(header));
  const all = [headerBytes, ...sections];
  const size = all.reduce((sum, { length }) => sum + roundUp(length), PREFIX_BYTES);
  const bytes = Buffer.alloc(size + CHECKSUM_BYTES);
  bytes.set(SIGNATURE);
  bytes.writeUInt32LE(VERSION_OF_FORMAT, 8);
  bytes.writeUInt32LE(headerBytes.length, 12);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 16);
  let offset = PREFIX_BYTES;
  for (const section of all) {
    bytes.set(section, offset);
    offset += roundUp(section.length);
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, size)), size);
  return bytes;
}

/** A file whose checksum is right. */
export interface Container {
  /** The header, which any program can have written. */
  readonly header: object;
  /** Returns the next section. Error: `part-damaged` if the file has fewer bytes. */
  take(length: number): Uint8Array;
  /** Checks that the last section was read. Error: `part-damaged`. */
  finish(): void;
}

/**
 * Reads the bytes of a file. `name` is its name in messages.
 *
 * Errors: `part-format`, `part-version`, `part-truncated`, `part-damaged`.
 */
export function decodeContainer(bytes: Uint8Array, name: string): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) {
    fail('part-format', `${name} is not a part that "heatmap reduce" wrote`, { file: name }, REDUCE_HINT);
  }
  const version = bytes.length >= PREFIX_BYTES ? view.getUint32(8, true) : VERSION_OF_FORMAT;
  if (version !== VERSION_OF_FORMAT) {
    fail(
      'part-version',
      `${name} has version ${version} of the format, and this program reads version ${VERSION_OF_FORMAT}`,
      { file: name },
      'make all parts and merge them with the same version of heatmap',
    );
  }
  const length = bytes.length >= PREFIX_BYTES ? Number(view.getBigUint64(16, true)) : null;
  if (length === null || length > bytes.length) {
    const expected = length === null ? '' : `, and it should have ${length}`;
    fail(
      'part-truncated',
      `${name} ends after ${bytes.length} bytes${expected}`,
      { file: name },
      REDUCE_HINT,
    );
  }
  const end = bytes.length - CHECKSUM_BYTES;
  if (length < bytes.length) failDamaged(name, `${bytes.length - length} bytes follow its end`);
  if (length < PREFIX_BYTES + CHECKSUM_BYTES || crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) {
    failDamaged(name, 'its checksum is wrong');
  }
  let offset = PREFIX_BYTES;
  const take = (length: number) => {
    const next = offset + length;
    if (next > end) failDamaged(name, 'it has fewer numbers than its header says');
    // The copy is aligned for the arrays of numbers.
    const taken = Uint8Array.from(bytes.subarray(offset, next));
    offset = roundUp(next);
    return taken;
  };
  const finish = () => {
    if (offset < end) failDamaged(name, 'it has more numbers than its header says');
  };
  const headerLength = view.getUint32(12, true);
  if (PREFIX_BYTES + headerLength > end) failDamaged(name, 'its header is longer than the file');
  const header = parseJson(new TextDecoder().decode(take(headerLength)));
  if (typeof header !== 'object' || header === null) failDamaged(name, 'its header is not an object');
  return { header, take, finish };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const REDUCE_HINT = 'make the part again with "heatmap reduce"';

export function failDamaged(name: string, reason: string): never {
  fail('part-damaged', `${name} is damaged: ${reason}`, { file: name }, REDUCE_HINT);
}
