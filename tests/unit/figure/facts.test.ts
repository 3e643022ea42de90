/** The numbers of `heatmap describe`, compared with direct computation on random matrices. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factSentences } from '../../../src/figure/describe-facts.js';
import { figureFacts, type PanelFacts } from '../../../src/figure/facts.js';
import { trendOf } from '../../../src/figure/trend.js';
import { describe as describeFigure } from '../../../src/host/describe-file.js';
import { DESCRIPTION_FORMATS } from '../../../src/host/describe-formats.js';
import { rendered } from '../../support/figure.js';

type Cell = number | null;

function factsOf(spec: object): PanelFacts[] {
  return figureFacts(rendered({ lint: false, ...spec }, 1, false).figure);
}

const isNumber = (value: Cell): value is number => value !== null && Number.isFinite(value);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A quantile as numpy computes it by default. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -50, max: 50 }).map((value) => value / 8) },
  { weight: 1, arbitrary: fc.constantFrom(null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);

/** A matrix with labels, the order of its rows, and a group for each row. */
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.record({
      values: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      order: fc.constantFrom('data', 'reverse', 'mean'),
      groups: fc.array(fc.constantFrom('p', 'q', 'r'), { minLength: rows, maxLength: rows }),
      domain: fc.constantFrom(undefined, [-2, 2]),
    }),
  )
  .filter(({ values }) => values.flat().some(isNumber));

