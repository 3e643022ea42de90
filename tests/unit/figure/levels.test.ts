/** Groups, totals and calendars in figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bracketTiers } from '../../../src/layout/tracks/bracket-tiers.js';
import { NOT_DRAWN, type Scene } from '../../../src/scene/scene.js';
import { rendered, renderedFile, renderedMatrix } from '../../support/figure.js';

const PANDAS = join(import.meta.dirname, '../../fixtures/levels/pandas.json');
const { tables } = JSON.parse(readFileSync(PANDAS, 'utf8')) as {
  readonly tables: Readonly<Record<string, { readonly csv: string }>>;
};

const textsOf = (scene: Scene, role?: string) =>
  scene.items.flatMap((item) => (item.kind === 'text' && (!role || item.role === role) ? [item] : []));
const bodyOf = (scene: Scene, panel = 0) => {
  const body = scene.items.filter((item) => item.kind === 'cells' && item.role === 'body')[panel];
  if (body?.kind !== 'cells') throw new Error('the figure has no body');
  return body;
};

describe('labels with several levels', () => {
  it('become brackets on both axes, the innermost level first', () => {
    const { figure } = renderedMatrix(tables.three.csv);
    const { x, y } = figure.panels[0];
    expect(x.labels).toEqual(['x', 'y', 'x', 'y', 'x', 'y', 'x', 'y']);
    expect(x.brackets).toEqual([
      { title: 'test', from: 0, to: 1 },
      { title: 'train', from: 2, to: 3 },
      { title: 'test', from: 4, to: 5 },
      { title: 'train', from: 6, to: 7 },
      { title: 'a', from: 0, to: 3 },
      { title: 'b', from: 4, to: 7 },
    ]);
    expect(y.brackets).toEqual([]);
    expect(figure).toMatchObject({ xTitle: 'model, split, kind', yTitle: 'layer' });
    expect(bracketTiers(x.brackets).map((tier) => tier.map(({ title }) => title))).toEqual([
      ['test', 'train', 'test', 'train'],
      ['a', 'b'],
    ]);
  });

  it('follow the order of the items, so that each run of neighbours has a bracket', () => {
    const { figure } = renderedMatrix(tables.columns.csv, 'm.csv', { x: { order: [0, 2, 1, 3] } });
    expect(figure.panels[0].x.brackets.map(({ title }) => title)).toEqual(['a', 'b', 'a', 'b']);
    const { x } = renderedMatrix(tables.columns.csv, 'm.csv', { x: { order: 'reverse' } }).figure.panels[0];
    expect(x.brackets).toEqual([
      { title: 'b', from: 0, to: 1 },
      { title: 'a', from: 2, to: 3 },
    ]);
  });

  it('can be replaced or removed by x.groups', () => {
    expect(
      renderedMatrix(tables.columns.csv, 'm.csv', { x: { groups: [] } }).figure.panels[0].x.brackets,
    ).toEqual([]);
  });

  it('follow selection, transposition and correlation', () => {
    const data = {
      values: [
        [1, 2, 3, 5],
        [4, 7, 6, 8],
        [4, 9, 6, 1],
      ],
      columns: [
        ['a', 'p'],
        ['a', 'q'],
        ['b', 'p'],
        ['b', 'q'],
      ],
    };
    const groups = (more: object) => {
      const { x, y } = rendered({ data: { ...data, ...more }, colorbar: false }).figure.panels[0];
      return [x.brackets, y.brackets].map((brackets) =>
        brackets.map(({ title, from, to }) => [title, from, to]),
      );
    };
    const both = [
      ['a', 0, 1],
      ['b', 2, 3],
    ];
    expect(groups({})).toEqual([both, []]);
    expect(groups({ transpose: true })).toEqual([[], both]);
    expect(groups({ transform: 'correlate(pearson, columns)' })).toEqual([both, both]);
  });

  it('makes cells wide enough that no title is broken inside a word', () => {
    const one = renderedMatrix(',North,Central,South\n,Q1,Q1,Q1\nx,1,2,3\n').scene;
    expect(textsOf(one, 'group').map(({ text }) => text)).toEqual(['North', 'Central', 'South']);
    const wide = renderedMatrix(',North,,Central,South\n,Q1,Q2,Q1,Q1\nx,1,2,3,4\ny,1,2,3,4\n').scene;
    expect(textsOf(wide, 'group').map(({ text }) => text)).toEqual(['North', 'Central', 'South']);
  });

  it('puts a bracket outside of all shorter ones that it overlaps', () => {
    const bracket = (title: string, from: number, to: number) => ({ title, from, to });
    const tiers = bracketTiers([
      bracket('long', 0, 5),
      bracket('a', 1, 2),
      bracket('b', 2, 4),
      bracket('c', 5, 5),
    ]);
    expect(tiers.map((tier) => tier.map(({ title }) => title))).toEqual([['a', 'c'], ['b'], ['long']]);
  });
});

describe('totals', () => {
  const { figure, scene, diagnostics } = renderedMatrix(tables.sums.csv);
  const [panel] = figure.panels;

  it('are outside of the colour domain', () => {
    expect(Object.values(figure.scales)[0].domain).toEqual([66, 144]);
    const all = renderedMatrix(tables.sums.csv.replaceAll('All', 'more')).figure;
    expect(Object.values(all.scales)[0].domain).toEqual([66, 561]);
  });

  it('are printed as numbers beside the colours, after a gap', () => {
    expect(panel.x.breaks).toEqual([2]);
    expect(panel.y.breaks).toEqual([3]);
    const printed = textsOf(scene, 'value');
    expect(printed.map(({ text }) => text).sort()).toEqual(['175', '176', '210', '260', '301', '561']);
    expect(new Set(printed.map(({ fill }) => fill))).toEqual(new Set([figure.theme.color.text]));
    const { indices } = bodyOf(scene);
    expect(Array.from(indices, (index) => index === NOT_DRAWN)).toEqual(
      [0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1].map(Boolean),
    );
  });

  it('are described, and do not count as hidden or missing', () => {
    expect(figure.accessible.description).toContain('Of 12 cells, 6 are totals.');
    expect(figure.accessible.description).not.toContain('561');
    expect(diagnostics.map(({ code }) => code)).toContain('totals');
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });

  it('stay at their end in any order but a list', () => {
    for (const order of ['mean', 'max', 'label', 'reverse']) {
      const { x, y } = renderedMatrix(tables.sums.csv, 'm.csv', { x: { order }, y: { order } }).figure
        .panels[0];
      expect(x.order.at(-1)).toBe(2);
      expect(y.order.at(-1)).toBe(3);
    }
    const listed = renderedMatrix(tables.sums.csv, 'm.csv', { x: { order: ['All'] } }).figure.panels[0].x;
    expect(listed).toMatchObject({ order: [2, 0, 1], breaks: [1] });
  });

  it('are printed with the format of the values, and have no part in their colours', () => {
    const values = renderedMatrix(tables.sums.csv, 'm.csv', { cells: { values: '.1f' } });
    expect(textsOf(values.scene, 'value').map(({ text }) => text)).toContain('561.0');
    expect(textsOf(values.scene, 'value')).toHaveLength(12);
  });

  it('leave two-valued data two colours', () => {
    const binary = renderedMatrix('x,a,b,Sum\nL0,0,1,1\nL1,1,1,2\nL2,0,0,0\n').figure;
    expect(binary.guides[0].kind).toBe('legend');
    expect(binary.panels[0].values).toEqual(['', '', '1', '', '', '2', '', '', '0']);
  });
});

describe('a calendar', () => {
  const csv = 'date,n\n2012-01-01,0\n2012-12-31,4\n2013-05-05,2\n';
  const { figure, scene } = renderedFile(csv, { x: 'calendar(date)', value: 'mean(n)' });

  it('has one panel for each year below each other, with square cells', () => {
    expect(figure.panels.map(({ title }) => title)).toEqual(['2012', '2013']);
    expect(figure.grid).toMatchObject({ columns: 1, panelTitle: 'left' });
    const { left, right, top, bottom } = bodyOf(scene);
    expect(right[0] - left[0]).toBe(bottom[0] - top[0]);
  });

  it('draws no cell for days outside of the year or the records, a missing day as missing, and 0 as a value', () => {
    const { indices, palette } = bodyOf(scene);
    const drawn = indices.filter((index) => index !== NOT_DRAWN);
    expect(drawn).toHaveLength(366);
    // The second year has records from January 1 to May 5 only.
    expect(bodyOf(scene, 1).indices.filter((index) => index !== NOT_DRAWN)).toHaveLength(125);
    const missing = figure.theme.color.missing;
    expect(Array.from(drawn, (index) => palette[index]).filter((color) => color !== missing)).toHaveLength(2);
    expect(figure.accessible.description).toContain('Of 491 cells, 488 are missing.');
    expect(figure.accessible.description).toContain('range from 0 at 2012-01-01, to 4 at 2012-12-31.');
  });

  it('names the months from left to right, and outlines each with lines that meet', () => {
    const months = textsOf(scene, 'group').filter(({ text }) => /^[A-Z][a-z]{2}$/.test(text));
    expect(months).toHaveLength(12 + 5);
    expect(
      months
        .slice(0, 12)
        .map(({ text }) => text)
        .join(' '),
    ).toBe('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec');
    expect(months.slice(0, 12).every(({ x }, i) => i === 0 || x > months[i - 1].x)).toBe(true);
    const outlines = scene.items.find((item) => item.kind === 'path' && item.role === 'frame');
    if (outlines?.kind !== 'path') throw new Error('the months have no outlines');
    const lines = outlines.subpaths as readonly (readonly number[])[];
    // Between two months there are one or two vertical lines, and a horizontal one if there are two.
    const vertical = lines.filter(([x1, , x2]) => x1 === x2);
    const horizontal = lines.filter(([, y1, , y2]) => y1 === y2);
    expect(vertical.length + horizontal.length).toBe(lines.length);
    const insideWeek = Array.from({ length: 11 }, (_, i) =>
      new Date(Date.UTC(2012, i + 1, 1)).getUTCDay(),
    ).filter((day) => day !== 1).length;
    // A month that begins inside a week has two vertical lines; both ends of the year add two.
    expect(vertical).toHaveLength(11 + insideWeek + 4);
  });

  it('shortens the names of months to their first letters in small cells, then hides them with a warning', () => {
    const draw = (width: number) =>
      renderedFile(csv, { x: 'calendar(date)', value: 'mean(n)' }, { cells: { width, height: width } });
    const letters = textsOf(draw(4).scene, 'group').slice(0, 12);
    expect(letters.map(({ text }) => text).join('')).toBe('JFMAMJJASOND');
    const small = draw(2);
    expect(textsOf(small.scene, 'group')).toEqual([]);
    expect(small.diagnostics.map(({ message }) => message)).toContain(
      'showing 0 of 12 region titles, because they do not fit',
    );
  });
});
