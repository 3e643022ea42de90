/** The boxes that layout reckons with, read back from the rasteriser and, where there is one, from Chromium. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { write } from '../../src/render.js';
import { type Point, textBox } from '../../src/scene/box.js';
import type { Scene, TextItem } from '../../src/scene/scene.js';
import { temporaryFolder } from '../support/cli.js';
import { rendered } from '../support/figure.js';
import { texts } from '../support/overlap.js';
import { decodePng } from '../support/pixels.js';

const m = (rows: number, columns: number) =>
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

const figures: Record<string, object> = {
  'turned labels': {
    data: m(3, 12),
    x: { labels },
    title: 'Ångström: a title',
    colorbar: { title: 'cosine similarity' },
  },
  'upright labels': { data: m(3, 12), x: { labels, ticks: { rotate: 90 } }, y: { title: 'Layer' } },
  'labels on all sides': { data: m(12, 12), x: { labels, side: 'both' }, y: { labels, side: 'both' } },
  'values and groups': {
    data: m(4, 6),
    cells: { values: '.2f' },
    x: { groups: [{ title: 'a group', from: 1, to: 4 }] },
    y: { groups: [{ title: 'rows', from: 0, to: 2 }], title: 'turned' },
    caption: 'A caption of several words',
  },
  panels: { data: [m(2, 5), m(2, 5)], layout: { panelTitle: 'left', titles: { prefix: 'Layer ' } } },
};

function onlyTexts(scene: Scene): Scene {
  // On grey, where both black and white letters can be seen.
  return { ...scene, background: '#808080', items: scene.items.filter((item) => item.kind === 'text') };
}

/** Whether a point lies in a box that is `slack` px larger on all sides. */
function inside([x, y]: Point, box: readonly Point[], slack: number): boolean {
  const [a, b, , d] = box;
  const along = (from: Point, to: Point) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    return { t: ((x - from[0]) * dx + (y - from[1]) * dy) / length, length };
  };
  return [along(a, b), along(a, d)].every(({ t, length }) => t >= -slack && t <= length + slack);
}

describe.each(Object.entries(figures))('%s', (_, spec) => {
  const { scene } = rendered(spec);

  it('ink nothing outside of their boxes, and something in each', () => {
    const picture = decodePng(write(onlyTexts(scene), 'png'));
    const boxes = texts(scene).map((item) => ({ item, box: textBox(item), inked: false }));
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        if (picture.at(x, y) === '#808080') continue;
        const at: Point = [(x + 0.5) / scene.pixelRatio, (y + 0.5) / scene.pixelRatio];
        // Half a px for the blur of edges, and for bearings that reach out of a glyph's advance.
        const found = boxes.filter(({ box }) => inside(at, box, 0.75));
        if (!found.length) throw new Error(`ink at ${at} belongs to no text`);
        for (const one of found) one.inked = true;
      }
    }
    expect(boxes.filter(({ inked }) => !inked).map(({ item }) => item.text)).toEqual([]);
  });
});

const CHROMIUM = '/usr/bin/chromium';

/** Widths of all texts as Chromium sets them, in document order. */
function chromiumBoxes(svg: string): { width: number; height: number; left: number; top: number }[] {
  const folder = temporaryFolder();
  const script =
    'const all=[...document.querySelectorAll("text")].map(t=>{const b=t.getBoundingClientRect();return{width:b.width,height:b.height,left:b.left,top:b.top}});document.body.innerHTML="<pre id=o>"+JSON.stringify(all)+"</pre>";';
  writeFileSync(join(folder, 'p.html'), `<body style="margin:0">${svg}<script>${script}</script></body>`);
  const dom = execFileSync(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--dump-dom',
      `file://${join(folder, 'p.html')}`,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  ).toString();
  return JSON.parse((/<pre id="o">(.*?)<\/pre>/s.exec(dom) as RegExpExecArray)[1]);
}

function upright(item: TextItem) {
  const box = textBox(item);
  const xs = box.map(([x]) => x);
  const ys = box.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  it.each(Object.entries(figures))('%s: texts stand where layout has them', (_, spec) => {
    const { scene, svg } = rendered(spec);
    const boxes = chromiumBoxes(svg());
    // Groups of equal style keep the order of the scene.
    const items = scene.items.filter((item): item is TextItem => item.kind === 'text');
    expect(boxes.length).toBe(items.length);
    items.forEach((item, i) => {
      if (item.width === 0) return;
      const expected = upright(item);
      // Another font's line may be a little higher; its width is pinned.
      const slack = item.size * 0.35;
      expect([item.text, Math.abs(boxes[i].left - expected.left) < slack]).toEqual([item.text, true]);
      expect([item.text, Math.abs(boxes[i].left + boxes[i].width - expected.right) < slack]).toEqual([
        item.text,
        true,
      ]);
      expect([item.text, Math.abs(boxes[i].top - expected.top) < slack]).toEqual([item.text, true]);
    });
  });
});
