import { describe, expect, it } from 'vitest';
import type { CellsItem, Scene } from '../../../../src/scene/scene.js';
import { rendered } from '../../../support/figure.js';
import { findTextErrors } from '../../../support/overlap.js';
import { bodies } from '../../../support/pixels.js';

const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => (i * columns + j) / 7));

const sizeOf = ({ left, right, top, bottom }: CellsItem) => ({
  width: right[right.length - 1] - left[0],
  height: bottom[bottom.length - 1] - top[0],
});

function draw(spec: object): { body: CellsItem; bars: CellsItem[]; scene: Scene } {
  const { scene } = rendered({ colorbar: { title: 'v' }, ...spec });
  expect(findTextErrors(scene)).toEqual([]);
  const bars = scene.items.filter(
    (item): item is CellsItem => item.kind === 'cells' && item.role === 'colorbar',
  );
  return { body: bodies(scene)[0], bars, scene };
}

describe('a colorbar without a given length', () => {
  it.each([
    [12, 12],
    [8, 20],
    [20, 12],
    [3, 3],
  ])('is as long as a body of %i × %i cells', (rows, columns) => {
    const { body, bars } = draw({ data: matrix(rows, columns) });
    expect(sizeOf(bars[0]).height).toBe(sizeOf(body).height);
  });

  it.each([
    [200, 3],
    [60, 5],
    [40, 4],
  ])('is shorter than a body of %i × %i cells, and centred', (rows, columns) => {
    const { body, bars } = draw({ data: matrix(rows, columns) });
    const [bar, { width, height }] = [bars[0], sizeOf(body)];
    expect(sizeOf(bar).height).toBeLessThanOrEqual(Math.max(200, 1.5 * width));
    expect(sizeOf(bar).height).toBeLessThan(0.8 * height);
    const middle = ({ top, bottom }: CellsItem) => (top[0] + bottom[bottom.length - 1]) / 2;
    expect(Math.abs(middle(bar) - middle(body))).toBeLessThanOrEqual(1);
  });

  it('is shorter below a flat body', () => {
    const { body, bars } = draw({ data: matrix(4, 71), colorbar: { title: 'v', side: 'bottom' } });
    expect(sizeOf(bars[0]).width).toBeLessThan(0.5 * sizeOf(body).width);
  });

  it('is as long as all panels that it belongs to', () => {
    const { bars, scene } = draw({ data: Array.from({ length: 12 }, () => matrix(2, 7)) });
    const all = bodies(scene);
    expect(bars[0].top[0]).toBe(all[0].top[0]);
    expect(bars[0].bottom.at(-1)).toBe(all[11].bottom.at(-1));
  });

  it('follows the width of the body on a page of a given size', () => {
    for (const width of [300, 500, 700]) {
      const { body, bars, scene } = draw({ data: matrix(40, 4), size: { width, height: 700 } });
      expect([scene.width, scene.height]).toEqual([width, 700]);
      const short = Math.max(200, 1.5 * sizeOf(body).width);
      const { height } = sizeOf(body);
      const expected = short < 0.8 * height ? short : height;
      expect(Math.abs(sizeOf(bars[0]).height - expected)).toBeLessThanOrEqual(1);
    }
  });
});

describe('a colorbar with a given length', () => {
  it('has it, however narrow the body is', () => {
    const long = draw({ data: matrix(200, 3), colorbar: { title: 'v', length: '100%' } });
    expect(sizeOf(long.bars[0]).height).toBe(sizeOf(long.body).height);
    const short = draw({ data: matrix(12, 12), colorbar: { title: 'v', length: 80 } });
    expect(sizeOf(short.bars[0]).height).toBe(80);
  });
});
