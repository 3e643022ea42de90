/** Texts and marks beside a body. */
import { describe, expect, it } from 'vitest';
import type { HeatmapError } from '../../../src/diagnostics.js';
import type { CellsItem, PathItem, TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';

const numbers = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => ((i * 37 + j * 11) % 53) / 10),
  );

/** Returns the marks of the rows of a figure: their texts, and the points of the lines to them. */
function marksOf(spec: object) {
  const result = rendered(spec);
  const texts = result.scene.items.filter(
    (item): item is TextItem => item.kind === 'text' && /^m\d/.test(item.text),
  );
  const lines = result.scene.items.find(
    (item): item is PathItem => item.kind === 'path' && item.subpaths.length === texts.length,
  );
  const body = result.scene.items.find((item) => item.role === 'body') as CellsItem;
  return { ...result, texts, lines: (lines?.subpaths ?? []) as readonly (readonly number[])[], body };
}

const items = [150, 3, 4, 5, 6, 151, 299, 80];
const values = (count: number) =>
  Array.from({ length: count }, (_, i) => (items.includes(i) ? `m${i}` : null));

describe('marks', () => {
  it.each([
    ['in the order of the data', { order: 'data' }, 300],
    ['in another order', { order: 'mean', split: [20, 100] }, 300],
    ['of aggregated rows', { order: 'mean' }, 6000],
  ])('lead from each item to a label, %s', (_, axis, count) => {
    const { texts, lines, body, figure } = marksOf({
      data: numbers(count, 4),
      y: { ...axis, labels: false, annotations: [{ kind: 'mark', values: values(count) }] },
    });
    expect(texts).toHaveLength(items.length);
    const [{ drawn, y }] = figure.panels;
    const edges = drawn.rowItems.edges;
    texts.forEach((text, i) => {
      const item = Number(text.text.slice(1));
      expect(text.source).toMatchObject({ kind: 'label', axis: 'y', item });
      const position = y.order.indexOf(item);
      const row = edges
        ? edges.findIndex((edge, k) => edge <= position && position < edges[k + 1])
        : position;
      const [x, from] = lines[i];
      expect(from).toBeCloseTo((body.top[row] + body.bottom[row]) / 2, 6);
      expect(x).toBe(body.right[body.right.length - 1]);
      // The line ends before the text, at its height.
      expect(lines[i].at(-2)).toBeLessThan(text.x);
      expect(Math.abs((lines[i].at(-1) as number) - text.y)).toBeLessThan(text.size);
    });
    const ys = texts.map(({ y: at }) => at);
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    for (let i = 1; i < ys.length; i++)
      expect(ys[i] - ys[i - 1]).toBeGreaterThanOrEqual(texts[i].ascent + texts[i].descent - 1e-6);
  });

  it('of selected items have their labels; on the other axis they read upward', () => {
    const labels = Array.from({ length: 40 }, (_, i) => `m${i}`);
    const { texts } = marksOf({
      data: { values: numbers(3, 40), columns: labels },
      x: { labels: false, annotations: [{ kind: 'mark', items: ['m7', { from: 30, to: 31 }] }] },
    });
    expect(texts.map(({ text, angle }) => [text, angle])).toEqual([
      ['m7', -90],
      ['m30', -90],
      ['m31', -90],
    ]);
  });

  it('that do not fit are thinned, with a warning', () => {
    const all = Array.from({ length: 200 }, (_, i) => `m${i}`);
    const { texts, diagnostics } = marksOf({
      data: numbers(200, 3),
      y: { labels: false, annotations: [{ kind: 'mark', values: all }] },
      size: { height: 300 },
    });
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.length).toBeLessThan(60);
    expect([texts[0].text, texts.at(-1)?.text]).toEqual(['m0', 'm199']);
    expect(diagnostics.find(({ code }) => code === 'labels-hidden')?.message).toBe(
      `showing ${texts.length} of 200 marked rows, because not all of their labels fit`,
    );
  });

  it.each([
    [{ kind: 'mark' }, 'annotation-marks'],
    [{ kind: 'mark', values: [null, null, null] }, 'annotation-marks'],
    [{ kind: 'mark', items: ['nobody'] }, 'no-such-label'],
    [{ kind: 'text' }, 'annotation-values'],
    [{ kind: 'text', values: ['a'] }, 'annotation-length'],
    [{ values: 'tissue' }, 'annotation-column'],
  ])('fail: %j', (annotation, code) => {
    try {
      rendered({ data: numbers(3, 2), y: { annotations: [annotation] } });
    } catch (error) {
      expect((error as HeatmapError).diagnostics[0].code).toBe(code);
      return;
    }
    throw new Error('there is a figure');
  });
});

