import { describe, expect, it } from 'vitest';
import { truncateMiddle, wrap } from '../../../src/typography/wrap.js';

const countCodePoints = (text: string) => [...text].length;

describe('wrapping', () => {
  it.each([
    ['a text that fits', 'attn out', 8, ['attn out']],
    ['words', 'mean AUC by layer', 8, ['mean AUC', 'by layer']],
    ['several spaces', 'one  two   three', 5, ['one', 'two', 'three']],
    ['spaces within a line', 'a  b c', 4, ['a  b', 'c']],
    ['paths', 'model.layers/attn_out-proj', 8, ['model.', 'layers/', 'attn_', 'out-proj']],
    ['repeated punctuation', 'a--b//c', 4, ['a--', 'b//c']],
    ['signs and leading dots, which stay with the next word', 'foo -5 ../x', 5, ['foo', '-5', '../x']],
    ['no decimal numbers', 'at 0.75 or v1.2', 5, ['at', '0.75', 'or', 'v1.2']],
    ['at line ends of the text', 'one\ntwo\r\n\nthree', 9, ['one', 'two', '', 'three']],
    ['a word that is too wide', 'a transformer b', 5, ['a', 'trans', 'forme', 'r b']],
    ['a text of spaces', '     ', 2, ['']],
    ['after leading spaces only if the word does not fit', '  ab cd', 4, ['  ab', 'cd']],
    ['a text with too many leading spaces', '    ab', 4, ['ab']],
    ['a text with trailing spaces', 'ab    ', 4, ['ab']],
    ['an empty text', '', 2, ['']],
    ['every character at a width of 0', 'ab c', 0, ['a', 'b', 'c']],
  ])('breaks %s', (_, text, maxWidth, lines) => {
    expect(wrap(text, maxWidth, countCodePoints)).toEqual(lines);
  });

  it('never breaks a grapheme', () => {
    const families = '👨‍👩‍👧👨‍👩‍👧e\u0301e\u0301';
    expect(wrap(families, 5, countCodePoints)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧', 'e\u0301e\u0301']);
  });

  it.each([
    ['Thai', 'ไปกรุงเทพมหานครเป็นเมืองหลวง', 14, ['ไป', 'กรุงเทพมหานคร', 'เป็นเมืองหลวง']],
    ['Khmer, at its spaces of no width', 'កូរ៉េ\u200bខាង\u200bត្បូង', 10, ['កូរ៉េ\u200bខាង\u200b', 'ត្បូង']],
    ['Lao', 'ພາສາລາວ', 4, ['ພາສາ', 'ລາວ']],
    ['Burmese', 'ကျွန်တော်သွားမယ်', 13, ['ကျွန်တော်သွား', 'မယ်']],
    ['Japanese', '東京の「遺伝子」、細胞。', 5, ['東京の', '「遺伝', '子」、', '細胞。']],
    ['Chinese with Latin and numbers', '基因BRCA1的表达（−1.5倍）', 8, ['基因BRCA1的', '表达（−1.5', '倍）']],
    ['Thai after spaces', 'ยีน ภาษาไทยๆ', 5, ['ยีน', 'ภาษา', 'ไทยๆ']],
  ])('breaks between words of %s', (_, text, maxWidth, lines) => {
    expect(wrap(text, maxWidth, countCodePoints)).toEqual(lines);
  });

  it('breaks between graphemes if a word and its punctuation are too wide', () => {
    expect(wrap('「「「遺」」」', 2, countCodePoints)).toEqual(['「「', '「遺', '」」', '」']);
  });

  it('does not break at no-break spaces', () => {
    expect(wrap('aa 5\u00a0ms', 4, countCodePoints)).toEqual(['aa', '5\u00a0ms']);
  });

  it('measures text whose length is linear in the length of the text', () => {
    /** The number of characters that are measured. */
    const workOf = (text: string) => {
      let work = 0;
      const measure = (line: string) => {
        work += line.length;
        return line.length;
      };
      wrap(text, 40, measure);
      wrap(text, text.length - 10, measure);
      truncateMiddle(text, text.length - 10, measure);
      return work;
    };
    for (const part of [' ', '-', 'a ', '1.']) {
      const [short, long] = [1000, 40_000].map((length) => part.repeat(length / part.length));
      // Forty times the text; quadratic work would be 1600 times as much.
      expect(workOf(long)).toBeLessThan(100 * workOf(short));
    }
    expect(workOf(`${' '.repeat(40_000)}x`)).toBeLessThan(100 * workOf(`${' '.repeat(1000)}x`));
  });
});

describe('truncating the middle', () => {
  it.each([
    ['a text that fits', 'attention', 9, 'attention'],
    ['as much of both ends as fits', 'attention', 6, 'att…on'],
    ['one letter', 'attention', 2, 'a…'],
    ['only the ellipsis', 'attention', 1, '…'],
    ['the ellipsis even if it is too wide', 'attention', 0, '…'],
  ])('keeps %s', (_, text, maxWidth, shortened) => {
    expect(truncateMiddle(text, maxWidth, countCodePoints)).toBe(shortened);
  });

  it('never splits a grapheme', () => {
    expect(truncateMiddle('👨‍👩‍👧ab👨‍👩‍👧', 8, countCodePoints)).toBe('👨‍👩‍👧…');
    expect(truncateMiddle('👨‍👩‍👧ab👨‍👩‍👧', 11, countCodePoints)).toBe('👨‍👩‍👧…👨‍👩‍👧');
  });
});
