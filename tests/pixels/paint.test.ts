/** Checks that PNG output, which does not use SVG output, looks like the SVG drawn by resvg. */
import { Resvg } from '@resvg/resvg-js';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../src/fonts/font-set.js';
import { writeSvg } from '../../src/output/svg/svg.js';
import { write } from '../../src/render.js';
import { toDevicePixels } from '../../src/scene/device.js';
import type { Scene } from '../../src/scene/scene.js';
import { rendered } from '../support/figure.js';

const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => ((i * 7 + j * 3) % 11) / 10),
  );
const labels = ['Ünï', 'exact_answer_after_last', '-8', 'AVATAR', 'jgpqy|', '▁of', 'α → β', 'x²'];

const FIGURES: Record<string, object> = {
  'slanted labels, values and a title': {
    data: matrix(6, 8),
    x: { labels, title: 'Token' },
    y: { title: 'Layer' },
    title: 'A title: Ångström',
    cells: { values: '.2f' },
    size: { dpi: 96 },
  },
  'vertical labels on all sides, bold and rotated titles': {
    data: matrix(6, 8),
    x: { labels, side: 'both', ticks: { rotate: 90 } },
    y: { side: 'both', title: 'rotated' },
    colorbar: { title: 'cosine similarity' },
    title: 'bold',
  },
  'hatched cells, lines between cells, highlights, groups and arrows': {
    data: matrix(6, 8).map((row, i) => row.map((v, j) => ((i + j) % 5 ? v : null))),
    cells: { width: 23, height: 19, stroke: '#ffffff' },
    color: { domain: [0.2, 0.8] },
    highlights: [{ y: { from: 1, to: 2 }, x: { from: 3, to: 5 }, title: 'here', color: 'red' }],
    x: { groups: [{ title: 'a group', from: 1, to: 4 }] },
    y: { groups: [{ title: 'rows', from: 0, to: 2 }] },
  },
  'a hatch that is large enough to be painted in bands': {
    data: matrix(5, 7).map((row, i) => row.map((v, j) => (i * j === 6 ? v : null))),
    size: { width: 700, height: 500, dpi: 144 },
    colorbar: false,
  },
  'panels on a transparent page': {
    data: [matrix(2, 5), matrix(2, 5)],
    layout: { panelTitle: 'left', titles: { prefix: 'Layer ' } },
    theme: 'transparent',
    size: { dpi: 130 },
  },
  'more cells than pixels': { data: matrix(400, 300), size: { width: 280, height: 200, dpi: 96 } },
};

/** Both pictures as RGBA, not premultiplied. */
function pictures(scene: Scene): { ours: Buffer; theirs: Buffer; width: number; height: number } {
  const { data: ours, width, height } = PNG.sync.read(Buffer.from(write(scene, 'png')));
  const svg = writeSvg({ ...toDevicePixels(scene), text: 'outline' }, bundledFonts());
  const drawn = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  expect([drawn.width, drawn.height]).toEqual([width, height]);
  return { ours, theirs: PNG.sync.read(drawn.asPng()).data, width, height };
}

/** Returns the mean of a channel over a square of pixels, on white. */
function mean(data: Buffer, width: number, x: number, y: number, side: number, channel: number): number {
  let sum = 0;
  for (let v = y; v < y + side; v++)
    for (let u = x; u < x + side; u++) {
      const offset = 4 * (v * width + u);
      sum += 255 + ((data[offset + channel] - 255) * data[offset + 3]) / 255;
    }
  return sum / side ** 2;
}

const SIDE = 8;

describe.each(Object.entries(FIGURES))('%s', (_, spec) => {
  const { scene } = rendered(spec);
  const { ours, theirs, width, height } = pictures(scene);

  it('is the same picture, except for edges of glyphs and lines, which move by less than a pixel', () => {
    const differences: string[] = [];
    for (let y = 0; y + SIDE <= height; y += SIDE)
      for (let x = 0; x + SIDE <= width; x += SIDE)
        for (let c = 0; c < 3; c++) {
          const [a, b] = [ours, theirs].map((data) => mean(data, width, x, y, SIDE, c));
          if (Math.abs(a - b) > 255 / SIDE)
            differences.push(`${x}, ${y}: ${a.toFixed(1)} instead of ${b.toFixed(1)}`);
        }
    expect(differences).toEqual([]);
    let difference = 0;
    for (let i = 0; i < ours.length; i++) difference += Math.abs(ours[i] - theirs[i]);
    expect(difference / ours.length).toBeLessThan(2.5);
  });

  it('is exactly the same picture if it has no text, no slanted lines and only edges between pixels', () => {
    const aligned: Scene = {
      ...scene,
      items: scene.items.filter((item) => item.kind === 'cells' || (item.kind === 'path' && item.crisp)),
    };
    const both = pictures(aligned);
    expect(Buffer.compare(both.ours, both.theirs)).toBe(0);
  });
});

it('a figure does not depend on the figure drawn before it', () => {
  const [first, other] = Object.values(FIGURES);
  const bytes = () => Buffer.from(write(rendered(first).scene, 'png'));
  const expected = bytes();
  write(rendered(other).scene, 'png');
  expect(Buffer.compare(bytes(), expected)).toBe(0);
});
