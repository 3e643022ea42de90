import { describe, expect, it } from 'vitest';
import { bundledFonts, withFonts } from '../../../src/fonts/font-set.js';
import { fontMetrics, measure, shape, type Weight } from '../../../src/typography/measure.js';
import { fontBytes, fontkitAdvance, readWithFontkit } from '../fonts/font-bytes.js';

const fonts = bundledFonts();
const WEIGHTS: readonly Weight[] = ['normal', 'bold'];
const primary = {
  normal: readWithFontkit(fontBytes('Arimo-Regular')),
  bold: readWithFontkit(fontBytes('Arimo-Bold')),
};
const fallback = readWithFontkit(fontBytes('DejaVuSans'));

function width(text: string, weight: Weight = 'normal'): number {
  return shape(text, weight, fonts).width;
}

/** Returns the width of each run of one font in fontkit. Two digits are in different runs, so they are not kerned. */
function expectedWidth(text: string, weight: Weight): number {
  const runs: { font: typeof fallback; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0)!;
    const font = primary[weight].hasGlyphForCodePoint(codePoint) ? primary[weight] : fallback;
    const run = runs.at(-1);
    if (run?.font === font && !/\d\d$/.test(run.text + character)) run.text += character;
    else runs.push({ font, text: character });
  }
  return runs.reduce((sum, run) => sum + fontkitAdvance(run.font, run.text) / run.font.unitsPerEm, 0);
}

describe('the width of a text', () => {
  const printable = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 0x20 + i));

  it.each([
    ['printable ASCII', printable],
    ['printable ASCII backwards', [...printable].reverse().join('')],
    ['kerned pairs', 'AVATAR Te To P. L’ fy r, Yo WAVE 11.7 1T 74'],
    ['accented Latin letters', 'Çà et là, Ñandú, Škoda, Łódź, Ťava, Ấm, Țăran, Ĥello, Ůtok'],
    ['combining marks that compose', 'e\u0301 A\u030a n\u0303 T\u030c'],
    ['Greek', 'Αυτή ΤΑΥ Δλγ ΰ'],
    ['Cyrillic', 'Градиент ТАУ Уда ґ'],
    ['mathematics', 'x ≤ 1 ∑ √2 ≈ ∞ ∈ ∀ −3 × 5 ± ½ ²'],
    ['marks in tokens', 'Ġthe ▁the Ċ Ġ▁Ċ ▁▁'],
    ['arrows', '← → ↑ ↓ ⇒ ⟶'],
    ['symbols', '★ ✓ ✗ ⏎ ␣ A★V'],
    ['characters of two code units', '𝕏𝟙'],
  ])('is the width in fontkit for %s', (_, text) => {
    for (const weight of WEIGHTS) expect(width(text, weight)).toBeCloseTo(expectedWidth(text, weight), 6);
  });

  it('in px is proportional to the font size', () => {
    expect(measure('Token', 10, 'normal', fonts)).toBeCloseTo(10 * width('Token'), 9);
    expect(measure('Token', 25, 'normal', fonts)).toBeCloseTo(25 * width('Token'), 9);
    expect(measure('Token', 10, 'bold', fonts)).toBeCloseTo(10 * width('Token', 'bold'), 9);
    expect(measure('', 10, 'normal', fonts)).toBe(0);
  });

  it('is memoized for each font set separately', () => {
    const others = { regular: [fonts.regular[1]], bold: [fonts.bold[1]], given: [] };
    expect(measure('Token', 10, 'normal', fonts)).toBeCloseTo(10 * width('Token'), 9);
    expect(measure('Token', 10, 'normal', others)).toBeCloseTo(
      (10 * fontkitAdvance(fallback, 'Token')) / 2048,
      9,
    );
    for (let i = 0; i < 10_500; i++) measure(`${i}`, 10, 'normal', others);
    expect(measure('Token', 10, 'normal', others)).toBeCloseTo(
      (10 * fontkitAdvance(fallback, 'Token')) / 2048,
      9,
    );
  });

  it('of a number is the sum of its digits, so that columns of numbers align', () => {
    for (const weight of WEIGHTS) {
      expect(width('1174', weight)).toBe(4 * width('0', weight));
      expect(fontkitAdvance(primary[weight], '11')).toBeLessThan(2 * fontkitAdvance(primary[weight], '1'));
    }
  });

  it('is the same for composed and decomposed letters', () => {
    expect(width('Z\u030caba')).toBe(width('Žaba'));
  });

  it('counts tabs and line ends as spaces', () => {
    for (const blank of ['\t', '\n', '\r\n', '\v', '\f', '\r', '\x85', '\u2028', '\u2029']) {
      expect(width(`a${blank}b`)).toBe(width('a b'));
    }
  });

  it('does not change with invisible characters', () => {
    const invisible = [
      '\u00ad',
      '\u200b',
      '\u200c',
      '\u200d',
      '\u200e',
      '\u2060',
      '\u2066',
      '\ufe0f',
      '\ufeff',
      '\u{e0041}',
    ];
    for (const character of invisible) {
      expect(shape(`A${character}V`, 'normal', fonts)).toEqual(shape('AV', 'normal', fonts));
    }
    expect(shape('\u200b', 'normal', fonts)).toEqual({
      width: 0,
      glyphs: [],
      missingCodePoints: [],
      ink: null,
    });
  });

  it('includes marks that do not compose with the width in the font', () => {
    expect(primary.normal.glyphForCodePoint(0x32a).advanceWidth).toBe(0);
    expect(width('x\u032a')).toBe(width('x'));
  });
});

