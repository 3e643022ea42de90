import { describe, expect, it } from 'vitest';
import { truncateMiddle, wrap } from '../../../src/typography/wrap.js';

const letters = (text: string) => [...text].length;

describe('wrapping', () => {
  it.each([
    ['a text that fits', 'attn out', 8, ['attn out']],
    ['words', 'mean AUC by layer', 8, ['mean AUC', 'by layer']],
    ['several spaces', 'one  two   three', 5, ['one', 'two', 'three']],
    ['spaces within a line', 'a  b c', 4, ['a  b', 'c']],
    ['paths', 'model.layers/attn_out-proj', 8, ['model.', 'layers/', 'attn_', 'out-proj']],
    ['marks in a row', 'a--b//c', 4, ['a--', 'b//c']],
    ['signs and leading dots, which stay with what follows', 'foo -5 ../x', 5, ['foo', '-5', '../x']],
    ['decimal numbers, which stay whole', 'at 0.75 or v1.2', 5, ['at', '0.75', 'or', 'v1.2']],
    ['its own lines', 'one\ntwo\r\n\nthree', 9, ['one', 'two', '', 'three']],
    ['a word that is too wide', 'a transformer b', 5, ['a', 'trans', 'forme', 'r b']],
    ['a text of spaces', '     ', 2, ['']],
    ['after spaces at the beginning only if there is no room', '  ab cd', 4, ['  ab', 'cd']],
    ['a text behind too many spaces', '    ab', 4, ['ab']],
    ['a text with spaces behind it', 'ab    ', 4, ['ab']],
    ['nothing', '', 2, ['']],
    ['no room at all', 'ab c', 0, ['a', 'b', 'c']],
  ])('breaks %s', (_, text, maxWidth, lines) => {
    expect(wrap(text, maxWidth, letters)).toEqual(lines);
  });

  it('never breaks what a reader takes for one character', () => {
    const families = '👨‍👩‍👧👨‍👩‍👧e\u0301e\u0301';
    expect(wrap(families, 5, letters)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧', 'e\u0301e\u0301']);
  });

  it('does not break at spaces that are there to hold words together', () => {
    expect(wrap('aa 5\u00a0ms', 4, letters)).toEqual(['aa', '5\u00a0ms']);
  });

  it('takes a time that grows with the text only', () => {
    for (const text of [
      ' '.repeat(200_000),
      '-'.repeat(200_000),
      'a '.repeat(100_000),
      `${' '.repeat(100_000)}x`,
      '1.'.repeat(100_000),
    ]) {
      const started = performance.now();
      wrap(text, 40, (line) => line.length);
      wrap(text, 199_990, (line) => line.length);
      truncateMiddle(text, 199_990, (line) => line.length);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe('cutting the middle out', () => {
  it.each([
    ['all of a text that fits', 'attention', 9, 'attention'],
    ['as much of both ends as fits', 'attention', 6, 'att…on'],
    ['one letter', 'attention', 2, 'a…'],
    ['nothing but the mark', 'attention', 1, '…'],
    ['nothing but the mark, even where that is too wide', 'attention', 0, '…'],
  ])('keeps %s', (_, text, maxWidth, shortened) => {
    expect(truncateMiddle(text, maxWidth, letters)).toBe(shortened);
  });

  it('never cuts what a reader takes for one character', () => {
    expect(truncateMiddle('👨‍👩‍👧ab👨‍👩‍👧', 8, letters)).toBe('👨‍👩‍👧…');
    expect(truncateMiddle('👨‍👩‍👧ab👨‍👩‍👧', 11, letters)).toBe('👨‍👩‍👧…👨‍👩‍👧');
  });
});
