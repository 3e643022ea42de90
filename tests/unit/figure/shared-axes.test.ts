/** Panels that share an axis: one order for all, and what is beside them only once. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../src/figure/figure.js';
import { rendered } from '../../support/figure.js';

const rows = ['a', 'b', 'c', 'd', 'e'];
/** Two groups of rows, in mixed order. */
const first = {
  values: [
    [9, 1, 8],
    [0, 5, 1],
    [8, 1, 9],
    [1, 6, 0],
    [9, 0, 7],
  ],
  rows,
  columns: ['x', 'y', 'z'],
};
/** Other groups of the same rows. */
const second = { values: [[1], [1.1], [50], [51], [52]], rows, columns: ['w'] };

/** The values of a panel in page order. */
function pageValues({ matrix, x, y }: Panel): number[][] {
  return y.order.map((row) => x.order.map((column) => matrix.values[row * matrix.columns + column]));
}

const orderOf = ({ y }: Panel) => y.order.map((row) => rows[row]).join('');
const codesOf = (spec: object) => rendered(spec).diagnostics.map(({ code }) => code);

describe('panels side by side that share rows', () => {
  it('follow the panel that clusters, with its gaps, and only its values count', () => {
    const y = { order: { cluster: { method: 'complete' } }, split: { clusters: 2 } };
    const alone = rendered({ data: first, y }).figure.panels[0];
    const { figure } = rendered({ panels: [{ data: first, y }, { data: second }] });
    expect(figure.panels.map(orderOf)).toEqual([orderOf(alone), orderOf(alone)]);
    expect(figure.panels.map((panel) => panel.y.breaks)).toEqual([alone.y.breaks, alone.y.breaks]);
    expect(figure.panels[1].y.tree?.linkage).toEqual(alone.y.tree?.linkage);
    // Every row still shows its own values.
    expect(pageValues(figure.panels[1])).toEqual(figure.panels[1].y.order.map((row) => second.values[row]));
    const other = rendered({ panels: [{ data: first }, { data: second, y }] }).figure;
    expect(orderOf(other.panels[0])).toBe(orderOf(rendered({ data: second, y }).figure.panels[0]));
    expect(orderOf(other.panels[0])).not.toBe(orderOf(alone));
  });

  it('are clustered by all values if the order is that of the figure', () => {
    const joined = { values: first.values.map((row, i) => [...row, ...second.values[i]]), rows };
    const y = { order: 'cluster' };
    const { figure } = rendered({ panels: [{ data: first }, { data: second }], y });
    const { tree } = rendered({ data: joined, y }).figure.panels[0].y;
    for (const panel of figure.panels) expect(panel.y.tree?.linkage).toEqual(tree?.linkage);
  });

  it('have one tree, at their outer side, and labels at the other', () => {
    const spec = { panels: [{ data: first }, { data: second }, { data: second }], y: { order: 'cluster' } };
    const { figure, scene } = rendered(spec);
    expect(figure.grid).toMatchObject({ columns: 3, shareY: true, shareX: false });
    expect(figure.panels.map(({ y }) => y.tree?.side)).toEqual([null, null, 'right']);
    expect(scene.items.filter(({ role }) => role === 'dendrogram')).toHaveLength(1);
    const labels = scene.items.filter((item) => item.kind === 'text' && rows.includes(item.text));
    expect(labels).toHaveLength(rows.length);
    const mirrored = rendered({ ...spec, y: { order: 'cluster', side: 'right' } }).figure;
    expect(mirrored.panels.map(({ y }) => y.tree?.side)).toEqual(['left', null, null]);
  });

  it('have a strip once if it is the same in all panels, beside each panel if it differs', () => {
    const strip = { title: 'kind', values: ['p', 'q', 'p', 'q', 'p'] };
    const layout = { columns: 2, share: { y: true } };
    const count = (spec: object) =>
      rendered({ layout, ...spec }).figure.panels.map(({ y }) => y.annotations.length);
    const panels = [{ data: first }, { data: second }];
    expect(count({ panels, y: { annotations: [strip] } })).toEqual([0, 1]);
    expect(count({ panels, y: { annotations: [{ ...strip, side: 'left' }] } })).toEqual([1, 0]);
    expect(count({ panels: [{ ...panels[0], y: { annotations: [strip] } }, panels[1]] })).toEqual([1, 0]);
    expect(count({ panels, y: { annotations: [strip] }, layout: { columns: 2 } })).toEqual([1, 1]);
  });

  it('keep their own orders without layout.share, and any order is followed with it', () => {
    const y = { order: ['e', 'c', 'a'] };
    const panels = [{ data: first, y }, { data: second }];
    const orders = (layout: object) => rendered({ panels, layout }).figure.panels.map(orderOf);
    expect(orders({ columns: 2 })).toEqual(['ecabd', 'abcde']);
    expect(orders({ columns: 2, share: { y: true } })).toEqual(['ecabd', 'ecabd']);
    // Panels above each other share columns, not rows.
    expect(orders({ columns: 1, share: { y: true } })).toEqual(['ecabd', 'abcde']);
  });

  it('are matched by label if the labels are the same in another order, with a note', () => {
    const shuffled = [3, 0, 4, 1, 2];
    const other = {
      values: shuffled.map((row) => second.values[row]),
      rows: shuffled.map((row) => rows[row]),
      columns: ['w'],
    };
    const strip = { title: 'kind', values: ['p', 'q', 'p', 'q', 'p'] };
    const layout = { columns: 2, share: { y: true } };
    for (const y of [
      {},
      { order: 'mean' },
      { order: 'cluster' },
      { order: 'cluster', split: { groups: strip.values } },
    ]) {
      const spec = (data: object) => ({
        panels: [{ data: first }, { data }],
        layout,
        y: { ...y, annotations: [strip] },
      });
      const [same, moved] = [rendered(spec(second)), rendered(spec(other))];
      expect(moved.figure.panels.map(pageValues)).toEqual(same.figure.panels.map(pageValues));
      expect(moved.figure.panels[1].y).toEqual(same.figure.panels[1].y);
      expect(moved.figure.grid.shareY).toBe(true);
      const found = moved.diagnostics.filter(({ code }) => code === 'panels-aligned');
      expect(found.map(({ message }) => message)).toEqual([
        'panel 1 has the rows of panel 0 in another order; they are matched by label',
      ]);
      expect(codesOf(spec(second))).not.toContain('panels-aligned');
    }
    // The order is that of the panel that clusters, also if the other one is first.
    const y = { order: { cluster: { method: 'complete' } } };
    const { figure } = rendered({ panels: [{ data: other }, { data: first, y }] });
    expect(figure.panels.map(orderOf)).toEqual(
      Array(2).fill(orderOf(rendered({ data: first, y }).figure.panels[0])),
    );
    expect(pageValues(figure.panels[0])).toEqual(figure.panels[0].y.order.map((row) => second.values[row]));
  });

  it('keep their order if it is not shared, if labels repeat, or if their options list values by position', () => {
    const other = { ...second, rows: [...rows].reverse() };
    const layout = { columns: 2, share: { y: true } };
    const labels = ({ figure }: ReturnType<typeof rendered>) =>
      figure.panels.map(({ y }) => y.labels?.join(''));
    const apart = ['abcde', 'edcba'];
    expect(labels(rendered({ panels: [{ data: first }, { data: other }] }))).toEqual(apart);
    const strip = { title: 'kind', values: ['p', 'q', 'p', 'q', 'p'] };
    const listed = { panels: [{ data: first }, { data: other, y: { annotations: [strip] } }], layout };
    expect(labels(rendered(listed))).toEqual(apart);
    expect(codesOf(listed)).toContain('labels-not-shared');
    const repeated = { ...second, rows: ['b', 'a', 'c', 'd', 'd'] };
    expect(labels(rendered({ panels: [{ data: first }, { data: repeated }], layout }))).toEqual([
      'abcde',
      'bacdd',
    ]);
  });

  it('print their own labels, with a warning, if the labels or gaps differ', () => {
    const other = { ...second, rows: ['a', 'b', 'X', 'd', 'e'] };
    const layout = { columns: 2, share: { y: true } };
    const { figure, diagnostics } = rendered({ panels: [{ data: first }, { data: other }], layout });
    expect(figure.grid.shareY).toBe(false);
    const [warning] = diagnostics.filter(({ code }) => code === 'labels-not-shared');
    expect(warning).toMatchObject({
      severity: 'warning',
      message:
        'panels 0 and 1 cannot share the labels of their rows, because no. 3 is "c" in one and "X" in the other',
    });
    const gap = { data: second, y: { order: 'data', split: [2] } };
    expect(codesOf({ panels: [{ data: first, y: { order: 'data' } }, gap], layout })).toContain(
      'labels-not-shared',
    );
    const shorter = { values: [[1], [2]], rows: ['a', 'b'], columns: ['w'] };
    expect(codesOf({ panels: [{ data: first }, { data: shorter }], layout })).toContain('labels-not-shared');
    expect(codesOf({ panels: [{ data: first }, { data: second }], layout })).not.toContain(
      'labels-not-shared',
    );
  });
});

