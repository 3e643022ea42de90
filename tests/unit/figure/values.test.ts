/** The values printed in cells. */
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import type { TextItem } from '../../../src/scene/scene.js';
import { LIMITS, THEMES } from '../../../src/theme.js';
import { fontMetrics } from '../../../src/typography/measure.js';
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

  it('is empty if missing, and the sign ∞ if infinite', () => {
    expect(texts([1, null, 2], true)).toEqual(['1', '2']);
    expect(texts([1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], true)).toEqual(['1', '−∞', '∞']);
  });

  it('may be any text, a category or empty', () => {
    expect(texts([1, 2, 3], { text: [['the', null, 'cat']] })).toEqual(['the', 'cat']);
    expect(texts(['yes', 'no', null], true)).toEqual(['yes', 'no']);
    expect(() => texts([1, 2], { text: [['one']] })).toThrow(/must have 1 rows of 2 texts/);
  });

  it('has the colour that the figure chooses for the colour of its cell', () => {
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
        expect(text.fill).toBe(made.figure.valueColors[body.palette[body.indices[j]]]);
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

describe('a value of several lines', () => {
  const text = [
    ['12\n34%', '5\n6%'],
    [null, '78'],
  ];
  const data = [
    [1, 2],
    [3, 4],
  ];
  const { space, font } = THEMES.light;
  const { capHeight } = fontMetrics('normal', bundledFonts());

  it('is centred in its cell, line by line', () => {
    const made = rendered({ data, cells: { values: { text } } });
    const [body] = bodies(made.scene);
    for (const [row, column] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ]) {
      const lines = printed(made).filter(
        ({ source }) => source?.kind === 'cell' && source.row === row && source.column === column,
      );
      expect(lines.map((line) => line.text)).toEqual(text[row][column]?.split('\n'));
      // The middle of the block is that of the cell, measured at half the height of the capitals.
      const middles = lines.map((line) => line.y - (capHeight * line.size) / 2);
      const middle = (middles[0] + middles[middles.length - 1]) / 2;
      expect(middle).toBeCloseTo((body.top[row] + body.bottom[row]) / 2, 6);
      for (const line of lines) {
        expect(line.x).toBeCloseTo((body.left[column] + body.right[column]) / 2, 6);
        expect(line.size).toBe(font.value);
      }
      if (lines.length === 2) expect(lines[1].y - lines[0].y).toBeCloseTo(font.value * space.valueLine, 6);
    }
  });

  it('makes cells grow, so that its lines are closer to each other than to those of other cells', () => {
    const column = Array.from({ length: 4 }, (_, i) => [i]);
    const made = rendered({
      data: column,
      cells: { values: { text: column.map(([i]) => [`${i}\n${i}%`]) } },
    });
    const ys = printed(made)
      .map(({ y }) => y)
      .sort((a, b) => a - b);
    const distances = ys.slice(1).map((y, i) => y - ys[i]);
    const inside = distances.filter((_, i) => i % 2 === 0);
    const between = distances.filter((_, i) => i % 2 === 1);
    expect(Math.min(...between)).toBeGreaterThan(1.5 * Math.max(...inside));
  });

  it('breaks at every kind of line end, also in categories', () => {
    const lines = (value: string) => printed(rendered({ data: [[value]], cells: { values: true } }));
    for (const end of ['\n', '\r\n', '\r'])
      expect(lines(`a${end}b`).map(({ text }) => text)).toEqual(['a', 'b']);
  });
});

describe('the font size of values', () => {
  const data = [
    [0.25, 0.5],
    [0.75, 1],
  ];
  const sizes = (made: Rendered) => [...new Set(printed(made).map(({ size }) => size))];

  it('is that of the theme, scales with size.fontSize, and is absolute if cells.values.fontSize sets it', () => {
    const sizeWith = (values: unknown, size: object = {}) =>
      sizes(rendered({ data, cells: { values }, size }));
    expect(sizeWith(true)).toEqual([10]);
    expect(sizeWith(true, { fontSize: 22 })).toEqual([20]);
    expect(sizeWith({ fontSize: 14 })).toEqual([14]);
    expect(sizeWith({ fontSize: '6pt' }, { fontSize: 22 })).toEqual([8]);
    expect(sizeWith({ fontSize: '6pt', format: '.1f' })).toEqual([8]);
  });

  it('makes cells grow', () => {
    const widthWith = (fontSize: number) => {
      const [body] = bodies(rendered({ data, cells: { values: { fontSize } } }).scene);
      return body.right[0] - body.left[0];
    };
    expect(widthWith(40)).toBeGreaterThan(1.5 * widthWith(20));
  });

  it('shrinks in small cells, down to 5 pt; smaller values are hidden, with a warning', () => {
    const made = (width: number, fontSize = 10) =>
      rendered({ data, cells: { values: { fontSize, format: '.2f' }, width, height: 20 } });
    const codes = ({ diagnostics }: Rendered) => diagnostics.map(({ code }) => code);
    let smallest = Number.POSITIVE_INFINITY;
    for (let width = 40; width >= 4; width--) {
      const [size] = sizes(made(width));
      if (size === undefined) expect(codes(made(width))).toContain('values-hidden');
      else {
        expect(codes(made(width))).not.toContain('values-hidden');
        expect(size).toBeLessThanOrEqual(smallest);
        smallest = size;
      }
    }
    const minimum = LIMITS.page.minFontSize / 0.75;
    expect(smallest).toBeGreaterThanOrEqual(minimum);
    expect(smallest).toBeLessThan(minimum + 0.5);
    // The minimum does not depend on the size at which the values start.
    expect(sizes(made(18, 40))[0]).toBeCloseTo(sizes(made(18))[0], 6);
    // A smaller size in the spec is kept.
    expect(sizes(made(40, 4))).toEqual([4]);
  });

  it('is the same in all panels, although their values have different lengths', () => {
    const panels = [[[1, 2]], [[1.25, 1000]], [[7, 8]]].map((data) => ({ data }));
    const made = rendered({ panels, cells: { values: '.2f', width: 36 } });
    expect(printed(made)).toHaveLength(6);
    expect(sizes(made)).toHaveLength(1);
    expect(sizes(made)[0]).toBeLessThan(10);
  });
});
