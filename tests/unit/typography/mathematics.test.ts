/** Mathematics as people type it, in the fonts of the program. */
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import { measure, missingCodePoints, shape } from '../../../src/typography/measure.js';
import { outlinePoints } from '../../support/font-fixtures.js';

const fonts = bundledFonts();

/** Returns the lowest and the highest point of a character in em. */
function inkOf(character: string, weight: 'normal' | 'bold') {
  const [{ font, glyph }] = shape(character, weight, fonts).glyphs;
  const heights = outlinePoints(font.outline(glyph)).map(([, y]) => y / font.unitsPerEm);
  return { bottom: Math.min(...heights), top: Math.max(...heights) };
}

describe.each(['normal', 'bold'] as const)('in a %s text', (weight) => {
  const widthOf = (text: string) => measure(text, 1, weight, fonts);

  it.each([
    ['superscripts', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ'],
    ['subscripts', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢₙ'],
    ['Greek', 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωϑϕϵ'],
    ['operators', '±∓×÷·∙−∗∘√∛∝∞∂∇∆∑∏∫∮'],
    ['relations', '≤≥≠≈≡≅∼≪≫∈∉∋⊂⊃⊆⊇∅∪∩∧∨¬∀∃⟨⟩‖⊥∥'],
    ['arrows', '←↑→↓↔↕⇐⇒⇔↦⟶⟵'],
    ['units and letters', '°′″µÅΩℓℏℝℂℕℤℚ‰‱½¼¾'],
    ['spaces', '\u00a0\u2002\u2003\u2009\u200a\u202f'],
  ])('no glyph is missing: %s', (_, characters) => {
    expect(missingCodePoints(characters, weight, fonts).map((point) => String.fromCodePoint(point))).toEqual(
      [],
    );
  });

  it('digits of one kind have one width, as in tables', () => {
    for (const digits of ['⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉', '0123456789'])
      for (const digit of digits) expect(Math.abs(widthOf(digit) - widthOf(digits[4]))).toBeLessThan(0.02);
  });

  it('a minus is as wide as a plus, and wider than a hyphen', () => {
    expect(widthOf('−')).toBeCloseTo(widthOf('+'), 2);
    expect(widthOf('−')).toBeGreaterThan(1.5 * widthOf('-'));
    expect(Math.abs(widthOf('⁻') - widthOf('⁺'))).toBeLessThan(0.02);
  });

  it('thin spaces are narrower than a space, and no ink', () => {
    for (const space of '\u2009\u200a\u202f') {
      expect(widthOf(`1${space}0`) - widthOf('1') - widthOf('0')).toBeGreaterThan(0.05);
      expect(widthOf(space)).toBeLessThan(widthOf(' '));
      expect(
        shape(space, weight, fonts)
          .glyphs.map(({ font, glyph }) => font.outline(glyph))
          .join(''),
      ).toBe('');
    }
  });

  it('superscripts are above the middle of a digit, and subscripts reach below the line', () => {
    const digit = inkOf('8', weight);
    for (const sign of '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ')
      expect(inkOf(sign, weight).bottom, sign).toBeGreaterThan(0.3 * digit.top);
    for (const sign of '₀₁₂₃₄₅₆₇₈₉') expect(inkOf(sign, weight).bottom, sign).toBeLessThan(-0.02);
  });
});
