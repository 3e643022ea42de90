import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSnapshot, readSnapshot } from '../../../src/diff/snapshot.js';
import { type FigureSummary, summarizeFigure } from '../../../src/diff/summary.js';
import { rendered } from '../../support/figure.js';
import { figureOf, specOf } from './figures.js';

const NO_LIMIT = 1e7;

function readBack(spec: object): FigureSummary | null {
  const { figure } = rendered(spec);
  return readSnapshot(createSnapshot(figure, specOf(spec), NO_LIMIT));
}

const numbers = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 0.1, 5e-324, 1e300),
);
const gridOf = (cell: fc.Arbitrary<number>) =>
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('a snapshot', () => {
  it('stores every value of any matrix exactly', () => {
    fc.assert(
      fc.property(fc.oneof(gridOf(numbers), gridOf(fc.float()), gridOf(fc.double())), (grid) => {
        const read = readSnapshot(createSnapshot(figureOf(grid), {}, NO_LIMIT));
        const values = read?.panels[0].values as Float64Array;
        expect(Array.from(values)).toEqual(grid.flat());
        grid.flat().forEach((value, i) => {
          expect(Object.is(values[i], value)).toBe(true);
        });
      }),
    );
  });

  it('stores any labels and categories', () => {
    const label = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(label, label, fc.array(label, { minLength: 1 }), (row, column, categories) => {
        const figure = figureOf(
          categories.map((_, i) => [i]),
          { rows: categories.map(() => row), columns: [column], categories },
        );
        const summary = readSnapshot(createSnapshot(figure, {}, NO_LIMIT));
        expect(summary).toEqual(summarizeFigure(figure, {}));
        expect(summary?.panels[0].rows.labels ?? [String(0)]).toContain(
          row === '0' && categories.length === 1 ? '0' : row,
        );
      }),
    );
  });

  it('restores the summary of specs with many kinds of data', () => {
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
    for (const spec of specs)
      expect(readBack(spec)).toEqual(summarizeFigure(rendered(spec).figure, specOf(spec)));
  });

  it('stores values and labels in page order', () => {
    const summary = readBack({
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
    const [panel] = summary?.panels ?? [];
    expect(panel.rows.labels).toEqual(['b', 'a']);
    expect(panel.columns.labels).toEqual(['1', '0']);
    expect(panel.values).toEqual(Float64Array.of(4, 3, 2, 1));
  });

  it('stores the keys of the spec by path, without inline data', () => {
    const summary = readBack({
      data: { values: [[1, 2]], transpose: true, rows: ['r'] },
      x: { title: 'X', labels: ['c'] },
      highlights: [{ x: 0 }],
      $schema: 'heatmap.schema.json',
    });
    expect([...(summary?.specKeys ?? [])]).toEqual([
      ['data.transpose', 'true'],
      ['x.title', '"X"'],
      ['x.labels', '["c"]'],
      ['highlights.0.x', '0'],
    ]);
  });

  it('stores a hash if the values do not fit, and is null if nothing fits', () => {
    const grid = Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j)),
    );
    const figure = figureOf(grid);
    const snapshot = createSnapshot(figure, {}, 2000);
    expect(snapshot?.data.length).toBeLessThanOrEqual(2000);
    expect(readSnapshot(snapshot)?.panels[0].values).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(createSnapshot(figure, {}, 100)).toBeNull();
  });

  it('never exceeds the maximum length', () => {
    fc.assert(
      fc.property(gridOf(numbers), fc.integer({ min: 0, max: 3000 }), (grid, maxLength) => {
        expect(createSnapshot(figureOf(grid), {}, maxLength)?.data.length ?? 0).toBeLessThanOrEqual(
          maxLength,
        );
      }),
    );
  });

  it('is short for a figure of usual size', () => {
    const grid = Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: 40 }, (_, j) => Math.round(500 + 400 * Math.sin(i * j)) / 1000),
    );
    expect(createSnapshot(figureOf(grid), {}, NO_LIMIT)?.data.length).toBeLessThan(4000);
  });
});

