/** What the description says about trees, groups, annotations and the grid of panels. */
import { describe, expect, it } from 'vitest';
import { describe as described } from '../../../src/figure/describe.js';
import { rendered } from '../../support/figure.js';

const rows = ['a', 'b', 'c', 'd', 'e'];
const data = {
  values: [
    [9, 1, 8],
    [0, 5, 1],
    [8, 1, 9],
    [1, 6, 0],
    [9, 0, 7],
  ],
  rows,
};
const sentencesOf = (spec: object) => described(rendered(spec).figure).split(/(?<=\.) (?=[A-Z])/);
const shape = 'Heatmap of 5 rows by 3 columns.';
/** The sentences after the shape, without those about values. */
const context = (spec: object) =>
  sentencesOf({ data, ...spec }).filter(
    (sentence) => /^(Beside|Rows? of panels|Columns of panels)/.test(sentence) || / are /.test(sentence),
  );

describe('the description', () => {
  it('says which axes are clustered, into how many clusters of which sizes', () => {
    expect(context({ y: { order: 'cluster' } })).toEqual(['Rows are ordered by a tree.']);
    const { figure } = rendered({ data, y: { order: 'cluster', split: { clusters: 2 } } });
    const sizes = figure.panels[0].y.breaks[0] === 2 ? '2 and 3' : '3 and 2';
    expect(described(figure)).toContain(`Rows are clustered into 2 clusters of ${sizes} rows, from the top.`);
    expect(context({ x: { order: 'cluster', split: { clusters: 3 } } })).toEqual([
      'Columns are clustered into 3 clusters of 1, 1 and 1 column, from the left.',
    ]);
    expect(context({ y: { order: 'mean' } })).toEqual([]);
    expect(sentencesOf({ data })[0]).toBe(shape);
  });

  it('lists only the range of the sizes of many clusters', () => {
    const many = [0, 0.1, 10, 10.1, 20, 30, 40, 50, 60, 70, 80, 90].map((value) => [value]);
    const spec = { data: many, y: { order: 'cluster', split: { clusters: 10 } } };
    expect(sentencesOf(spec)).toContain('Rows are clustered into 10 clusters of 1 to 2 rows.');
  });

  it('says which groups split an axis', () => {
    const split = ['late', 'early', 'late', 'late', 'early'];
    expect(context({ y: { split } })).toEqual([
      'Rows are split into 2 groups of 3 and 2 rows, from the top.',
    ]);
  });

  it('names the annotations and what they show', () => {
    const annotations = [
      { title: 'tissue', values: ['liver', 'brain', 'liver', null, 'liver'] },
      { title: 'age', values: [31, 64, null, 27, 58] },
      { title: 'reads', values: [3, 12, 4, 5, 9], kind: 'bar' },
    ];
    expect(context({ y: { annotations } })).toEqual([
      'Beside the rows: tissue (3 liver and 1 brain, 1 missing), age (27 to 64, 1 missing) and reads (bars, 3 to 12, largest at row b).',
    ]);
    const reversed = context({ y: { annotations, origin: 'bottom' } });
    expect(reversed[0]).toContain('largest at row b)');
    expect(
      context({
        y: {
          annotations: [
            ...annotations,
            ...annotations.slice(0, 1).map((each) => ({ ...each, title: 'again' })),
          ],
        },
      })[0],
    ).toMatch(/^Beside the rows: .* and 2 more\.$/);
  });

  it('says it once of panels that share a tree, and that others differ', () => {
    const y = { order: 'cluster', split: { clusters: 2 } };
    const panels = [{ data }, { data: { values: data.values.map(([first]) => [first]), rows } }];
    const shared = sentencesOf({ panels, y });
    expect(shared.filter((sentence) => sentence.includes('cluster'))).toEqual([
      expect.stringMatching(
        /^Rows of each panel are clustered into 2 clusters of [23] and [23] rows, from the top\.$/,
      ),
    ]);
    const own = sentencesOf({ panels: [panels[0], { ...panels[1], y }], layout: { share: { y: false } } });
    expect(own).toContain('Rows of each panel are clustered or grouped, in different ways.');
  });

  it('names the rows and columns of the grid of panels', () => {
    const titles = { rows: { prefix: 'Layer ' }, columns: ['key', 'query'] };
    const panels = Array.from({ length: 4 }, () => ({ data: [[1, 2]] }));
    expect(sentencesOf({ panels, layout: { columns: 2, titles } })).toContain(
      'Rows of panels: Layer 0 (top) to Layer 1 (bottom); columns of panels: key (left) to query (right).',
    );
  });
});
