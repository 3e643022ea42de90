import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import {
  inkOf,
  measure,
  missingCodePoints,
  runsRightToLeft,
  shape,
} from '../../../src/typography/measure.js';
import { truncateMiddle } from '../../../src/typography/wrap.js';

const fonts = bundledFonts();
const textOf = (text: string, isRightToLeft?: boolean) =>
  shape(text, 'normal', fonts, isRightToLeft)
    .glyphs.map(({ text: part }) => part)
    .join('');

describe('a text that needs shaping', () => {
  it('has its glyphs in the order in which they are seen', () => {
    expect(textOf('שלום')).toBe('םולש');
    expect(textOf('abc שלום 12')).toBe('abc 12 םולש');
    expect(textOf('שלום abc 12')).toBe('abc 12 םולש');
    expect(textOf('a שלום', true)).toBe('םולש a');
    expect(textOf('a\u202eבגbc\u202c').replace(/[\u202a-\u202e]/g, '')).toBe('acbגב');
  });

  it('joins Arabic letters, in the form of the font', () => {
    const width = (text: string) => measure(text, 1, 'normal', fonts);
    // Four letters that join: each form is narrower than the letter alone.
    expect(width('بببب')).toBeLessThan(4 * width('ب'));
    // The ligature of lam and alef.
    const { glyphs } = shape('لا', 'normal', fonts);
    expect(glyphs.map(({ text }) => text)).toEqual(['لا']);
  });

  it('places marks without width', () => {
    const { glyphs, width } = shape('x\u032a', 'normal', fonts);
    expect(width).toBe(measure('x', 1, 'normal', fonts));
    expect(glyphs).toHaveLength(2);
    expect(glyphs[1].x).toBeLessThanOrEqual(width);
  });

  it('takes each grapheme from the first font that has all of it, and reports those that none has', () => {
    const { glyphs } = shape('a שb', 'normal', fonts);
    expect(glyphs.map(({ font }) => font.name)).toEqual(['Arimo', 'Arimo', 'Arimo', 'Arimo']);
    expect(shape('ብa ب', 'normal', fonts).glyphs.at(-1)?.font.name).toBe('DejaVu Sans');
    expect(missingCodePoints('कि', 'normal', fonts)).toEqual([0x915, 0x93f]);
    expect(missingCodePoints('ب\u200d', 'normal', fonts)).toEqual([]);
  });

  it('knows how high its ink reaches', () => {
    const plain = inkOf('ب', 'normal', fonts);
    const vocalised = inkOf('بَّ', 'normal', fonts);
    expect(vocalised!.ascent).toBeGreaterThan(plain!.ascent);
    expect(inkOf('Hg', 'normal', fonts)).toBeNull();
  });

  it('has the direction of its first letter outside of isolates', () => {
    expect(['שa', '12 ש', '\u2068ש\u2069a', 'aש', '\u200f12', '', '12'].map(runsRightToLeft)).toEqual([
      ...[true, true, false, false, true, false, false],
    ]);
  });

  it('keeps its start and its end around the ellipsis if it is cut', () => {
    const label = 'אבגדהוזחטי'.repeat(4);
    const width = (text: string) => measure(text, 10, 'normal', fonts);
    const cut = truncateMiddle(label, width(label) / 2, width);
    expect(cut.startsWith('אבגדה') && cut.endsWith('חטי')).toBe(true);
    expect(textOf(cut)).toBe([...cut].reverse().join(''));
    // An ellipsis at the end of the text is at its left end.
    expect(textOf('אבג…').startsWith('…')).toBe(true);
  });
});

describe('hostile texts', () => {
  it('longer than any page are measured letter by letter', () => {
    const width = (count: number) => shape('ب'.repeat(count), 'normal', fonts).width / count;
    expect(width(20_001)).toBeCloseTo(width(1), 6);
    expect(width(1000)).toBeLessThan(0.8 * width(1));
  });

  const LENGTH = 10_000;
  it.each([
    ['without a break', 'س'.repeat(LENGTH)],
    ['of marks', `س${'\u064b'.repeat(LENGTH)}`],
    ['of isolates that never end', '\u2067a'.repeat(LENGTH / 2)],
    ['of ends without a start', '\u2069\u202cא'.repeat(LENGTH / 4)],
    ['of brackets that never close', 'א('.repeat(LENGTH / 2)],
    ['that changes its direction at each letter', 'aא'.repeat(LENGTH / 2)],
    ['of halves of pairs', '\ud800ש\udc00'.repeat(LENGTH / 4)],
  ])('a text %s has a finite width', (_, text) => {
    const { width, glyphs } = shape(text, 'normal', fonts);
    expect(width).toBeGreaterThan(0);
    expect(Number.isFinite(width)).toBe(true);
    expect(glyphs.length).toBeLessThanOrEqual(text.length);
  });
});
