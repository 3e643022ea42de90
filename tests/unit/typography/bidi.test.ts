import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { embeddingLevels, startsRightToLeft, visualOrder } from '../../../src/typography/bidi.js';

/**
 * Every 218th test of BidiCharacterTest.txt of Unicode 15.0 without tabs and line ends, which texts do not have here:
 * code points; direction of the paragraph (2: that of its first letter); its level; levels; order from left to right.
 */
const TESTS = readFileSync(new URL('../../fixtures/shaping/bidi-character-test.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(';'));

describe('the bidirectional algorithm', () => {
  it('gives the levels and the order of the tests of Unicode', () => {
    for (const [codePoints, direction, paragraph, levels, order] of TESTS) {
      const characters = codePoints.split(' ').map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
      const text = characters.join('');
      const isRightToLeft = direction === '2' ? startsRightToLeft(text) : direction === '1';
      const found = embeddingLevels(text, isRightToLeft);
      let at = 0;
      const items = characters.map((character, index) => {
        const level = found[at];
        at += character.length;
        return { index, level };
      });
      const expected = levels.split(' ');
      // Characters without a level are removed before the order is found.
      const kept = items.filter(({ index }) => expected[index] !== 'x');
      expect([codePoints, Number(isRightToLeft)]).toEqual([codePoints, Number(paragraph)]);
      expect([codePoints, kept.map(({ level }) => String(level))]).toEqual([
        codePoints,
        expected.filter((level) => level !== 'x'),
      ]);
      const seen = visualOrder(kept).map(({ index }) => index);
      expect([codePoints, seen.join(' ')]).toEqual([codePoints, order]);
    }
    expect(TESTS.length).toBeGreaterThan(400);
  });
});
