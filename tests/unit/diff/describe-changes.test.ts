import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeChanges } from '../../../src/diff/describe-changes.js';
import { createSnapshot, readSnapshot } from '../../../src/diff/snapshot.js';
import { type FigureSummary, summarizeFigure } from '../../../src/diff/summary.js';
import type { Reduction } from '../../../src/matrix/reduction.js';
import { cpuTime } from '../../support/cpu-time.js';
import { figureOf, summaryOf } from './figures.js';

const AUC = {
  values: [
    [0.5, 0.52, 0.9],
    [0.1, 0.2, 0.3],
    [0.7, 0.8, 0.75],
  ],
  rows: ['layer 4', 'layer 5', 'layer 7'],
  columns: ['auc', 'f1', 'loss'],
};
const aucWith = (changes: object) => summaryOf({ data: { ...AUC, ...changes } });
const before = aucWith({});

function changesBetween(a: object, b: object): string[] {
  return describeChanges(summaryOf(a), summaryOf(b));
}

describe('changed values', () => {
  it('are counted, with their rows and columns and the largest change', () => {
    const values = AUC.values.with(0, [0.59, 0.52, 0.9]).with(2, [0.72, 0.8, 0.75]);
    expect(describeChanges(before, aucWith({ values }))).toEqual([
      '2 of 9 values changed, in rows layer 4 and layer 7, column auc; largest change: from 0.5 to 0.59 at row layer 4, column auc',
    ]);
  });

  it('show the change if there is only one', () => {
    const values = AUC.values.with(0, [0.5, 0.61, 0.9]);
    expect(describeChanges(before, aucWith({ values }))).toEqual([
      '1 of 9 values changed: from 0.52 to 0.61 at row layer 4, column f1',
    ]);
  });

  it('have enough digits to show the difference', () => {
    const change = (a: number, b: number) => changesBetween({ data: [[0, a, 1]] }, { data: [[0, b, 1]] })[0];
    expect(change(0.123456789, 0.123456999)).toContain('from 0.1234568 to 0.123457');
    expect(change(0.1, 0.30000000000000004)).toContain('from 0.1 to 0.3 ');
    expect(change(0.3, 0.30000000000000004)).toContain('from 0.3 to 0.30000000000000004');
  });

  it('are separate from values that are now missing or no longer missing', () => {
    const values = [[null, 0.52, 0.9], ...AUC.values.slice(1)];
    expect(describeChanges(before, aucWith({ values }))).toEqual([
      '1 of 9 values is now missing: from 0.5 to missing at row layer 4, column auc',
    ]);
    expect(describeChanges(aucWith({ values }), before)).toEqual([
      '1 of 9 values is no longer missing: from missing to 0.5 at row layer 4, column auc',
    ]);
  });

  it('are named as the reason for new limits of the colour scale', () => {
    const values = AUC.values.with(0, [0.5, 0.52, 1.2]);
    expect(describeChanges(before, aucWith({ values }))).toEqual([
      '1 of 9 values changed: from 0.9 to 1.2 at row layer 4, column loss',
      'the upper limit of the colour scale changed from 0.9 to 1.2 because the data changed',
    ]);
  });

  it('are compared as categories, not as indices', () => {
    const a = [
      ['cat', 'dog'],
      ['dog', 'cat'],
    ];
    expect(
      changesBetween(
        { data: a },
        {
          data: [
            ['cat', 'cat'],
            ['dog', 'cat'],
          ],
        },
      ),
    ).toEqual(['1 of 4 values changed: from dog to cat at row 0, column 1']);
    expect(
      changesBetween(
        { data: a },
        {
          data: [
            ['eel', 'dog'],
            ['dog', 'cat'],
          ],
        },
      ),
    ).toEqual(['1 of 4 values changed: from cat to eel at row 0, column 0', '1 category added: eel']);
  });

  it('of all panels are described in one sentence', () => {
    const stack = (last: number) => ({
      data: { values: [[[0, 1]], [[0, 0.5]], [[last, 0.2]]], panels: ['a', 'b', 'c'] },
    });
    expect(changesBetween(stack(0.1), stack(0.3))).toEqual([
      '1 of 6 values changed: from 0.1 to 0.3 at panel c, row 0, column 0',
    ]);
    const other = { data: { values: [[[0, 1]], [[0.1, 0.5]], [[0.3, 0.2]]], panels: ['a', 'b', 'c'] } };
    expect(changesBetween(stack(0.1), other)).toEqual([
      '2 of 6 values changed, in panels b and c; largest change: from 0.1 to 0.3 at panel c, row 0, column 0',
    ]);
  });

  it('are not located if the snapshot holds only their hash', () => {
    const grid = (extra: number) =>
      Array.from({ length: 50 }, (_, i) =>
        Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j) + (i + j === 50 ? extra : 0)),
      );
    const stored = (extra: number) => readSnapshot(createSnapshot(figureOf(grid(extra)), {}, 2000));
    expect(describeChanges(stored(0), stored(0.1) as FigureSummary)).toEqual([
      'some of 2500 values changed; too many values to store, so it is unknown which',
    ]);
    expect(describeChanges(stored(0), stored(0) as FigureSummary)).toEqual([]);
    expect(describeChanges(stored(0), summarizeFigure(figureOf(grid(0)), {}))).toEqual([]);
  });
});

