import { describe, expect, it } from 'vitest';
import type { TextItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';
import { bodies, decodePng, devicePixels } from '../../support/pixels.js';

/** Four columns of 1, 2, 4 and 1 units. */
const uneven = {
  data: [[0, 1, 2, 3]],
  x: { positions: [0, 1, 3, 7, 8] },
  colorbar: false,
};

describe('cells of different widths', () => {
  it('have their widths in proportion', () => {
    const { left, right } = bodies(rendered(uneven).scene)[0];
    const unit = (right[3] - left[0]) / 8;
    [0, 1, 3, 7].forEach((edge, i) => {
      expect(Math.abs(left[i] - left[0] - edge * unit)).toBeLessThan(0.5);
    });
    expect(right.slice(0, 3)).toEqual(left.slice(1));
  });

  it('are filled to their edges in PNG', () => {
    const { scene, png } = rendered(uneven);
    const [{ left, right, top, indices, palette }] = bodies(scene);
    const picture = decodePng(png());
    const y = Math.round(top[0] * scene.pixelRatio) + 2;
    left.forEach((from, i) => {
      const colors = devicePixels(from, right[i], scene.pixelRatio).map((x) => picture.at(x, y));
      expect(new Set(colors)).toEqual(new Set([palette[indices[i]]]));
    });
  });

  it('are rectangles of these widths in SVG', () => {
    const { scene, svg } = rendered(uneven);
    const [{ left, right, indices, palette }] = bodies(scene);
    const text = svg();
    left.forEach((from, i) => {
      const path = new RegExp(`fill="${palette[indices[i]]}" d="M([\\d.]+) [\\d.]+h([\\d.]+)v`).exec(text);
      expect(path?.slice(1).map(Number)).toEqual([from, right[i] - from]);
    });
  });

  it('have their values in their middle and highlights at their edges', () => {
    const { scene } = rendered({
      ...uneven,
      cells: { values: true },
      highlights: [{ x: { from: 1, to: 2 }, y: 0 }],
    });
    const [{ left, right }] = bodies(scene);
    const values = scene.items.filter(
      (item): item is TextItem => item.kind === 'text' && item.role === 'value',
    );
    expect(values.map(({ x }) => x).sort((a, b) => a - b)).toEqual(
      left.map((from, i) => (from + right[i]) / 2),
    );
    const outline = scene.items.findLast((item) => item.role === 'highlight');
    const xs =
      outline?.kind === 'path' ? (outline.subpaths[0] as number[]).filter((_, i) => i % 2 === 0) : [];
    expect(Math.abs(Math.min(...xs) - left[1])).toBeLessThan(2);
    expect(Math.abs(Math.max(...xs) - right[2])).toBeLessThan(2);
  });

  it('leave the colorbar as it is', () => {
    const colorbar = { title: 'v' };
    const bar = (spec: object) => {
      const { scene } = rendered({ ...spec, cells: { width: 30, height: 100 }, colorbar });
      const item = scene.items.find(({ role }) => role === 'colorbar');
      return item?.kind === 'cells' ? item.bottom.map((y, i) => y - item.top[i]) : [];
    };
    expect(bar(uneven)).toEqual(bar({ ...uneven, x: {} }));
  });
});

describe('a numeric axis with more items than pixels', () => {
  it('combines neighbours where they are smaller than a pixel, and nowhere else', () => {
    const columns = Array.from({ length: 2000 }, (_, i) => String(10 ** (i / 500)));
    const { figure, diagnostics } = rendered({
      data: { values: [columns.map((_, i) => i)], columns },
      x: { positions: 'labels', scale: 'linear' },
      colorbar: false,
    });
    const edges = figure.panels[0].drawn.columnItems.edges as Int32Array;
    const sizes = Array.from(edges.slice(1), (edge, k) => edge - edges[k]);
    expect(sizes[0]).toBeGreaterThan(50);
    expect(sizes.at(-1)).toBe(1);
    expect(sizes.reduce((a, b) => a + b)).toBe(2000);
    const reduced = diagnostics.filter(({ code }) => code === 'reduced');
    expect(reduced.map(({ message }) => message)).toEqual([
      `1 × 2000 values are drawn as 1 × ${sizes.length} cells, each the mean of up to 1 × ${Math.max(...sizes)} values`,
    ]);
  });

  it('draws items between gaps, however small they are', () => {
    const columns = ['2020-01-01 00:00', '2020-01-01 00:01', '2020-01-01 00:02', '2021-01-01 00:00'];
    const { scene, diagnostics } = rendered({
      data: { values: [[1, 1, 1, 2]], columns },
      x: { positions: 'labels' },
      colorbar: false,
    });
    const [{ left, right }] = bodies(scene);
    expect(left.length).toBe(2);
    expect(right.map((edge, i) => edge - left[i])).toEqual([1 / scene.pixelRatio, 1 / scene.pixelRatio]);
    const notes = diagnostics.filter(({ code }) => code === 'cells-enlarged');
    expect(notes.map(({ message, severity }) => [severity, message])).toEqual([
      ['note', '2 columns are smaller than a pixel and drawn one pixel large, so that they stay visible'],
    ]);
  });

  it('also draws more items than an axis has positions', () => {
    const values = [Array.from({ length: 70_000 }, (_, i) => i)];
    const { figure, scene } = rendered({ data: values, x: { positions: 'labels' }, colorbar: false });
    const [{ left, right }] = bodies(scene);
    const { numeric, itemsPerPosition } = figure.panels[0].x;
    expect(itemsPerPosition).toBe(2);
    expect([numeric?.start[0], numeric?.end[69_999]]).toEqual([-0.5, 69_999.5]);
    expect(left.slice(1)).toEqual(right.slice(0, -1));
    expect(left.length).toBeGreaterThan(500);
  });
});
