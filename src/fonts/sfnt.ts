import { fail } from '../diagnostics.js';

const READABLE = 'only fonts with TrueType outlines can be used, as .ttf or .ttc files';

/** Says why the font in `file` is of no use: every fault of a font has the code "bad-font". */
export function badFont(file: string, reason: string, ...hints: string[]): never {
  return fail('bad-font', reason, { file }, ...hints);
}

function unreadable(file: string, what: string): never {
  return badFont(
    file,
    `${what}: ${READABLE}`,
    "Take the font's .ttf file, or make one, for example with FontForge",
  );
}

/** A stretch of a font file that numbers are read from, big-endian. Reading past its end is a "bad-font". */
export class Table {
  private readonly file: string;
  private readonly tag: string;
  private readonly view: DataView;

  constructor(file: string, tag: string, bytes: Uint8Array) {
    this.file = file;
    this.tag = tag;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    return this.view.getUint8(this.checked(at, 1));
  }

  i8(at: number): number {
    return this.view.getInt8(this.checked(at, 1));
  }

  u16(at: number): number {
    return this.view.getUint16(this.checked(at, 2));
  }

  i16(at: number): number {
    return this.view.getInt16(this.checked(at, 2));
  }

  u32(at: number): number {
    return this.view.getUint32(this.checked(at, 4));
  }

  /**
   * Of `count` ascending numbers of so many bytes, one every `step` bytes from `at` on: the index of the first that is at
   * least `wanted`; `count` where there is none.
   */
  search(wanted: number, count: number, at: number, step: number, bytes: 2 | 4 = 2): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = bytes === 2 ? this.u16(at + step * middle) : this.u32(at + step * middle);
      if (found < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  text(at: number, length: number): string {
    return Array.from({ length }, (_, i) => String.fromCharCode(this.u8(at + i))).join('');
  }

  damaged(what: string): never {
    return badFont(this.file, `the font is damaged: its ${this.tag} ${what}`);
  }

  private checked(at: number, size: number): number {
    if (at + size > this.view.byteLength) this.damaged('ends too early');
    return at;
  }
}

/** The tables of one font, found by their four-letter names. */
export interface Tables {
  /** Null where the font has no such table. */
  find(tag: string): Table | null;
  need(tag: string): Table;
}

/**
 * Opens the container that TrueType and OpenType fonts share; of a collection, its first font. `file` is
 * the name that diagnostics show. Nothing but the directory is read.
 */
export function openTables(bytes: Uint8Array, file: string): Tables {
  const container = new Table(file, 'file', bytes);
  const places = new Map<string, { offset: number; length: number }>();
  const start = directoryStart(container, file);
  const count = container.u16(start + 4);
  for (let i = 0; i < count; i++) {
    const record = start + 12 + 16 * i;
    places.set(container.text(record, 4), {
      offset: container.u32(record + 8),
      length: container.u32(record + 12),
    });
  }

  function find(tag: string): Table | null {
    const place = places.get(tag);
    if (!place) return null;
    const end = place.offset + place.length;
    if (end > bytes.length) container.damaged(`ends before its "${tag}" table does`);
    return new Table(file, `"${tag}" table`, bytes.subarray(place.offset, end));
  }

  function need(tag: string): Table {
    const table = find(tag);
    if (table) return table;
    if (places.has('CFF ') || places.has('CFF2')) unreadable(file, 'this font has CFF outlines');
    return unreadable(file, `this font has no "${tag}" table`);
  }

  return { find, need };
}

function directoryStart(container: Table, file: string): number {
  switch (container.text(0, 4)) {
    case '\0\x01\0\0':
    case 'true':
    case 'OTTO':
      return 0;
    case 'ttcf':
      return container.u32(12);
    case 'wOFF':
    case 'wOF2':
      return unreadable(file, 'this is a web font (WOFF)');
    default:
      return unreadable(file, 'this is not a font');
  }
}
