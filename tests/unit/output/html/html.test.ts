import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GENERATED, pageScriptModule } from '../../../../.build/page-script.mjs';
import {
  cellAt,
  type Highlight,
  highlightedCells,
  type Model,
  search,
} from '../../../../src/output/html/browser/model.js';
import { figureCsv, selectionTsv, wholePanel } from '../../../../src/output/html/browser/tables.js';
import { unpack } from '../../../../src/output/html/browser/unpack.js';
import { checkSize } from '../../../../src/output/html/html.js';
import { packIndices, packNumbers } from '../../../../src/output/html/pack.js';
import { valueText } from '../../../../src/output/html/value-text.js';
import { write } from '../../../../src/render.js';
import type { Scene } from '../../../../src/scene/scene.js';
import { LIMITS } from '../../../../src/theme.js';
import { rendered, renderedMatrix } from '../../../support/figure.js';
import { dataOfPage, modelOfPage } from '../../../support/html-page.js';

const pageOf = (scene: Scene) => new TextDecoder().decode(write(scene, 'html'));
const modelOf = (spec: object): Promise<Model> => modelOfPage(pageOf(rendered(spec).scene));

/** Numbers in [0, 1) that are the same in each run. */
function randomNumbers(count: number): number[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}

describe('packed numbers', () => {
  const random = randomNumbers(500);
  it.each([
    ['int32', random.map((v) => Math.round(v * 1000) - 500)],
    ['int32', [...random.map((v) => Math.round(v * 1e4) / 1e4), Number.NaN]],
    ['int32', [-0, 0, 0.25, -0.25]],
    ['int32', [-(2 ** 31) + 2, 2 ** 31 - 2, Number.NaN]],
    ['float64', [-(2 ** 31) + 1, 2 ** 31 - 1]],
    ['int32', [0.1 + 0.2, 0.3].slice(1)],
    ['float32', [...random.map(Math.fround), Number.NaN]],
    ['float32', [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ['float64', [...random, Number.NaN, 5e-324, Number.MAX_VALUE, -(2 ** 31), 2 ** 53]],
    ['float64', [0.1 + 0.2]],
  ])('keep every number exactly as %s', async (type, values) => {
    const texts = ['others'];
    const packed = packNumbers(Float64Array.from(values), texts);
    expect(packed.type).toBe(type);
    const numbers = await unpack(packed, [...texts, 'others']);
    expect(numbers.length).toBe(values.length);
    expect([...numbers].every((value, i) => Object.is(value, values[i]))).toBe(true);
  });

  it('are short texts, which browsers parse faster', async () => {
    const values = Float64Array.from(randomNumbers(20_000));
    const texts: string[] = [];
    const packed = packNumbers(values, texts);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(2 ** 16);
    expect(
      Buffer.compare(Buffer.from((await unpack(packed, texts)).buffer), Buffer.from(values.buffer)),
    ).toBe(0);
  });

  it('keep indices', async () => {
    for (const indices of [Uint16Array.of(), Uint16Array.of(0, 255), Uint16Array.of(0, 256, 0xffff)]) {
      const texts: string[] = [];
      expect([...(await unpack(packIndices(indices, texts), texts))]).toEqual([...indices]);
    }
  });
});

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!-- "\'><img src=x onerror=alert(2)> &amp; \u2028';
  const { scene } = rendered({
    data: [
      [1, 2],
      [3, 4],
    ],
    title: hostile,
    x: { title: hostile, labels: [hostile, 'b'] },
    colorbar: { title: hostile },
  });
  const html = pageOf(scene);

  it('permits only its own style and script', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(policy).toMatch(/^default-src 'none'; img-src data: blob:;/);
    expect(policy).toContain(`style-src ${hash(style)} `);
    expect(policy).toContain(`script-src ${hash(script)};`);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
  });

  it('permits the style of images of cells', () => {
    const values = Array.from({ length: 150 }, (_, i) => randomNumbers(150).map((v) => v * (i + 1)));
    const large = pageOf({ ...rendered({ data: values }, 1, false).scene, data: undefined });
    const styles = [...large.matchAll(/<[^<>]* style="([^"]*)"/g)].map(([, style]) => style);
    const hash = createHash('sha256').update(styles[0]).digest('base64');
    expect(new Set(styles).size).toBe(1);
    expect(large).toContain(`'unsafe-hashes' 'sha256-${hash}'`);
  });

  it('contains text of the data only as text', () => {
    const numbers = /<script type="text\/plain" class="numbers">[\w+/=]+<\/script>/g;
    expect(html.replace(numbers, '').match(/<script/g)).toHaveLength(2);
    expect(html.match(/<img|<!--/g)).toBeNull();
    expect(dataOfPage(html).panels[0].columns.names[0]).toBe(hostile);
    expect(dataOfPage(html).fileName).toMatch(/^[\p{L}\p{N}-]+$/u);
  });

  it('uses no network', () => {
    const markup = html.replace(/<script[\s\S]*?<\/script>/g, '');
    const attributes = markup.matchAll(/<\w[^<>]*?\s(?:href|src|srcset|xlink:href|action)="([^"]*)"/g);
    expect([...attributes].map(([, address]) => address)).toEqual(['data:,']);
    expect(markup).not.toMatch(/url\(|@import/);
  });

  it('is a figure with a description and a table without its script', () => {
    expect(html).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(html.replaceAll('&quot;', '"')).toContain(scene.description.slice(0, 30));
    const rows = [...html.matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, value]) => Number(value)),
    );
    expect(rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('has no table of many values', () => {
    expect(
      pageOf(rendered({ data: Array.from({ length: 40 }, () => randomNumbers(40)) }).scene),
    ).not.toContain('<table');
  });

  it('must not be larger than 64 MB', () => {
    expect(() => checkSize(new Uint8Array(2 ** 26))).not.toThrow();
    expect(() => checkSize(new Uint8Array(2 ** 26 + 1))).toThrow(
      'the page has 65 MB, but at most 64 MB are allowed',
    );
  });

  it('has the current script', async () => {
    expect(readFileSync(GENERATED, 'utf8') === (await pageScriptModule()), 'run .build/page-script.mjs').toBe(
      true,
    );
  });
});