describe('panels above each other that share columns', () => {
  it('have one order, one tree above the first panel and labels below the last', () => {
    const lower = { values: [[3, 1, 2]], rows: ['only'], columns: ['x', 'y', 'z'] };
    const { figure, scene } = rendered({
      panels: [{ data: first }, { data: lower }],
      x: { order: 'cluster' },
    });
    expect(figure.grid).toMatchObject({ columns: 1, shareX: true, shareY: false });
    expect(figure.panels[0].x.order).toEqual(figure.panels[1].x.order);
    expect(figure.panels.map(({ x }) => x.tree?.side)).toEqual(['top', null]);
    const labels = scene.items.filter((item) => item.kind === 'text' && ['x', 'y', 'z'].includes(item.text));
    expect(labels).toHaveLength(3);
  });
});

describe('the colorbars of panels with several scales', () => {
  const panels = [first, second].map((data, i) => ({ data, colorbar: { title: `scale ${i}` } }));

  it('are one after another beside panels that share a tree, and beside their panels otherwise', () => {
    const guidesOf = (spec: object) =>
      rendered({ panels, ...spec }).figure.guides.map((guide) => [guide.panel, guide.isStacked]);
    const [stacked, separate] = [
      [
        [null, true],
        [null, true],
      ],
      [
        [0, false],
        [1, false],
      ],
    ];
    expect(guidesOf({ y: { order: 'cluster' } })).toEqual(stacked);
    expect(guidesOf({ y: { order: 'cluster' }, layout: { colorbars: 'panel' } })).toEqual(separate);
    expect(guidesOf({ layout: { columns: 2 } })).toEqual(separate);
    expect(guidesOf({ layout: { columns: 2, colorbars: 'grid' } })).toEqual(stacked);
  });

  it('belong to the panels of their scale: two share one, the third has its own', () => {
    const [{ data }] = panels;
    const { guides, panels: drawn } = rendered({
      panels: [{ data }, { data }, { data, color: { domain: 'symmetric' }, colorbar: { title: 'change' } }],
      colorbar: { title: 'score' },
      layout: { columns: 3 },
    }).figure;
    expect(guides.map(({ panel, title }) => [panel, title])).toEqual([
      [1, 'score'],
      [2, 'change'],
    ]);
    expect(drawn[0].scale).toBe(drawn[1].scale);
    expect(drawn[2].scale).not.toBe(drawn[0].scale);
  });
});

describe('any panels that share a clustered order', () => {
  const count = 6;
  const matrix = fc.array(
    fc.array(fc.integer({ min: -20, max: 20 }), { minLength: count, maxLength: count }),
    { minLength: 1, maxLength: 3 },
  );
  const names = Array.from({ length: count }, (_, i) => `item ${i}`);

  it('have each item in one row of the page', () => {
    fc.assert(
      fc.property(fc.array(matrix, { minLength: 2, maxLength: 3 }), (columns) => {
        const panels = columns.map((lists, p) => ({
          data: {
            values: names.map((_, row) => lists.map((list) => list[row])),
            rows: names,
            columns: lists.map((_, i) => `${p}.${i}`),
          },
        }));
        const { figure } = rendered({ panels, y: { order: 'cluster' }, layout: { columns: panels.length } });
        const [{ order }] = figure.panels.map(({ y }) => y);
        for (const [p, panel] of figure.panels.entries()) {
          expect(panel.y.order).toEqual(order);
          expect(pageValues(panel)).toEqual(order.map((row) => panels[p].data.values[row]));
        }
      }),
      { numRuns: 30 },
    );
  });
});
