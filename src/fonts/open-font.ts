/** Opens font files of every kind: plain ones, collections, web fonts, variable fonts. */
import { memoize } from '../memoize.js';
import { joinFirst } from '../phrases.js';
import { type FontNames, readNames } from './name-table.js';
import { badFont, checkFontSize, FontTable, openTables, type Tables } from './sfnt.js';
import { openShapingFace } from './shaping-face.js';
import { type DrawnGlyphs, type Font, type FontProgram, readFont, type Variation } from './truetype.js';
import { checkVariations, readAxes } from './variations.js';
import { openWoff } from './woff.js';
import { readWoff2 } from './woff2.js';

/** Which font of a file is meant. */
export interface FaceRequest {
  /** The number of a font in a collection, from 0, or its name; null: the first. */
  readonly face: string | null;
  readonly variations: readonly Variation[];
}

/** A font in a file without compression. */
interface Face {
  readonly bytes: Uint8Array;
  readonly index: number;
  /** The offset of its table directory. */
  readonly start: number;
}

/** The largest number of fonts in a collection. Real ones have about 40. */
const MAX_FACES = 256;
const MAX_LISTED = 10;
/** The smallest weight of a bold face, and the weights of the instances for regular and for bold text. */
const MIN_BOLD_WEIGHT = 600;
const REGULAR_WEIGHT = 400;
const BOLD_WEIGHT = 700;
const WEIGHT_AXIS = 'wght';
/** Bits of the flags of a face. */
const ITALIC_OR_OBLIQUE = 0x201;

/** Tables with pictures of glyphs in colour or as pixels, and their descriptions. */
const COLOR_TABLES = [
  ['COLR', 'in colour (COLR)'],
  ['SVG ', 'in colour (SVG)'],
  ['CBDT', 'as bitmaps in colour (CBDT)'],
  ['sbix', 'as bitmaps in colour (sbix)'],
  ['EBDT', 'as bitmaps (EBDT)'],
] as const;

/**
 * Opens a font. A variable font whose weight is not chosen serves as regular and as bold face. `file` is the name that
 * diagnostics show. Errors: `bad-font`.
 */
export function openFonts(bytes: Uint8Array, file: string, { face, variations }: FaceRequest): Font[] {
  const chosen = chooseFace(bytes, file, face);
  const tables = openTables(chosen.bytes, file, chosen.start);
  const axes = readAxes(tables);
  checkVariations(axes, variations, file);
  const open = (...more: readonly Variation[]) =>
    openInstance(chosen, tables, file, [...variations, ...more]);
  const weight = axes.find(({ tag }) => tag === WEIGHT_AXIS);
  if (!weight || variations.some(({ tag }) => tag === WEIGHT_AXIS)) return [open()];
  const weights = [REGULAR_WEIGHT, BOLD_WEIGHT].map((value) =>
    Math.min(weight.max, Math.max(weight.min, value)),
  );
  return [...new Set(weights)].map((value) => open({ tag: WEIGHT_AXIS, value }));
}

function openInstance(
  { bytes, index, start }: Face,
  tables: Tables,
  file: string,
  variations: readonly Variation[],
): Font {
  const names = readNames(tables);
  const name = [fullName(names) || file, ...variations.map(({ tag, value }) => `${tag}${value}`)].join(' ');
  const family = names.family || file;
  const weight = variations.find(({ tag }) => tag === WEIGHT_AXIS)?.value ?? readWeight(tables);
  const isItalic = readItalic(tables, variations);
  const options = { family, isBold: weight >= MIN_BOLD_WEIGHT, isItalic, start, index, variations };
  const color = COLOR_TABLES.find(([tag]) => tables.find(tag) !== null);
  const isPlain = tables.find('glyf') !== null && tables.find('fvar') === null;
  if (!isPlain && !['glyf', 'CFF ', 'CFF2'].some((tag) => tables.find(tag))) {
    badFont(
      file,
      `the font has no outlines: its glyphs are ${color?.[1] ?? 'in a form that is not known'}`,
      'use a font with outlines; for emoji, for example Noto Emoji',
    );
  }
  const drawn = isPlain ? null : drawnGlyphs({ bytes, index, variations }, file);
  const font = readFont(bytes, name, { ...options, drawn });
  return limitFont(font, color !== undefined);
}

/** Glyphs are asked for again and again, and HarfBuzz reads them each time. */
const MAX_CACHED_ADVANCES = 5000;

