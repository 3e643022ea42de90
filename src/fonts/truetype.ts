import { maxOf, minOf } from '../extremes.js';
import { memoize } from '../memoize.js';
import { readCmap } from './cmap.js';
import { readOutlines } from './glyf.js';
import { type Kerning, readKerning } from './kerning.js';
import type { PointFormatter } from './path-data.js';
import { badFont, openTables } from './sfnt.js';
import { mayEmbed, subsetFont } from './subset.js';

/**
 * One font face. Lengths are in font units, `unitsPerEm` per em, with y pointing up from the baseline.
 * Tables are read when they are needed, so any method may throw a HeatmapError "bad-font".
 */
export interface Font {
  readonly name: string;
  readonly unitsPerEm: number;
  /** The top and the (negative) bottom of a line: those of the font, or larger if accented Latin letters need it. */
  readonly ascent: number;
  readonly descent: number;
  /** The heights of H and x; the ascent if the font has no such letter. */
  readonly capHeight: number;
  readonly xHeight: number;
  /** Returns the glyph index of a code point, or 0 if the font has no glyph for it. */
  glyphIndex(codePoint: number): number;
  advance(glyph: number): number;
  /** Returns the adjustment to the advance of `left` if `right` follows it. */
  kern(left: number, right: number): number;
  /** Returns SVG path data ("M…L…Q…Z", absolute, whole numbers unless `formatPoint` is given); "" for a glyph without ink. */
  outline(glyph: number, formatPoint?: PointFormatter): string;
  /** Whether the font allows documents to contain it. */
  mayEmbed(): boolean;
  /** Returns a font file in which only these glyphs and their components have outlines; indices stay the same. */
  subset(glyphs: Iterable<number>): Uint8Array;
}

/** The highest and lowest letters of European languages in common fonts. */
const EXTREME_LETTERS = 'ÅŮĥĺ|gĢȘ';

/**
 * Reads a TrueType font, or the first font of a collection. `name` identifies it in diagnostics and in `Font.name`.
 * Only the table directory and table headers are read now.
 *
 * @throws HeatmapError "bad-font" if this is not a font, has no TrueType outlines, or is damaged.
 */
export function readFont(bytes: Uint8Array, name: string): Font {
  const tables = openTables(bytes, name);
  const unitsPerEm = tables.require('head').u16(18);
  if (unitsPerEm === 0) badFont(name, 'the font is damaged: its em has no units');
  const glyphCount = tables.require('maxp').u16(4);
  const cmap =
    readCmap(tables.require('cmap')) ?? badFont(name, 'the font has no Unicode map of format 4 or 12');
  const hhea = tables.require('hhea');
  const hmtx = tables.require('hmtx');
  const advanceCount = hhea.u16(34);
  if (advanceCount === 0) badFont(name, 'the font is damaged: its glyphs have no widths');
  const outlines = readOutlines(tables);
  let kerning: Kerning | undefined;

  const glyphIndex = memoize((codePoint: number) => {
    const index = cmap(codePoint);
    return index < glyphCount ? index : 0;
  });

  /** Returns the ink extents of those letters that the font has. */
  function inkExtents(letters: string) {
    return [...letters].flatMap((letter) => {
      const index = glyphIndex(letter.codePointAt(0)!);
      return index === 0 ? [] : (outlines.inkExtent(index) ?? []);
    });
  }

  const extremes = inkExtents(EXTREME_LETTERS);
  const ascent = maxOf(extremes, ({ top }) => top, hhea.i16(4));

  return {
    name,
    unitsPerEm,
    ascent,
    descent: minOf(extremes, ({ bottom }) => bottom, hhea.i16(6)),
    capHeight: inkExtents('H')[0]?.top ?? ascent,
    xHeight: inkExtents('x')[0]?.top ?? ascent,
    glyphIndex,
    // The last width applies to all further glyphs, as in monospaced fonts.
    advance: (index) => hmtx.u16(4 * Math.min(index, advanceCount - 1)),
    kern: (left, right) => (kerning ??= readKerning(tables))(left, right),
    outline: (index, formatPoint) => outlines.path(index, formatPoint),
    mayEmbed: () => mayEmbed(tables),
    subset: (glyphs) => subsetFont(tables, glyphs),
  };
}
