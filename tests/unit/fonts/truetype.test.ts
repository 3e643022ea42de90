import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { readFont } from '../../../src/fonts/truetype.js';
import { BUNDLED, collectionOf, fontBytes, oracle, withTables, words } from './font-bytes.js';

const arimo = fontBytes('Arimo-Regular');

function refusal(bytes: Uint8Array) {
  try {
    readFont(bytes, 'mine.ttf');
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the font was read');
}

describe.each(BUNDLED)('%s', (file) => {
  const font = readFont(fontBytes(file), file);
  const expected = oracle(fontBytes(file));

  it('has the glyph of every character that fontkit finds', () => {
    for (const codePoint of expected.characterSet) {
      expect(font.glyph(codePoint), `U+${codePoint.toString(16)}`).toBe(
        expected.glyphForCodePoint(codePoint).id,
      );
    }
  });

  it('has no glyph for characters that fontkit does not find', () => {
    for (const codePoint of [0x4e2d, 0xac00, 0xe000, 0xffff, 0x1f600, 0x10ffff]) {
      expect(font.glyph(codePoint)).toBe(expected.glyphForCodePoint(codePoint).id);
    }
    expect(font.glyph(0x4e2d)).toBe(0);
  });

  it('has the advance of every glyph', () => {
    for (let glyph = 0; glyph < expected.numGlyphs; glyph++) {
      expect(font.advance(glyph)).toBe(expected.getGlyph(glyph).advanceWidth);
    }
  });

  it('takes the heights of capitals and small letters from H and x', () => {
    expect(font.unitsPerEm).toBe(expected.unitsPerEm);
    expect(font.capHeight).toBe(expected.glyphForCodePoint(0x48).bbox.maxY);
    expect(font.xHeight).toBe(expected.glyphForCodePoint(0x78).bbox.maxY);
  });

  it('has a line at least as high and deep as the font says', () => {
    expect(font.ascent).toBeGreaterThanOrEqual(expected.ascent);
    expect(font.descent).toBeLessThanOrEqual(expected.descent);
  });
});

describe('a font file', () => {
  it('that is a collection gives its first font', () => {
    const font = readFont(collectionOf(arimo), 'mine.ttc');
    const expected = readFont(arimo, 'mine.ttf');
    expect(font.advance(font.glyph(0x57))).toBe(expected.advance(expected.glyph(0x57)));
    expect(font.outline(font.glyph(0xe9))).toBe(expected.outline(expected.glyph(0xe9)));
    expect(font.kern(font.glyph(0x41), font.glyph(0x56))).toBeLessThan(0);
  });

  it('may have widths for its first glyphs only, the last of which is that of all others', () => {
    const hhea = new Uint8Array(36);
    hhea.set(words(2), 34);
    const font = readFont(withTables(arimo, { hhea, hmtx: words(700, 0, 1200, 0) }), 'mine.ttf');
    expect([0, 1, 2, 3000].map(font.advance)).toEqual([700, 1200, 1200, 1200]);
  });

  it('whose map leads to glyphs it does not have is taken to lack those characters', () => {
    const font = readFont(withTables(arimo, { maxp: words(1, 0, 40) }), 'mine.ttf');
    expect(font.glyph(0x21)).toBeGreaterThan(0);
    expect(font.glyph(0x7a)).toBe(0);
  });

  it('without the letters that heights are taken from falls back on the ascent', () => {
    const font = readFont(withTables(arimo, { maxp: words(1, 0, 4) }), 'mine.ttf');
    expect([font.capHeight, font.xHeight, font.ascent, font.descent]).toEqual([1854, 1854, 1854, -434]);
  });

  it.each([
    [
      'PostScript outlines',
      withTables(arimo, { glyf: null, loca: null, 'CFF ': words(1) }),
      /CFF outlines: only fonts with TrueType/,
    ],
    ['web fonts', Buffer.from('wOF2 and so on'), /web font \(WOFF\): only fonts with TrueType/],
    ['older web fonts', Buffer.from('wOFF and so on'), /web font \(WOFF\): only fonts with TrueType/],
    ['pictures', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /not a font: only fonts with TrueType/],
    ['nothing', new Uint8Array(), /damaged: its file ends too early/],
    ['fonts without a table', withTables(arimo, { cmap: null }), /has no "cmap" table/],
    ['fonts cut off', arimo.subarray(0, 200_000), /damaged: its file ends before its "\w+" table does/],
    ['fonts cut off in the directory', arimo.subarray(0, 100), /damaged: its file ends too early/],
    ['fonts without an em', withTables(arimo, { head: new Uint8Array(54) }), /damaged: it has no units/],
    [
      'fonts without widths',
      withTables(arimo, { hhea: new Uint8Array(36) }),
      /damaged: its glyphs have no widths/,
    ],
    [
      'fonts without a Unicode map',
      withTables(arimo, { cmap: words(0, 1, 1, 0, 0, 12, 6) }),
      /no Unicode map of format 4 or 12/,
    ],
  ])('is refused by name and with the reason: %s', (_, bytes, reason) => {
    const { code, message, place } = refusal(bytes);
    expect(code).toBe('bad-font');
    expect(message).toMatch(reason);
    expect(place).toEqual({ file: 'mine.ttf' });
  });
});
