import * as fc from 'fast-check';
/** Figures that may mislead a reader cause a warning, others do not, and a spec can turn off each warning. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { LINTS } from '../../../src/spec/lint-codes.js';
import { rendered, renderedFile, renderedMatrix } from '../../support/figure.js';

type Lint = (typeof LINTS)[number];

/**
 * Returns the warnings about a figure whose colorbar has a title, and the number of missing values. `csv` is the content of
 * all files that the spec names.
 */
function warnings(spec: object): Diagnostic[] {
  const { diagnostics } = renderedCase({ colorbar: { title: 'AUC' }, ...spec });
  return diagnostics.filter(({ severity, code }) => severity === 'warning' || code === 'missing');
}

function renderedCase(given: object) {
  const { csv, ...spec } = given as { csv?: string };
  return csv === undefined ? rendered(spec) : renderedFile(csv, {}, spec);
}

const codes = (spec: object) => warnings(spec).map(({ code }) => code);
const row = (n: number, value: (i: number) => unknown = (i) => i) => [
  Array.from({ length: n }, (_, i) => value(i)),
];
const longLabels = { labels: Array.from({ length: 40 }, (_, i) => `a rather long label ${i % 7}${i % 3}`) };

/** Columns that a tree puts in another order. */
const blocks = [
  [1, 9, 1.5, 9.5],
  [2, 7, 2.5, 7.5],
];
const clustered = { x: { order: 'cluster' } };

