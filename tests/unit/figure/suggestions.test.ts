import { describe, expect, it } from 'vitest';
import type { Rendered } from '../../support/figure.js';
import { rendered, renderedMatrix } from '../../support/figure.js';
import { bodies } from '../../support/pixels.js';

const CODES = ['skewed-values', 'column-ranges'];

const suggestions = ({ diagnostics }: Rendered) => diagnostics.filter(({ code }) => CODES.includes(code));

const csv = (columns: readonly string[], rows: readonly (readonly number[])[]) =>
  [['item', ...columns], ...rows.map((row, i) => [`item ${'abcdefghijklmnopqrstuvwxyz'[i]}`, ...row])]
    .map((cells) => cells.join(','))
    .join('\n');

/** Twenty values of which `high` are large. */
const skewed = (high: number, low = 1, top = 1e4) => [
  Array.from({ length: 20 }, (_, i) => (i < high ? top - i : low + i * low)),
];

const cars = [
  [21, 6, 160, 110, 3.9],
  [22.8, 4, 108, 93, 3.85],
  [18.7, 8, 360, 175, 3.15],
  [14.3, 8, 360, 245, 3.21],
];
const CAR_COLUMNS = ['mpg', 'cyl', 'disp', 'hp', 'drat'];

describe('a log scale', () => {
  it('is suggested if nearly all cells are in the lowest tenth of the scale', () => {
    const [info, ...others] = suggestions(renderedMatrix(csv([...'abcdefghijklmnopqrst'], skewed(1))));
    expect([info.severity, info.code, others]).toEqual(['info', 'skewed-values', []]);
    expect(info.hints?.join()).toMatch(/--color-scale log$/);
  });

  it('is not suggested for fewer cells, fewer orders of magnitude, or values of both signs', () => {
    const columns = [...'abcdefghijklmnopqrst'];
    for (const rows of [skewed(2), skewed(1, 1, 990), skewed(1, -1, 1e4), [columns.map(() => 7)]])
      expect(suggestions(renderedMatrix(csv(columns, rows)))).toEqual([]);
  });

  it('is "symlog" for counts with zeros, and none for small values with zeros', () => {
    const columns = [...'abcdefghijklmnopqrst'];
    const counts = [[0, 0, ...skewed(1)[0].slice(0, 18)]];
    const [info] = suggestions(renderedMatrix(csv(columns, counts)));
    expect(info.hints?.join()).toMatch(/--color-scale symlog$/);
    const shares = counts.map((row) => row.map((v) => v / 1e4));
    expect(suggestions(renderedMatrix(csv(columns, shares)))).toEqual([]);
  });

  it('is not suggested again once it, a domain or another scale is chosen', () => {
    for (const color of [
      { scale: 'log' },
      { scale: 'linear' },
      { scale: 'quantile' },
      { domain: 'robust' },
      { domain: [1, 100] },
      { thresholds: [10, 100] },
      { steps: 5 },
    ])
      expect(suggestions(rendered({ data: skewed(1), color }))).toEqual([]);
    expect(suggestions(rendered({ data: skewed(1), color: { map: 'magma' } })).length).toBe(1);
  });

  it('makes the small values distinguishable', () => {
    const colors = (color: object) => {
      const [{ indices }] = bodies(rendered({ data: skewed(1), color }).scene);
      return new Set(indices).size;
    };
    expect(colors({ scale: 'log' })).toBeGreaterThan(5 * colors({}));
  });

  it('uses the cells as drawn, and all values to decide between log and symlog', () => {
    const value = (i: number) => (i > 5990 ? 1e5 : 1 + (i % 7));
    const long = (first: number) => ({
      data: [Array.from({ length: 6000 }, (_, i) => (i ? value(i) : first))],
    });
    const hint = (spec: object) => suggestions(rendered(spec))[0]?.hints?.join();
    expect(hint(long(1))).toMatch(/log$/);
    expect(hint(long(0))).toMatch(/symlog$/);
    expect(hint(long(-1))).toBeUndefined();
  });
});

describe('scaling by column', () => {
  it('is suggested for named columns of very different range, instead of a log scale', () => {
    const [info, ...others] = suggestions(renderedMatrix(csv(CAR_COLUMNS, cars)));
    expect([info.severity, info.code, others]).toEqual(['info', 'column-ranges', []]);
    expect(info.message).toContain('"disp" span 252');
    expect(info.hints?.join()).toMatch(/--transform 'zscore by column'.*--set data\.normalize=column/);
  });

  it('is not suggested once it is done', () => {
    const data = { values: cars, columns: CAR_COLUMNS };
    expect(suggestions(rendered({ data })).map(({ code }) => code)).toEqual(['column-ranges']);
    for (const change of [{ normalize: 'column' }, { transform: 'zscore by column' }])
      expect(suggestions(rendered({ data: { ...data, ...change } }))).toEqual([]);
  });

  it('is not suggested for similar columns, numbered columns, two columns, or a square of the same items', () => {
    const values = cars.map((row) => [...row].map((v, j) => v * [1, 5, 0.05, 0.1, 5][j]));
    expect(suggestions(renderedMatrix(csv(CAR_COLUMNS, values)))).toEqual([]);
    for (const columns of [
      ['1', '2', '3', '4', '5'],
      ['L0', 'L1', 'L2', 'L3', 'L4'],
    ])
      expect(suggestions(renderedMatrix(csv(columns, cars)))).toEqual([]);
    expect(
      suggestions(
        renderedMatrix(
          csv(
            ['a', 'b'],
            cars.map((row) => row.slice(1, 3)),
          ),
        ),
      ),
    ).toEqual([]);
    const items = ['ant', 'bee', 'cat', 'dog', 'eel'];
    const square = [...cars, cars[0]];
    expect(suggestions(rendered({ data: { values: square, rows: items, columns: items } }))).toEqual([]);
    expect(suggestions(rendered({ data: { values: square, columns: items } })).length).toBe(1);
  });

  it('does not suggest to divide by the sum for columns with negative values', () => {
    const signed = cars.map((row, i) => row.map((v, j) => (i % 2 ? -v : v) * [1, 1, 100, 1, 1][j]));
    const [info] = suggestions(renderedMatrix(csv(CAR_COLUMNS, signed)));
    expect([info.code, info.hints?.join().includes('normalize')]).toEqual(['column-ranges', false]);
  });
});

describe('a suggestion', () => {
  it('is a note in a spec, whose author chose the scale', () => {
    expect(suggestions(rendered({ data: skewed(1) })).map(({ severity }) => severity)).toEqual(['note']);
    const data = { values: cars, columns: CAR_COLUMNS };
    expect(suggestions(rendered({ data })).map(({ severity }) => severity)).toEqual(['note']);
  });
});
