import { describe, expect, it } from 'vitest';
import type { Scene, TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { findTextErrors } from '../../support/overlap.js';
import { bodies } from '../../support/pixels.js';

const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => (i * columns + j) % 97));
const names = (count: number, name = (i: number) => `item ${i % 7} of ${count}`) =>
  Array.from({ length: count }, (_, i) => name(i));

interface Drawn {
  readonly scene: Scene;
  /** The size of the body. */
  readonly width: number;
  readonly height: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly labels: { readonly x: readonly TextItem[]; readonly y: readonly TextItem[] };
}

/** Draws a spec of one panel. */
function draw(spec: object): Drawn {
  const { scene } = rendered({ colorbar: { title: 'v' }, ...spec });
  expect(findTextErrors(scene)).toEqual([]);
  const [{ left, right, top, bottom }] = bodies(scene);
  const [width, height] = [right[right.length - 1] - left[0], bottom[bottom.length - 1] - top[0]];
  const texts = scene.items.filter((item): item is TextItem => item.kind === 'text');
  const of = (axis: 'x' | 'y') =>
    texts.filter(({ source }) => source?.kind === 'label' && source.axis === axis);
  return {
    scene,
    width,
    height,
    cell: { width: width / left.length, height: height / top.length },
    labels: { x: of('x'), y: of('y') },
  };
}

describe('cells of a matrix of usual size', () => {
  it('are 26 × 18 px', () => {
    expect(draw({ data: matrix(11, 12) }).cell).toEqual({
      width: 26,
      height: 18,
    });
  });

  it('are squares of 20 px if rows and columns have the same labels', () => {
    expect(draw({ data: matrix(12, 12) }).cell).toEqual({ width: 20, height: 20 });
  });
});

describe('small matrices', () => {
  it.each([
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 4],
    [1, 12],
    [12, 1],
  ])('of %i × %i have larger cells', (rows, columns) => {
    const { cell, width, height } = draw({ data: matrix(rows, columns) });
    expect(cell.width).toBeLessThanOrEqual(72);
    expect(cell.height).toBeLessThanOrEqual(54);
    expect(cell.width === 72 || width >= 108).toBe(true);
    expect(cell.height === 54 || height >= 108).toBe(true);
  });
});

describe('columns', () => {
  it('are wider so that their labels are horizontal', () => {
    const { cell, labels } = draw({ data: matrix(11, 12), x: { labels: names(12, (i) => `${1949 + i}`) } });
    expect(labels.x.map(({ text }) => text)).toEqual(names(12, (i) => `${1949 + i}`));
    expect(labels.x.every(({ angle }) => angle === 0)).toBe(true);
    expect(cell.width).toBeGreaterThan(26);
    expect(cell.width).toBeLessThanOrEqual(32);
  });

  it('are at most 1.6 times as wide; longer labels are rotated', () => {
    const { cell, labels } = draw({ data: matrix(11, 12), x: { labels: names(12, () => 'September') } });
    expect(cell.width).toBe(26);
    expect(labels.x).toHaveLength(12);
    expect(labels.x.every(({ angle }) => angle === -45)).toBe(true);
  });

  it('are wider if there are only a few', () => {
    const labels = ['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree'];
    const drawn = draw({ data: matrix(5, 5), x: { labels } });
    expect(drawn.labels.x.every(({ angle }) => angle === 0)).toBe(true);
    expect(drawn.labels.x.map(({ text }) => text).join(' ')).toBe(labels.join(' '));
    expect(drawn.width).toBeLessThanOrEqual(288);
  });

  it('do not make the body too wide', () => {
    const { width } = draw({ data: matrix(12, 25), x: { labels: names(25, (i) => `${1990 + i}`) } });
    expect(width).toBeLessThanOrEqual(720);
  });

  it('keep the width in the spec', () => {
    const labels = names(12, (i) => `${1949 + i}`);
    const { cell } = draw({ data: matrix(11, 12), x: { labels }, cells: { width: 20 } });
    expect(cell.width).toBe(20);
  });
});

describe('many labels', () => {
  it.each([60, 100])('are all shown beside %i rows', (count) => {
    const { labels, height } = draw({ data: matrix(count, 10), y: { labels: names(count) } });
    expect(labels.y).toHaveLength(count);
    expect(height).toBeLessThanOrEqual(1300);
  });

  it('are all shown below 60 columns, rotated', () => {
    const { labels, width } = draw({ data: matrix(10, 60), x: { labels: names(60) } });
    expect(labels.x).toHaveLength(60);
    expect(labels.x[0].angle).toBe(-90);
    expect(width).toBeLessThanOrEqual(800);
  });

  it('are all shown on both sides of a square matrix', () => {
    const { labels, cell } = draw({ data: { values: matrix(60, 60), rows: names(60), columns: names(60) } });
    expect([labels.x.length, labels.y.length]).toEqual([60, 60]);
    expect(cell.width).toBe(cell.height);
  });

  it('are thinned if the body would be too long', () => {
    const { labels, height } = draw({ data: matrix(200, 10), y: { labels: names(200) } });
    expect(labels.y.length).toBeLessThan(200);
    expect(height).toBeLessThanOrEqual(720);
  });

  it('are thinned on a page of a given height', () => {
    const { labels, scene } = draw({ data: matrix(60, 10), y: { labels: names(60) }, size: { height: 400 } });
    expect(labels.y.length).toBeLessThan(60);
    expect(scene.height).toBe(400);
  });

  it('of a long sequence are thinned and do not make the body longer', () => {
    const { labels, height } = draw({ data: matrix(87, 10) });
    expect(labels.y.map(({ text }) => text)).toEqual(['0', '10', '20', '30', '40', '50', '60', '70', '80']);
    expect(height).toBeLessThanOrEqual(720);
  });

  it('of 32 layers are all shown', () => {
    for (const data of [matrix(32, 12), matrix(12, 32), matrix(32, 32)]) {
      const { labels } = draw({ data });
      expect([labels.x.length, labels.y.length]).toEqual([data[0].length, data.length]);
    }
  });
});

describe('narrow bodies', () => {
  it.each([
    [60, 5],
    [200, 3],
    [87, 12],
    [1000, 4],
    [30, 2],
    [100, 1],
  ])('of %i × %i cells are wider', (rows, columns) => {
    const { width, height, cell } = draw({ data: matrix(rows, columns) });
    expect(cell.width === 72 || width >= 0.39 * height).toBe(true);
    expect(cell.width).toBeLessThanOrEqual(72);
  });

  it.each([
    [5, 60],
    [3, 200],
    [1, 200],
    [4, 1000],
  ])('of %i × %i cells are higher', (rows, columns) => {
    const { width, height, cell } = draw({ data: matrix(rows, columns) });
    expect(cell.height === 54 || height >= 0.19 * width).toBe(true);
    expect(cell.height).toBeLessThanOrEqual(54);
  });

  it('keep the size of cells and of the page in the spec', () => {
    const data = matrix(60, 5);
    expect(draw({ data, cells: { width: 10 } }).cell.width).toBe(10);
    expect(draw({ data, cells: { width: 10, height: 10 } }).cell).toEqual({ width: 10, height: 10 });
    const square = draw({ data, cells: { aspect: 1 } }).cell;
    expect(square.width).toBe(square.height);
    expect(draw({ data, size: { width: 300 } }).scene.width).toBe(300);
  });
});