/** For each code: figures that must cause it, and similar figures that must not. */
const CASES: Record<Lint, { reported: readonly object[]; unreported: readonly object[] }> = {
  'undefined-values': {
    reported: [
      { data: { values: [[0, 1, 2, 3]], transform: 'log2' }, lint: ['clipped'] },
      {
        data: {
          values: [
            [5, 5],
            [1, 2],
            [3, 4],
            [5, 6],
            [7, 8],
          ],
          transform: 'zscore by row',
        },
        lint: ['missing', 'mostly-missing'],
      },
    ],
    unreported: [{ data: { values: [[0, 1, 2, 3]], transform: 'log1p' } }],
  },
  'annotation-partial': {
    reported: [{ csv: 'id,S1,S2\nS1,1,2\nS3,3,4\n', x: { annotations: [{ values: 's.csv:S2' }] } }],
    unreported: [{ csv: 'id,S1,S2\nS1,1,2\nS2,3,4\n', x: { annotations: [{ values: 's.csv:S2' }] } }],
  },
  'join-partial': {
    reported: [
      {
        data: {
          values: [[1, 2]],
          columns: ['a', 'b'],
          transform: [{ minus: { values: [[3]], columns: ['b'] } }],
        },
      },
    ],
    unreported: [
      {
        data: {
          values: [[1, 2]],
          columns: ['a', 'b'],
          transform: [{ minus: { values: [[3, 5]], columns: ['b', 'a'] } }],
        },
      },
    ],
  },
  clipped: {
    reported: [
      { data: [[0, 1, 2]], color: { domain: [0, 1] } },
      { data: [[-1, 0.5]], color: { domain: [0, null] } },
      { data: row(200), color: { domain: 'robust' } },
      { data: [[-1, 0.5]], color: { domain: [0, 1], scale: 'symlog', map: 'viridis' } },
      { data: [[0.5, 2]], color: { domain: [0, 1], thresholds: [0.2, 0.4] } },
    ],
    unreported: [
      { data: [[0, 0.5, 1]], color: { domain: [0, 1] } },
      { data: [[0, 1, Number.NEGATIVE_INFINITY]] },
      {
        data: [[-5, 0, 1, 10]],
        color: { scale: 'log', domain: [1, 10] },
        lint: ['unshowable', 'mostly-missing'],
      },
      { data: [[-7, 7]], color: { thresholds: [0, 1] } },
    ],
  },
  'diverging-without-center': {
    reported: [
      { data: [[-1, 0.5]], color: { map: 'RdBu', domain: [0.25, 1] }, lint: ['clipped'] },
      { data: [[-1, 0.5]], color: { map: 'RdBu', domain: [-2, -0.5] }, lint: ['clipped'] },
      { data: [[0.1, 0.5]], color: { map: 'RdBu' } },
      { data: [[-1, 4]], color: { map: 'coolwarm', domain: [-1, 4] } },
      { data: [[-1, 4]], color: { map: 'RdBu', thresholds: [1, 2, 3] } },
      { data: [[0.1, 0.5]], color: { map: 'PiYG', scale: 'log' } },
    ],
    unreported: [
      { data: [[-2.4, 4]], color: { map: 'RdBu_r' } },
      { data: [[-1, 4]], color: { map: 'RdBu', domain: [-4, 4] } },
      { data: [[-1, 4]], color: { map: 'RdBu', domain: [-1, 4], center: 1 } },
      { data: [[-1, 4]], color: { map: 'RdBu', thresholds: [-1, 0, 1] } },
      { data: [[0.25, 2]], color: { map: 'PiYG', scale: 'log', domain: [0.25, 4] } },
      { data: [[-1, 0.5]] },
      { data: [[-1, 0.5]], color: { domain: [-2, 1] } },
      // The default colormap is not diverging if 0 is not inside the domain.
      { data: [[-1, 0.5]], color: { domain: [0, 1] }, lint: ['clipped'] },
      { data: [[-1, 0.5]], color: { domain: [-2, -0.5] }, lint: ['clipped'] },
      { data: [[-1, 0.5]], color: { domain: [0, null] }, lint: ['clipped'] },
      { data: [[0.1, 0.5]], color: { center: 0.2 } },
    ],
  },
  'sequential-two-signs': {
    reported: [
      { data: [[-1, 2]], color: { scale: 'pow' } },
      { data: [[-1, 2]], color: { map: ['white', 'navy'] } },
    ],
    unreported: [
      { data: [[-1, 2]] },
      { data: [[-1, 2]], color: { map: 'viridis' } },
      { data: [[-1, 2]], color: { map: ['navy', 'white', 'maroon'], center: 0 } },
      { data: [[1, 2]], color: { scale: 'pow' } },
      { data: [[-1, 2]], color: { scale: 'quantile' } },
    ],
  },
  'skewed-values': {
    reported: [{ data: row(20, (i) => (i === 7 ? 1e4 : 1 + i)) }],
    unreported: [{ data: row(20, (i) => (i < 7 ? 1e4 : 1 + i)) }],
  },
  'column-ranges': {
    reported: [{ data: { values: [[1, 2, 300], [3, 1, 100]], columns: ['age', 'size', 'price'] } }], // biome-ignore format: a matrix
    unreported: [{ data: { values: [[1, 2, 3], [3, 1, 1]], columns: ['age', 'size', 'price'] } }], // biome-ignore format: a matrix
  },
  'equal-items': {
    reported: [{ data: [[1, 2], [1, 2]], y: { order: 'cluster' } }], // biome-ignore format: a matrix
    unreported: [{ data: [[1, 2], [1, 3]], y: { order: 'cluster' } }], // biome-ignore format: a matrix
  },
  'no-tree': {
    reported: [
      { data: [[1, 2], [1, 3]], y: { dendrogram: { cut: 2 } } }, // biome-ignore format: a matrix
      { data: [[1, 2]], y: { order: 'cluster' } },
    ],
    unreported: [
      { data: [[1, 2], [1, 3]], y: { order: 'cluster', dendrogram: { cut: 2 } } }, // biome-ignore format: a matrix
      { data: [[1, 2], [1, 3]], y: { dendrogram: false } }, // biome-ignore format: a matrix
    ],
  },
  'untitled-colorbar': {
    reported: [
      { data: [[1, 2]], colorbar: {} },
      { data: [['a', 'b']], colorbar: {} },
    ],
    unreported: [
      { data: [[1, 2]], colorbar: { title: false } },
      { data: [[1, 2]], colorbar: false },
      { data: [[1, 2]], colorbar: { title: 'AUC' } },
    ],
  },
  'scale-without-colorbar': {
    reported: [
      { panels: [{ data: [[1, 2]], color: { map: 'magma' }, colorbar: false }, { data: [[1, 2]] }] },
    ],
    unreported: [
      { panels: [{ data: [[1, 2]], colorbar: false }, { data: [[1, 2]] }] },
      { panels: [{ data: [[1, 2]], color: { map: 'magma' } }, { data: [[1, 2]] }], colorbar: false },
    ],
  },
  'rainbow-map': {
    reported: ['rainbow', 'sinebow', 'turbo', 'Turbo_r'].map((map) => ({ data: [[1, 2]], color: { map } })),
    unreported: [
      { data: [[1, 2]], color: { map: 'viridis' } },
      { data: row(20, (i) => `word ${i}`), color: { map: 'turbo' } },
    ],
  },
  'indistinguishable-values': {
    reported: [
      { data: row(40), color: { map: 'Spectral' }, lint: ['diverging-without-center', 'labels-hidden'] },
      { data: row(9), color: { map: 'turbo' }, lint: ['rainbow-map'] },
      { data: row(9), color: { map: ['#ff0000', '#00a000'] } },
    ],
    unreported: [
      { data: row(9), color: { map: 'plasma' } },
      { data: [[-4, -3, -2, -1, 0, 1, 2, 3, 4]], color: { map: 'RdBu', center: 0 } },
      { data: row(9), color: { map: ['#2166ac', '#f7f7f7', '#b2182b'] } },
      // No values have the colours that look alike.
      { data: [[0, 0.02, 8]], color: { map: 'Spectral' }, lint: ['diverging-without-center'] },
      // All readers confuse these colours, so the spec asks for it.
      { data: row(9), color: { map: ['#ff0000', '#ff0000'] } },
      { data: [['a', 'b']], color: { map: ['#ff0000', '#00a000'] } },
    ],
  },
  'mostly-missing': {
    reported: [
      { data: [[1, null, 3, 4]] },
      { data: [[null, null]] },
      { data: [[1, 2, 0, 3]], color: { scale: 'log' }, lint: ['unshowable'] },
    ],
    unreported: [{ data: [[1, 2, 3, 4, null]], lint: ['missing'] }],
  },
  missing: {
    reported: [{ data: [[1, 2, 3, 4, 5, null]] }],
    unreported: [{ data: [[1, 2, 3]] }],
  },
  unshowable: {
    reported: [
      { data: [[0, 1, 2, 3, 4]], color: { scale: 'log' } },
      { data: row(3000), color: { scale: 'log' }, lint: ['reduced'] },
    ],
    unreported: [
      { data: [[0, 1, 2]], color: { scale: 'symlog' } },
      { data: [[1, 2]], color: { scale: 'log' } },
    ],
  },
  'many-words': {
    reported: [{ data: row(21, (i) => `word ${i}`) }],
    unreported: [{ data: row(20, (i) => `word ${i}`) }],
  },
  'similar-colors': {
    reported: [
      { data: row(9, (i) => `word ${i}`), color: { map: 'Set2' } },
      { data: [['a', 'b', 'c']], color: { map: ['#336699', '#cc3311', '#346799'] } },
    ],
    unreported: [
      { data: row(8, (i) => `word ${i}`), color: { map: 'Set2' } },
      { data: row(20, (i) => `word ${i}`) },
    ],
  },
  'clustered-times': {
    reported: [
      {
        data: { values: blocks, columns: ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'] },
        ...clustered,
      },
      { data: { values: blocks, columns: ['Jan', 'Feb', 'Mar', 'Apr'] }, ...clustered },
      { data: { values: blocks, columns: ['1990', '1991', '1992', '1993'] }, ...clustered },
      {
        data: { values: blocks, columns: ['1993', '1991', '1992', '1990'] },
        x: { title: 'year', order: 'cluster' },
      },
    ],
    unreported: [
      { data: { values: blocks, columns: ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'] } },
      { data: { values: blocks, columns: ['1993', '1991', '1992', '1990'] }, ...clustered },
      { data: { values: blocks, columns: ['Jan', 'Feb', 'Mar', 'all'] }, ...clustered },
      // The tree keeps these months in order.
      { data: { values: [[1, 2, 8, 9]], columns: ['Jan', 'Feb', 'Mar', 'Apr'] }, ...clustered },
    ],
  },
  'bar-baseline': {
    reported: [
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'bar', domain: [4, 10] }] } },
      { data: [[1, 2]], x: { annotations: [{ values: [-5, -9], kind: 'bar', domain: [-10, -4] }] } },
    ],
    unreported: [
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'bar' }] } },
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'point', domain: [4, 10] }] } },
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'bar', scale: 'log' }] } },
    ],
  },
  'annotation-clipped': {
    reported: [
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'line', domain: [5, 8] }] } },
      { data: [[1, 2]], x: { annotations: [{ values: [0, 9], kind: 'bar', scale: 'log' }] } },
      {
        data: [[1, 2]],
        x: {
          annotations: [
            {
              values: [
                [5, 6],
                [1, 1],
              ],
              kind: 'stacked',
              domain: [0, 10],
            },
          ],
        },
      },
    ],
    unreported: [
      { data: [[1, 2]], x: { annotations: [{ values: [5, 9], kind: 'line', domain: [5, 9] }] } },
      { data: [[1, 2]], x: { annotations: [{ values: [null, 9], kind: 'bar', scale: 'log' }] } },
    ],
  },
  'zscore-of-two': {
    reported: [
      {
        data: {
          values: [
            [1, 5],
            [2, 2.5],
            [9, 3],
          ],
          transform: 'zscore by row',
        },
      },
      {
        data: {
          values: [
            [1, 5, 3],
            [2, 2.5, 9],
          ],
          transform: 'zscore by column',
        },
      },
    ],
    unreported: [
      {
        data: {
          values: [
            [1, 5],
            [2, 2.5],
            [9, 3],
          ],
          transform: 'zscore by column',
        },
      },
      {
        data: {
          values: [
            [1, 5],
            [2, 2.5],
          ],
          transform: 'center by row',
        },
      },
    ],
  },
  'labels-not-shared': {
    reported: [
      {
        panels: [
          ['a', 'b'],
          ['a', 'c'],
        ].map((rows) => ({ data: { values: [[1], [2]], rows } })),
        layout: { columns: 2, share: { y: true } },
      },
      {
        panels: [
          ['a', 'b'],
          ['b', 'c'],
        ].map((columns) => ({ data: { values: [[1, 2]], columns } })),
        layout: { share: { x: true } },
      },
    ],
    unreported: [
      {
        panels: [
          ['a', 'b'],
          ['b', 'a'],
        ].map((columns) => ({ data: { values: [[1, 2]], columns } })),
        layout: { share: { x: true } },
      },
      {
        panels: [
          ['a', 'b'],
          ['a', 'c'],
        ].map((rows) => ({ data: { values: [[1], [2]], rows } })),
        layout: { columns: 1, share: { y: true } },
      },
      {
        panels: [
          ['a', 'b'],
          ['a', 'b'],
        ].map((columns) => ({ data: { values: [[1, 2]], columns } })),
        layout: { share: { x: true } },
      },
    ],
  },
  'labels-hidden': {
    reported: [
      { data: row(40), x: longLabels, size: { width: '88mm' } },
      { data: [[0, 1]], colorbar: { title: 'AUC', length: 40, ticks: [0, 0.01, 1] } },
    ],
    unreported: [{ data: row(40), x: { labels: { from: 0 } }, size: { width: '88mm' } }, { data: row(5) }],
  },
  'values-hidden': {
    reported: [{ data: row(100), cells: { values: true }, size: { width: '88mm' }, lint: ['small-text'] }],
    unreported: [{ data: row(5), cells: { values: true } }],
  },
  reduced: {
    reported: [{ data: row(3000) }],
    unreported: [{ data: row(300) }],
  },
  'small-text': {
    reported: [{ data: [[1, 2]], size: { fontSize: '4pt' } }],
    unreported: [{ data: [[1, 2]], size: { fontSize: '7pt' } }],
  },
  'text-cut': {
    reported: [{ data: [[1, 2]], y: { labels: ['a'.repeat(400)] }, size: { width: 300 } }],
    unreported: [{ data: [[1, 2]], y: { labels: ['a'.repeat(8)] }, size: { width: 300 } }],
  },
  'missing-glyph': {
    reported: [{ data: [[1, 2]], title: '\u6f22' }],
    unreported: [{ data: [[1, 2]], title: 'ä' }],
  },
  'no-bold-face': {
    reported: [{ data: [[1, 2]], title: '\u10d3' }],
    unreported: [
      { data: [[1, 2]], title: 'ä ★ ∈' },
      { data: [[1, 2]], subtitle: '\u10d3' },
    ],
  },
  'markup-underscore': {
    reported: [
      { data: { values: [[1, 2]], columns: ['sample_1_rep', 'b'] }, markup: true },
      { data: { values: [[1], [2]], rows: ['a_1_b_2', 'b'] }, markup: true },
    ],
    unreported: [
      { data: { values: [[1, 2]], columns: ['sample_1_rep', 'b'] } },
      { data: { values: [[1, 2]], columns: ['H_2_O', 'gene_a_1'], rows: ['p_value'] }, markup: true },
      { data: { values: [[1, 2]], columns: ['sample\\_1\\_rep', 'b'] }, markup: true },
      { data: [[1, 2]], x: { labels: ['sample_1_rep', 'b'] }, markup: true },
    ],
  },
  'no-italic-face': {
    reported: [{ data: [[1, 2]], markup: true, subtitle: '*\u10d3*' }],
    unreported: [
      { data: [[1, 2]], markup: true, subtitle: '*ä α ★ ∈* \u10d3' },
      { data: [[1, 2]], subtitle: '*\u10d3*' },
    ],
  },
};

