/** Graphemes, by the sample in tests/fixtures/shaping/grapheme-break-test.txt of Unicode's GraphemeBreakTest 15.0: every second line, without U+2701, which Unicode 17 no longer joins. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitGraphemes } from '../../../src/typography/graphemes.js';
import { ROOT } from '../../support/cli.js';

const FILE = join(ROOT, 'tests/fixtures/shaping/grapheme-break-test.txt');
/** Those of an older Node know fewer rules. */
const isCurrent = Number(process.versions.unicode) >= 15;

describe.skipIf(!isCurrent)('graphemes (skipped: Node has data of Unicode before 15.0)', () => {
  it('break where those of Unicode do', () => {
    const cases = readFileSync(FILE, 'utf8').trim().split('\n');
    const decode = (codes: string) =>
      String.fromCodePoint(...codes.split(' ').map((code) => parseInt(code, 16)));
    const wrong = cases.filter((line) => {
      const graphemes = line.split(' ÷ ').map(decode);
      return splitGraphemes(graphemes.join('')).join('÷') !== graphemes.join('÷');
    });
    expect(cases.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it('of a long text break as those of its parts', () => {
    const flags = '🇩🇪'.repeat(900);
    expect(splitGraphemes(flags)).toEqual(Array(900).fill('🇩🇪'));
    expect(splitGraphemes(`a${'e\u0301'.repeat(1000)}`)).toEqual(['a', ...Array(1000).fill('e\u0301')]);
  });
});
