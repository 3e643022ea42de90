import { describe, expect, it } from 'vitest';
import { truncateMiddle, wrap } from '../../../src/typography/wrap.js';

const unit = '中e\u0301👩\u200d👩\u200d👧';
const graphemesIn = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe('a very long text', () => {
  it('is broken between graphemes wherever its parts end', () => {
    const text = unit.repeat(700);
    expect(wrap(text, 1, graphemesIn)).toEqual(
      Array.from({ length: 700 }, () => ['中', 'e\u0301', '👩\u200d👩\u200d👧']).flat(),
    );
  });

  it('is cut in the middle between graphemes', () => {
    // 11 code units a unit: one grapheme more at the front would make 22.
    const family = '👩\u200d👩\u200d👧';
    expect(truncateMiddle(unit.repeat(20_000), 21, (text) => text.length)).toBe(`中e\u0301…e\u0301${family}`);
  });
});