describe('the format on disk', () => {
  /** A snapshot as version 0.1.0 writes it. */
  const document = {
    format: 1,
    version: '0.1.0',
    keys: [['y.origin', '"bottom"']],
    texts: [['colorbar.title', '"loss"']],
    panels: [
      {
        title: 'p',
        rows: { count: 2, each: 1, of: 2, labels: ['b', 'a'], counted: false },
        columns: { count: 3, each: 4, of: 11, labels: null, counted: true },
        values: { text: 'NaN 0 1 1 0 0' },
        words: ['cat', 'dog'],
        joined: 'the mean of 1 × 2 values',
      },
    ],
    scales: [
      {
        kind: 'log',
        domain: [0.5, 1000],
        center: null,
        parameter: 1,
        edges: [0.5, 1, 1000],
        words: null,
        map: 'viridis',
        under: '#440154',
        over: '#fde725',
        missing: '#d9d9d9',
        ends: ['#440154', '#fde725'],
      },
    ],
  };

  it('is still read', () => {
    const data = deflateRawSync(JSON.stringify(document)).toString('base64');
    expect(readSnapshot({ data })).toEqual({
      version: '0.1.0',
      specKeys: new Map([['y.origin', '"bottom"']]),
      texts: new Map([['colorbar.title', '"loss"']]),
      panels: [
        {
          title: 'p',
          rows: { count: 2, blockSize: 1, dataCount: 2, labels: ['b', 'a'], isNumbered: false },
          columns: { count: 3, blockSize: 4, dataCount: 11, labels: null, isNumbered: true },
          values: Float64Array.of(Number.NaN, 0, 1, 1, 0, 0),
          categories: ['cat', 'dog'],
          aggregation: 'the mean of 1 × 2 values',
        },
      ],
      scales: [
        {
          kind: 'log',
          domain: [0.5, 1000],
          center: null,
          parameter: 1,
          boundaries: [0.5, 1, 1000],
          categories: null,
          colormap: 'viridis',
          endColors: ['#440154', '#fde725'],
          under: '#440154',
          over: '#fde725',
          missing: '#d9d9d9',
        },
      ],
    });
  });

  it('keeps its keys', () => {
    const snapshot = createSnapshot(figureOf([[1, 2]]), {}, NO_LIMIT);
    const written = JSON.parse(inflateRawSync(Buffer.from(snapshot!.data, 'base64')).toString());
    expect(written.format).toBe(1);
    const panels = document.panels.map((panel) => ({ ...panel, context: null }));
    expect(keyPaths(written)).toEqual(keyPaths({ ...document, panels }));
  });

  /** The keys of objects in first items, as paths. */
  function keyPaths(value: unknown, path = ''): string[] {
    if (Array.isArray(value)) return keyPaths(value[0], `${path}[]`);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, child]) => [
      `${path}.${key}`,
      ...keyPaths(child, `${path}.${key}`),
    ]);
  }
});

describe('a damaged snapshot', () => {
  const { data } = createSnapshot(
    figureOf([
      [1, 2],
      [3, 4],
    ]),
    {},
    NO_LIMIT,
  )!;
  const json = inflateRawSync(Buffer.from(data, 'base64')).toString();
  const compress = (text: string) => ({ data: deflateRawSync(text).toString('base64') });

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
      expect(readSnapshot(compress(text))).toBeNull();
    }
    for (const wrong of [null, {}, { data: 7 }, { data: 'ß' }, { data: data.slice(9) }])
      expect(readSnapshot(wrong as never)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: data.length - 1 }), fc.string(), (at, text) => {
        expect(() => readSnapshot({ data: data.slice(0, at) + text + data.slice(at + 1) })).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: json.length - 1 }), fc.string(), (at, text) => {
        expect(() => readSnapshot(compress(json.slice(0, at) + text + json.slice(at + 1)))).not.toThrow();
      }),
    );
  });

  it('cannot fill the memory', () => {
    expect(readSnapshot({ data: deflateRawSync(Buffer.alloc(2 ** 26 + 1)).toString('base64') })).toBeNull();
  });
});
