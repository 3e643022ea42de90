/** The markup of labels, and texts that carry their styles. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkup } from '../../../src/typography/markup.js';
import {
  applyStyle,
  hasStyles,
  italicText,
  joinStyles,
  plainText,
  type StyledRun,
  splitStyles,
} from '../../../src/typography/styled-text.js';
import { truncateMiddle, wrap } from '../../../src/typography/wrap.js';

/** Returns a styled text with each run that has a style in braces: "H{sub 2}O". */
function show(styled: string): string {
  return splitStyles(styled)
    .map(({ text, isItalic, isBold, script }) => {
      const styles = [isItalic && 'italic', isBold && 'bold', script].filter(Boolean);
      return styles.length > 0 ? `{${styles.join(' ')} ${text}}` : text;
    })
    .join('');
}

const CASES: Record<string, readonly (readonly [source: string, shown: string])[]> = {
  'italic and bold text': [
    ['*TP53*', '{italic TP53}'],
    ['*E. coli* K-12', '{italic E. coli} K-12'],
    ['a **bold** word', 'a {bold bold} word'],
    ['***x***', '{italic bold x}'],
    ['**a *b* c**', '{bold a} {italic bold b} {bold c}'],
    ['***a** b*', '{italic bold a} {italic b}'],
    ['(*n* = 4), "*x*", *p*-value', '({italic n} = 4), "{italic x}", {italic p}-value'],
    ['**x*', '*{italic x}'],
    ['Δ*rpoS* P*lac*', 'Δ{italic rpoS} P{italic lac}'],
  ],
  'subscripts and superscripts': [
    ['log_2_(FC)', 'log{sub 2}(FC)'],
    ['H_2_O', 'H{sub 2}O'],
    ['x^2^y', 'x{super 2}y'],
    ['cm^−2^ s^−1^', 'cm{super −2} s{super −1}'],
    ['SO_4_^2−^', 'SO{sub 4}{super 2−}'],
    ['V_max_ of T_reg_ cells', 'V{sub max} of T{sub reg} cells'],
    ['^13^C', '{super 13}C'],
    ['*TP53*^−/−^', '{italic TP53}{super −/−}'],
    ['*x_i_*', '{italic x}{italic sub i}'],
    ['x_*i*_', 'x{italic sub i}'],
  ],
  'names and formulas without marks': [
    ['p_value', 'p_value'],
    ['p_value_adj', 'p_value_adj'],
    ['gene_a_1', 'gene_a_1'],
    ['_total_', '_total_'],
    ['__init__', '__init__'],
    ['a*b', 'a*b'],
    ['2*3*4 and 5 * 3 * 2', '2*3*4 and 5 * 3 * 2'],
    ['HLA-A*02:01 B*07:02', 'HLA-A*02:01 B*07:02'],
    ['CYP2D6 *1/*2', 'CYP2D6 *1/*2'],
    ['*p < 0.05, **p < 0.01, ***p < 0.001', '*p < 0.05, **p < 0.01, ***p < 0.001'],
    ['HLA-B*27 (p < 0.05*), 2*3*, a*b c*', 'HLA-B*27 (p < 0.05*), 2*3*, a*b c*'],
    ['2^10', '2^10'],
    ['x^a b^', 'x^a b^'],
    ['x^^2^^', 'x^^2^^'],
    ['****x****', '****x****'],
    ['a \\ b \\n', 'a \\ b \\n'],
  ],
  'marks that pair only in their own part': [
    ['β^*^ = γ^*^', 'β{super *} = γ{super *}'],
    ['x_a^2^_', 'x_a{super 2}_'],
  ],
  'escaped marks': [
    ['\\*a\\*', '*a*'],
    ['a\\_1\\_b', 'a_1_b'],
    ['\\^2^ and \\\\*x*', '^2^ and \\{italic x}'],
  ],
  'scripts without spaces between words': [
    ['*E. coli*の遺伝子', '{italic E. coli}の遺伝子'],
    ['*TP53*의 V_max_는', '{italic TP53}의 V{sub max}는'],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s', (source, shown) => {
    expect(show(parseMarkup(source))).toBe(shown);
  });
});

const marks = fc.constantFrom(
  '*',
  '**',
  '_',
  '^',
  '\\',
  ' ',
  'a',
  '1',
  'é',
  '日',
  '\u200d',
  '👩',
  '\ud83d',
  '\u{e01e1}',
);
const anyText = fc.oneof(
  fc.array(marks, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('any text', () => {
  it('loses only marks and backslashes, in their order', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const shown = [...plainText(parseMarkup(source))];
        const rest = [...plainText(source)].filter((character) => {
          if (character !== shown[0]) return true;
          shown.shift();
          return false;
        });
        expect(shown).toEqual([]);
        expect(rest.join('')).toMatch(/^[*_^\\]*$/);
      }),
    );
  });

  it('is itself without marks, and when its marks are escaped', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const literal = plainText(source);
        expect(parseMarkup(literal.replace(/[\\*_^]/g, '\\$&'))).toBe(literal);
        const bare = literal.replace(/[\\*_^]/g, '');
        expect(parseMarkup(bare)).toBe(bare);
      }),
    );
  });

  it('does not get styles from characters of its own', () => {
    expect(hasStyles(parseMarkup('a\u{e01e1}b\u{e01ef}'))).toBe(false);
  });

  it('is parsed in a time that is proportional to its length', () => {
    for (const part of ['*a ', ' a*', '_a', 'x^', '*a_b* ', '**a *', '\\*']) {
      expect(plainText(parseMarkup(part.repeat(10_000))).length).toBeGreaterThan(9000);
    }
  });
});

describe('a styled text', () => {
  const run = fc.record({
    text: fc
      .array(fc.constantFrom('a', 'B', '1', 'e\u0301', '日'), { minLength: 1, maxLength: 5 })
      .map((c) => c.join('')),
    isItalic: fc.boolean(),
    isBold: fc.boolean(),
    script: fc.constantFrom('sub' as const, 'super' as const, null),
  });
  const runs = fc.uniqueArray(run, {
    maxLength: 6,
    comparator: (a: StyledRun, b) =>
      a.isItalic === b.isItalic && a.isBold === b.isBold && a.script === b.script,
  });

  it('keeps its runs', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(splitStyles(joinStyles(all))).toEqual(all);
        expect(splitStyles(italicText(joinStyles(all))).every(({ isItalic }) => isItalic)).toBe(true);
      }),
    );
  });

  it('keeps the spaces between words of one style in one run', () => {
    expect(splitStyles(applyStyle('E. coli  K', 1)).map(({ text }) => text)).toEqual(['E. coli  K']);
  });

  it('is wrapped and cut as the plain text is, between characters', () => {
    const text = 'Escherichia coli e\u0301te\u0301 👩\u200d💻 strain-a/b';
    const segmenter = new Intl.Segmenter();
    const length = (part: string) => Array.from(segmenter.segment(plainText(part))).length;
    for (const width of [1, 3, 7, 11, 20, 40]) {
      const styled = applyStyle(text, 3);
      expect(wrap(styled, width, length).map(plainText)).toEqual(wrap(text, width, length));
      const cut = truncateMiddle(styled, width, length);
      expect(plainText(cut)).toBe(truncateMiddle(text, width, length));
      expect(
        splitStyles(cut)
          .filter(({ text: part }) => part !== '…')
          .every(({ isBold }) => isBold),
      ).toBe(true);
    }
  });
});