describe.each(LINTS)('the warning %s', (code) => {
  const { reported, unreported } = CASES[code];

  it('is reported, with a hint', () => {
    for (const spec of reported) {
      const found = renderedCase(spec).diagnostics.filter((diagnostic) => diagnostic.code === code);
      expect([spec, found.length]).toEqual([spec, 1]);
      if (found[0].severity === 'warning') expect(found[0].hints?.length).toBeGreaterThan(0);
    }
  });

  it('is not reported without a reason', () => {
    for (const spec of unreported) expect([spec, codes(spec)]).toEqual([spec, []]);
  });

  it('is silenced by its code, and by "lint": false', () => {
    for (const spec of reported) {
      const others = codes(spec).filter((other) => other !== code);
      const lint = 'lint' in spec ? (spec.lint as string[]) : [];
      const silenced = { ...spec, lint: [...lint, code] };
      expect(codes(silenced)).toEqual(others);
      expect(renderedCase(silenced).diagnostics.map((diagnostic) => diagnostic.code)).not.toContain(code);
      expect(codes({ ...spec, lint: false })).toEqual([]);
    }
  });
});

describe('a colorbar without a title', () => {
  const severity = ({ diagnostics }: ReturnType<typeof rendered>) =>
    diagnostics.find(({ code }) => code === 'untitled-colorbar')?.severity;

  it('is a warning in a spec, and a note for a matrix without a spec, also if flags set keys', () => {
    for (const data of [[[1, 2]], [[0, 1]], [['a', 'b']]]) {
      expect(severity(rendered({ data }))).toBe('warning');
      const bare = renderedMatrix(JSON.stringify(data), 'm.json');
      expect(severity(bare)).toBe('note');
      expect(bare.diagnostics.filter((diagnostic) => diagnostic.severity !== 'note')).toEqual([]);
    }
    expect(severity(renderedMatrix('1,2', 'm.csv', { color: { map: 'magma' }, title: 'AUC' }))).toBe('note');
    expect(severity(renderedMatrix('1,2', 'm.csv', { colorbar: { title: 'AUC' } }))).toBeUndefined();
  });
});