describe('rows and columns', () => {
  it('are added and removed by label, and the others are compared', () => {
    const after = aucWith({
      values: [AUC.values[0], AUC.values[2], [0.2, 0.2, 0.2]],
      rows: ['layer 4', 'layer 7', 'layer 8'],
    });
    expect(describeChanges(before, after)).toEqual([
      '1 row added: layer 8',
      '1 row removed: layer 5',
      'the lower limit of the colour scale changed from 0.1 to 0.2 because the data changed',
    ]);
  });

  it('are renamed if they hold the same values', () => {
    expect(describeChanges(before, aucWith({ rows: ['layer 4', 'L5', 'layer 7'] }))).toEqual([
      '1 row renamed: from layer 5 to L5',
    ]);
    expect(describeChanges(before, aucWith({ columns: ['A', 'B', 'C'] }))).toEqual([
      '3 columns renamed: from auc to A, and 2 more',
    ]);
  });

  it('are reordered, and their values are unchanged', () => {
    const reordered = aucWith({
      values: [AUC.values[1], AUC.values[0], AUC.values[2]],
      rows: ['layer 5', 'layer 4', 'layer 7'],
    });
    expect(describeChanges(before, reordered)).toEqual([
      'rows reordered: layer 5 and layer 4 instead of layer 4 and layer 5',
    ]);
    expect(changesBetween({ data: AUC }, { data: AUC, y: { origin: 'bottom' } })).toEqual([
      'rows reordered: reverse order',
      'y.origin added: bottom',
    ]);
  });

  it('without labels show only their number', () => {
    expect(
      changesBetween(
        {
          data: [
            [0, 1],
            [0, 1],
          ],
        },
        {
          data: [
            [0, 1],
            [0, 1],
            [1, 0],
          ],
        },
      ),
    ).toEqual(['3 rows instead of 2']);
  });

  it('with equal labels get numbers', () => {
    const data = {
      values: [
        [0, 0.5],
        [1, 0],
      ],
      rows: ['the', 'the'],
    };
    expect(
      changesBetween(
        { data },
        {
          data: {
            ...data,
            values: [
              [0, 0.5],
              [1, 0.2],
            ],
          },
        },
      ),
    ).toEqual(['1 of 4 values changed: from 0 to 0.2 at row the (no. 2 with this label), column 1']);
  });

  it('can get labels that the data did not have', () => {
    expect(changesBetween({ data: AUC.values }, { data: AUC.values, y: { labels: AUC.rows } })).toEqual([
      '3 rows renamed: from 0 to layer 4, and 2 more',
    ]);
  });

  it('of several panels are described once', () => {
    const stack = (rows: string[]) => ({
      data: {
        values: [
          [[1], [2]],
          [[3], [4]],
        ],
        rows,
      },
    });
    expect(changesBetween(stack(['a', 'b']), stack(['a', 'c']))).toEqual(['1 row renamed: from b to c']);
  });

  it('have quoted names if they could be mistaken for the sentence or control a terminal', () => {
    const data = (label: string, value: number) => ({
      data: {
        values: [
          [value, 1],
          [0, 1],
        ],
        rows: [label, 'x'],
      },
    });
    const firstSentence = (label: string) => changesBetween(data(label, 0.2), data(label, 0.3))[0];
    expect(firstSentence('a, b')).toContain('row "a, b",');
    expect(firstSentence('')).toContain('row "",');
    expect(firstSentence('a\u001b[31m\u202e\u009b')).toContain('row "a\\u001b[31m\\u202e\\u009b",');
    expect(firstSentence('x'.repeat(1000)).length).toBeLessThan(150);
  });
});

describe('panels', () => {
  const stack = (panels: string[]) => ({
    data: { values: panels.map((name) => [[name.charCodeAt(0), 97, 120]]), panels },
  });

  it('are added, removed and renamed', () => {
    expect(changesBetween(stack(['a', 'b']), stack(['a', 'x', 'b']))).toEqual(['1 panel added: x']);
    expect(changesBetween(stack(['a', 'b', 'c']), stack(['b', 'c']))).toEqual(['1 panel removed: a']);
    const renamed = { data: { ...stack(['a', 'b']).data, panels: ['a', 'B'] } };
    expect(changesBetween(stack(['a', 'b']), renamed)).toEqual(['panel renamed: from b to B']);
  });
});

