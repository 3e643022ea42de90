import { remembering } from '../memoize.js';
import { characterMap } from './cmap.js';
import { type Kerning, readKerning } from './kerning.js';
import { readOutlines } from './outline.js';
import type { Writing } from './path-data.js';
import { badFont, openTables } from './sfnt.js';

/**
 * One face of a font. Heights, widths and outlines are in font units, `unitsPerEm` of them to the em, with y
 * upwards from the baseline. A fault of the font that comes to light only when a glyph is asked for is thrown
 * then, as a HeatmapError "bad-font".
 */
export interface Font {
  readonly name: string;
  readonly unitsPerEm: number;
  /** The line's top and (negative) bottom: the font's own, or farther out where Latin letters with marks reach farther. */
  readonly ascent: number;
  readonly descent: number;
  /** The heights of H and x; the ascent where the font lacks them. */
  readonly capHeight: number;
  readonly xHeight: number;
  /** The glyph that shows a code point; 0 where the font has none. */
  glyph(codePoint: number): number;
  advance(glyph: number): number;
  /** What is added to the advance of `left` when `right` follows it. */
  kern(left: number, right: number): number;
  /** SVG path data ("M..L..Q..Z", absolute, whole numbers unless `write` writes others), "" for a glyph without ink. */
  outline(glyph: number, write?: Writing): string;
}

/** Of the letters of European languages these reach highest and lowest in one font or another. */
const HIGH_AND_LOW = 'ÅŮĥĺ|gĢȘ';

/**
 * Reads a TrueType font, or the first of a collection. `name` is what diagnostics and `Font.name` call it.
 * Only the directory and the heads of tables are read now, the rest when it is asked for.
 *
 * @throws HeatmapError "bad-font": not a font, without TrueType outlines, or damaged.
 */
export function readFont(bytes: Uint8Array, name: string): Font {
  const tables = openTables(bytes, name);
  const unitsPerEm = tables.need('head').u16(18);
  if (unitsPerEm === 0) badFont(name, 'the font is damaged: it has no units to the em');
  const glyphs = tables.need('maxp').u16(4);
  const find =
    characterMap(tables.need('cmap')) ??
    badFont(name, 'the font has no Unicode map of format 4 or 12 that says which characters it has');
  const hhea = tables.need('hhea');
  const hmtx = tables.need('hmtx');
  const advances = hhea.u16(34);
  if (advances === 0) badFont(name, 'the font is damaged: its glyphs have no widths');
  const outlines = readOutlines(tables);
  let kerning: Kerning | undefined;

  const glyph = remembering((codePoint: number) => {
    const found = find(codePoint);
    return found < glyphs ? found : 0;
  });

  /** The heights of the ink of those letters that the font has. */
  function extents(letters: string) {
    return [...letters].flatMap((letter) => {
      const index = glyph(letter.codePointAt(0)!);
      return index === 0 ? [] : (outlines.extent(index) ?? []);
    });
  }

  const reach = extents(HIGH_AND_LOW);
  const ascent = Math.max(hhea.i16(4), ...reach.map(({ top }) => top));

  return {
    name,
    unitsPerEm,
    ascent,
    descent: Math.min(hhea.i16(6), ...reach.map(({ bottom }) => bottom)),
    capHeight: extents('H')[0]?.top ?? ascent,
    xHeight: extents('x')[0]?.top ?? ascent,
    glyph,
    /** The last width stands for all glyphs behind it, as in fonts of one width. */
    advance: (index) => hmtx.u16(4 * Math.min(index, advances - 1)),
    kern: (left, right) => (kerning ??= readKerning(tables))(left, right),
    outline: (index, write) => outlines.path(index, write),
  };
}
