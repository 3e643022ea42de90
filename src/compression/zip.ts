import * as zlib from 'node:zlib';
import { fail } from '../diagnostics.js';
import { loadFflate } from './packages.js';

/** The content of a member: in memory, or only its first bytes and a stream of the others. */
export interface MemberContent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rest?: { readonly size: number; readonly next: () => Uint8Array | null };
}

/** One file in a ZIP archive, as the central directory describes it. */
export interface ZipMember {
  /** A name only: it is never used as a path. */
  readonly name: string;
  /** The uncompressed size in bytes that the directory states. */
  readonly size: number;
  readonly encrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  /** A view of the archive, not a copy. */
  readonly compressed: Uint8Array;
}

export const STORED = 0;
const DEFLATED = 8;

/** The highest compression ratio of deflate. */
const MAX_RATIO = 1032;

// The signatures of the records, named as in the ZIP specification.
const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_END_OF_DIRECTORY = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;

/** The value of a 16-bit or 32-bit field whose real value is in a ZIP64 field. */
const IN_ZIP64_16 = 0xffff;
const IN_ZIP64_32 = 0xffffffff;

/**
 * Lists the members of `archive` in the order of its directory, including ZIP64. Their total compressed size is at
 * most the size of the archive, so that no part of it can be read many times.
 *
 * Errors: `zip-truncated`, `zip-damaged`.
 */
export function zipMembers(archive: Uint8Array, file: string): ZipMember[] {
  const members: ZipMember[] = [];
  let { offset, count } = directoryOf(archive, file);
  let compressedBytes = 0;
  for (; count > 0; count--) {
    const entry = recordAt(archive, offset, 46, DIRECTORY_HEADER, file);
    const nameEnd = offset + 46 + entry.getUint16(28, true);
    const extraEnd = nameEnd + entry.getUint16(30, true);
    const [size, compressedSize, start] = resolveZip64(
      [entry.getUint32(24, true), entry.getUint32(20, true), entry.getUint32(42, true)],
      archive.subarray(nameEnd, extraEnd),
    );
    const local = recordAt(archive, start, 30, LOCAL_HEADER, file);
    const dataStart = start + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    compressedBytes += compressedSize;
    if (dataStart + compressedSize > archive.length || compressedBytes > archive.length) failDamaged(file);
    members.push({
      name: new TextDecoder('utf-8', { ignoreBOM: true }).decode(archive.subarray(offset + 46, nameEnd)),
      size,
      encrypted: (entry.getUint16(8, true) & 1) === 1,
      method: entry.getUint16(10, true),
      checksum: entry.getUint32(16, true),
      compressed: archive.subarray(dataStart, dataStart + compressedSize),
    });
    offset = extraEnd + entry.getUint16(32, true);
  }
  return members;
}

/**
 * Unpacks a member. It allocates no more memory than the stated size, and fails if the real size differs.
 *
 * Errors: `zip-encrypted`, `zip-method`, `zip-damaged`, `zip-checksum`.
 */
function unpack(member: ZipMember, file: string): Uint8Array {
  const bytes = isDeflated(member, file)
    ? inflate(member.compressed, member.size, zlib.constants.Z_FINISH, file)
    : member.compressed;
  if (bytes.length !== member.size) failDamaged(file);
  if (zlib.crc32(bytes) !== member.checksum) failChecksum(file);
  return bytes;
}

/**
 * A member that is larger than both limits is unpacked while it is read, so that a small file needs little memory. Other
 * members are unpacked as a whole, which is faster.
 */
const MAX_WHOLE_BYTES = 2 ** 26;
const MAX_WHOLE_RATIO = 8;

/**
 * Opens a member. If it is a stream, its source has at least the first `headBytes` bytes in memory. The end of the
 * stream checks its size and checksum.
 *
 * Errors, also from the stream: those of `unpack`.
 */
export function openMember(member: ZipMember, headBytes: number, file: string): MemberContent {
  const wholeBytes = Math.max(MAX_WHOLE_BYTES, MAX_WHOLE_RATIO * member.compressed.length);
  if (!isDeflated(member, file) || member.size <= wholeBytes)
    return { name: file, bytes: unpack(member, file) };
  const chunks = inflateChunks(member, file);
  const next = () => chunks.next().value ?? null;
  const head: Uint8Array[] = [];
  for (let length = 0; length < headBytes; ) {
    const chunk = next();
    if (!chunk) break;
    head.push(chunk);
    length += chunk.length;
  }
  return { name: file, bytes: Buffer.concat(head), rest: { size: member.size, next } };
}

/** The number of compressed bytes that are unpacked in one step, to at most 16 MiB. */
const STEP_BYTES = 2 ** 14;

