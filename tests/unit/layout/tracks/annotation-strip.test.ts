import { describe, expect, it } from 'vitest';
import type { CellsItem, PathItem } from '../../../../src/scene/scene.js';
import { rendered } from '../../../support/figure.js';

const values = Array.from({ length: 6 }, (_, i) => [i, 2 * i, 3]);

/** Returns the frames that touch a strip, and the boxes of the strip between gaps. */
function framesOf(map: string, extra: object = {}) {
  const annotation = { title: 'dose', values: [0, 0, 1, 5, 10, 20], color: { map } };
  const { scene } = rendered({ data: { values }, y: { ...extra, annotations: [annotation] } });
  const strip = scene.items.find(
    (item): item is CellsItem => item.kind === 'cells' && item.role === 'annotation',
  ) as CellsItem;
  const frames = scene.items.filter(
    (item): item is PathItem =>
      item.kind === 'path' &&
      item.role === 'frame' &&
      Math.abs(item.subpaths[0][0] + (item.strokeWidth ?? 0) / 2 - strip.left[0]) < 1e-6,
  );
  return { strip, frames };
}

describe('a strip', () => {
  it('has an outline if a colour of its scale is too close to that of the page', () => {
    const { strip, frames } = framesOf('Greys');
    expect(frames).toHaveLength(1);
    const [left, top, right, , , bottom] = frames[0].subpaths[0];
    const half = (frames[0].strokeWidth ?? 0) / 2;
    expect(half).toBeGreaterThan(0);
    expect([left + half, top + half]).toEqual([strip.left[0], strip.top[0]]);
    expect([right - half, bottom - half]).toEqual([strip.right[0], strip.bottom[5]]);
  });

  it('has none with colours that are all visible', () => {
    expect(framesOf('viridis').frames).toHaveLength(0);
  });

  it('has one for each slice', () => {
    const { strip, frames } = framesOf('Greys', { split: [2] });
    expect(frames.map(({ subpaths: [box], strokeWidth = 0 }) => box[1] + (strokeWidth ?? 0) / 2)).toEqual([
      strip.top[0],
      strip.top[2],
    ]);
  });
});
