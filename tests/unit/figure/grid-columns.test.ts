import { describe, expect, it } from 'vitest';
import { chooseGridColumns } from '../../../src/figure/grid-columns.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { suggestSpec } from '../../../src/suggest/suggest-spec.js';
import { rendered } from '../../support/figure.js';

const rows = (count: number, columns: number) =>
  Array.from({ length: count }, (_, i) => Array.from({ length: columns }, (_, j) => i * columns + j));
const stack = (panels: number, count: number, columns: number) =>
  Array.from({ length: panels }, () => rows(count, columns));

function columnsOf(spec: object): number {
  return rendered({ colorbar: { title: 'v' }, ...spec }).figure.grid.columns;
}

describe('panels without layout.columns', () => {
  it.each([
    [1, 8, 8],
    [3, 5, 5],
    [12, 2, 7],
    [24, 2, 7],
    [2, 20, 40],
  ])('are in one column if it is not too high: %i of %i × %i', (panels, count, columns) => {
    expect(columnsOf({ data: stack(panels, count, columns) })).toBe(1);
  });

  it.each([
    [28, 8, 8, 7],
    [100, 6, 6, 10],
    [6, 12, 4, 3],
    [2, 40, 5, 2],
    [3, 30, 30, 3],
    [5, 30, 30, 3],
    [12, 12, 12, 4],
  ])('form a grid that fits on a page: %i of %i × %i in %i columns', (panels, count, columns, expected) => {
    const data = stack(panels, count, columns);
    expect(columnsOf({ data })).toBe(expected);
    const { scene } = rendered({ data, colorbar: { title: 'v' } });
    expect(scene.width / scene.height).toBeGreaterThan(0.5);
    expect(scene.width / scene.height).toBeLessThan(3.2);
  });

  it('have fewer columns on a narrow page', () => {
    const data = stack(28, 8, 8);
    expect(columnsOf({ data })).toBe(7);
    expect(columnsOf({ data, size: { width: '88mm' } })).toBe(4);
    const flat = stack(40, 12, 30);
    expect(columnsOf({ data: flat, size: { width: '88mm' } })).toBeLessThan(columnsOf({ data: flat }));
  });

  it.each([
    [3, 40, '180mm', 3],
    [3, 40, '88mm', 3],
    [2, 15, '180mm', 2],
    [3, 5, '180mm', 3],
    [4, 100, '180mm', 2],
  ])('do not make a page of given width too tall: %i of %i × %2$i on %s', (panels, side, width, columns) => {
    const spec = { data: stack(panels, side, side), size: { width }, colorbar: { title: 'v' } };
    expect(columnsOf(spec)).toBe(columns);
    const { scene } = rendered(spec);
    expect(scene.height).toBeLessThan(1.5 * scene.width);
  });

  it('keep space for labels and printed values', () => {
    const labels = Array.from({ length: 16 }, (_, i) => `t${i}`);
    const values = stack(3, 16, 16);
    const size = { width: '88mm' };
    expect(columnsOf({ data: values, size })).toBe(3);
    expect(columnsOf({ data: { values, rows: labels, columns: labels }, size })).toBe(1);
    expect(columnsOf({ data: stack(2, 6, 6), size })).toBe(2);
    expect(columnsOf({ data: stack(2, 6, 6), size, cells: { values: true } })).toBe(1);
  });

  it('keep their columns if cells or the height of the page have a given size', () => {
    const spec = { data: stack(3, 5, 5), size: { width: '88mm' } };
    expect(columnsOf(spec)).toBe(3);
    expect(columnsOf({ ...spec, cells: { height: 12 } })).toBe(1);
    expect(columnsOf({ ...spec, size: { width: '88mm', height: '120mm' } })).toBe(1);
  });

  it('follow the leading axes of an array of four dimensions', () => {
    expect(columnsOf({ data: Array.from({ length: 3 }, () => stack(5, 4, 4)) })).toBe(5);
  });

  it('follow layout.columns', () => {
    expect(columnsOf({ data: stack(28, 8, 8), layout: { columns: 4 } })).toBe(4);
    expect(columnsOf({ data: stack(28, 8, 8), layout: { columns: 1 } })).toBe(1);
  });

  it.each([
    [3, 5, 5],
    [12, 2, 7],
    [28, 8, 8],
    [6, 12, 4],
  ])('have as many columns as in a starter spec: %i of %i × %i', (panels, count, columns) => {
    const data = stack(panels, count, columns);
    const source = { name: 'a.json', bytes: new TextEncoder().encode(JSON.stringify(data)) };
    const text = suggestSpec(source, { file: 'a.json', format: null, schema: null }, () => {});
    expect(text).toContain(`"columns": ${columnsOf({ data })}`);
  });

  it('never have more columns than panels', () => {
    const matrix: Matrix = {
      rows: 300,
      columns: 1,
      values: new Float64Array(300),
      rowLabels: null,
      columnLabels: null,
    } as Matrix;
    for (let panels = 1; panels < 60; panels++) {
      const columns = chooseGridColumns(Array.from({ length: panels }, () => matrix));
      expect(columns).toBeGreaterThanOrEqual(1);
      expect(columns).toBeLessThanOrEqual(panels);
    }
  });
});
