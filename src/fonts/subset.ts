import { readComponents } from './composite-glyph.js';
import { joinBytes, joinTables, TRUETYPE } from './join-tables.js';
import type { FontTable, Tables } from './sfnt.js';

/** The tables that a PDF reader needs to draw the glyphs of a TrueType font. The last three hold hinting programs. */
const TABLES = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'cvt ', 'fpgm', 'prep'];
/** Bits of `fsType` in the OS/2 table. */
const RESTRICTED = 0x2;
const ONLY_BITMAPS = 0x200;

/** Whether the licence bits of the font allow a document to contain it. Errors: `bad-font`. */
export function mayEmbed(tables: Tables): boolean {
  const os2 = tables.find('OS/2');
  return os2 === null || (os2.u16(8) & (RESTRICTED | ONLY_BITMAPS)) === 0;
}

/**
 * Returns a TrueType font with the outlines of `glyphs` and of their components. Glyph indices stay the same; all other
 * glyphs are empty. It has no character map, which PDF replaces by its own. Errors: `bad-font`.
 */
export function subsetFont(tables: Tables, glyphs: Iterable<number>): Uint8Array {
  const kept = new Set<number>([0, ...glyphs]);
  const glyphCount = tables.require('maxp').u16(4);
  const glyf = tables.require('glyf');
  const rangeOf = glyphRanges(tables);
  // A set visits the components that are added to it meanwhile; each is added only once, so a cycle ends.
  for (const glyph of kept) {
    if (glyph >= glyphCount) glyf.failDamaged('has a component that does not exist');
    const [start, end] = rangeOf(glyph);
    if (start === end || glyf.i16(start) >= 0) continue;
    for (const component of readComponents(glyf, start + 10)) kept.add(component.glyph);
  }
  const outlines: Uint8Array[] = [];
  const loca = new DataView(new ArrayBuffer(4 * (glyphCount + 1)));
  let length = 0;
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    loca.setUint32(4 * glyph, length);
    if (!kept.has(glyph)) continue;
    const bytes = glyf.bytes(...rangeOf(glyph));
    outlines.push(bytes, new Uint8Array(-bytes.length & 3));
    length += (bytes.length + 3) & ~3;
  }
  loca.setUint32(4 * glyphCount, length);
  return joinTables(
    TRUETYPE,
    TABLES.flatMap((tag): [string, Uint8Array][] => {
      if (tag === 'glyf') return [[tag, joinBytes(outlines)]];
      if (tag === 'loca') return [[tag, new Uint8Array(loca.buffer)]];
      if (tag === 'hmtx') return [[tag, metricsOf(tables, kept)]];
      const table = tables.find(tag);
      return table === null ? [] : [[tag, tag === 'head' ? withLongOffsets(table) : table.bytes()]];
    }),
  );
}

/** Returns a function that returns the start and the end of a glyph in the "glyf" table. */
function glyphRanges(tables: Tables): (glyph: number) => [start: number, end: number] {
  const loca = tables.require('loca');
  const isLong = tables.require('head').u16(50) !== 0;
  const offset = (glyph: number) => (isLong ? loca.u32(4 * glyph) : 2 * loca.u16(2 * glyph));
  return (glyph) => {
    const start = offset(glyph);
    return [start, Math.max(start, offset(glyph + 1))];
  };
}

/** Returns the "hmtx" table, with zeros for glyphs that are not kept, because zeros compress well. */
function metricsOf(tables: Tables, kept: ReadonlySet<number>): Uint8Array {
  const hmtx = tables.require('hmtx');
  const advanceCount = tables.require('hhea').u16(34);
  const metrics = hmtx.bytes();
  const result = new Uint8Array(metrics.length);
  for (const glyph of kept) {
    // Further glyphs have the last advance, and only a bearing of their own.
    const last = 4 * Math.min(glyph, advanceCount - 1);
    result.set(metrics.subarray(last, last + 4), last);
    const bearing = 4 * advanceCount + 2 * (glyph - advanceCount);
    if (glyph >= advanceCount) result.set(metrics.subarray(bearing, bearing + 2), bearing);
  }
  return result;
}

/** Returns the "head" table for a "loca" table of 32-bit offsets. */
function withLongOffsets(head: FontTable): Uint8Array {
  const bytes = head.bytes().slice();
  const view = new DataView(bytes.buffer);
  view.setUint16(50, 1);
  return bytes;
}
