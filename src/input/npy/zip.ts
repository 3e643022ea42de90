import * as zlib from 'node:zlib';
import { fail } from '../../diagnostics.js';

/** One file in a ZIP archive, as the archive's directory describes it. */
export interface ZipMember {
  /** A label and nothing else, whatever path it looks like. */
  readonly name: string;
  /** The length it claims to have when unpacked. */
  readonly size: number;
  readonly encrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  /** A view of the archive, not a copy. */
  readonly packed: Uint8Array;
}

export const STORED = 0;
const DEFLATED = 8;

/** Deflate packs at most about 1032 bytes into one. */
const DENSEST = 1032;

const MEMBER = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;

/** What a field of 16 or 32 bits says when its value stands in a ZIP64 field. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;

/**
 * The members of `archive` in the order of its directory, ZIP64 included. All of them together are not larger
 * than the archive, so that no part of it is read many times over.
 *
 * Errors: `zip-truncated`, `zip-damaged`.
 */
export function zipMembers(archive: Uint8Array, file: string): ZipMember[] {
  const members: ZipMember[] = [];
  let { offset, count } = directoryOf(archive, file);
  let packedBytes = 0;
  for (; count > 0; count--) {
    const entry = recordAt(archive, offset, 46, DIRECTORY, file);
    const nameEnd = offset + 46 + entry.getUint16(28, true);
    const extraEnd = nameEnd + entry.getUint16(30, true);
    const [size, packedSize, start] = widened(
      [entry.getUint32(24, true), entry.getUint32(20, true), entry.getUint32(42, true)],
      archive.subarray(nameEnd, extraEnd),
    );
    const local = recordAt(archive, start, 30, MEMBER, file);
    const dataStart = start + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    packedBytes += packedSize;
    if (dataStart + packedSize > archive.length || packedBytes > archive.length) damaged(file);
    members.push({
      name: new TextDecoder('utf-8', { ignoreBOM: true }).decode(archive.subarray(offset + 46, nameEnd)),
      size,
      encrypted: (entry.getUint16(8, true) & 1) === 1,
      method: entry.getUint16(10, true),
      checksum: entry.getUint32(16, true),
      packed: archive.subarray(dataStart, dataStart + packedSize),
    });
    offset = extraEnd + entry.getUint16(32, true);
  }
  return members;
}

/**
 * The bytes of a member: as many as its size says, and no more memory than that.
 *
 * Errors: `zip-encrypted`, `zip-method`, `zip-damaged`, `zip-checksum`.
 */
export function unpack(member: ZipMember, file: string): Uint8Array {
  const bytes = isDeflated(member, file)
    ? inflate(member.packed, member.size, zlib.constants.Z_FINISH, file)
    : member.packed;
  if (bytes.length !== member.size) damaged(file);
  if (zlib.crc32(bytes) !== member.checksum) {
    fail('zip-checksum', 'the archive is damaged: a checksum does not match', { file });
  }
  return bytes;
}

/** The first `length` bytes of a member or more (fewer if it is shorter), at a cost that depends on `length` only. */
export function unpackBeginning(member: ZipMember, length: number, file: string): Uint8Array {
  if (!isDeflated(member, file)) return member.packed;
  // What cannot be packed grows by a few bytes in a thousand.
  const beginning = member.packed.subarray(0, 2 * length);
  const most = Math.min(member.size, beginning.length * DENSEST);
  return inflate(beginning, most, zlib.constants.Z_SYNC_FLUSH, file);
}

function isDeflated({ encrypted, method }: ZipMember, file: string): boolean {
  const place = { file };
  if (encrypted) fail('zip-encrypted', 'the archive is encrypted; only a plain one can be read', place);
  if (method === STORED) return false;
  if (method === DEFLATED) return true;
  fail('zip-method', `the compression method is ${method}; 0 (stored) and 8 (deflated) can be read`, place);
}

function inflate(packed: Uint8Array, most: number, finishFlush: number, file: string): Uint8Array {
  try {
    return zlib.inflateRawSync(packed, { finishFlush, maxOutputLength: Math.max(1, most) });
  } catch {
    return damaged(file);
  }
}

/** Where the directory begins, and how many members it lists. */
function directoryOf(archive: Uint8Array, file: string): { offset: number; count: number } {
  const at = endOf(archive);
  if (at === null) {
    fail('zip-truncated', 'the archive has no directory at its end: it was probably cut short', { file });
  }
  const end = recordAt(archive, at, 22, END, file);
  const count = end.getUint16(10, true);
  const offset = end.getUint32(16, true);
  if (count !== ELSEWHERE_16 && offset !== ELSEWHERE_32) return { offset, count };
  const locator = recordAt(archive, at - 20, 20, END_64_LOCATOR, file);
  const end64 = recordAt(archive, uint64(locator, 8), 56, END_64, file);
  return { offset: uint64(end64, 48), count: uint64(end64, 32) };
}

/** The offset of the last record, which a comment of at most 65,535 bytes may follow; null if there is none. */
function endOf(archive: Uint8Array): number | null {
  const view = viewOf(archive);
  const last = archive.length - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === last - at) return at;
  }
  return null;
}

/** Those of `fields` that stand elsewhere, from the ZIP64 field in `extra`, which holds them in the same order. */
function widened(fields: readonly number[], extra: Uint8Array): number[] {
  const view = viewOf(extra);
  let at = 0;
  while (at + 4 <= extra.length && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return fields.map((field) => {
    if (field !== ELSEWHERE_32 || at + 8 > extra.length) return field;
    at += 8;
    return uint64(view, at - 8);
  });
}

function recordAt(
  archive: Uint8Array,
  offset: number,
  length: number,
  signature: number,
  file: string,
): DataView {
  if (offset < 0 || offset + length > archive.length) damaged(file);
  const record = new DataView(archive.buffer, archive.byteOffset + offset, length);
  return record.getUint32(0, true) === signature ? record : damaged(file);
}

/** Exact below 2^53, which no archive reaches. */
function uint64(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function damaged(file: string): never {
  fail('zip-damaged', 'the archive is damaged: its directory does not agree with its contents', { file });
}
