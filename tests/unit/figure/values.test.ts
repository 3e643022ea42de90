/** The values printed in cells. */
import { describe, expect, it } from 'vitest';
import { contrastRatio } from '../../../src/color/color.js';
import type { TextItem } from '../../../src/scene/scene.js';
import { type Rendered, rendered } from '../../support/figure.js';
import { bodies } from '../../support/pixels.js';

function printed({ scene }: Rendered): TextItem[] {
  return scene.items.filter((item): item is TextItem => item.kind === 'text' && item.role === 'value');
}

/** The texts in the cells of one row, from left to right. */
function texts(row: readonly unknown[], values: unknown, more: object = {}): string[] {
  return printed(rendered({ data: [row], cells: { values }, ...more }))
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text);
}

describe('a value in a cell', () => {
  it('has just enough digits', () => {
    expect(texts([1, 20, 300], true)).toEqual(['1', '20', '300']);
    expect(texts([0.1234, 0.5, 1], true)).toEqual(['0.12', '0.50', '1.00']);
    expect(texts([0.04, -0.0312], true)).toEqual(['0.040', '−0.031']);
    expect(texts([1e-7, 3.25e-7], true)).toEqual(['1.00e−7', '3.25e−7']);
    expect(texts([1.5e9, 2.345e9], true)).toEqual(['1.50e9', '2.35e9']);
    expect(texts([0.1234561, 0.1234569], true)).toEqual(['0.12345610', '0.12345690']);
    expect(texts([2 ** 53, 2 ** 53 + 2], true)).toEqual(['9007199254740992', '9007199254740994']);
    expect(texts([-1.7e308, 1.7e308], true)).toEqual(['−1.70e308', '1.70e308']);
    expect(texts([5e-324, 1e-323], true)).toEqual(['4.94e−324', '9.88e−324']);
    expect(texts([-0, 0], true)).toEqual(['0', '0']);
  });

  it('has the format of the spec, with a real minus', () => {
    expect(texts([-0.5, 0.25], '.1f')).toEqual(['−0.5', '0.3']);
    expect(texts([-0.5, 0.25], { format: '.0%' })).toEqual(['−50%', '25%']);
    expect(texts([1e-6, -1], '.0e')).toEqual(['1e−6', '−1e0']);
  });

  it('is empty if missing, and a sign if infinite', () => {
    expect(texts([1, null, 2], true)).toEqual(['1', '2']);
    expect(texts([1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], true)).toEqual(['1', '−∞', '∞']);
  });

  it('may be any text, a category or empty', () => {
    expect(texts([1, 2, 3], { text: [['the', null, 'cat']] })).toEqual(['the', 'cat']);
    expect(texts(['yes', 'no', null], true)).toEqual(['yes', 'no']);
    expect(() => texts([1, 2], { text: [['one']] })).toThrow(/must have 1 rows of 2 texts/);
  });

  it('is black or white, whichever has more contrast with its cell, at least 4.5 : 1', () => {
    for (const map of ['viridis', 'RdBu_r', 'Greys', 'rainbow', 'Spectral']) {
      const data = [Array.from({ length: 12 }, (_, i) => (i === 7 ? -9 : i))];
      const made = rendered({
        data,
        cells: { values: true },
        color: { map, domain: [0, 11], under: '#777777' },
      });
      const [body] = bodies(made.scene);
      for (const text of printed(made)) {
        const j = body.left.findIndex((left, j) => left < text.x && text.x < body.right[j]);
        const cell = body.palette[body.indices[j]];
        const [black, white] = [contrastRatio('#000000', cell), contrastRatio('#ffffff', cell)];
        expect(text.fill).toBe(black >= white ? '#000000' : '#ffffff');
        expect(contrastRatio(text.fill, cell)).toBeGreaterThanOrEqual(4.5);
      }
      expect(printed(made).length).toBe(12);
    }
  });

  it('is inside its cell', () => {
    const made = rendered({ data: [[0.125, 1000, -3]], cells: { values: '.3f' } });
    const [body] = bodies(made.scene);
    for (const text of printed(made)) {
      const inside = body.left.some(
        (left, j) => left <= text.x - text.width / 2 && text.x + text.width / 2 <= body.right[j],
      );
      expect(inside).toBe(true);
    }
  });
});