describe('clipped values', () => {
  const message = (spec: object) =>
    rendered(spec).diagnostics.find(({ code }) => code === 'clipped')?.message ?? null;

  it('are counted, with the most extreme values', () => {
    expect(message({ data: [[-3, 0, 1, 2, 7]], color: { domain: [0, 1] } })).toBe(
      'values are outside of the colour domain: 1 below 0 (the lowest is -3), 2 above 1 (the highest is 7)',
    );
    expect(message({ data: [[0, 1, 9, Number.NEGATIVE_INFINITY]], color: { domain: [0, 1] } })).toBe(
      'values are outside of the colour domain: 1 below 0 (the lowest is −∞), 1 above 1 (the highest is 9)',
    );
  });

  it('are a note if the spec asked for it: a domain, or "robust"', () => {
    const severity = (data: unknown, color: object) =>
      rendered({ data, color }).diagnostics.find(({ code }) => code === 'clipped')?.severity;
    expect(severity([[0, 1, 2]], { domain: [0, 1] })).toBe('note');
    expect(severity([[0, 1, 2]], { domain: [null, 1] })).toBe('note');
    expect(severity(row(200), { domain: 'robust' })).toBe('note');
  });

  it('do not include an extreme value of the data that rounding would leave outside', () => {
    expect(message({ data: [[0.1, 0.5, 0.63]], color: { center: 0.45 } })).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 2 }),
        fc.double({ noNaN: true, min: -1e3, max: 1e3 }),
        (values, center) => {
          const { scales, guides } = rendered({ data: [values], color: { center } }).figure;
          expect([guides[0].under, guides[0].over]).toEqual([0, 0]);
          expect(scales.color.center).toBe(center);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('have four significant digits, or as many as distinguish the values', () => {
    expect(message({ data: [[0, 1, 2.3779083025378447]], color: { domain: [0, 1] } })).toContain(
      '(the highest is 2.378)',
    );
    expect(message({ data: [[0, 1.00001]], color: { domain: [0, 1] } })).toContain(
      '1 above 1 (the highest is 1.00001)',
    );
  });

  it('that are infinite are an info, not a warning', () => {
    const { diagnostics } = rendered({ data: [[0, 1, Number.NEGATIVE_INFINITY]] });
    expect(diagnostics.find(({ code }) => code === 'clipped')).toEqual({
      severity: 'info',
      code: 'clipped',
      message: 'values are outside of the colour domain: 1 below 0 (the lowest is −∞)',
    });
  });
});

describe('panels under one colorbar', () => {
  it('share one scale, unless the spec gives them colours of their own', () => {
    const panels = [{ data: [[0, 1]] }, { data: [[-5, 9]] }];
    expect(Object.keys(rendered({ panels }).figure.scales)).toEqual(['color']);
    expect(rendered({ panels }).figure.scales.color.domain).toEqual([-9, 9]);
    const own = rendered({ panels, layout: { share: { color: false } } }).figure;
    expect(Object.keys(own.scales).length).toBe(2);
    expect(own.guides.map((guide) => [guide.panel, guide.scale])).toEqual([
      [0, own.panels[0].scale],
      [1, own.panels[1].scale],
    ]);
    const mixed = [{ data: [[0, 1]], color: { domain: [0, 1] } }, { data: [[-5, 9]] }];
    expect(() => rendered({ panels: mixed, layout: { share: { color: true } } })).toThrow(
      /panel 0 has its own color or colorbar/,
    );
  });
});
