import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scale } from '../../../src/color/scale.js';
import { countClipped } from '../../../src/figure/clipping.js';
import { type DescriptionInput, describe as described } from '../../../src/figure/describe.js';
import type { StatisticsInput } from '../../../src/figure/statistics.js';
import { rendered } from '../../support/figure.js';

const descriptionOf = (spec: object) => described(rendered(spec).figure);

describe('the description of a figure', () => {
  it('names labels, title, colours, extremes and means of one panel, with repeated labels and a reversed axis', () => {
    const spec = {
      data: {
        values: [
          [0.5, 0.9, 0.2],
          [0.7, -0.3, null],
        ],
        rows: ['a', 'b b'],
        columns: ['..', '..', 'x'],
      },
      x: { title: 'Token' },
      y: { title: 'Layer', origin: 'bottom' },
      color: { domain: [-0.5, 0.8] },
      colorbar: { title: 'cosine similarity' },
    };
    expect(descriptionOf(spec).split(/(?<=\.) (?=[A-Z])/)).toEqual([
      'Heatmap of 2 rows by 3 columns.',
      'Rows: Layer, "b b" (top) and a (bottom).',
      'Columns: Token, .. (left) to x (right).',
      'Colours (RdBu_r): cosine similarity, −0.5 to 0.8, centred on 0.',
      'Values range from −0.3 at row "b b", column .. (no. 2), to 0.9 at row a, column .. (no. 2).',
      'Of 6 cells, 1 is missing and 1 lies above the colour domain.',
      'Row means range from 0.2 at row "b b", to 0.5333 at row a.',
      'Column means range from 0.2 at column x, to 0.6 at column .. (no. 1).',
    ]);
  });

  it('of a stack summarizes all panels and names the panel of each extreme', () => {
    const first = [
      [0.1, 0.2],
      [0.3, 0.1],
    ];
    const second = [
      [0.5, 0.2],
      [0.3, 0.5],
    ];
    const spec = {
      panels: [first, second, first, second].map((data, i) => ({ title: `Layer ${i}`, data })),
      x: { labels: ['a', 'b'] },
      y: { title: 'Position' },
      color: { map: 'inferno', domain: [0.2, 0.4] },
      colorbar: { title: 'attention' },
    };
    expect(descriptionOf(spec).split(/(?<=\.) (?=[A-Z])/)).toEqual([
      'Heatmap in 4 panels of 2 rows by 2 columns: Layer 0 to Layer 3.',
      'Rows of each panel: Position, 0 (top) and 1 (bottom).',
      'Columns of each panel: a (left) and b (right).',
      'Colours (inferno): attention, 0.2 to 0.4.',
      'Values range from 0.1 in 4 cells, first at panel Layer 0, row 0, column a, ' +
        'to 0.5 in 4 cells, first at panel Layer 1, row 0, column a.',
      'Of 16 cells, 4 lie below the colour domain and 4 lie above the colour domain.',
      'Panel means range from 0.175 in 2 panels, first at panel Layer 0, ' +
        'to 0.375 in 2 panels, first at panel Layer 1.',
    ]);
  });

  it('counts the most frequent categories', () => {
    const data = [
      ['cat', 'dog', 'cat', 'dog'],
      ['bird', 'cat', 'a cow', null],
    ];
    const spec = { data, x: { labels: false }, y: { labels: false }, colorbar: { title: 'animal' } };
    expect(descriptionOf(spec)).toBe(
      'Heatmap of 2 rows by 4 columns. Colours (tab10): animal, 4 categories. ' +
        'Commonest: cat (3 cells), dog (2) and bird (1). Of 8 cells, 1 is missing.',
    );
  });

  it('counts the values that a log scale cannot show', () => {
    const data = [
      [1, 10, 100],
      [0, -5, 1000],
    ];
    const spec = { data, x: { title: 'Step', labels: false }, color: { scale: 'log' } };
    expect(descriptionOf(spec)).toBe(
      'Heatmap of 2 rows by 3 columns. Rows: 0 (top) and 1 (bottom). Columns: Step, without labels. ' +
        'Colours (viridis): 1 to 1000, on a log scale. ' +
        'Values range from −5 at row 1, column no. 2, to 1000 at row 1, column no. 3. ' +
        'Of 6 cells, 2 are 0 or less, which a log scale cannot show. ' +
        'Row means range from 37 at row 0, to 331.7 at row 1. ' +
        'Column means range from 0.5 at column no. 1, to 550 at column no. 3.',
    );
  });

  it('describes up to three scales one by one', () => {
    const panels = [
      { title: 'loss', data: [[1, 2, 4]], colorbar: { title: 'nats' } },
      { data: [[0.25], [0.25]], colorbar: { title: 'share' }, color: { scale: 'pow', map: 'magma' } },
    ];
    expect(descriptionOf({ panels })).toBe(
      'Heatmap in 2 panels of 1 to 2 rows by 1 to 3 columns. ' +
        'Rows: labels differ between panels. Columns: labels differ between panels. ' +
        'Colours of panel loss (viridis): nats, 1 to 4. ' +
        'Values of panel loss range from 1 at row 0, column 0, to 4 at row 0, column 2. ' +
        'Colours of panel no. 2 (magma): share, 0.125 to 0.375, on a power scale with exponent 0.5. ' +
        'Every value of panel no. 2 is 0.25.',
    );
  });

  it('describes panels that share one of several scales together, by their own names', () => {
    const panels = [
      { title: 'base', data: [[1, 2]] },
      {
        title: 'change',
        data: [[-1, 1]],
        color: { map: 'RdBu_r', center: 0 },
        colorbar: { title: 'difference' },
      },
      { title: 'tuned', data: [[3, 0]] },
    ];
    const text = descriptionOf({ panels, colorbar: { title: 'loss' }, layout: { columns: 3 } });
    expect(text).toContain('Colours of panels base and tuned (viridis): loss, 0 to 3.');
    expect(text).toContain(
      'Values of panels base and tuned range from 0 at panel tuned, row 0, column 1, to 3 at panel tuned, row 0, column 0.',
    );
    expect(text).toContain('Colours of panel change (RdBu_r): difference, −1 to 1, centred on 0.');
  });

  it('with many scales describes all panels together, without means', () => {
    const panels = [1, 2, 3, 4].map((k) => ({ data: [[k, 10 * k]], color: { map: 'magma' } }));
    expect(descriptionOf({ panels, x: { labels: false }, y: { labels: false } })).toBe(
      'Heatmap in 4 panels of 1 row by 2 columns. Each panel has a colour scale of its own. ' +
        'Values range from 1 at panel no. 1, row no. 1, column no. 1, ' +
        'to 40 at panel no. 4, row no. 1, column no. 2.',
    );
  });

  it.each([
    ['a single value', { data: [[7]] }, 'Colours (viridis): 3.5 to 10.5. Every value is 7.'],
    ['nothing but missing values', { data: [[null, null]] }, '0 to 1. Of 2 cells, 2 are missing.'],
    [
      'one value beside missing ones',
      { data: [[7, null, 7]] },
      'Every finite value is 7. Of 3 cells, 1 is missing.',
    ],
    [
      'colours in steps',
      { data: [[0.001, 0.5]], color: { thresholds: [0.01, 0.05] } },
      'Colours (viridis): in 3 steps that change at 0.01 and 0.05.',
    ],
    [
      'many steps',
      { data: [[0, 8]], color: { steps: 8, map: 'cividis' } },
      'Colours (cividis): 0 to 8, in 8 steps.',
    ],
    [
      'a symlog scale',
      { data: [[-100, 1000]], color: { scale: 'symlog', constant: 2, domain: [-1000, 1000] } },
      '(RdBu_r): −1000 to 1000, centred on 0, on a symlog scale, linear up to 2 from 0.',
    ],
    [
      'hidden cells',
      {
        data: [
          [1, 9],
          [3, 2],
        ],
        cells: { hide: 'upper' },
      },
      'Values range from 1 at row 0, column 0, to 3 at row 1, column 0. Of 4 cells, 1 is hidden.',
    ],
    [
      'numbers that begin alike, with the digits that tell them apart',
      { data: [[1000.123, 1000.124]] },
      'Values range from 1000.123 at row 0, column 0, to 1000.124 at row 0, column 1.',
    ],
    [
      'whole numbers in full',
      { data: [[12345, 654321]] },
      'Values range from 12345 at row 0, column 0, to 654321 at row 0, column 1.',
    ],
    [
      'large and small numbers',
      { data: [[-0.000012345, 1234567890]] },
      'Values range from −1.234e−5 at row 0, column 0, to 1.235e9 at row 0, column 1.',
    ],
    [
      'labels that would be lost in a sentence',
      { data: [[1, 2, 3]], x: { labels: ['', 'b', 'c\td'] } },
      'Columns: "" (left) to "c\\td" (right).',
    ],
    [
      'long labels and titles, cut in the middle',
      {
        data: [[1, 2]],
        x: { title: `${'t'.repeat(99)}\n${'u'.repeat(99)}`, labels: [`a${'b'.repeat(500)}c`, 'd'] },
      },
      `Columns: ${'t'.repeat(40)}…${'u'.repeat(39)}, a${'b'.repeat(19)}…${'b'.repeat(18)}c (left) and d (right).`,
    ],
  ])('describes %s', (_, spec, sentences) => {
    expect(descriptionOf(spec)).toContain(sentences);
  });

  it('is empty if it is not requested, and nothing else changes', () => {
    const spec = { data: [[1, 2]], title: 'Two' };
    const [figure, bare] = [rendered(spec), rendered(spec, 1, false)];
    expect(bare.figure).toEqual({ ...figure.figure, accessible: { title: 'Two', description: '' } });
    expect(bare.png()).toEqual(figure.png());
    expect(bare.svg()).toBe(figure.svg().replace(/<desc>.*<\/desc>\n/, ''));
  });

  it('omits means that hardly differ', () => {
    const data = [
      [0, 10],
      [10, 0.5],
    ];
    expect(descriptionOf({ data })).toMatch(/to 10 in 2 cells, first at row 0, column 1\.$/);
  });

  it('omits means that differ by rounding errors only', () => {
    const data = [
      [0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1 + 2 ** -55],
    ];
    expect(descriptionOf({ data })).not.toContain('means');
  });

  it('counts infinite values separately from other clipped values', () => {
    const panel = panelOf([-Infinity, -1, 0.5, 2, Infinity, Number.NaN], 6);
    expect(described(figureOf(panel, scaleOf()))).toBe(
      'Heatmap of 1 row by 6 columns. Colours (gray): 0 to 1. ' +
        'Values range from −1 at row no. 1, column no. 2, to 2 at row no. 1, column no. 4. ' +
        'Of 6 cells, 1 is missing, 1 is −∞, 1 more lies below the colour domain, ' +
        '1 is ∞ and 1 more lies above the colour domain.',
    );
  });
});