describe('keys of the spec', () => {
  const data = AUC;

  it('are described one by one', () => {
    expect(
      changesBetween(
        { data, color: { map: 'viridis' } },
        { data, color: { map: 'Blues' }, title: 'AUC: all' },
      ),
    ).toEqual(['color.map changed from viridis to Blues', 'title added: "AUC: all"']);
    expect(changesBetween({ data, size: { fontSize: '8pt' } }, { data })).toEqual([
      'size.fontSize removed: it was "8pt"',
    ]);
  });

  it('show long values from where they differ', () => {
    const long = (end: string) => ({ data, caption: `${'word '.repeat(40)}${end}` });
    expect(changesBetween(long('yes'), long('no'))).toEqual([
      expect.stringMatching(/^caption changed from ….{1,20}yes" to ….{1,20}no"$/),
    ]);
  });

  it('are not followed by the data as the reason', () => {
    const sentences = changesBetween(
      { data, color: { domain: [0, 1] } },
      { data, color: { domain: [0, 2] } },
    );
    expect(sentences).toEqual([
      'color.domain changed from [0,1] to [0,2]',
      'the upper limit of the colour scale changed from 1 to 2',
    ]);
  });
});

describe('texts and scales from the data', () => {
  it('are described by the key that would set them', () => {
    const longTable = (x: string) => ({ data: { values: [[1, 2]], columns: ['a', 'b'] }, x: { title: x } });
    expect(changesBetween(longTable('token'), longTable('position'))).toEqual([
      'x.title changed from token to position',
    ]);
    const figure = figureOf([[1, 2]]);
    expect(
      describeChanges(
        summarizeFigure({ ...figure, xTitle: 'token' }, {}),
        summarizeFigure({ ...figure, xTitle: 'step' }, {}),
      ),
    ).toEqual(['x.title changed from token to step']);
  });

  it('name the panel of a scale if there are several scales', () => {
    const separateScales = (high: number) => ({
      data: { values: [[[0, 1.5]], [[0, high]]], panels: ['a', 'b'] },
      layout: { share: { color: false } },
    });
    expect(changesBetween(separateScales(2), separateScales(3))).toEqual([
      '1 of 4 values changed: from 2 to 3 at panel b, row 0, column 1',
      'in panel b: the upper limit of the colour scale changed from 2 to 3 because the data changed',
    ]);
    expect(changesBetween(separateScales(2), { data: separateScales(2).data })).toEqual([
      'layout.share.color removed: it was false',
      'one colour scale for all panels instead of several',
    ]);
  });
});

describe('a matrix that stores the means of blocks', () => {
  const reduced = (value: number, rows = 30, each = 8): FigureSummary => {
    const [panel] = figureOf([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, value],
    ]).panels;
    const raw = { cells: 0 } as Reduction['sourceStats'];
    const reduced: Reduction = {
      reducer: 'mean',
      factor: { rows: each, columns: 5 },
      rows: 4,
      columns: 2,
      counts: null,
      sourceStats: raw,
    };
    const matrix = {
      ...panel.matrix,
      rows,
      columns: 10,
      rowLabels: Array.from({ length: rows }, (_, i) => `r${i}`),
      reduction: reduced,
    };
    return summarizeFigure({ ...figureOf([[1, 2]]), panels: [{ ...panel, matrix }] }, {});
  };

  it('names each value by the first row and column of its block', () => {
    expect(describeChanges(reduced(8), reduced(9))).toEqual([
      '1 of 8 values changed: from 8 to 9 at row r24, column 5',
    ]);
    expect(describeChanges(reduced(8), reduced(8))).toEqual([]);
  });

  it('is not compared value by value if the block size changed', () => {
    expect(describeChanges(reduced(8), reduced(8, 31))).toEqual(['31 rows of data instead of 30']);
    expect(describeChanges(reduced(8, 32, 8), reduced(9, 64, 16))).toEqual([
      '64 rows of data instead of 32',
      'each stored value combines 16 rows instead of 8',
    ]);
  });
});

