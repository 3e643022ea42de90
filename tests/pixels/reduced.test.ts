/** Large bodies are pictures within the SVG: they must be sharp wherever they are seen, and however large. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli.js';
import { rendered } from '../support/figure.js';
import { bodies, decodePng, type Picture } from '../support/pixels.js';

/** No two neighbours are alike, so that a blend would be seen anywhere. */
const noise = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (((i * 7919 + j * 104729) % 613) / 613 + (i + j) / 2) % 1),
  );

/** A cell for every pixel that there is, and cells of several pixels. */
const FIGURES = {
  'blocks of a pixel each': {
    data: noise(500, 700),
    size: { width: 300, height: 240, dpi: 96 },
    cells: { reduce: 'max' },
  },
  'cells of three pixels': { data: noise(150, 160), size: { dpi: 96 }, cells: { width: 3, height: 3 } },
} as const;

const folder = temporaryFolder();

/** What draws an SVG file at a multiple of its size: ours, and others where they are there. */
const VIEWERS: Record<
  string,
  (svg: string, out: string, zoom: number, width: number, height: number) => string[] | Buffer
> = {
  resvg: (svg, _, zoom) =>
    new Resvg(readFileSync(svg, 'utf8'), { fitTo: { mode: 'zoom', value: zoom } }).render().asPng(),
  'rsvg-convert': (svg, out, zoom) => ['rsvg-convert', '-z', `${zoom}`, svg, '-o', out],
  inkscape: (svg, out, zoom) => ['inkscape', svg, '-o', out, `--export-dpi=${96 * zoom}`],
  chromium: (svg, out, zoom, width, height) => [
    'chromium',
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--force-device-scale-factor=${zoom}`,
    `--window-size=${width},${height}`,
    `--screenshot=${out}`,
    `file://${svg}`,
  ],
};

/** Whether two colours differ by no more than a step or two of a colormap. */
const isNear = (a: string, b: string) =>
  [1, 3, 5].every(
    (at) =>
      Math.abs(Number.parseInt(a.slice(at, at + 2), 16) - Number.parseInt(b.slice(at, at + 2), 16)) <= 4,
  );

const isThere = (name: string) => name === 'resvg' || spawnSync(name, ['--version']).status === 0;

describe.each(Object.entries(FIGURES))('%s', (name, spec) => {
  const { scene, svg } = rendered({ ...spec, colorbar: false });
  const [body] = bodies(scene);
  const [width, height] = [Math.ceil(scene.width), Math.ceil(scene.height)];
  const file = join(folder, `${name.replaceAll(' ', '-')}.svg`);
  writeFileSync(file, svg());

  it('are an embedded picture', () => {
    expect(scene.pixelRatio).toBe(1);
    expect(svg()).toContain('<image ');
  });

  describe.each(Object.keys(VIEWERS))('drawn by %s', (viewer) => {
    it.skipIf(!isThere(viewer)).each([1, 3])(
      'at %i× have the colour of their cell in every pixel',
      (zoom) => {
        const out = join(folder, `${viewer}-${zoom}.png`);
        const made = VIEWERS[viewer](file, out, zoom, width, height);
        if (Array.isArray(made)) execFileSync(made[0], made.slice(1), { stdio: 'ignore' });
        const picture: Picture = decodePng(Array.isArray(made) ? readFileSync(out) : made);
        // It has no word for "do not blur"; in the middle of a cell its colours are nearly right.
        const blurred = viewer === 'rsvg-convert' && zoom > 1;
        const edge = (size: number) => (blurred ? Math.floor((size * zoom) / 3) : 0);
        const wrong: string[] = [];
        for (let i = 0; i < body.top.length; i++) {
          for (let j = 0; j < body.left.length; j++) {
            const color = body.palette[body.indices[i * body.left.length + j]];
            const across = edge(body.right[j] - body.left[j]);
            const down = edge(body.bottom[i] - body.top[i]);
            for (let y = body.top[i] * zoom + down; y < body.bottom[i] * zoom - down; y++) {
              for (let x = body.left[j] * zoom + across; x < body.right[j] * zoom - across; x++) {
                const found = picture.at(x, y);
                if (!(blurred ? isNear(found, color) : found === color))
                  wrong.push(`${x}, ${y} in cell ${i}, ${j}: ${found} instead of ${color}`);
              }
            }
          }
        }
        expect([wrong.length, wrong.slice(0, 3)]).toEqual([0, []]);
      },
    );
  });
});
