/** Checks the boxes of texts in PNGs and, if it is installed, in Chromium. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/render.js';
import { textCorners } from '../../src/scene/box.js';
import type { Point } from '../../src/scene/path.js';
import type { Scene, TextItem } from '../../src/scene/scene.js';
import { CHROMIUM, openPage, type Page } from '../support/browser.js';
import { rendered } from '../support/figure.js';
import { visibleTexts } from '../support/overlap.js';
import { decodePng } from '../support/pixels.js';

const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i * columns + j) / (rows * columns)),
  );
const labels = [
  'Ünï',
  'exact_answer_after_last',
  '-8',
  'AVATAR',
  'Ġthe',
  '▁of',
  'α → β',
  'x²',
  'jgpqy|',
  'Ž',
  'WWW',
  '..',
];

const FIGURES: Record<string, object> = {
  'rotated labels': {
    data: matrix(3, 12),
    x: { labels },
    title: 'Ångström: a title',
    colorbar: { title: 'cosine similarity' },
  },
  'vertical labels': { data: matrix(3, 12), x: { labels, ticks: { rotate: 90 } }, y: { title: 'Layer' } },
  'labels on all sides': { data: matrix(12, 12), x: { labels, side: 'both' }, y: { labels, side: 'both' } },
  'values and groups': {
    data: matrix(4, 6),
    cells: { values: '.2f' },
    x: { groups: [{ title: 'a group', from: 1, to: 4 }] },
    y: { groups: [{ title: 'rows', from: 0, to: 2 }], title: 'rotated' },
    caption: 'A caption of several words',
  },
  panels: {
    data: [matrix(2, 5), matrix(2, 5)],
    layout: { panelTitle: 'left', titles: { prefix: 'Layer ' } },
  },
};

function onlyTexts(scene: Scene): Scene {
  // Both black and white text is visible on grey.
  return { ...scene, background: '#808080', items: scene.items.filter((item) => item.kind === 'text') };
}

/** Whether a point is in a box that is enlarged by `margin` px on all sides. */
function contains([x, y]: Point, box: readonly Point[], margin: number): boolean {
  const [a, b, , d] = box;
  const project = (from: Point, to: Point) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    return { distance: ((x - from[0]) * dx + (y - from[1]) * dy) / length, length };
  };
  return [project(a, b), project(a, d)].every(
    ({ distance, length }) => distance >= -margin && distance <= length + margin,
  );
}

describe.each(Object.entries(FIGURES))('%s', (_, spec) => {
  const { scene } = rendered(spec);

  it('has ink in the box of every text, and none outside of the boxes', () => {
    const picture = decodePng(write(onlyTexts(scene), 'png'));
    const boxes = visibleTexts(scene).map((item) => ({ item, box: textCorners(item), inked: false }));
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        if (picture.at(x, y) === '#808080') continue;
        const at: Point = [(x + 0.5) / scene.pixelRatio, (y + 0.5) / scene.pixelRatio];
        // For antialiasing, and for glyphs that are wider than their advance.
        const found = boxes.filter(({ box }) => contains(at, box, 0.75));
        if (!found.length) throw new Error(`the ink at ${at} is in no box`);
        for (const one of found) one.inked = true;
      }
    }
    expect(boxes.filter(({ inked: hasInk }) => !hasInk).map(({ item }) => item.text)).toEqual([]);
  });
});

/** Returns the boxes of all texts in Chromium, in document order. */
async function chromiumBoxes(page: Page, svg: string) {
  const expression = `document.body.style.margin = 0;
    document.body.innerHTML = ${JSON.stringify(svg)};
    [...document.querySelectorAll('text')].map((text) => {
      const { width, height, left, top } = text.getBoundingClientRect();
      return { width, height, left, top };
    })`;
  return (await page.evaluate(expression)) as { width: number; height: number; left: number; top: number }[];
}

function boundingBox(item: TextItem) {
  const box = textCorners(item);
  const xs = box.map(([x]) => x);
  const ys = box.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  let page: Page | undefined;
  beforeAll(async () => {
    page = await openPage('about:blank');
  });
  afterAll(() => page?.close());

  it.each(Object.entries(FIGURES))('%s: the texts are where layout places them', async (_, spec) => {
    const { scene, svg } = rendered(spec);
    const boxes = await chromiumBoxes(page!, svg());
    // SVG output keeps the order of the items.
    const items = scene.items.filter((item): item is TextItem => item.kind === 'text');
    expect(boxes.length).toBe(items.length);
    items.forEach((item, i) => {
      if (item.width === 0) return;
      const expected = boundingBox(item);
      // Another font may be taller, but the SVG sets the widths.
      const tolerance = item.size * 0.35;
      expect([item.text, Math.abs(boxes[i].left - expected.left) < tolerance]).toEqual([item.text, true]);
      expect([item.text, Math.abs(boxes[i].left + boxes[i].width - expected.right) < tolerance]).toEqual([
        item.text,
        true,
      ]);
      expect([item.text, Math.abs(boxes[i].top - expected.top) < tolerance]).toEqual([item.text, true]);
    });
  });
});