describe('texts', () => {
  const texts = ['alpha', 'beta', null, 12];
  const textsOf = (spec: object) => {
    const { scene, figure } = rendered(spec);
    const body = scene.items.find((item) => item.role === 'body') as CellsItem;
    const found = scene.items.filter(
      (item): item is TextItem => item.kind === 'text' && ['alpha', 'beta', '12', 'note'].includes(item.text),
    );
    return { found, body, order: figure.panels[0].y.order };
  };

  it('stand beside their rows in any order, with their title', () => {
    for (const order of ['data', 'reverse', [2, 0, 3, 1]]) {
      const { found, body } = textsOf({
        data: numbers(4, 3),
        y: { order, annotations: [{ kind: 'text', title: 'note', values: texts }] },
      });
      const rows = order === 'data' ? [0, 1, 2, 3] : order === 'reverse' ? [3, 2, 1, 0] : (order as number[]);
      expect(found.map(({ text }) => text).sort()).toEqual(['12', 'alpha', 'beta', 'note']);
      for (const { text, x, y } of found.filter(({ text: each }) => each !== 'note')) {
        const row = rows.indexOf(texts.map(String).indexOf(text));
        expect(y).toBeGreaterThan(body.top[row]);
        expect(y).toBeLessThan(body.bottom[row]);
        expect(x).toBeGreaterThan(body.right.at(-1) as number);
      }
      expect(found.find(({ text }) => text === 'note')?.y).toBeGreaterThan(body.bottom.at(-1) as number);
    }
  });
});

describe('values with a name', () => {
  it('are those of a statistic, in the order of the page', () => {
    const data = [
      [1, 2, 6],
      [5, 5, null],
    ];
    const { figure } = rendered({ data, y: { order: 'reverse', annotations: [{ values: 'mean()' }] } });
    const [annotation] = figure.panels[0].y.annotations;
    expect(annotation).toMatchObject({ kind: 'continuous', title: 'mean', values: Float64Array.of(3, 5) });
  });

  it('of panels that share an annotation share its categories, in any order of appearance', () => {
    const panels = [{ data: [[1, 2]], y: undefined }, { data: [[3, 4]] }];
    const words = [
      { x: { annotations: [{ values: ['a', 'b'] }] } },
      { x: { annotations: [{ values: ['b', 'c'] }] } },
    ];
    const { figure } = rendered({ panels: panels.map((panel, i) => ({ ...panel, ...words[i] })) });
    expect(Object.keys(figure.scales).filter((name) => name.includes('annotations'))).toHaveLength(2);
    const statistic = rendered({
      panels: [{ data: [[1, 2]] }, { data: [[3, 40]] }],
      x: { annotations: [{ values: 'max()' }] },
    }).figure;
    const names = statistic.panels.map(({ x }) => (x.annotations[0] as { scale: string }).scale);
    expect(new Set(names).size).toBe(1);
    expect(statistic.scales[names[0]].domain).toEqual([1, 40]);
  });

  it('cannot be the mean of words', () => {
    const data = [
      ['a', 'b'],
      ['b', 'b'],
    ];
    expect(() => rendered({ data, y: { annotations: [{ values: 'mean()' }] } })).toThrow(/words.*no mean/);
    expect(rendered({ data, y: { annotations: [{ values: 'count()' }] } }).figure.panels).toHaveLength(1);
  });
});
