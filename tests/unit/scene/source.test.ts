/** Checks that scene items name the data that they show, however it is reordered and downsampled. */
import { describe, expect, it } from 'vitest';
import type { DescribedFigure } from '../../../src/figure/figure.js';
import { fromValue } from '../../../src/json/from-value.js';
import { draw } from '../../../src/render.js';
import type { CellsItem, Scene } from '../../../src/scene/scene.js';
import { type AxisSource, type BodySource, sourceItems } from '../../../src/scene/source.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { colorOf } from '../../support/color.js';
import { rendered } from '../../support/figure.js';
import { npyHeader } from '../../support/npy.js';
import { bodies } from '../../support/pixels.js';

/** Different values everywhere, with the largest ones in random places. */
const valueAt = (row: number, column: number) => ((row * 7919 + column * 104_729) % 100_003) / 1000;
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => valueAt(i, j)));

const COLOR = { domain: [0, 100] };

function bodySource(item: CellsItem): BodySource {
  if (item.source?.kind !== 'body') throw new Error('the item is not the body of a panel');
  return item.source;
}

/** Lists the items of each row or column of a body. */
function allItems(axis: AxisSource, length: number): number[][] {
  return Array.from({ length }, (_, k) => sourceItems(axis, k));
}

/** Lists cells whose colour is not that of the largest value in the rows and columns that they name. */
function wrongCells({ scene, figure }: { scene: Scene; figure: DescribedFigure }): string[] {
  return bodies(scene).flatMap((item, p) => {
    const { panel, rows, columns } = bodySource(item);
    expect(panel).toBe(p);
    const columnItems = allItems(columns, item.left.length);
    return allItems(rows, item.top.length).flatMap((rowItems, i) =>
      columnItems.flatMap((items, j) => {
        let max = Number.NEGATIVE_INFINITY;
        for (const row of rowItems) for (const column of items) max = Math.max(max, valueAt(row, column));
        const expected = colorOf(figure.scales[figure.panels[panel].scale], max);
        const color = item.palette[item.indices[i * item.left.length + j]];
        return color === expected ? [] : [`cell ${i}, ${j} of panel ${p}: ${color} instead of ${expected}`];
      }),
    );
  });
}

/** Expects that every item of an axis is in exactly one row or column of the body. */
function expectPartition(axis: AxisSource, length: number, count: number): void {
  const items = allItems(axis, length).flat();
  expect(items).toHaveLength(count);
  expect(new Set(items).size).toBe(count);
  expect(items.every((item) => item >= 0 && item < count)).toBe(true);
}

const [ROWS, COLUMNS] = [150, 130];
const SPLIT = Array.from({ length: ROWS }, (_, i) => ['b', 'a', 'c'][(i * i) % 3]);
/** A page with fewer pixels than the matrix has cells. */
const SMALL = { size: { width: 110, height: 120, dpi: 96 }, colorbar: false, cells: { reduce: 'max' } };