function drawnGlyphs(program: FontProgram, file: string): DrawnGlyphs {
  const face = openShapingFace(program, file);
  return {
    advance: memoize(face.advance, MAX_CACHED_ADVANCES),
    path: face.path,
    inkExtent: face.inkBox,
  };
}

const LATIN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Whether the character is drawn only in colour, so that its outline is empty. */
function hasNoInk(font: Font, codePoint: number): boolean {
  const glyph = font.glyphIndex(codePoint);
  const isVisible = /[^\s\p{C}\p{Z}]/u.test(String.fromCodePoint(codePoint));
  return glyph !== 0 && isVisible && font.outline(glyph) === '';
}

/**
 * Returns a font that lacks characters which it cannot draw well: those that are only in colour, and ASCII in a font for
 * symbols or for one script, whose digits would stand out among the letters of the next font.
 */
function limitFont(font: Font, hasColor: boolean): Font {
  const hasLatin = [...LATIN_LETTERS].some((letter) => font.glyphIndex(letter.charCodeAt(0)) !== 0);
  if (hasLatin && !hasColor) return font;
  const isColorOnly = (codePoint: number) => hasColor && hasNoInk(font, codePoint);
  const glyphIndex = memoize((codePoint: number) => {
    const isHidden = (codePoint < 0x80 && !hasLatin) || isColorOnly(codePoint);
    return isHidden ? 0 : font.glyphIndex(codePoint);
  });
  return { ...font, isColorOnly, glyphIndex };
}

function fullName({ family, style, full }: FontNames): string {
  return full || (style && style !== 'Regular' ? `${family} ${style}` : family);
}

function readWeight(tables: Tables): number {
  const os2 = tables.find('OS/2');
  const isMarkedBold = (tables.require('head').u16(44) & 1) !== 0;
  return os2 && os2.length >= 6 ? os2.u16(4) : isMarkedBold ? BOLD_WEIGHT : REGULAR_WEIGHT;
}

/** Whether a face is italic or oblique, by its flags or by its position on the axes for these. */
function readItalic(tables: Tables, variations: readonly Variation[]): boolean {
  const os2 = tables.find('OS/2');
  const isMarked = os2 ? os2.length >= 64 && (os2.u16(62) & ITALIC_OR_OBLIQUE) !== 0 : false;
  return isMarked || variations.some(({ tag, value }) => (tag === 'ital' || tag === 'slnt') && value !== 0);
}

function chooseFace(bytes: Uint8Array, file: string, face: string | null): Face {
  checkFontSize(bytes.length, file);
  const container = new FontTable(file, 'file', bytes);
  const signature = bytes.length < 4 ? '' : container.text(0, 4);
  if (signature === 'ttcf') {
    return pickFace(container.u32(8), file, face, (index) => ({
      bytes,
      index,
      start: container.u32(12 + 4 * index),
    }));
  }
  if (signature === 'wOF2') {
    const { count, open, plainTables } = readWoff2(container, file);
    return pickFace(count, file, face, (index) => ({ bytes: open(index), index: 0, start: 0 }), plainTables);
  }
  const single = signature === 'wOFF' ? openWoff(container, file) : bytes;
  return pickFace(1, file, face, () => ({ bytes: single, index: 0, start: 0 }));
}

/** `tablesOf` returns tables of a font, among them its names. */
function pickFace(
  count: number,
  file: string,
  face: string | null,
  open: (index: number) => Face,
  tablesOf = (index: number) => {
    const { bytes, start } = open(index);
    return openTables(bytes, file, start);
  },
): Face {
  if (count < 1 || count > MAX_FACES) {
    badFont(file, `the collection has ${count} fonts, but must have 1 to ${MAX_FACES}`);
  }
  if (face === null) return open(0);
  if (/^\d+$/.test(face) && Number(face) < count) return open(Number(face));
  const all = Array.from({ length: count }, (_, index) => readNames(tablesOf(index)));
  const wanted = face.toLowerCase();
  const index = all.findIndex((names) =>
    [fullName(names), names.postScript, names.family].some((name) => name.toLowerCase() === wanted),
  );
  if (index >= 0) return open(index);
  const listed = joinFirst(
    all.map((names, i) => `${i} (${fullName(names) || 'no name'})`),
    MAX_LISTED,
  );
  return badFont(
    file,
    `the file has no font "${face}"; its fonts are ${listed}`,
    'write the number or the name of a font after the "#"',
  );
}