function* inflateChunks(
  { compressed, size, checksum }: ZipMember,
  file: string,
): Generator<Uint8Array, undefined> {
  const output: Uint8Array[] = [];
  const inflate = new (loadFflate().Inflate)((chunk) => output.push(chunk));
  let length = 0;
  let ownChecksum = 0;
  for (let start = 0; start < compressed.length; start += STEP_BYTES) {
    const end = Math.min(compressed.length, start + STEP_BYTES);
    try {
      inflate.push(compressed.subarray(start, end), end === compressed.length);
    } catch {
      failDamaged(file);
    }
    for (const chunk of output) {
      length += chunk.length;
      if (length > size) failDamaged(file);
      ownChecksum = zlib.crc32(chunk, ownChecksum);
      if (chunk.length > 0) yield chunk;
    }
    output.length = 0;
  }
  if (length !== size) failDamaged(file);
  if (ownChecksum !== checksum) failChecksum(file);
}

/**
 * Unpacks at least the first `length` bytes of a member, or all of a shorter one. The cost depends on `length` only.
 */
export function unpackStart(member: ZipMember, length: number, file: string): Uint8Array {
  if (!isDeflated(member, file)) return member.compressed;
  // Deflate expands incompressible data by less than one percent.
  const start = member.compressed.subarray(0, 2 * length);
  const maxBytes = Math.min(member.size, start.length * MAX_RATIO);
  return inflate(start, maxBytes, zlib.constants.Z_SYNC_FLUSH, file);
}

function isDeflated({ encrypted, method }: ZipMember, file: string): boolean {
  const place = { file };
  if (encrypted) fail('zip-encrypted', 'the archive is encrypted; it must be unencrypted', place);
  if (method === STORED) return false;
  if (method === DEFLATED) return true;
  fail('zip-method', `the compression method is ${method}; it must be 0 (stored) or 8 (deflated)`, place);
}

function inflate(compressed: Uint8Array, maxBytes: number, finishFlush: number, file: string): Uint8Array {
  try {
    return zlib.inflateRawSync(compressed, { finishFlush, maxOutputLength: Math.max(1, maxBytes) });
  } catch {
    return failDamaged(file);
  }
}

/** Returns the offset of the central directory and the number of its members. */
function directoryOf(archive: Uint8Array, file: string): { offset: number; count: number } {
  const endOffset = findEndOfDirectory(archive);
  if (endOffset === null) {
    fail('zip-truncated', 'the archive has no directory at its end; it is probably truncated', { file });
  }
  const end = recordAt(archive, endOffset, 22, END_OF_DIRECTORY, file);
  const count = end.getUint16(10, true);
  const offset = end.getUint32(16, true);
  if (count !== IN_ZIP64_16 && offset !== IN_ZIP64_32) return { offset, count };
  const locator = recordAt(archive, endOffset - 20, 20, ZIP64_LOCATOR, file);
  const end64 = recordAt(archive, readUint64(locator, 8), 56, ZIP64_END_OF_DIRECTORY, file);
  return { offset: readUint64(end64, 48), count: readUint64(end64, 32) };
}

/** Returns the offset of the end-of-directory record, or null. A comment of at most 65,535 bytes may follow it. */
function findEndOfDirectory(archive: Uint8Array): number | null {
  const view = viewOf(archive);
  const last = archive.length - 22;
  for (let offset = last; offset >= Math.max(0, last - 0xffff); offset--) {
    const isRecord = view.getUint32(offset, true) === END_OF_DIRECTORY;
    if (isRecord && view.getUint16(offset + 20, true) === last - offset) return offset;
  }
  return null;
}

/** Returns `fields`, with marked ones replaced by the values in the ZIP64 part of `extra`, which has the same order. */
function resolveZip64(fields: readonly number[], extra: Uint8Array): number[] {
  const view = viewOf(extra);
  let pos = 0;
  while (pos + 4 <= extra.length && view.getUint16(pos, true) !== 1) pos += 4 + view.getUint16(pos + 2, true);
  pos += 4;
  return fields.map((field) => {
    if (field !== IN_ZIP64_32 || pos + 8 > extra.length) return field;
    pos += 8;
    return readUint64(view, pos - 8);
  });
}

function recordAt(
  archive: Uint8Array,
  offset: number,
  length: number,
  signature: number,
  file: string,
): DataView {
  if (offset < 0 || offset + length > archive.length) failDamaged(file);
  const record = new DataView(archive.buffer, archive.byteOffset + offset, length);
  return record.getUint32(0, true) === signature ? record : failDamaged(file);
}

/** Reads an integer that is exact below 2^53, which no archive reaches. */
function readUint64(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function failChecksum(file: string): never {
  fail('zip-checksum', 'the archive is damaged: a checksum does not match', { file });
}

function failDamaged(file: string): never {
  fail('zip-damaged', 'the archive is damaged: its directory does not match its contents', { file });
}