describe('the data of the page', () => {
  const labels = ['a', 'b', 'c', 'd', 'e'];
  const data = labels.map((_, i) => labels.map((_, j) => (i === 1 && j === 2 ? null : 10 * i + j)));
  const valueAt = (row: string, column: string) => data[labels.indexOf(row)][labels.indexOf(column)];

  it('has each value at the names of its row and column, in any order', async () => {
    const { panels, scales } = await modelOf({
      data,
      x: { labels, order: ['c', 'a', 'e', 'd', 'b'] },
      y: { labels, order: 'reverse', split: [2] },
    });
    const [{ rows, columns, layers }] = panels;
    expect([...columns.names].join('')).toBe('caedb');
    rows.names.forEach((row, i) => {
      columns.names.forEach((column, j) => {
        const value = layers[0].values[i * 5 + j];
        expect(Number.isNaN(value) ? null : value).toBe(valueAt(row, column));
      });
    });
    const missing = layers[0].indices[rows.names.indexOf('b') * 5 + columns.names.indexOf('c')];
    expect(missing).toBe(scales[layers[0].scale].palette.length - 1);
  });

  it('finds the cell that is drawn at a point, and nothing in gaps', async () => {
    const spec = { data, x: { labels, split: [2] }, y: { labels } };
    const model = await modelOf(spec);
    const [{ rows, columns }] = model.panels;
    const middle = (axis: typeof rows, i: number) => (axis.start[i] + axis.end[i]) / 2;
    expect(cellAt(model, middle(columns, 3), middle(rows, 1))).toEqual({ panel: 0, row: 1, column: 3 });
    expect(cellAt(model, (columns.end[1] + columns.start[2]) / 2, middle(rows, 1))).toBeNull();
    expect(cellAt(model, columns.end[4] + 1, middle(rows, 1))).toBeNull();
  });

  it('has the colours of the picture', async () => {
    const { scene } = rendered({ data, color: { map: 'magma' } });
    const { panels, scales } = await modelOfPage(pageOf(scene));
    const cells = scene.items.find((item) => item.kind === 'cells' && item.role === 'body');
    if (cells?.kind !== 'cells') throw new Error('no cells');
    const [layer] = panels[0].layers;
    expect([...layer.indices].map((i) => scales[layer.scale].palette[i])).toEqual(
      [...cells.indices].map((i) => cells.palette[i]),
    );
  });

  it('has groups, clusters and annotations', async () => {
    const tissues = ['x', 'y', null, 'x', 'y'];
    const { panels } = await modelOf({
      data,
      x: {
        labels,
        groups: [{ title: 'G', from: 'b', to: 'c' }],
        annotations: [{ title: 'tissue', values: tissues }],
      },
    });
    const facts = Object.fromEntries(panels[0].columns.facts.map(({ title, texts }) => [title, texts]));
    expect(facts.group).toEqual(['', 'G', 'G', '', '']);
    expect(facts.tissue).toEqual(['x', 'y', '', 'x', 'y']);
  });

  it('has every value of a matrix whose picture has fewer cells', async () => {
    const values = Array.from({ length: 2500 }, (_, i) => [i, i * 2]);
    const { panels } = await modelOf({ data: values });
    expect(panels[0].drawnAs).toMatch(/^the mean of \d+ × \d+ values$/);
    expect([...panels[0].layers[0].values]).toEqual(values.flat());
    expect(panels[0].rows.start).toHaveLength(2500);
  });

  it('has the drawn cells of a matrix with too many values, and says so', async () => {
    const limits = LIMITS.data as { maxValues: number };
    const before = limits.maxValues;
    limits.maxValues = 1000;
    try {
      const { panels } = await modelOf({ data: Array.from({ length: 2500 }, (_, i) => [i, i * 2]) });
      expect(panels[0].aggregation).toMatch(/^the mean of (\d+) × 1 values$/);
      expect(panels[0].drawnAs).toBeNull();
      expect(panels[0].layers[0].values.length).toBe(2 * panels[0].rows.names.length);
      expect(panels[0].rows.names.length).toBeLessThan(2500);
      expect(panels[0].rows.names[0]).toMatch(/…/);
    } finally {
      limits.maxValues = before;
    }
  });

  it('shows no value of a hidden cell', async () => {
    const { panels, scales } = await modelOf({
      data,
      x: { labels },
      y: { labels },
      cells: { hide: 'upper' },
    });
    const texts = [0, 1, 5, 9].map((cell) => valueText(panels[0], scales, cell));
    expect(texts).toEqual(['0', '', '10', '']);
    expect(panels[0].layers[0].values[1]).toBeNaN();
  });
});

