import { describe, expect, it } from 'vitest';
import { truncateMiddle, wrap } from '../../../src/typography/wrap.js';

const unit = '中e\u0301👩\u200d👩\u200d👧';
const countGraphemes = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe('a very long text', () => {
  it('breaks between graphemes also where a part of the text ends', () => {
    const text = unit.repeat(700);
    expect(wrap(text, 1, countGraphemes)).toEqual(
      Array.from({ length: 700 }, () => ['中', 'e\u0301', '👩\u200d👩\u200d👧']).flat(),
    );
  });

  it('is truncated in the middle between graphemes', () => {
    // Each unit has 11 code units. One more grapheme at the start would give 22.
    const family = '👩\u200d👩\u200d👧';
    expect(truncateMiddle(unit.repeat(20_000), 21, (text) => text.length)).toBe(`中e\u0301…e\u0301${family}`);
  });
});
