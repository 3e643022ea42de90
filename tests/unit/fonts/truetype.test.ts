import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { openFonts } from '../../../src/fonts/open-font.js';
import { readFont } from '../../../src/fonts/truetype.js';
import {
  BUNDLED,
  createCollection,
  fontBytes,
  readWithFontkit,
  replaceTables,
  uint16Bytes,
} from './font-bytes.js';

const arimo = fontBytes('Arimo-Regular');

function readError(bytes: Uint8Array) {
  try {
    readFont(bytes, 'test.ttf');
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the font was read');
}

describe.each(BUNDLED)('%s', (file) => {
  const font = readFont(fontBytes(file), file);
  const reference = readWithFontkit(fontBytes(file));

  it('has the same glyph as fontkit for every character', () => {
    const different = reference.characterSet.filter(
      (codePoint) => font.glyphIndex(codePoint) !== reference.glyphForCodePoint(codePoint).id,
    );
    expect(different).toEqual([]);
  });

  it('has no glyph for characters that fontkit does not find', () => {
    for (const codePoint of [0x4e2d, 0xac00, 0xe000, 0xffff, 0x1f600, 0x10ffff]) {
      expect(font.glyphIndex(codePoint)).toBe(reference.glyphForCodePoint(codePoint).id);
    }
    expect(font.glyphIndex(0x4e2d)).toBe(0);
  });

  it('has the advance of every glyph', () => {
    const glyphs = Array.from({ length: reference.numGlyphs }, (_, glyph) => glyph);
    const different = glyphs.filter(
      (glyph) => font.advance(glyph) !== reference.getGlyph(glyph).advanceWidth,
    );
    expect(different).toEqual([]);
  });

  it('takes cap height and x-height from H and x', () => {
    expect(font.unitsPerEm).toBe(reference.unitsPerEm);
    expect(font.capHeight).toBe(reference.glyphForCodePoint(0x48).bbox.maxY);
    expect(font.xHeight).toBe(reference.glyphForCodePoint(0x78).bbox.maxY);
  });

  it('has at least the ascent and descent of the font file', () => {
    expect(font.ascent).toBeGreaterThanOrEqual(reference.ascent);
    expect(font.descent).toBeLessThanOrEqual(reference.descent);
  });
});

describe('a font file', () => {
  it('with a collection returns its first font', () => {
    const [font] = openFonts(createCollection(arimo), 'test.ttc', { face: null, variations: [] });
    const expected = readFont(arimo, 'test.ttf');
    expect(font.advance(font.glyphIndex(0x57))).toBe(expected.advance(expected.glyphIndex(0x57)));
    expect(font.outline(font.glyphIndex(0xe9))).toBe(expected.outline(expected.glyphIndex(0xe9)));
    expect(font.kern(font.glyphIndex(0x41), font.glyphIndex(0x56))).toBeLessThan(0);
  });

  it('may have widths for its first glyphs only; the last width applies to all others', () => {
    const hhea = new Uint8Array(36);
    hhea.set(uint16Bytes(2), 34);
    const font = readFont(replaceTables(arimo, { hhea, hmtx: uint16Bytes(700, 0, 1200, 0) }), 'test.ttf');
    expect([0, 1, 2, 3000].map(font.advance)).toEqual([700, 1200, 1200, 1200]);
  });

  it('lacks characters that it maps to glyphs outside the font', () => {
    const font = readFont(replaceTables(arimo, { maxp: uint16Bytes(1, 0, 40) }), 'test.ttf');
    expect(font.glyphIndex(0x21)).toBeGreaterThan(0);
    expect(font.glyphIndex(0x7a)).toBe(0);
  });

  it('without H and x uses the ascent for their heights', () => {
    const font = readFont(replaceTables(arimo, { maxp: uint16Bytes(1, 0, 4) }), 'test.ttf');
    expect([font.capHeight, font.xHeight, font.ascent, font.descent]).toEqual([1854, 1854, 1854, -434]);
  });

  it.each([
    ['images', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /not a font/],
    ['an empty file', new Uint8Array(), /damaged: its file ends too early/],
    ['fonts without a table', replaceTables(arimo, { cmap: null }), /has no "cmap" table/],
    ['truncated fonts', arimo.subarray(0, 200_000), /damaged: its file ends before its "\w+" table does/],
    ['fonts with a truncated directory', arimo.subarray(0, 100), /damaged: its file ends too early/],
    [
      'fonts without an em',
      replaceTables(arimo, { head: new Uint8Array(54) }),
      /damaged: its em has no units/,
    ],
    [
      'fonts without widths',
      replaceTables(arimo, { hhea: new Uint8Array(36) }),
      /damaged: its glyphs have no widths/,
    ],
    [
      'fonts without a Unicode map',
      replaceTables(arimo, { cmap: uint16Bytes(0, 1, 1, 0, 0, 12, 6) }),
      /no Unicode map of format 4 or 12/,
    ],
  ])('causes an error with its name and the reason: %s', (_, bytes, reason) => {
    const { code, message, place } = readError(bytes);
    expect(code).toBe('bad-font');
    expect(message).toMatch(reason);
    expect(place).toEqual({ file: 'test.ttf' });
  });
});