describe('the source of a body', () => {
  it.each<[string, object]>([
    ['in the order of the data', {}],
    ['with rows upward', { y: { origin: 'bottom' } }],
    ['sorted by the values', { x: { order: 'mean' }, y: { order: 'max' } }],
    ['in a given order', { y: { order: Array.from({ length: ROWS }, (_, i) => (i * 7) % ROWS) } }],
    ['split by name', { y: { split: SPLIT }, x: { order: 'mean', split: [50, 75] } }],
  ])('names the rows and columns of each cell: %s', (_, axes) => {
    for (const page of [{}, SMALL]) {
      const result = rendered({ data: matrix(ROWS, COLUMNS), color: COLOR, ...page, ...axes });
      const [body] = bodies(result.scene);
      expect(body.top.length < ROWS).toBe(page === SMALL);
      expect(wrongCells(result)).toEqual([]);
      const { rows, columns } = bodySource(body);
      expectPartition(rows, body.top.length, ROWS);
      expectPartition(columns, body.left.length, COLUMNS);
    }
  });

  it('names the panel', () => {
    const data = [matrix(3, 4), matrix(3, 4)];
    const { scene } = rendered({ data });
    expect(bodies(scene).map((body) => bodySource(body).panel)).toEqual([0, 1]);
  });

  it('names all items of an axis with more items than positions', () => {
    const count = 70_001;
    const result = rendered({ data: matrix(1, count), color: COLOR, cells: { reduce: 'max' } });
    const [body] = bodies(result.scene);
    const { columns } = bodySource(body);
    expect(body.left.length).toBeLessThan(5000);
    expect(wrongCells(result)).toEqual([]);
    expectPartition(columns, body.left.length, count);
  });

  it('names the rows and columns of a file that was reduced while it was read', () => {
    const [rows, columns] = [2101, 2051];
    const values = Float64Array.from({ length: rows * columns }, (_, i) =>
      valueAt(Math.floor(i / columns), i % columns),
    );
    const bytes = Buffer.concat([npyHeader('<f8', rows, columns), new Uint8Array(values.buffer)]);
    const spec = { data: 'a.npy', color: COLOR, y: { origin: 'bottom' }, ...SMALL };
    const parsed = parseSpec(fromValue(spec));
    const result = draw({ parsed, primary: null, open: () => ({ name: 'a.npy', bytes }), zoom: 1 }, () => {});
    expect(result.figure.panels[0].matrix.reduction?.factor).toEqual({ rows: 1, columns: 2 });
    expect(wrongCells(result)).toEqual([]);
    const [body] = bodies(result.scene);
    expectPartition(bodySource(body).rows, body.top.length, rows);
    expectPartition(bodySource(body).columns, body.left.length, columns);
  });

  it('does not copy the order of an axis', () => {
    const { scene, figure } = rendered({ data: matrix(20, 30), x: { order: 'mean' } });
    const { rows, columns } = bodySource(bodies(scene)[0]);
    expect(columns.order).toBe(figure.panels[0].x.order);
    expect(rows.order).toBe(figure.panels[0].y.order);
  });
});

describe('the source of other items', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const data = matrix(4, 5).map((row) => row.map((value) => Math.round(value)));
  const { scene } = rendered({
    data: [data, data],
    x: { labels: names, order: 'mean', labels2: names.map((name) => `${name}2`) },
    y: { labels: ['r0', 'r1', 'r2', 'r3'], origin: 'bottom', split: [2] },
    cells: { values: 'd', width: 30, height: 24 },
    layout: { share: { x: false, y: false } },
  });

  it('is the cell of a printed value', () => {
    const values = scene.items.filter((item) => item.kind === 'text' && item.role === 'value');
    expect(values).toHaveLength(40);
    for (const item of values) {
      if (item.kind !== 'text' || item.source?.kind !== 'cell') throw new Error('not a printed value');
      expect(item.text).toBe(String(data[item.source.row][item.source.column]));
    }
    const panels = values.map(({ source }) => source?.kind === 'cell' && source.panel);
    expect([0, 1].map((panel) => panels.filter((p) => p === panel).length)).toEqual([20, 20]);
  });

  it('is the row or column of a label', () => {
    const seen = scene.items.flatMap((item) => {
      if (item.kind !== 'text' || item.source?.kind !== 'label') return [];
      const { axis, item: index } = item.source;
      expect([item.text, `${item.text}2`]).toContainEqual(
        axis === 'y' ? `r${index}` : item.text.endsWith('2') ? `${names[index]}2` : names[index],
      );
      return [item.text];
    });
    expect(new Set(seen)).toEqual(
      new Set([...names, ...names.map((name) => `${name}2`), 'r0', 'r1', 'r2', 'r3']),
    );
  });

  it('is the scale of a colorbar or legend, on all of its items', () => {
    const guides = rendered({ data: [[0, 1, null]], colorbar: { title: 'AUC' } });
    const own = guides.scene.items.filter(
      (item) => item.role === 'colorbar' || (item.kind === 'text' && ['AUC', 'no data'].includes(item.text)),
    );
    expect(own.length).toBeGreaterThan(2);
    for (const { source } of own) {
      if (source?.kind !== 'guide') throw new Error('not an item of a guide');
      expect(guides.figure.scales[source.scale]).toBeDefined();
    }
    const legend = rendered({ data: [['yes', 'no']] }).scene.items.filter(
      ({ source }) => source?.kind === 'guide',
    );
    expect(legend.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).toEqual(['yes', 'no']);
  });
});