describe('the glyphs of a text', () => {
  it('start where the previous glyph ends, kerning included', () => {
    const { glyphs, width: all } = shape('AV.', 'normal', fonts);
    expect(glyphs.map(({ x }) => x)).toEqual([
      0,
      expect.closeTo(width('AV') - width('V'), 9),
      expect.closeTo(width('AV.') - width('.'), 9),
    ]);
    expect(all).toBe(width('AV.'));
  });

  it('come from the first font with the character, without kerning between fonts', () => {
    const { glyphs } = shape('A▁V', 'normal', fonts);
    expect(glyphs.map(({ font }) => font.name)).toEqual(['Arimo', 'DejaVu Sans', 'Arimo']);
    const kernsAll = { ...fonts.regular[1], kern: () => -500 };
    const { width: mixed } = shape('A▁V', 'normal', { ...fonts, regular: [fonts.regular[0], kernsAll] });
    expect(mixed).toBeCloseTo(width('A') + width('▁') + width('V'), 9);
  });

  it('are boxes for characters that no font has, which are listed once each', () => {
    const { glyphs, missingCodePoints } = shape('中a文中', 'normal', fonts);
    expect(missingCodePoints).toEqual([0x4e2d, 0x6587]);
    expect(glyphs.map(({ glyph }) => glyph === 0)).toEqual([true, false, true, true]);
    expect(glyphs[0].font.name).toBe('DejaVu Sans');
    expect(glyphs[0].font.outline(0)).toContain('Z');
    expect(width('中')).toBeCloseTo(fallback.getGlyph(0).advanceWidth / 2048, 9);
  });

  it('are boxes for control characters', () => {
    expect(shape('\x1b\0', 'normal', fonts).missingCodePoints).toEqual([0x1b, 0]);
  });

  it('are the replacement character for a lone surrogate', () => {
    for (const half of ['\ud800', '\udc00', 'a\ud83d', '\ude00a']) {
      expect(shape(half, 'normal', fonts)).toEqual(shape(half.replace(/\p{Cs}/u, '\ufffd'), 'normal', fonts));
    }
  });

  it('come from the font of the user for the characters that it has', () => {
    const user = {
      ...fonts.regular[0],
      name: 'user',
      glyphIndex: (codePoint: number) => (codePoint === 0x4e2d ? 5 : 0),
    };
    const { glyphs, missingCodePoints } = shape('a中文', 'normal', withFonts([user]));
    expect(glyphs.map(({ font }) => font.name)).toEqual(['Arimo', 'user', 'DejaVu Sans']);
    expect(missingCodePoints).toEqual([0x6587]);
  });
});

describe('the heights of a line', () => {
  it.each(WEIGHTS)('contain the ink of accented European letters: %s', (weight) => {
    const { ascent, descent } = fontMetrics(weight, fonts);
    const letters = [
      ...'ȘșȚț',
      ...range(0x20, 0x7e),
      ...range(0xa0, 0x17f),
      ...range(0x386, 0x3ce),
      ...range(0x400, 0x45f),
      ...range(0x1ea0, 0x1ef9),
    ];
    for (const letter of letters) {
      const glyph = primary[weight].glyphForCodePoint(letter.codePointAt(0)!);
      if (glyph.id === 0 || glyph.path.commands.length === 0) continue;
      const { minY, maxY } = glyph.path.bbox;
      expect(maxY / 2048, letter).toBeLessThanOrEqual(ascent);
      expect(minY / 2048, letter).toBeGreaterThanOrEqual(-descent);
    }
  });

  it('are only a little larger than the ink; cap height and x-height are exact', () => {
    for (const weight of WEIGHTS) {
      const { ascent, descent, capHeight, xHeight } = fontMetrics(weight, fonts);
      expect(ascent).toBeLessThan(1);
      expect(descent).toBeLessThan(0.25);
      expect(capHeight).toBe(1409 / 2048);
      expect(xHeight).toBe(1082 / 2048);
    }
  });
});

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));
}
