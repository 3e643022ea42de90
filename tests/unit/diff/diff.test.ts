import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftWords } from '../../../src/diff/diff.js';
import { readSnapshot, snapshotOf } from '../../../src/diff/snapshot.js';
import { type Shown, shownOf } from '../../../src/diff/summary.js';
import type { Reduced } from '../../../src/matrix/reduction.js';
import { figureOf, shownBy } from './figures.js';

const AUC = {
  values: [
    [0.5, 0.52, 0.9],
    [0.1, 0.2, 0.3],
    [0.7, 0.8, 0.75],
  ],
  rows: ['layer 4', 'layer 5', 'layer 7'],
  columns: ['auc', 'f1', 'loss'],
};
const with_ = (changes: object) => shownBy({ data: { ...AUC, ...changes } });
const before = with_({});

function drift(a: object, b: object): string[] {
  return driftWords(shownBy(a), shownBy(b));
}

describe('values that changed', () => {
  it('are counted, found by row and column, and the largest change is told', () => {
    const values = AUC.values.with(0, [0.59, 0.52, 0.9]).with(2, [0.72, 0.8, 0.75]);
    expect(driftWords(before, with_({ values }))).toEqual([
      '2 of 9 values changed, in rows layer 4 and layer 7, column auc: the largest from 0.5 to 0.59 at row layer 4, column auc',
    ]);
  });

  it('are told when there is one', () => {
    const values = AUC.values.with(0, [0.5, 0.61, 0.9]);
    expect(driftWords(before, with_({ values }))).toEqual([
      '1 of 9 values changed: from 0.52 to 0.61 at row layer 4, column f1',
    ]);
  });

  it('have as many digits as it takes', () => {
    const change = (a: number, b: number) => drift({ data: [[0, a, 1]] }, { data: [[0, b, 1]] })[0];
    expect(change(0.123456789, 0.123456999)).toContain('from 0.1234568 to 0.123457');
    expect(change(0.1, 0.30000000000000004)).toContain('from 0.1 to 0.3 ');
    expect(change(0.3, 0.30000000000000004)).toContain('from 0.3 to 0.30000000000000004');
  });

  it('are told apart from those that are missing, or no longer', () => {
    const values = [[null, 0.52, 0.9], ...AUC.values.slice(1)];
    expect(driftWords(before, with_({ values }))).toEqual([
      '1 of 9 values is missing now: from 0.5 to missing at row layer 4, column auc',
    ]);
    expect(driftWords(with_({ values }), before)).toEqual([
      '1 of 9 values is no longer missing: from missing to 0.5 at row layer 4, column auc',
    ]);
  });

  it('move the ends of the colours, which is told with the reason', () => {
    const values = AUC.values.with(0, [0.5, 0.52, 1.2]);
    expect(driftWords(before, with_({ values }))).toEqual([
      '1 of 9 values changed: from 0.9 to 1.2 at row layer 4, column loss',
      'the high end of the colours moved from 0.9 to 1.2, because the data changed',
    ]);
  });

  it('are words where the matrix is of words, whatever index they have', () => {
    const a = [
      ['cat', 'dog'],
      ['dog', 'cat'],
    ];
    expect(
      drift(
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
      drift(
        { data: a },
        {
          data: [
            ['eel', 'dog'],
            ['dog', 'cat'],
          ],
        },
      ),
    ).toEqual(['1 of 4 values changed: from cat to eel at row 0, column 0', '1 word added: eel']);
  });

  it('are one sentence for all panels of a stack', () => {
    const stack = (last: number) => ({
      data: { values: [[[0, 1]], [[0, 0.5]], [[last, 0.2]]], panels: ['a', 'b', 'c'] },
    });
    expect(drift(stack(0.1), stack(0.3))).toEqual([
      '1 of 6 values changed: from 0.1 to 0.3 at panel c, row 0, column 0',
    ]);
    const other = { data: { values: [[[0, 1]], [[0.1, 0.5]], [[0.3, 0.2]]], panels: ['a', 'b', 'c'] } };
    expect(drift(stack(0.1), other)).toEqual([
      '2 of 6 values changed, in panels b and c: the largest from 0.1 to 0.3 at panel c, row 0, column 0',
    ]);
  });

  it('are only known to have changed where a snapshot has no room for them', () => {
    const grid = (extra: number) =>
      Array.from({ length: 50 }, (_, i) =>
        Array.from({ length: 50 }, (_, j) => Math.sin(i * 50 + j) + (i + j === 50 ? extra : 0)),
      );
    const kept = (extra: number) => readSnapshot(snapshotOf(figureOf(grid(extra)), {}, 2000));
    expect(driftWords(kept(0), kept(0.1) as Shown)).toEqual([
      'some of 2500 values changed, too many to keep and tell which',
    ]);
    expect(driftWords(kept(0), kept(0) as Shown)).toEqual([]);
    expect(driftWords(kept(0), shownOf(figureOf(grid(0)), {}))).toEqual([]);
  });
});

describe('rows and columns', () => {
  it('are added and removed by their labels, and the others compared', () => {
    const after = with_({
      values: [AUC.values[0], AUC.values[2], [0.2, 0.2, 0.2]],
      rows: ['layer 4', 'layer 7', 'layer 8'],
    });
    expect(driftWords(before, after)).toEqual([
      '1 row added: layer 8',
      '1 row removed: layer 5',
      'the low end of the colours moved from 0.1 to 0.2, because the data changed',
    ]);
  });

  it('are renamed where they hold the same values', () => {
    expect(driftWords(before, with_({ rows: ['layer 4', 'L5', 'layer 7'] }))).toEqual([
      '1 row renamed: layer 5 is L5 now',
    ]);
    expect(driftWords(before, with_({ columns: ['A', 'B', 'C'] }))).toEqual([
      '3 columns renamed: auc is A now, and 2 more',
    ]);
  });

  it('are reordered, not changed', () => {
    const turned = with_({
      values: [AUC.values[1], AUC.values[0], AUC.values[2]],
      rows: ['layer 5', 'layer 4', 'layer 7'],
    });
    expect(driftWords(before, turned)).toEqual([
      'rows reordered: layer 5, layer 4 and layer 7 instead of layer 4, layer 5 and layer 7',
    ]);
    expect(drift({ data: AUC }, { data: AUC, y: { origin: 'bottom' } })).toEqual([
      'rows reordered: from the last to the first',
      'y.origin added: bottom',
    ]);
  });

  it('without labels are counted', () => {
    expect(
      drift(
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

  it('are told apart where they have one label', () => {
    const data = {
      values: [
        [0, 0.5],
        [1, 0],
      ],
      rows: ['the', 'the'],
    };
    expect(
      drift(
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
    ).toEqual(['1 of 4 values changed: from 0 to 0.2 at row the (no. 2 of that label), column 1']);
  });

  it('may get labels that the data did not have', () => {
    expect(drift({ data: AUC.values }, { data: AUC.values, y: { labels: AUC.rows } })).toEqual([
      '3 rows renamed: 0 is layer 4 now, and 2 more',
    ]);
  });

  it('of several panels are told once', () => {
    const stack = (rows: string[]) => ({
      data: {
        values: [
          [[1], [2]],
          [[3], [4]],
        ],
        rows,
      },
    });
    expect(drift(stack(['a', 'b']), stack(['a', 'c']))).toEqual(['1 row renamed: b is c now']);
  });

  it('have names that cannot be mistaken for the sentence, nor steer a terminal', () => {
    const data = (label: string, value: number) => ({
      data: {
        values: [
          [value, 1],
          [0, 1],
        ],
        rows: [label, 'x'],
      },
    });
    const said = (label: string) => drift(data(label, 0.2), data(label, 0.3))[0];
    expect(said('a, b')).toContain('row "a, b",');
    expect(said('')).toContain('row "",');
    expect(said('a\u001b[31m\u202e\u009b')).toContain('row "a\\u001b[31m\\u202e\\u009b",');
    expect(said('x'.repeat(1000)).length).toBeLessThan(150);
  });
});

describe('panels', () => {
  const stack = (panels: string[]) => ({
    data: { values: panels.map((name) => [[name.charCodeAt(0), 97, 120]]), panels },
  });

  it('are added, removed and renamed', () => {
    expect(drift(stack(['a', 'b']), stack(['a', 'x', 'b']))).toEqual(['1 panel added: x']);
    expect(drift(stack(['a', 'b', 'c']), stack(['b', 'c']))).toEqual(['1 panel removed: a']);
    const renamed = { data: { ...stack(['a', 'b']).data, panels: ['a', 'B'] } };
    expect(drift(stack(['a', 'b']), renamed)).toEqual(['panel b is panel B now']);
  });
});

describe('the spec', () => {
  const data = AUC;

  it('is told by its keys', () => {
    expect(
      drift({ data, color: { map: 'viridis' } }, { data, color: { map: 'Blues' }, title: 'AUC: all' }),
    ).toEqual(['color.map changed from viridis to Blues', 'title added: "AUC: all"']);
    expect(drift({ data, size: { fontSize: '8pt' } }, { data })).toEqual([
      'size.fontSize removed: it was "8pt"',
    ]);
  });

  it('has long values shown where they begin to differ', () => {
    const long = (end: string) => ({ data, caption: `${'word '.repeat(40)}${end}` });
    expect(drift(long('yes'), long('no'))).toEqual([
      expect.stringMatching(/^caption changed from ….{1,20}yes" to ….{1,20}no"$/),
    ]);
  });

  it('is not said to be the reason where the data is', () => {
    const words = drift({ data, color: { domain: [0, 1] } }, { data, color: { domain: [0, 2] } });
    expect(words).toEqual([
      'color.domain changed from [0,1] to [0,2]',
      'the high end of the colours moved from 1 to 2',
    ]);
  });
});

describe('what the data gives besides values', () => {
  it('is told by the key that would set it', () => {
    const long = (x: string) => ({ data: { values: [[1, 2]], columns: ['a', 'b'] }, x: { title: x } });
    expect(drift(long('token'), long('position'))).toEqual(['x.title changed from token to position']);
    const figure = figureOf([[1, 2]]);
    expect(
      driftWords(shownOf({ ...figure, xTitle: 'token' }, {}), shownOf({ ...figure, xTitle: 'step' }, {})),
    ).toEqual(['x.title changed from token to step']);
  });

  it('is the colour scale of each panel, where each has its own', () => {
    const own = (high: number) => ({
      data: { values: [[[0, 1]], [[0, high]]], panels: ['a', 'b'] },
      layout: { share: { color: false } },
    });
    expect(drift(own(2), own(3))).toEqual([
      '1 of 4 values changed: from 2 to 3 at panel b, row 0, column 1',
      'in panel b: the high end of the colours moved from 2 to 3, because the data changed',
    ]);
    expect(drift(own(2), { data: own(2).data })).toEqual([
      'layout.share.color removed: it was false',
      'one colour scale for all panels instead of one for each',
    ]);
  });
});

describe('a matrix that is held as the means of blocks', () => {
  const held = (value: number, rows = 30, each = 8): Shown => {
    const [panel] = figureOf([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, value],
    ]).panels;
    const raw = { cells: 0 } as Reduced['raw'];
    const reduced: Reduced = {
      by: 'mean',
      factor: { rows: each, columns: 5 },
      rows: 4,
      columns: 2,
      counts: null,
      raw,
    };
    const matrix = {
      ...panel.matrix,
      rows,
      columns: 10,
      rowLabels: Array.from({ length: rows }, (_, i) => `r${i}`),
      reduced,
    };
    return shownOf({ ...figureOf([[1, 2]]), panels: [{ ...panel, matrix }] }, {});
  };

  it('has its values named by the first row and column of each block', () => {
    expect(driftWords(held(8), held(9))).toEqual(['1 of 8 values changed: from 8 to 9 at row r24, column 5']);
    expect(driftWords(held(8), held(8))).toEqual([]);
  });

  it('is not compared value by value where the blocks are others', () => {
    expect(driftWords(held(8), held(8, 31))).toEqual(['31 rows of data instead of 30']);
    expect(driftWords(held(8, 32, 8), held(9, 64, 16))).toEqual([
      '64 rows of data instead of 32',
      'each held value joins 16 rows instead of 8',
    ]);
  });
});

describe('in any case', () => {
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
  const shown = ({ values, ...labels }: { values: number[][]; rows: string[]; columns: string[] }) =>
    shownOf(figureOf(values, labels), {});

  it('there is nothing to say of what is equal', () => {
    fc.assert(
      fc.property(grid, (one) => {
        expect(driftWords(shown(one), shown(structuredClone(one)))).toEqual([]);
      }),
    );
  });

  it('a single cell that changed is named with its row, its column and both values', () => {
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
        const words = driftWords(
          shown({ rows, columns, values: values(a) }),
          shown({ rows, columns, values: values(b) }),
        );
        const [, from, to, at] = /^1 of \d+ values .*: from (\S+) to (\S+) at (.*)$/.exec(words[0]) ?? [];
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

  it('rows and columns that were permuted are reordered, not changed', () => {
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
          const words = driftWords(
            shown(one),
            shown({
              rows: y.map((i) => one.rows[i]),
              columns: x.map((j) => one.columns[j]),
              values: y.map((i) => x.map((j) => one.values[i][j])),
            }),
          );
          const moved = (order: number[]) => order.some((item, i) => item !== i);
          expect(words.map((line) => line.split(':')[0])).toEqual([
            ...(moved(y) ? ['rows reordered'] : []),
            ...(moved(x) ? ['columns reordered'] : []),
          ]);
        },
      ),
    );
  });

  it('there are few lines, each of them short, and something is said of what differs', () => {
    const keys = fc.array(fc.tuple(fc.string(), fc.json()), { maxLength: 40 });
    const stack = fc
      .tuple(
        fc.array(grid, { minLength: 1, maxLength: 4 }),
        keys,
        fc.array(fc.option(fc.string()), { minLength: 4, maxLength: 4 }),
      )
      .map(([panels, keys, titles]): Shown => {
        const all = panels.map(shown);
        return {
          ...all[0],
          keys: new Map(keys),
          panels: all.map(({ panels: [panel] }, i) => ({ ...panel, title: titles[i] })),
          scales: all.flatMap(({ scales }) => scales),
        };
      });
    fc.assert(
      fc.property(stack, stack, (a, b) => {
        const words = driftWords(a, b);
        expect(words.length).toBeLessThanOrEqual(12);
        for (const line of words) {
          expect(line.length).toBeLessThan(1000);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        }
        if (
          JSON.stringify([...a.keys]) !== JSON.stringify([...b.keys]) &&
          a.panels.length !== b.panels.length
        )
          expect(words).not.toEqual([]);
      }),
    );
  });

  it('names what is left when it is the version alone, and what is not known', () => {
    const now = { ...before, version: '0.2.0' };
    expect(driftWords({ ...before, version: '0.1.0' }, now)).toEqual([
      'nothing but the version of heatmap: 0.1.0 → 0.2.0',
    ]);
    expect(driftWords(null, now)).toEqual(['it is not known what it showed before']);
  });

  it('takes time that grows with the values alone', () => {
    const values = Array.from({ length: 1000 }, (_, i) => Array.from({ length: 300 }, (_, j) => i * j));
    const rows = (prefix: string) => values.map((_, i) => `${prefix}${i}`);
    const columns = values[0].map((_, j) => `c${j}`);
    const [a, b] = [
      shown({ values, rows: rows('a'), columns }),
      shown({ values: values.map((row) => row.map((v) => v + 1)), rows: rows('a').reverse(), columns }),
    ];
    const started = performance.now();
    expect(driftWords(a, b)[0]).toBe('rows reordered: from the last to the first');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
