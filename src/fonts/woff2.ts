/** Web fonts of the second version (WOFF2): all tables compressed together, with outlines in a form of their own. */
import { brotliDecompressSync } from 'node:zlib';
import { joinTables } from './join-tables.js';
import { badFont, checkFontSize, FontTable, printableTag, type Tables } from './sfnt.js';
import { TableReader } from './table-reader.js';
import { restoreOutlines } from './woff2-outlines.js';

const HEADER_LENGTH = 48;
const COLLECTION = 0x74746366;

/** The tags that have a number, in the order of the specification. */
const TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea ' +
  'vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar ' +
  'gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).match(/.{4}(?= |$)/g) as string[];
const OTHER_TAG = 63;
/** The form of a "glyf" or "loca" table that is not transformed; that of other tables is 0. */
const PLAIN_OUTLINES = 3;

interface Woff2Table {
  readonly tag: string;
  readonly isTransformed: boolean;
  readonly offset: number;
  readonly length: number;
}

/** The fonts in a WOFF2 file, one or a collection. */
export interface Woff2Fonts {
  readonly count: number;
  /** Returns the tables of a font that are stored as they are, such as its names. */
  plainTables(index: number): Tables;
  /** Returns a font as a file without compression. */
  open(index: number): Uint8Array;
}

/** Reads the directory of a WOFF2 file. Its tables are decompressed once, when one is needed. Errors: `bad-font`. */
export function readWoff2(woff: FontTable, file: string): Woff2Fonts {
  const reader = new TableReader(woff, HEADER_LENGTH);
  const { tables, total } = readDirectory(reader, woff.u16(12), file);
  const flavor = woff.u32(4);
  const fonts =
    flavor === COLLECTION
      ? readCollection(reader, tables, file)
      : [{ version: flavor, tables: [...tables.keys()] }];
  let data: Uint8Array | undefined;

  function readTables(index: number, keep: (table: Woff2Table) => boolean): Map<string, FontTable> {
    data ??= decompress(woff.bytes(reader.at, reader.at + woff.u32(20)), total, file);
    const found = new Map<string, FontTable>();
    for (const number of fonts[index].tables) {
      const table = tables[number];
      if (!table) badFont(file, 'the font is damaged: its collection names a table that does not exist');
      const { tag, offset, length } = table;
      const bytes = data.subarray(offset, offset + length);
      if (keep(table)) found.set(tag, new FontTable(file, `"${printableTag(tag)}" table`, bytes));
    }
    return found;
  }

  return {
    count: fonts.length,
    plainTables(index) {
      const plain = readTables(index, ({ isTransformed }) => !isTransformed);
      const find = (tag: string) => plain.get(tag) ?? null;
      return { find, require: (tag) => find(tag) ?? badFont(file, `the font has no "${tag}" table`) };
    },
    open(index) {
      const used = new Map([...readTables(index, () => true)].map(([tag, table]) => [tag, table.bytes()]));
      const transformed = readTables(index, ({ isTransformed }) => isTransformed);
      if (used.size === 0) badFont(file, 'the font is damaged: it has no tables');
      const outlines = transformed.get('glyf');
      if (outlines) restoreOutlines(outlines, transformed.get('hmtx') ?? null, used, file);
      else if (transformed.size > 0) badFont(file, 'the font is damaged: it has widths without outlines');
      return joinTables(fonts[index].version, [...used]);
    },
  };
}

function readDirectory(reader: TableReader, count: number, file: string) {
  let total = 0;
  const tables = Array.from({ length: count }, (): Woff2Table => {
    const flags = reader.u8();
    const number = flags & 63;
    const tag = number === OTHER_TAG ? Buffer.from(reader.bytes(4)).toString('latin1') : TAGS[number];
    const form = flags >> 6;
    const isTransformed = form !== (tag === 'glyf' || tag === 'loca' ? PLAIN_OUTLINES : 0);
    const originalLength = reader.base128();
    const length = isTransformed ? reader.base128() : originalLength;
    const offset = total;
    total += length;
    checkFontSize(total, file);
    return { tag, isTransformed, offset, length };
  });
  return { tables, total };
}

function readCollection(reader: TableReader, tables: readonly Woff2Table[], file: string) {
  reader.bytes(4);
  let entries = 0;
  return Array.from({ length: reader.packed16() }, () => {
    const count = reader.packed16();
    const version = reader.u32();
    entries += count;
    if (count > tables.length || entries > 0xffff)
      badFont(file, 'the font is damaged: its collection is too large');
    return { version, tables: Array.from({ length: count }, () => reader.packed16()) };
  });
}

function decompress(bytes: Uint8Array, length: number, file: string): Uint8Array {
  try {
    const data = brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) });
    // A plain array: methods of a Buffer share memory where those of an array copy.
    if (data.length === length) return new Uint8Array(data.buffer, data.byteOffset, length);
  } catch {
    // The message below says the same for all reasons.
  }
  return badFont(file, 'the font is damaged: its tables cannot be decompressed');
}
