import { describe, expect, it } from 'vitest';
import type { CellsItem, PathItem } from '../../../../src/scene/scene.js';
import { rendered } from '../../../support/figure.js';

const values = Array.from({ length: 6 }, (_, i) => [i, 2 * i, 3]);

/** Returns the box inside a frame. */
function boxIn({ subpaths, strokeWidth }: PathItem): { readonly low: number[]; readonly high: number[] } {
  const points = subpaths[0] as readonly number[];
  const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  const half = strokeWidth / 2;
  return {
    low: [Math.min(...xs) + half, Math.min(...ys) + half],
    high: [Math.max(...xs) - half, Math.max(...ys) - half],
  };
}

/** Returns a strip with a colormap, and the boxes of the frames at its left edge. */
function drawStrip(map: string, axis: object = {}) {
  const annotation = { title: 'dose', values: [0, 0, 1, 5, 10, 20], color: { map } };
  const { scene } = rendered({ data: { values }, y: { ...axis, annotations: [annotation] } });
  const strip = scene.items.find(
    (item): item is CellsItem => item.kind === 'cells' && item.role === 'annotation',
  ) as CellsItem;
  const frames = scene.items
    .filter((item): item is PathItem => item.kind === 'path' && item.role === 'frame')
    .map(boxIn)
    .filter(({ low }) => low[0] === strip.left[0]);
  return { strip, frames };
}

describe('a strip', () => {
  it('has an outline if a colour of its scale is too close to that of the page', () => {
    const { strip, frames } = drawStrip('Greys');
    expect(frames).toEqual([{ low: [strip.left[0], strip.top[0]], high: [strip.right[0], strip.bottom[5]] }]);
  });

  it('has none with colours that are all visible', () => {
    expect(drawStrip('viridis').frames).toEqual([]);
  });

  it('has one for each slice', () => {
    const { strip, frames } = drawStrip('Greys', { split: [2] });
    expect(frames.map(({ low, high }) => [low[1], high[1]])).toEqual([
      [strip.top[0], strip.bottom[1]],
      [strip.top[2], strip.bottom[5]],
    ]);
  });
});
