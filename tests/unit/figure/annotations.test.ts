/** Annotations: each item of an axis has its value's colour beside it, in any order. */
import { describe, expect, it } from 'vitest';
import { palette } from '../../../src/color/scale.js';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { Annotation, AnnotationStrip } from '../../../src/figure/annotation.js';
import type { CellsItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';

const data = [
  [9, 1, 8, 2],
  [0, 5, 1, 6],
  [8, 1, 9, 2],
];

function strips(spec: object): { strips: CellsItem[]; body: CellsItem; result: ReturnType<typeof rendered> } {
  const result = rendered(spec);
  const cells = result.scene.items.filter((item): item is CellsItem => item.kind === 'cells');
  const body = cells.find(({ role }) => role === 'body') as CellsItem;
  return { strips: cells.filter(({ role }) => role === 'annotation'), body, result };
}

/** The name of the scale of a strip. */
function scaleOf(annotation: Annotation): string {
  return (annotation as AnnotationStrip).scale;
}

function errorOf(spec: object): string {
  try {
    rendered(spec);
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map((d) => `${d.code}: ${d.message}`).join();
    throw error;
  }
  throw new Error('there is a figure');
}

describe('an annotation', () => {
  it('has a cell for each item, aligned with the body and in its order', () => {
    const tissues = ['liver', 'brain', 'liver', null];
    for (const order of ['data', 'reverse', 'cluster', [2, 0, 3, 1]]) {
      const spec = {
        data,
        x: { order, split: order === 'cluster' ? { clusters: 2 } : [2], annotations: [{ values: tissues }] },
      };
      const { strips: found, body, result } = strips(spec);
      const [strip] = found;
      expect([strip.left, strip.right]).toEqual([body.left, body.right]);
      expect(strip.bottom[0]).toBeLessThan(body.top[0]);
      const { figure } = result;
      const { order: items, annotations } = figure.panels[0].x;
      const scale = figure.scales[scaleOf(annotations[0])];
      expect(scale.categories).toEqual(['liver', 'brain']);
      const colors = palette(scale);
      const colorOf = (item: number) => {
        const tissue = tissues[item];
        return tissue === null ? scale.missing : scale.colors[['liver', 'brain'].indexOf(tissue)];
      };
      expect([...strip.indices].map((index) => colors[index])).toEqual(items.map(colorOf));
    }
  });

  it('of numbers has a continuous scale and a colorbar; of categories a legend', () => {
    const annotations = [
      { title: 'age', values: [20, 40, 60] },
      { title: 'batch', values: [1, 2, 1], kind: 'category' },
    ];
    const { figure } = rendered({ data, y: { annotations } });
    const [age, batch] = figure.panels[0].y.annotations.map(
      (annotation) => figure.scales[scaleOf(annotation)],
    );
    expect([age.kind, age.domain]).toEqual(['linear', [20, 60]]);
    expect(batch.categories).toEqual(['1', '2']);
    expect(age.map).not.toBe(figure.scales.color.map);
    const guides = figure.guides.filter(({ scale }) => scale !== 'color');
    expect(guides.map(({ kind, title }) => [kind, title])).toEqual([
      ['colorbar', 'age'],
      ['legend', 'batch'],
    ]);
  });

  it('of words that differ in a number has them in its order; others in that of the data', () => {
    const categoriesOf = (values: readonly string[]) => {
      const y = { annotations: [{ title: 'batch', values }] };
      return Object.values(rendered({ data: [[1], [2], [3]], y }).figure.scales).flatMap(
        ({ categories }) => categories ?? [],
      );
    };
    expect(categoriesOf(['batch 10', 'batch 9', 'batch 1'])).toEqual(['batch 1', 'batch 9', 'batch 10']);
    expect(categoriesOf(['c2', 'b1', 'a'])).toEqual(['c2', 'b1', 'a']);
  });

  it('has the scale of its color, and no legend with colorbar false', () => {
    const annotation = { values: [-1, 0, 2], color: { map: 'PuOr', center: 0 }, colorbar: false };
    const { figure } = rendered({ data, y: { annotations: [annotation] } });
    expect(figure.scales[scaleOf(figure.panels[0].y.annotations[0])]).toMatchObject({
      map: 'PuOr',
      center: 0,
    });
    expect(figure.guides.map(({ scale, isStacked }) => [scale, isStacked])).toEqual([['color', false]]);
  });

  it('of the top level has one scale and one legend for all panels', () => {
    const panels = [{ data }, { data }, { data, x: { annotations: [{ values: [1, 2, 3, 4] }] } }];
    const { figure } = rendered({ panels, x: { annotations: [{ values: ['a', 'b', 'a', 'b'] }] } });
    const names = figure.panels.map(({ x }) => scaleOf(x.annotations[0]));
    expect(names[0]).toBe(names[1]);
    expect(names[2]).not.toBe(names[0]);
    expect(figure.guides.map(({ isStacked }) => isStacked)).toEqual([true, true, true]);
  });

  it('shows the most frequent category or the mean where a cell shows several items', () => {
    const wide = [Array.from({ length: 6000 }, (_, i) => i)];
    const words = wide[0].map((i) => (i % 3 === 0 ? 'rare' : 'frequent'));
    const {
      strips: found,
      body,
      result,
    } = strips({
      data: wide,
      x: { labels: false, annotations: [{ values: words }, { values: wide[0] }] },
    });
    expect(body.left.length).toBeLessThan(6000);
    const [frequent, mean] = found;
    expect(frequent.left).toEqual(body.left);
    expect(new Set(frequent.indices)).toEqual(new Set([1]));
    const { figure } = result;
    expect(figure.scales[scaleOf(figure.panels[0].x.annotations[0])].categories?.[1]).toBe('frequent');
    expect([...mean.indices]).toEqual([...mean.indices].sort((a, b) => a - b));
  });

  it.each([
    [
      { x: { annotations: [{ values: ['a', 'b'] }] } },
      'annotation-length: found 2 values of an annotation for 4 columns',
    ],
    [
      { y: { annotations: [{ values: [1, 'b', 2], kind: 'continuous' }] } },
      'annotation-values: a continuous annotation needs numbers, but has the word "b"',
    ],
    [
      { y: { annotations: [{ values: [1, 2, 3], side: 'top' }] } },
      'annotation-side: an annotation of the rows cannot be on the side "top"',
    ],
  ])('fails: %j', (spec, message) => {
    expect(errorOf({ data, ...spec })).toBe(message);
  });
});

describe('legends of annotations', () => {
  it('are in columns, as many as fit beside the body, and all on the page', () => {
    const annotations = Array.from({ length: 12 }, (_, k) => ({
      title: `annotation ${k}`,
      values: ['a', 'b', 'c', 'd'].map((name) => `${name} ${k}`),
    }));
    const { scene } = rendered({ data, x: { annotations }, cells: { width: 40, height: 60 } });
    const titles = scene.items.flatMap((item) =>
      item.kind === 'text' && item.role === 'axis-title' && item.text.startsWith('annotation') ? [item] : [],
    );
    expect(titles).toHaveLength(12);
    expect(new Set(titles.map(({ x }) => x)).size).toBeGreaterThan(1);
    expect(new Set(titles.map(({ x, y }) => `${x} ${y}`)).size).toBe(12);
    for (const { x, width } of titles) expect(x + width).toBeLessThan(scene.width);
  });
});

describe('a page with thirty strips and twelve legends', () => {
  const count = 12;
  const strip = (k: number) => ({
    title: `annotation ${k}`,
    values: Array.from({ length: count }, (_, i) =>
      k % 3 === 2 ? (i * 7 + k) % 11 : `word ${(i + k) % (2 + (k % 4))}`,
    ),
    ...(k < 12 ? {} : { colorbar: false }),
  });
  const strips30 = (parity: number) => Array.from({ length: 15 }, (_, k) => strip(2 * k + parity));
  const matrix = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (__, j) => i * j));
  const spec = { data: matrix, x: { annotations: strips30(0) }, y: { annotations: strips30(1) } };

  it('shows all of them in few columns, also beside a low body', () => {
    for (const height of [undefined, 6]) {
      const { scene } = rendered({ ...spec, cells: { width: 20, height } });
      expect(scene.items.filter(({ role }) => role === 'annotation')).toHaveLength(30);
      const titles = scene.items.flatMap((item) =>
        item.kind === 'text' && item.role === 'axis-title' && item.text.startsWith('annotation')
          ? [item]
          : [],
      );
      expect(titles).toHaveLength(12);
      expect(new Set(titles.map(({ x }) => x)).size).toBeLessThanOrEqual(6);
    }
  });

  it('fails on a page that is too narrow, with a width that would do', () => {
    const message = errorOf({ ...spec, size: { width: 300 } });
    expect(message).toMatch(/^page-too-small: the page is 300 px wide, but the figure needs \d+ px/);
    const needed = Number(/needs (\d+) px/.exec(message)?.[1]);
    expect(rendered({ ...spec, size: { width: needed } }).scene.width).toBeLessThanOrEqual(needed);
    expect(errorOf({ ...spec, size: { width: needed - 1 } })).toMatch(/^page-too-small/);
  });
});