describe('targets', () => {
  it('connect a legend with its colours', () => {
    const { scene } = rendered({
      data: [
        ['no', 'yes'],
        ['maybe', null],
      ],
    });
    const { targets, scales } = dataOfPage(pageOf(scene));
    const entries = targets.flatMap((target) => (target.kind === 'entry' ? target : []));
    const [{ scale }] = entries;
    const texts = entries.map(({ index }) => scales[scale].categories?.[index] ?? 'missing');
    expect(texts).toEqual([...(scales[scale].categories ?? []), 'missing']);
    for (const { box, index } of entries) {
      const swatch = scene.items.find(
        (item) =>
          item.kind === 'cells' &&
          item.role !== 'body' &&
          item.left[0] === box.left &&
          item.top[0] >= box.top &&
          item.bottom[0] <= box.bottom,
      );
      if (swatch?.kind !== 'cells') throw new Error('no swatch');
      expect(swatch.palette[0]).toBe(scales[scale].palette[index]);
    }
  });

  it('connect a colorbar with the colours along it', () => {
    const { scene } = rendered({ data: [[0, 1, 2]] });
    const { targets, scales } = dataOfPage(pageOf(scene));
    const bar = targets.find((target) => target.kind === 'bar');
    const drawn = scene.items.find((item) => item.kind === 'cells' && item.role === 'colorbar');
    if (bar?.kind !== 'bar' || drawn?.kind !== 'cells') throw new Error('no bar');
    expect(bar.isVertical).toBe(true);
    expect(bar.ends.at(-1)).toBe(bar.box.bottom);
    expect(bar.indices.map((i) => scales[bar.scale].palette[i])).toEqual(
      [...drawn.indices].map((i) => drawn.palette[i]),
    );
  });
});

