/** The proof sheet shows the figure four times, in the colours that readers see. */
import { describe, expect, it } from 'vitest';
import { seenColor, VISIONS } from '../../../src/color/vision.js';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import { proofSheet } from '../../../src/layout/proof-sheet.js';
import { subpathBounds } from '../../../src/scene/bounds.js';
import { textCorners } from '../../../src/scene/box.js';
import type { CellsItem, Item } from '../../../src/scene/scene.js';
import { THEMES } from '../../../src/theme.js';
import { rendered } from '../../support/figure.js';

const { scene } = rendered(
  { data: [[0, 1, 2]], title: 'T', color: { map: 'RdYlGn' }, size: { dpi: 250 }, lint: false },
  1,
  false,
);
const sheet = proofSheet(scene, THEMES.light, bundledFonts());

function rightAndBottom(item: Item): [number, number] {
  if (item.kind === 'cells') return [Math.max(...item.right), Math.max(...item.bottom)];
  const points =
    item.kind === 'text'
      ? textCorners(item)
      : item.subpaths.map(subpathBounds).map(({ right, bottom }) => [right, bottom]);
  return [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))];
}

describe('the proof sheet', () => {
  it('has the items of the figure four times, each in the colours of one vision, and a title for each', () => {
    const bodies = sheet.items.filter((item): item is CellsItem => item.role === 'body');
    const [body] = scene.items.filter((item): item is CellsItem => item.role === 'body');
    expect(bodies.map(({ palette }) => palette)).toEqual(
      VISIONS.map((vision) => body.palette.map((color) => seenColor(color, vision))),
    );
    expect(sheet.items.length).toBe(VISIONS.length * (scene.items.length + 1));
    const texts = sheet.items.flatMap((item) => (item.kind === 'text' ? [item.text.toLowerCase()] : []));
    for (const vision of VISIONS) expect(texts.filter((text) => text.includes(vision))).toHaveLength(1);
    expect(sheet.attachment).toBeUndefined();
  });

  it('moves each copy by whole device pixels, without overlap and inside of the page', () => {
    const bodies = sheet.items.filter((item): item is CellsItem => item.role === 'body');
    for (const edge of bodies.flatMap(({ left, right, top, bottom }) => [left, right, top, bottom]).flat()) {
      const device = edge * sheet.pixelRatio;
      expect(Math.abs(device - Math.round(device))).toBeLessThan(1e-6);
    }
    const corners = new Set(bodies.map(({ left, top }) => `${left[0]} ${top[0]}`));
    expect(corners.size).toBe(VISIONS.length);
    const [xs, ys] = [0, 1].map((axis) => [
      ...new Set([...corners].map((at) => Number(at.split(' ')[axis]))),
    ]);
    for (const [positions, length] of [[xs, scene.width] as const, [ys, scene.height] as const]) {
      positions.sort((a, b) => a - b);
      positions.slice(1).forEach((at, i) => {
        expect(at - positions[i]).toBeGreaterThanOrEqual(length);
      });
    }
    for (const item of sheet.items) {
      const [right, bottom] = rightAndBottom(item);
      expect(right).toBeLessThanOrEqual(sheet.width);
      expect(bottom).toBeLessThanOrEqual(sheet.height);
    }
  });
});