const forward = (n: number) => Array.from({ length: n }, (_, i) => i);

const plainAxis = {
  title: null,
  itemsPerPosition: 1,
  labels: null,
  numeric: null,
  tree: null,
  slices: null,
  annotations: [],
};

/** A random permutation of `n` items. */
const orders = (n: number) => fc.shuffledSubarray(forward(n), { minLength: n, maxLength: n });

function panelOf(
  values: readonly number[],
  columns: number,
  rest: Partial<StatisticsInput> = {},
): StatisticsInput {
  const rows = values.length / columns;
  return {
    title: null,
    transformed: null,
    matrix: {
      rows,
      columns,
      values: Float64Array.from(values),
      rowLabels: null,
      columnLabels: null,
      categories: null,
    },
    totals: null,
    regions: null,
    drawn: { aggregation: null },
    clipBounds: [0, 1],
    mask: null,
    x: { ...plainAxis, order: forward(columns) },
    y: { ...plainAxis, order: forward(rows) },
    scale: 'color',
    ...rest,
  };
}

function scaleOf(rest: Partial<Scale> = {}): Scale {
  const ends = { under: '#000000', over: '#ffffff', missing: '#888888' } as const;
  const kind = {
    kind: 'linear',
    domain: [0, 1],
    center: null,
    linthresh: 1,
    exponent: 1,
    boundaries: null,
    extend: 'neither',
  } as const;
  return { ...kind, categories: null, map: 'gray', colors: ['#000000', '#ffffff'], ...ends, ...rest };
}