describe('the facts of a panel', () => {
  it('are those of direct computation', () => {
    fc.assert(
      fc.property(matrices, ({ values, order, groups, domain }) => {
        const labels = { rows: values.map((_, i) => `r${i}`), columns: values[0].map((_, j) => `c${j}`) };
        const [facts] = factsOf({
          data: { values, ...labels },
          y: { order, annotations: [{ title: 'kind', values: groups, kind: 'category' }] },
          ...(domain && { color: { domain } }),
        });
        const finite = values.flat().filter(isNumber);
        const [low, high] = [Math.min(...finite), Math.max(...finite)];
        expect(facts.cells).toBe(values.flat().length);
        expect(facts.values?.count).toBe(finite.length);
        expect(facts.values?.mean).toBeCloseTo(mean(finite), 10);
        [0.25, 0.5, 0.75].forEach((share, i) => {
          expect(facts.values?.quartiles?.[i]).toBeCloseTo(quantile(finite, share), 10);
        });
        for (const [found, value] of [
          [facts.values?.min, low],
          [facts.values?.max, high],
        ] as const) {
          expect(found?.value).toBe(value);
          expect(found?.cells).toBe(finite.filter((other) => other === value).length);
          expect(values[Number(found?.row.slice(1))][Number(found?.column.slice(1))]).toBe(value);
        }
        const { special } = facts;
        expect(special.missing).toBe(values.flat().filter((value) => value === null).length);
        expect(special.infinity).toBe(
          values.flat().filter((value) => value === Number.POSITIVE_INFINITY).length,
        );
        if (domain) expect(special.above).toBe(finite.filter((value) => value > domain[1]).length);

        const rowMeans = values.map((row) => mean(row.filter(isNumber)));
        const columnMeans = values[0].map((_, j) => mean(values.map((row) => row[j]).filter(isNumber)));
        for (const [axis, means] of [
          [facts.rows, rowMeans],
          [facts.columns, columnMeans],
        ] as const) {
          const known = means.filter((value) => !Number.isNaN(value));
          expect(axis.count).toBe(means.length);
          expect(axis.lowest?.mean).toBeCloseTo(Math.min(...known), 10);
          expect(axis.highest?.mean).toBeCloseTo(Math.max(...known), 10);
          expect(means[Number(axis.lowest?.label.slice(1))]).toBeCloseTo(Math.min(...known), 10);
          expect(means[Number(axis.highest?.label.slice(1))]).toBeCloseTo(Math.max(...known), 10);
        }
        // An order that leaves the data as it is, or reverses it, shows a trend of the data.
        const known = rowMeans.filter((value) => !Number.isNaN(value));
        const isFalling = known.every((value, i) => i === 0 || value <= known[i - 1]);
        const isRising = known.every((value, i) => i === 0 || value >= known[i - 1]);
        if (order === 'mean' && !isFalling && !isRising) expect(facts.rows.trend).toBeNull();

        const [found] = facts.rows.groups;
        expect(found.title).toBe('kind');
        expect(found.groups.map(({ name }) => name).sort()).toEqual([...new Set(groups)].sort());
        for (const group of found.groups) {
          const members = values.filter((_, i) => groups[i] === group.name);
          expect(group.items).toBe(members.length);
          const all = members.flat().filter(isNumber);
          if (all.length === 0) expect(group.mean).toBeNaN();
          else expect(group.mean).toBeCloseTo(mean(all), 10);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave out hidden cells', () => {
    const values = [
      [5, 100],
      [3, 7],
    ];
    const [facts] = factsOf({
      data: { values, rows: ['a', 'b'], columns: ['a', 'b'] },
      cells: { hide: 'upper' },
    });
    expect(facts.special.hidden).toBe(1);
    expect(facts.values).toMatchObject({ count: 3, mean: 5, max: { value: 7, row: 'b', column: 'b' } });
    expect(facts.diagonal).toEqual({ mean: 6, others: 3, isSymmetric: false });
  });

  it('count categories, the commonest first', () => {
    const [facts] = factsOf({
      data: [
        ['no', 'yes', null],
        ['no', 'no', 'maybe'],
      ],
    });
    expect(facts.categories).toEqual([
      { name: 'no', cells: 3 },
      { name: 'yes', cells: 1 },
      { name: 'maybe', cells: 1 },
    ]);
    expect(facts.values).toBeNull();
    expect(facts.special.missing).toBe(1);
  });

  it('have the clusters of a tree with the means of their cells', () => {
    const values = [
      [0, 1],
      [10, 11],
      [0, 2],
      [10, 14],
    ];
    const [facts] = factsOf({ data: values, y: { order: 'cluster', dendrogram: { cut: 2 } } });
    const [{ kind, groups }] = facts.rows.groups;
    expect(kind).toBe('clusters');
    expect(groups.map(({ items }) => items)).toEqual([2, 2]);
    expect(groups.map(({ mean: value }) => value).sort((a, b) => a - b)).toEqual([0.75, 11.25]);
    expect(facts.rows.trend).toBeNull();
  });
});

describe('a trend', () => {
  const trend = (means: number[]) => trendOf(means, String);

  it('is steady if each mean is above the one before it', () => {
    expect(trend([1, 2, 3, 9])).toMatchObject({ direction: 'rise', isSteady: true, correlation: 1 });
    expect(trend([9, 3, 2, 1])).toMatchObject({ direction: 'fall', isSteady: true, correlation: -1 });
  });

  it('has the rank correlation of scipy.stats.spearmanr, with equal means and without missing ones', () => {
    // spearmanr([0, 1, 2, 3, 4, 5], [1, 3, 2, 2, 5, 6]).statistic
    const found = trend([1, 3, Number.NaN, 2, 2, 5, 6]);
    expect(found?.correlation).toBeCloseTo(0.8116794499134279, 12);
    expect(found).toMatchObject({ isSteady: false, first: { label: '0' }, last: { label: '6', mean: 6 } });
  });

  it('is not seen in few, constant or unordered means', () => {
    expect([trend([1, 2, 3]), trend([2, 2, 2, 2]), trend([1, 4, 2, 3, 0])]).toEqual([null, null, null]);
  });
});

describe('the words of a figure', () => {
  const figure = (spec: object) => rendered({ lint: false, ...spec }, 1, false).figure;
  const values = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 9],
  ];

  it('tell distribution, trend and diagonal', () => {
    const [facts] = factsOf({ data: { values, rows: ['a', 'b', 'c', 'd x'], columns: ['u', 'v'] } });
    expect(factSentences(facts, '')).toEqual([
      'The mean of the 8 finite values is 4.625, the median 4.5; half of them are from 2.75 to 6.25.',
      'Row means rise steadily from 1.5 at the top (a) to 8 at the bottom ("d x"); rank correlation with the position 1.00.',
    ]);
  });

  it('are JSON with all numbers, and Markdown and text without control characters or markup', () => {
    const hostile = '<script>|\u001b[31m`x`';
    const description = describeFigure(
      figure({ data: { values, rows: [hostile, 'b', 'c', 'd'] }, title: hostile }),
      null,
      [],
    );
    const json = JSON.parse(DESCRIPTION_FORMATS.json(description));
    expect(json.panels[0].values).toMatchObject({ count: 8, mean: 4.625, min: { row: hostile } });
    expect(json.sentences).toEqual(description.sentences);
    const markdown = DESCRIPTION_FORMATS.markdown(description);
    expect(markdown).not.toMatch(/<script|\u001b/);
    expect(markdown).toContain('| 1 | 4 | 2 | 8 | 4.625 | 1 | 2.75 | 4.5 | 6.25 | 9 |  |');
    expect(DESCRIPTION_FORMATS.text(description)).not.toContain('\u001b');
  });

  it('are all there, however many', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ title: `panel number ${i}`, data: values }));
    const { sentences } = describeFigure(figure({ panels: many }), null, []);
    expect(sentences.filter((sentence) => sentence.startsWith('The mean of'))).toHaveLength(12);
  });
});
