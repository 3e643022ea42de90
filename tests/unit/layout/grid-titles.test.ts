/** Titles of the rows and columns of a grid of panels. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { findTextErrors } from '../../support/overlap.js';

const panels = Array.from({ length: 6 }, (_, i) => ({
  data: [[i, 1, 2]],
  y: { labels: [`row ${i}`.repeat(i + 1)] },
}));
const titles = {
  rows: ['first', 'second, which is long enough for several lines'],
  columns: { prefix: 'Head ' },
};
const layout = { columns: 3, titles };

function titlesOf(spec: object): TextItem[] {
  return rendered(spec).scene.items.filter(
    (item): item is TextItem => item.kind === 'text' && item.role === 'panel-title',
  );
}

/** The bodies of the panels: left, right, top and bottom of their cells. */
function bodiesOf(spec: object) {
  return rendered(spec).scene.items.flatMap((item) =>
    item.kind === 'cells' && item.role === 'body'
      ? [
          {
            x: (item.left[0] + item.right[item.right.length - 1]) / 2,
            y: (item.top[0] + item.bottom[item.bottom.length - 1]) / 2,
            top: item.top[0],
            left: item.left[0],
          },
        ]
      : [],
  );
}

describe('titles of panels side by side', () => {
  it('are on one line, whatever is above the bodies', () => {
    const strip = { annotations: [{ title: 'a strip', values: [1, 2, 3] }] };
    const spec = {
      panels: [
        { ...panels[0], title: 'A', x: strip },
        { ...panels[1], title: 'B' },
      ],
      layout,
    };
    const texts = titlesOf({ ...spec, layout: { columns: 2 } });
    expect(texts.map(({ text }) => text)).toEqual(['A', 'B']);
    expect(texts[1].y).toBe(texts[0].y);
  });
});

describe('titles of the grid', () => {
  it('are above the centres of its columns on one line, and beside the middle of its rows', () => {
    const spec = { panels, layout };
    const texts = titlesOf(spec);
    const bodies = bodiesOf(spec);
    const heads = texts.filter(({ text }) => text.startsWith('Head'));
    expect(heads.map(({ text }) => text)).toEqual(['Head 0', 'Head 1', 'Head 2']);
    heads.forEach(({ x, anchor, y }, column) => {
      expect(anchor).toBe('middle');
      expect(x).toBeCloseTo(bodies[column].x, 5);
      expect(y).toBe(heads[0].y);
      expect(y).toBeLessThan(bodies[0].top);
    });
    const [first] = texts.filter(({ text }) => text === 'first');
    expect(first.x).toBeLessThan(bodies[0].left);
    expect(Math.abs(first.y - bodies[0].y)).toBeLessThan(first.size / 2);
    expect(findTextErrors(rendered(spec).scene)).toEqual([]);
  });

  it('replace the names of panels in the data, but not titles of panels', () => {
    const data = { values: [[[1]], [[2]]], panels: ['one', 'two'] };
    const texts = (spec: object) => titlesOf({ data, ...spec }).map(({ text }) => text);
    expect(texts({})).toEqual(['one', 'two']);
    const columns = { layout: { columns: 2, titles: { columns: ['left', 'right'] } } };
    expect(texts(columns)).toEqual(['left', 'right']);
    expect(texts({ ...columns, panels: [{ title: 'own' }, {}] })).toEqual(['own', 'left', 'right']);
  });

  it('of neighbouring narrow columns do not overlap', () => {
    const columns = { prefix: 'A longer name for a column, number ' };
    const narrow = {
      panels: panels.slice(0, 3),
      layout: { columns: 3, titles: { columns } },
      cells: { width: 9 },
    };
    expect(findTextErrors(rendered({ ...narrow, y: { labels: false } }).scene)).toEqual([]);
  });

  it('are on the right with layout.panelTitle "right"', () => {
    const spec = { panels, layout: { columns: 3, titles: { rows: ['A', 'B'] }, panelTitle: 'right' } };
    const right = Math.max(...bodiesOf(spec).map(({ x }) => x));
    for (const { x } of titlesOf(spec)) expect(x).toBeGreaterThan(right);
  });

  it('must be as many as the grid has rows and columns', () => {
    const messageOf = (given: object) => {
      try {
        rendered({ panels, layout: { columns: 3, titles: given } });
      } catch (error) {
        if (error instanceof HeatmapError) return error.diagnostics[0];
        throw error;
      }
      return null;
    };
    expect(messageOf({ rows: ['one'] })).toMatchObject({
      code: 'grid-titles',
      message: 'found 1 title for 2 rows of panels',
    });
    expect(messageOf({ columns: ['a', 'b', 'c', 'd'] })).toMatchObject({
      code: 'grid-titles',
      message: 'found 4 titles for 3 columns of panels',
    });
    expect(messageOf({ columns: ['a', 'b', 'c'], rows: ['a', 'b'] })).toBeNull();
  });
});

describe('the panels of an array', () => {
  const matrix = [
    [1, 2],
    [3, 4],
  ];
  const textsOf = (spec: object) => titlesOf(spec).map(({ text }) => text);

  it('have the indices of its leading axes as titles', () => {
    expect(textsOf({ data: [matrix, matrix, matrix] })).toEqual(['0', '1', '2']);
    const grid = [
      [matrix, matrix, matrix],
      [matrix, matrix, matrix],
    ];
    expect(textsOf({ data: grid })).toEqual(['0, 0', '0, 1', '0, 2', '1, 0', '1, 1', '1, 2']);
    expect(textsOf({ data: { values: grid, select: 1 } })).toEqual(['0', '1', '2']);
  });

  it('have titles of the spec and of the data instead', () => {
    const data = [matrix, matrix];
    expect(textsOf({ data, layout: { titles: ['a', 'b'] } })).toEqual(['a', 'b']);
    expect(textsOf({ data, layout: { titles: { columns: ['c'] } } })).toEqual(['c']);
    expect(textsOf({ data, layout: { titles: [] } })).toEqual([]);
    expect(textsOf({ data, panels: [{ title: 'a' }, {}] })).toEqual(['a', '1']);
    expect(textsOf({ data, panels: [{ title: false }, {}] })).toEqual(['1']);
    expect(textsOf({ data: { values: data, panels: ['x', 'y'] } })).toEqual(['x', 'y']);
  });

  it('have no index if they are not matrices of an array', () => {
    expect(textsOf({ data: [matrix] })).toEqual([]);
    expect(textsOf({ panels: [{ data: matrix }, { data: matrix }] })).toEqual([]);
    expect(textsOf({ data: [matrix, matrix], panels: [{}, { data: matrix }] })).toEqual(['0']);
  });
});