describe('highlights', () => {
  it('keep the cells of a range of values or colours', async () => {
    const model = await modelOf({ data: [[0, 1, 2, null, 4]] });
    const [panel] = model.panels;
    const { scale, indices } = panel.layers[0];
    const kept = (highlight: Omit<Highlight, 'scale'>) => [
      ...(highlightedCells(model, panel, { ...highlight, scale }) ?? []),
    ];
    expect(kept({ kind: 'values', from: 1, to: 2 })).toEqual([0, 1, 1, 0, 0]);
    expect(kept({ kind: 'colors', from: indices[4], to: indices[4] })).toEqual([0, 0, 0, 0, 1]);
    expect(kept({ kind: 'colors', from: indices[3], to: indices[3] })).toEqual([0, 0, 0, 1, 0]);
  });

  it('keep the columns whose annotation has a category or a range', async () => {
    const model = await modelOf({
      data: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      x: {
        annotations: [
          { title: 'tissue', values: ['a', 'b', 'a'] },
          { title: 'age', values: [10, 20, 30] },
        ],
      },
    });
    const [panel] = model.panels;
    const scaleOf = (title: string) =>
      panel.columns.facts.find((fact) => fact.title === title)?.scale as string;
    const kept = (highlight: Highlight) => [...(highlightedCells(model, panel, highlight) ?? [])];
    expect(kept({ kind: 'colors', scale: scaleOf('tissue'), from: 0, to: 0 })).toEqual([1, 0, 1, 1, 0, 1]);
    expect(kept({ kind: 'values', scale: scaleOf('age'), from: 15, to: 30 })).toEqual([0, 1, 1, 0, 1, 1]);
  });
});

describe('tables', () => {
  it('have the selected values with their names', async () => {
    const { scene } = renderedMatrix('gene,a,"b\tx"\nG1,1.5,\nG2,-3,0.1\n');
    const model = await modelOfPage(pageOf(scene));
    expect(selectionTsv(model, wholePanel(model, 0))).toBe('\ta\tb x\nG1\t1.5\t\nG2\t-3\t0.1');
    expect(selectionTsv(model, { panel: 0, rows: [1, 1], columns: [0, 0] })).toBe('\ta\nG2\t-3');
    expect(search(model, 'g2')).toEqual([{ panel: 0, axis: 'y', position: 1 }]);
    expect(search(model, ' ')).toEqual([]);
  });

  it('have all panels of a figure, with quoted names', async () => {
    const model = await modelOf({
      panels: [
        { title: 'one, "two"', data: [[1]] },
        { title: 'three', data: [[2.25]] },
      ],
      x: { labels: ['c'] },
      y: { labels: ['r'] },
    });
    expect(figureCsv(model)).toBe('panel,,c\r\n"one, ""two""",r,1\r\npanel,,c\r\nthree,r,2.25\r\n');
  });
});
