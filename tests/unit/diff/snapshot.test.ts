import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSnapshot, snapshotOf } from '../../../src/diff/snapshot.js';
import { type Shown, shownOf } from '../../../src/diff/summary.js';
import { rendered } from '../../support/figure.js';
import { figureOf, specOf } from './figures.js';

const PLENTY = 1e7;

function readBack(spec: object): Shown | null {
  const { figure } = rendered(spec);
  return readSnapshot(snapshotOf(figure, specOf(spec), PLENTY));
}

const numbers = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 0.1, 5e-324, 1e300),
);
const grids = (cell: fc.Arbitrary<number>) =>
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('a snapshot', () => {
  it('keeps every value of any matrix exactly', () => {
    fc.assert(
      fc.property(fc.oneof(grids(numbers), grids(fc.float()), grids(fc.double())), (grid) => {
        const read = readSnapshot(snapshotOf(figureOf(grid), {}, PLENTY));
        const values = read?.panels[0].values as Float64Array;
        expect(Array.from(values)).toEqual(grid.flat());
        grid.flat().forEach((value, i) => {
          expect(Object.is(values[i], value)).toBe(true);
        });
      }),
    );
  });

  it('keeps any labels and words', () => {
    const label = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(label, label, fc.array(label, { minLength: 1 }), (row, column, words) => {
        const figure = figureOf(
          words.map((_, i) => [i]),
          { rows: words.map(() => row), columns: [column], words },
        );
        const shown = readSnapshot(snapshotOf(figure, {}, PLENTY));
        expect(shown).toEqual(shownOf(figure, {}));
        expect(shown?.panels[0].rows.labels ?? [String(0)]).toContain(
          row === '0' && words.length === 1 ? '0' : row,
        );
      }),
    );
  });

  it('is what was shown, of specs with all sorts of data', () => {
    const specs = [
      {
        data: [
          [1, 2],
          [3, null],
        ],
        title: 'A',
        color: { map: 'Blues' },
      },
      {
        data: [
          ['a', 'b'],
          ['b', 'c'],
        ],
      },
      { data: { values: [[[1, 2]], [[3, 4]]], panels: ['p', 'q'] }, x: { order: 'reverse' } },
      {
        data: [
          [1, 10],
          [100, 1000],
        ],
        color: { scale: 'log' },
        highlights: [{ x: 0, y: 1 }],
      },
      {
        data: [
          [1, 10],
          [100, 1000],
        ],
        color: { steps: 4 },
        y: { origin: 'bottom', labels: ['r', 's'] },
      },
    ];
    for (const spec of specs) expect(readBack(spec)).toEqual(shownOf(rendered(spec).figure, specOf(spec)));
  });

  it('has the values in the order of the page, with the labels that stand there', () => {
    const shown = readBack({
      data: {
        values: [
          [1, 2],
          [3, 4],
        ],
        rows: ['a', 'b'],
      },
      y: { origin: 'bottom' },
      x: { order: 'reverse' },
    });
    const [panel] = shown?.panels ?? [];
    expect(panel.rows.labels).toEqual(['b', 'a']);
    expect(panel.columns.labels).toEqual(['1', '0']);
    expect(panel.values).toEqual(Float64Array.of(4, 3, 2, 1));
  });

  it('knows the keys of the spec by their paths, but not the data in it', () => {
    const shown = readBack({
      data: { values: [[1, 2]], transpose: true, rows: ['r'] },
      x: { title: 'X', labels: ['c'] },
      highlights: [{ x: 0 }],
      $schema: 'heatmap.schema.json',
    });
    expect([...(shown?.keys ?? [])]).toEqual([
      ['data.transpose', 'true'],
      ['x.title', '"X"'],
      ['x.labels', '["c"]'],
      ['highlights.0.x', '0'],
    ]);
  });

  it('has a hash in place of values that have no room, and is null where not even that has', () => {
    const grid = Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j)),
    );
    const figure = figureOf(grid);
    const snapshot = snapshotOf(figure, {}, 2000);
    expect(snapshot?.data.length).toBeLessThanOrEqual(2000);
    expect(readSnapshot(snapshot)?.panels[0].values).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(snapshotOf(figure, {}, 100)).toBeNull();
  });

  it('never has more characters than it may', () => {
    fc.assert(
      fc.property(grids(numbers), fc.integer({ min: 0, max: 3000 }), (grid, most) => {
        expect(snapshotOf(figureOf(grid), {}, most)?.data.length ?? 0).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('takes little room for what is on a figure of usual size', () => {
    const grid = Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: 40 }, (_, j) => Math.round(500 + 400 * Math.sin(i * j)) / 1000),
    );
    expect(snapshotOf(figureOf(grid), {}, PLENTY)?.data.length).toBeLessThan(4000);
  });
});

describe('a damaged snapshot', () => {
  const { data } = snapshotOf(
    figureOf([
      [1, 2],
      [3, 4],
    ]),
    {},
    PLENTY,
  )!;
  const json = inflateRawSync(Buffer.from(data, 'base64')).toString();
  const written = (text: string) => ({ data: deflateRawSync(text).toString('base64') });

  it('is read as null', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      json.slice(0, -1),
      json.replace('"text":"1 2 3 4"', '"text":"1 2 3"'),
      json.replace('"count":2', '"count":3'),
      json.replace('"format":1', '"format":2'),
      '['.repeat(1e6),
    ]) {
      expect(text).not.toBe(json);
      expect(readSnapshot(written(text))).toBeNull();
    }
    for (const wrong of [null, {}, { data: 7 }, { data: 'ß' }, { data: data.slice(9) }])
      expect(readSnapshot(wrong as never)).toBeNull();
  });

  it('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: data.length - 1 }), fc.string(), (at, text) => {
        expect(() => readSnapshot({ data: data.slice(0, at) + text + data.slice(at + 1) })).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: json.length - 1 }), fc.string(), (at, text) => {
        expect(() => readSnapshot(written(json.slice(0, at) + text + json.slice(at + 1)))).not.toThrow();
      }),
    );
  });

  it('cannot fill the memory', () => {
    expect(readSnapshot({ data: deflateRawSync(Buffer.alloc(2 ** 26 + 1)).toString('base64') })).toBeNull();
  });
});
