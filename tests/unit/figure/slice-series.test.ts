/** Plots with a series for each slice of the other axis. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { AnnotationPlot } from '../../../src/figure/annotation.js';
import { rendered } from '../../support/figure.js';

const values = [
  [1, 9, 4],
  [5, null, 8],
  [3, 1, 2],
  [7, 5, null],
];
const kind = ['low', 'high', 'low', 'high'];
const line = { title: 'mean', kind: 'line', values: 'mean()', series: 'slices' };
const strip = { title: 'kind', values: kind, color: { map: ['#112233', '#445566'] } };

function figureOf(y: object, annotation: object = line, data: object = { values }) {
  const { figure } = rendered({ data, x: { annotations: [annotation] }, y });
  return { ...figure, plot: figure.panels[0].x.annotations[0] as AnnotationPlot };
}

const listsOf = ({ values: lists }: AnnotationPlot) => lists.map((list) => [...list]);
const legendsOf = ({ guides, scales }: ReturnType<typeof figureOf>) =>
  guides.filter(({ kind }) => kind === 'legend').map(({ scale }) => scales[scale].categories);

describe('a series for each slice', () => {
  it('is the statistic of its items, in page order', () => {
    const { plot } = figureOf({ split: { groups: kind, order: ['high'] } });
    expect(listsOf(plot)).toEqual([
      [6, 2],
      [5, 5],
      [8, 3],
    ]);
    expect(plot.domain[1]).toBeGreaterThanOrEqual(8);
    expect(listsOf(figureOf({ split: { before: [3] } }, { ...line, values: 'count()' }).plot)).toEqual([
      [3, 1],
      [2, 1],
      [3, 0],
    ]);
  });

  it('of rows is above columns, and that of columns beside rows', () => {
    const { figure } = rendered({ data: { values }, x: { split: [1] }, y: { annotations: [line] } });
    expect(listsOf(figure.panels[0].y.annotations[0] as AnnotationPlot)).toEqual([
      [1, 6.5],
      [5, 8],
      [3, 1.5],
      [7, 5],
    ]);
  });

  it('has a legend with the titles of the slices, or with numbers that the slices then have too', () => {
    const named = figureOf({ split: { groups: kind } });
    expect(legendsOf(named)).toEqual([['low', 'high']]);
    expect(new Set(named.plot.colors).size).toBe(2);
    const numbered = figureOf({ order: 'cluster', split: { clusters: 2 } });
    expect(legendsOf(numbered)).toEqual([['1', '2']]);
    expect(numbered.panels[0].y.brackets.map(({ title }) => title)).toEqual(['1', '2']);
  });

  it('has the colours of a strip or of the tree, and no legend that repeats that of the strip', () => {
    const byStrip = figureOf({ annotations: [strip], split: { annotation: 'kind', order: ['high', 'low'] } });
    expect(byStrip.plot.colors).toEqual(['#445566', '#112233']);
    expect(legendsOf(byStrip)).toEqual([['low', 'high']]);
    const without = figureOf({ annotations: [{ ...strip, colorbar: false }], split: { annotation: 'kind' } });
    expect(legendsOf(without)).toEqual([['low', 'high']]);
    const renamed = figureOf({ annotations: [strip], split: { annotation: 'kind', titles: ['a', 'b'] } });
    expect(legendsOf(renamed)).toEqual([
      ['low', 'high'],
      ['a', 'b'],
    ]);
    const byTree = figureOf({
      order: 'cluster',
      split: { clusters: 2 },
      dendrogram: { cut: 2, map: 'Dark2' },
    });
    expect(byTree.plot.colors).toEqual(['#1b9e77', '#d95f02']);
    // A strip that differs within a slice does not name it.
    const mixed = figureOf({ annotations: [strip], split: [2] });
    expect(mixed.plot.colors).not.toEqual(['#112233', '#445566']);
  });

  it.each([
    [{}, line, 'annotation-series: the rows are not divided into slices'],
    [
      { split: [2] },
      { ...line, values: [1, 2, 3] },
      'annotation-series: a series for each slice needs a statistic',
    ],
    [
      { split: [2] },
      { ...line, kind: 'bar' },
      'annotation-key: "series" has no effect on an annotation of the kind "bar"',
    ],
  ])('fails: %j %j', (y, annotation, message) => {
    let found = '';
    try {
      figureOf(y, annotation);
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      found = error.diagnostics.map((each) => `${each.code}: ${each.message}`).join();
    }
    expect(found).toContain(message);
  });
});