describe('for any figures', () => {
  const grid = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, columns]) =>
      fc.record({
        values: fc.array(
          fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN)), {
            minLength: columns,
            maxLength: columns,
          }),
          { minLength: rows, maxLength: rows },
        ),
        rows: fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: rows, maxLength: rows }),
        columns: fc.uniqueArray(fc.string(), { minLength: columns, maxLength: columns }),
      }),
    );
  const summarize = ({ values, ...labels }: { values: number[][]; rows: string[]; columns: string[] }) =>
    summarizeFigure(figureOf(values, labels), {});

  it('nothing is described if they are equal', () => {
    fc.assert(
      fc.property(grid, (one) => {
        expect(describeChanges(summarize(one), summarize(structuredClone(one)))).toEqual([]);
      }),
    );
  });

  it('a single changed cell is described by its row, its column and both values', () => {
    const plain = fc.stringMatching(/^[a-z]{1,8}$/);
    const number = fc.oneof(fc.double(), fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN));
    const axis = fc.uniqueArray(plain, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(axis, axis, number, number, fc.nat(), fc.nat(), (rows, columns, a, b, i, j) => {
        fc.pre(a !== b && !(Number.isNaN(a) && Number.isNaN(b)));
        fc.pre(![...rows, ...columns].some((name) => ['and', 'to', 'from', 'at', 'instead'].includes(name)));
        const [row, column] = [i % rows.length, j % columns.length];
        const values = (value: number) =>
          rows.map((_, y) => columns.map((_, x) => (y === row && x === column ? value : 1000 * y + x)));
        const sentences = describeChanges(
          summarize({ rows, columns, values: values(a) }),
          summarize({ rows, columns, values: values(b) }),
        );
        const [, from, to, at] = /^1 of \d+ values .*: from (\S+) to (\S+) at (.*)$/.exec(sentences[0]) ?? [];
        expect(at).toBe(`row ${rows[row]}, column ${columns[column]}`);
        expect(from).not.toBe(to);
        for (const [text, value] of [
          [from, a],
          [to, b],
        ] as const) {
          if (Number.isNaN(value)) expect(text).toBe('missing');
          else if (!Number.isFinite(value)) expect(Number(text)).toBe(value);
          else expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-3);
        }
      }),
    );
  });

  it('permuted rows and columns are reordered, and no value changed', () => {
    fc.assert(
      fc.property(
        grid.chain((one) =>
          fc.tuple(
            fc.constant(one),
            fc.shuffledSubarray([...one.rows.keys()], { minLength: one.rows.length }),
            fc.shuffledSubarray([...one.columns.keys()], { minLength: one.columns.length }),
          ),
        ),
        ([one, y, x]) => {
          const sentences = describeChanges(
            summarize(one),
            summarize({
              rows: y.map((i) => one.rows[i]),
              columns: x.map((j) => one.columns[j]),
              values: y.map((i) => x.map((j) => one.values[i][j])),
            }),
          );
          const isPermuted = (order: number[]) => order.some((item, i) => item !== i);
          expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual([
            ...(isPermuted(y) ? ['rows reordered'] : []),
            ...(isPermuted(x) ? ['columns reordered'] : []),
          ]);
        },
      ),
    );
  });

  it('at most 12 short sentences describe any differences', () => {
    const keys = fc.array(fc.tuple(fc.string(), fc.json()), { maxLength: 40 });
    const stack = fc
      .tuple(
        fc.array(grid, { minLength: 1, maxLength: 4 }),
        keys,
        fc.array(fc.option(fc.string()), { minLength: 4, maxLength: 4 }),
      )
      .map(([panels, keys, titles]): FigureSummary => {
        const all = panels.map(summarize);
        return {
          ...all[0],
          specKeys: new Map(keys),
          panels: all.map(({ panels: [panel] }, i) => ({ ...panel, title: titles[i] })),
          scales: all.flatMap(({ scales }) => scales),
        };
      });
    fc.assert(
      fc.property(stack, stack, (a, b) => {
        const sentences = describeChanges(a, b);
        expect(sentences.length).toBeLessThanOrEqual(12);
        for (const sentence of sentences) {
          expect(sentence.length).toBeLessThan(1000);
          expect(sentence).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        }
        if (
          JSON.stringify([...a.specKeys]) !== JSON.stringify([...b.specKeys]) &&
          a.panels.length !== b.panels.length
        )
          expect(sentences).not.toEqual([]);
      }),
    );
  });

  it('a change of only the version, and an unknown figure before, are described', () => {
    const newer = { ...before, version: '0.2.0' };
    expect(describeChanges({ ...before, version: '0.1.0' }, newer)).toEqual([
      'only the version of heatmap changed from 0.1.0 to 0.2.0: pictures may improve in minor versions',
    ]);
    expect(describeChanges(null, newer)).toEqual(['the previous content of the figure is unknown']);
  });

  it('the time is linear in the number of values', () => {
    const values = Array.from({ length: 1000 }, (_, i) => Array.from({ length: 300 }, (_, j) => i * j));
    const rows = (prefix: string) => values.map((_, i) => `${prefix}${i}`);
    const columns = values[0].map((_, j) => `c${j}`);
    const [a, b] = [
      summarize({ values, rows: rows('a'), columns }),
      summarize({ values: values.map((row) => row.map((v) => v + 1)), rows: rows('a').reverse(), columns }),
    ];
    const time = cpuTime(() => expect(describeChanges(a, b)[0]).toBe('rows reordered: reverse order'));
    expect(time).toBeLessThan(5000);
  });
});
