import { fail } from '../diagnostics.js';

/** The largest font, after decompression. Large Chinese fonts have about 20 MB, collections of them 100 MB. */
const MAX_FONT_BYTES = 2 ** 27;

/** The largest number of tables in a font. Real ones have about 30. */
export const MAX_TABLES = 200;

/** Fails because the font in `file` cannot be used. All errors in fonts have the code "bad-font". */
export function badFont(file: string, message: string, ...hints: string[]): never {
  return fail('bad-font', message, { file }, ...hints);
}

/** Error: `bad-font` for a font that is too large. */
export function checkFontSize(length: number, file: string): void {
  if (length <= MAX_FONT_BYTES) return;
  badFont(
    file,
    `the font has more than ${MAX_FONT_BYTES / 2 ** 20} MiB, the largest size that is read`,
    'use a subset of the font for your language',
  );
}

/** Returns a tag as messages show it. */
export function printableTag(tag: string): string {
  return tag.replace(/[^ -~]/g, '?');
}

/** A part of a font file, read as big-endian numbers. Reading past its end is a "bad-font" error. */
export class FontTable {
  private readonly file: string;
  private readonly name: string;
  private readonly view: DataView;

  /** `name` identifies the table in messages. */
  constructor(file: string, name: string, bytes: Uint8Array) {
    this.file = file;
    this.name = name;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.view.byteLength;
  }

  u8(at: number): number {
    return this.view.getUint8(this.checkRange(at, 1));
  }

  i8(at: number): number {
    return this.view.getInt8(this.checkRange(at, 1));
  }

  u16(at: number): number {
    return this.view.getUint16(this.checkRange(at, 2));
  }

  i16(at: number): number {
    return this.view.getInt16(this.checkRange(at, 2));
  }

  i32(at: number): number {
    return this.view.getInt32(this.checkRange(at, 4));
  }

  u32(at: number): number {
    return this.view.getUint32(this.checkRange(at, 4));
  }

  /**
   * Searches `count` ascending numbers of `size` bytes each, one every `stride` bytes from `at`.
   * Returns the index of the first number that is at least `target`, or `count`.
   */
  lowerBound(target: number, count: number, at: number, stride: number, size: 2 | 4 = 2): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const value = size === 2 ? this.u16(at + stride * middle) : this.u32(at + stride * middle);
      if (value < target) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Returns the bytes from `start` to before `end`, which share memory with the font. */
  bytes(start = 0, end = this.view.byteLength): Uint8Array {
    this.checkRange(start, end - start);
    return new Uint8Array(this.view.buffer, this.view.byteOffset + start, end - start);
  }

  text(at: number, length: number): string {
    return Array.from({ length }, (_, i) => String.fromCharCode(this.u8(at + i))).join('');
  }

  /** Fails because the table is damaged. `predicate` completes the sentence "its … table". */
  failDamaged(predicate: string): never {
    return badFont(this.file, `the font is damaged: its ${this.name} ${predicate}`);
  }

  private checkRange(at: number, size: number): number {
    if (at + size > this.view.byteLength) this.failDamaged('ends too early');
    return at;
  }
}

/** The tables of one font, by their four-letter tags. */
export interface Tables {
  /** Returns null if the font has no such table. */
  find(tag: string): FontTable | null;
  /** Fails if the font has no such table. */
  require(tag: string): FontTable;
}

/**
 * Opens a TrueType or OpenType font whose table directory begins at `start`. `file` is the name that diagnostics show.
 * Only the table directory is read.
 */
export function openTables(bytes: Uint8Array, file: string, start = 0): Tables {
  const container = new FontTable(file, 'file', bytes);
  checkFontSize(bytes.length, file);
  if (!SIGNATURES.includes(container.text(start, 4))) {
    badFont(file, 'this is not a font', 'use a .ttf, .otf, .ttc, .woff or .woff2 file');
  }
  const directory = new Map<string, { offset: number; length: number }>();
  const count = container.u16(start + 4);
  if (count > MAX_TABLES) container.failDamaged(`says that it has ${count} tables`);
  for (let i = 0; i < count; i++) {
    const record = start + 12 + 16 * i;
    directory.set(container.text(record, 4), {
      offset: container.u32(record + 8),
      length: container.u32(record + 12),
    });
  }

  function find(tag: string): FontTable | null {
    const entry = directory.get(tag);
    if (!entry) return null;
    const end = entry.offset + entry.length;
    if (end > bytes.length) container.failDamaged(`ends before its "${tag}" table does`);
    return new FontTable(file, `"${tag}" table`, bytes.subarray(entry.offset, end));
  }

  return { find, require: (tag) => find(tag) ?? badFont(file, `the font has no "${tag}" table`) };
}

/** The first bytes of a font: with TrueType outlines, with those of Apple, with outlines of PostScript. */
const SIGNATURES = ['\0\x01\0\0', 'true', 'OTTO'];
