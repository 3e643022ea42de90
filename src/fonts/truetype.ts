import { maxOf, minOf } from '../extremes.js';
import { memoize } from '../memoize.js';
import { writeCff } from './cff-file.js';
import { readCmap } from './cmap.js';
import { type Outlines, readOutlines } from './glyf.js';
import { type Kerning, readKerning } from './kerning.js';
import type { PointFormatter } from './path-data.js';
import { badFont, openTables } from './sfnt.js';
import { mayEmbed, subsetFont } from './subset.js';

/** The position of a variable font on one of its axes. */
export interface Variation {
  /** The tag of the axis, such as "wght". */
  readonly tag: string;
  readonly value: number;
}

/** A font for programs that read font files: a TrueType or OpenType file, the number of a font in it, and its instance. */
export interface FontProgram {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly variations: readonly Variation[];
}

/** A font file with some of the glyphs of a font. */
export interface FontSubset {
  readonly bytes: Uint8Array;
  readonly outlines: 'TrueType' | 'CFF';
}

/**
 * One font face. Lengths are in font units, `unitsPerEm` per em, with y pointing up from the baseline.
 * Tables are read when they are needed, so any method may throw a HeatmapError "bad-font".
 */
export interface Font {
  readonly name: string;
  /** The name of its family in style sheets. */
  readonly family: string;
  readonly isBold: boolean;
  /** Absent: it is upright. */
  readonly isItalic?: boolean;
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
  /** Returns a font file for PDF in which only these glyphs and their components have outlines. */
  subset(glyphs: Iterable<number>): FontSubset;
  /** Returns the font as a file. */
  program(): FontProgram;
  /** Whether HarfBuzz shapes all texts in this font, or none. Absent: those that need it. */
  readonly shaping?: 'always' | 'never';
  /** Whether the font has the character, but only in colour, so that `glyphIndex` returns 0. Absent: none. */
  isColorOnly?(codePoint: number): boolean;
}

/** Outlines and advances that HarfBuzz computes: those of PostScript, and those of an instance of a variable font. */
export interface DrawnGlyphs extends Outlines {
  advance(glyph: number): number;
}

/** How `readFont` reads a font that is not a plain TrueType file. */
export interface FaceOptions {
  readonly family?: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  /** The offset of the table directory in a collection. */
  readonly start?: number;
  readonly index?: number;
  readonly variations?: readonly Variation[];
  /** Replaces the outlines and advances of the TrueType tables. */
  readonly drawn?: DrawnGlyphs | null;
}

/** The highest and lowest letters of European languages in common fonts. */
const EXTREME_LETTERS = 'ÅŮĥĺ|gĢȘ';

/**
 * Reads a font. `name` identifies it in diagnostics and in `Font.name`. Only the table directory and table headers are
 * read now.
 *
 * @throws HeatmapError "bad-font" if this is not a font, has no outlines, or is damaged.
 */
export function readFont(
  bytes: Uint8Array,
  name: string,
  {
    family = name,
    isBold = false,
    isItalic = false,
    start = 0,
    index = 0,
    variations = [],
    drawn = null,
  }: FaceOptions = {},
): Font {
  const tables = openTables(bytes, name, start);
  const unitsPerEm = tables.require('head').u16(18);
  if (unitsPerEm === 0) badFont(name, 'the font is damaged: its em has no units');
  const glyphCount = tables.require('maxp').u16(4);
  const cmap =
    readCmap(tables.require('cmap')) ?? badFont(name, 'the font has no Unicode map of format 4 or 12');
  const hhea = tables.require('hhea');
  const hmtx = tables.require('hmtx');
  const advanceCount = hhea.u16(34);
  if (advanceCount === 0) badFont(name, 'the font is damaged: its glyphs have no widths');
  const outlines = drawn ?? readOutlines(tables);
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

  // The last width applies to all further glyphs, as in monospaced fonts.
  const advance = (glyph: number) =>
    drawn ? drawn.advance(glyph) : hmtx.u16(4 * Math.min(glyph, advanceCount - 1));
  const outline = (glyph: number, formatPoint?: PointFormatter) => outlines.path(glyph, formatPoint);

  return {
    name,
    family,
    isBold,
    ...(isItalic && { isItalic }),
    unitsPerEm,
    ascent,
    descent: minOf(extremes, ({ bottom }) => bottom, hhea.i16(6)),
    capHeight: inkExtents('H')[0]?.top ?? ascent,
    xHeight: inkExtents('x')[0]?.top ?? ascent,
    glyphIndex,
    advance,
    kern: (left, right) => (kerning ??= readKerning(tables))(left, right),
    outline,
    mayEmbed: () => mayEmbed(tables),
    subset(glyphs) {
      if (!drawn) return { bytes: subsetFont(tables, glyphs), outlines: 'TrueType' };
      const numbers = [...new Set([0, ...glyphs])].sort((a, b) => a - b);
      const list = numbers.map((glyph) => ({ glyph, advance: advance(glyph), outline: outline(glyph) }));
      return { bytes: writeCff(name, unitsPerEm, list), outlines: 'CFF' };
    },
    program: () => ({ bytes, index, variations }),
    ...(drawn && { shaping: 'always' }),
  };
}