const figureOf = (panel: StatisticsInput, scale: Scale): DescriptionInput => ({
  xTitle: null,
  yTitle: null,
  grid: { direction: 'ltr', titles: { rows: null, columns: null } },
  scales: { color: scale },
  guides: [],
  panels: [{ ...panel, clipBounds: scale.domain }],
});

const number = (text: string) => Number(text.replaceAll('−', '-').replace('∞', 'Infinity'));

/** Four significant digits are correct. */
function expectBrief(text: string, value: number) {
  expect(Math.abs(number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.0005);
}

/** Typical numbers of figures, and numbers at which sums and quotients lose precision. */
const values = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -8, max: 12 }).map((n) => n / 8) },
  fc.double({ min: -1.7e308, max: 1.7e308 }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 1.7e308, -1.7e308, 5e-324, -0),
);
const grids = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.record({
      columns: fc.constant(columns),
      values: fc.array(values, { minLength: rows * columns, maxLength: rows * columns }),
      x: orders(columns),
      y: orders(rows),
    }),
  );

describe('the description of any matrix', () => {
  const panels = grids.map(({ values, columns, x, y }) =>
    panelOf(values, columns, {
      x: { ...plainAxis, order: x, labels: x.map((i) => `c${i}`) },
      y: { ...plainAxis, order: y, labels: y.map((i) => `r${i}`) },
    }),
  );

  it('names the minimum and maximum, their number and the position of the first', () => {
    fc.assert(
      fc.property(panels, (panel) => {
        const { columns, values } = panel.matrix;
        const read = panel.y.order.flatMap((i) => panel.x.order.map((j) => i * columns + j));
        const finite = read.filter((cell) => Number.isFinite(values[cell]));
        const [low, high] = [Infinity, -Infinity].map((from, i) =>
          finite.reduce((m, cell) => (i === 0 ? Math.min(m, values[cell]) : Math.max(m, values[cell])), from),
        );
        const said = described(figureOf(panel, scaleOf()));
        const range =
          /Values range from (\S+)(?: in (\d+) cells, first)? at row r(\d), column c(\d), to (\S+)(?: in (\d+) cells, first)? at row r(\d), column c(\d)\./.exec(
            said,
          );
        expect(range !== null).toBe(low < high);
        if (range === null) {
          expect(said.includes('value is')).toBe(finite.length > 0);
          if (finite.length > 0) expectBrief(/value is (\S+)\./.exec(said)![1], low);
          return;
        }
        for (const [i, extreme] of [low, high].entries()) {
          const [text, count = '1', row, column] = range.slice(1 + 4 * i);
          const cells = finite.filter((cell) => values[cell] === extreme);
          expect(Number(row) * columns + Number(column)).toBe(cells[0]);
          expect(Number(count)).toBe(cells.length);
          expectBrief(text, extreme);
        }
        expect(range[1]).not.toBe(range[5]);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts missing, infinite and clipped values as the colorbar does', () => {
    const scales = fc.constantFrom(
      scaleOf(),
      scaleOf({ kind: 'log', domain: [0.25, 1] }),
      scaleOf({ boundaries: [0, 0.5, 1], extend: 'both' }),
      scaleOf({ domain: [-Number.MAX_VALUE, Number.MAX_VALUE] }),
    );
    fc.assert(
      fc.property(panels, scales, (panel, scale) => {
        const said = described(figureOf(panel, scale));
        const cells = panel.matrix.values.length;
        const count = (pattern: string) =>
          Number(new RegExp(`(\\d+)(?: more)? ${pattern}`).exec(said)?.[1] ?? 0);
        const outside = countClipped(scale, scale.domain, [panel.matrix]);
        const infinite = { low: count('(?:is|are) −∞'), high: count('(?:is|are) ∞') };
        const { values } = panel.matrix;
        expect(infinite.low).toBe(values.filter((v) => v === -Infinity).length);
        expect(infinite.high).toBe(values.filter((v) => v === Infinity).length);
        expect(count('(?:is|are) missing')).toBe(outside.missing);
        const log = scale.kind === 'log';
        expect(count('(?:is|are) 0 or less') + (log ? infinite.low : 0)).toBe(outside.unshowable);
        if (scale.extend === 'both') expect(said).not.toContain('domain');
        else {
          expect(count('lies? below') + (log ? 0 : infinite.low)).toBe(outside.under);
          expect(count('lies? above') + infinite.high).toBe(outside.over);
        }
        expect(/Of (\d+) cells?, /.exec(said)?.[1] ?? String(cells)).toBe(String(cells));
      }),
      { numRuns: 1000 },
    );
  });

  it('contains only numbers of the figure', () => {
    const eighths = fc.oneof(
      fc.integer({ min: -8, max: 12 }).map((n) => n / 8),
      fc.constant(Number.NaN),
    );
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.tuple(
          fc.constant(columns),
          fc.array(eighths, { minLength: rows * columns, maxLength: rows * columns }),
        ),
      );
    const letters = (n: number) => ({ ...plainAxis, order: forward(n), labels: [...'abcde'].slice(0, n) });
    fc.assert(
      fc.property(tables, ([columns, values]) => {
        const rows = values.length / columns;
        const panel = panelOf(values, columns, { x: letters(columns), y: letters(rows) });
        const mean = (own: readonly number[]) => {
          const finite = own.filter((v) => !Number.isNaN(v));
          return finite.reduce((a, b) => a + b, 0) / finite.length;
        };
        const of = (n: number, line: (at: number) => (cell: number) => boolean) =>
          forward(n).map((at) => mean(values.filter((_, cell) => line(at)(cell))));
        const rowMeans = of(rows, (at) => (cell) => Math.floor(cell / columns) === at);
        const columnMeans = of(columns, (at) => (cell) => cell % columns === at);
        const finite = values.filter((v) => !Number.isNaN(v));
        const said = described(figureOf(panel, scaleOf()));
        for (const [means, of] of [
          [rowMeans, 'Row'],
          [columnMeans, 'Column'],
        ] as const) {
          const known = means.filter((m) => !Number.isNaN(m));
          const [least, most] = [Math.min(...known), Math.max(...known)];
          const beyond = most - least - 0.05 * (Math.max(...finite) - Math.min(...finite));
          const clear = rows > 1 && columns > 1 && beyond > 0;
          const sentence = new RegExp(`${of} means range from (\\S+) .*?, to (\\S+) `).exec(said);
          // If the difference equals that share, rounding decides.
          if (Math.abs(beyond) > 1e-9) expect(sentence !== null).toBe(clear);
          if (sentence) expect(sentence.slice(1).map(number)).toEqual([least, most].map(rounded));
        }
        const counts = forward(values.length + 1);
        const known = new Set([...counts, ...[...values, ...rowMeans, ...columnMeans].map(rounded)]);
        for (const [text] of said.matchAll(/−?\d[\d.]*(?:e−?\d+)?(?![\d.])/g)) {
          expect(known).toContain(number(text.replace(/\.$/, '')));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const rounded = (value: number) => Number(value.toPrecision(4)) + 0;

describe('the description of any figure', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('', ' ', '"', '\ud83d', '中'.repeat(100_000)),
  );
  const axis = (order: number[]) =>
    fc.record({
      title: fc.option(text),
      order: fc.constant(order),
      itemsPerPosition: fc.constant(1),
      numeric: fc.constant(null),
      labels: fc.option(fc.array(text, { minLength: order.length, maxLength: order.length })),
      tree: fc.constant(null),
      slices: fc.constantFrom(
        null,
        null,
        order.map(() => 0),
      ),
      annotations: fc.oneof(
        fc.constant([]),
        fc.array(
          fc.record({
            kind: fc.constant('mark' as const),
            title: fc.option(text),
            side: fc.constant('left' as const),
            size: fc.constant(9),
            marks: fc.array(fc.record({ item: fc.constant(0), text })),
          }),
          { maxLength: 4 },
        ),
      ),
    });
  const nameOf = (i: number) => `color-${i}`;
  const words = ['a', '', 'b c', 'd', 'e'];
  const panel = fc.tuple(grids, fc.boolean()).chain(([{ values, columns, x, y }, ofWords]) =>
    fc.record({
      title: fc.option(text),
      drawn: fc.constant({ aggregation: null }),
      clipBounds: fc.constant<[number, number]>([0, 1]),
      transformed: fc.option(text),
      mask: fc.option(fc.uint8Array({ minLength: values.length, maxLength: values.length, max: 1 })),
      totals: fc.constant(null),
      regions: fc.constant(null),
      matrix: fc.constant({
        ...panelOf(values, columns).matrix,
        ...(ofWords
          ? {
              categories: words,
              values: Float64Array.from(values, (v, i) => (Number.isFinite(v) ? i % 5 : Number.NaN)),
            }
          : {}),
      }),
      x: axis(x),
      y: axis(y),
    }),
  );
  const scale = fc.constantFrom(
    scaleOf(),
    scaleOf({ kind: 'log', domain: [5e-324, Number.MAX_VALUE] }),
    scaleOf({ kind: 'symlog', domain: [-Number.MAX_VALUE, Number.MAX_VALUE], center: 0 }),
    scaleOf({ kind: 'pow', exponent: 0.5, domain: [1, 1 + Number.EPSILON] }),
    scaleOf({ boundaries: forward(12), domain: [0, 11] }),
    scaleOf({ boundaries: [0, 1], extend: 'both' }),
  );
  const figure = fc
    .tuple(fc.array(fc.tuple(panel, scale), { minLength: 1, maxLength: 6 }), fc.boolean())
    .chain(([all, shared]) => {
      // Either one scale for all panels, which must all be words or all numbers, or one scale for each panel.
      const one = shared && new Set(all.map(([{ matrix }]) => matrix.categories)).size === 1;
      const scales = all.map(([{ matrix }, scale]) =>
        matrix.categories ? scaleOf({ kind: 'category', domain: [0, 4], categories: words }) : scale,
      );
      return fc.record({
        xTitle: fc.option(text),
        yTitle: fc.option(text),
        grid: fc.constant({ direction: 'ltr', titles: { rows: null, columns: null } } as const),
        guides: fc.array(
          fc.record({ scale: fc.constantFrom(...scales.map((_, i) => nameOf(i))), title: fc.option(text) }),
        ),
        scales: fc.constant(Object.fromEntries(scales.map((scale, i) => [nameOf(i), scale]))),
        panels: fc.constant(all.map(([panel], i) => ({ ...panel, scale: nameOf(one ? 0 : i) }))),
      });
    });

  it('is one line of sentences, begins with the shape and has at most 1200 characters', () => {
    fc.assert(
      fc.property(figure, (any) => {
        const said = described(any);
        expect(said).toMatch(/^Heatmap (in \d panels )?of \d/);
        expect(said.endsWith('.')).toBe(true);
        expect(said.length).toBeLessThanOrEqual(1200);
        expect(said).not.toMatch(/[\n\t]|undefined|Infinity| NaN\b|null\b/);
        expect(described(any)).toBe(said);
      }),
      { numRuns: 500 },
    );
  });
});
