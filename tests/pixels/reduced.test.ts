/** Checks that large bodies, which SVG output embeds as images, are sharp in every viewer and at every size. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { afterAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openPage, type Page } from '../support/browser.js';
import { temporaryFolder } from '../support/cli.js';
import { rendered } from '../support/figure.js';
import { bodies, decodePng, type Picture } from '../support/pixels.js';

/** Neighbours differ everywhere, so that smoothing is detected anywhere. */
const noise = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (((i * 7919 + j * 104729) % 613) / 613 + (i + j) / 2) % 1),
  );

/** Cells of one pixel, and cells of several pixels. */
const FIGURES = {
  'blocks of one pixel': {
    data: noise(500, 700),
    size: { width: 300, height: 240, dpi: 96 },
    cells: { reduce: 'max' },
  },
  'cells of three pixels': { data: noise(150, 160), size: { dpi: 96 }, cells: { width: 3, height: 3 } },
} as const;

const folder = temporaryFolder();

let page: Page | undefined;
afterAll(() => page?.close());

/** Draws an SVG file in one page of Chromium, which takes seconds to start. */
async function drawInChromium(svg: string, zoom: number, width: number, height: number): Promise<Buffer> {
  page ??= await openPage('about:blank');
  const url = pathToFileURL(svg).href;
  await page.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: zoom,
    mobile: false,
  });
  await page.send('Page.navigate', { url });
  const state = `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`;
  while (!(await page.evaluate(state))) await new Promise((done) => setTimeout(done, 5));
  const { data } = await page.send('Page.captureScreenshot', { format: 'png' });
  return Buffer.from(data as string, 'base64');
}

/** The commands that draw an SVG file at a multiple of its size; resvg and Chromium return the picture itself. */
const VIEWERS: Record<
  string,
  (
    svg: string,
    out: string,
    zoom: number,
    width: number,
    height: number,
  ) => string[] | Buffer | Promise<Buffer>
> = {
  resvg: (svg, _, zoom) =>
    new Resvg(readFileSync(svg, 'utf8'), { fitTo: { mode: 'zoom', value: zoom } }).render().asPng(),
  'rsvg-convert': (svg, out, zoom) => ['rsvg-convert', '-z', `${zoom}`, svg, '-o', out],
  inkscape: (svg, out, zoom) => ['inkscape', svg, '-o', out, `--export-dpi=${96 * zoom}`],
  chromium: (svg, _, zoom, width, height) => drawInChromium(svg, zoom, width, height),
};

/** Whether two colours differ by at most two steps of a colormap. */
const isNear = (a: string, b: string) =>
  [1, 3, 5].every(
    (start) =>
      Math.abs(
        Number.parseInt(a.slice(start, start + 2), 16) - Number.parseInt(b.slice(start, start + 2), 16),
      ) <= 4,
  );

const isInstalled = (name: string) =>
  name === 'resvg' ||
  (name === 'chromium' ? existsSync(CHROMIUM) : spawnSync(name, ['--version']).status === 0);

describe.each(Object.entries(FIGURES))('%s', (name, spec) => {
  const { scene, svg } = rendered({ ...spec, colorbar: false });
  const [body] = bodies(scene);
  const [width, height] = [Math.ceil(scene.width), Math.ceil(scene.height)];
  const file = join(folder, `${name.replaceAll(' ', '-')}.svg`);
  writeFileSync(file, svg());

  it('are an embedded image', () => {
    expect(scene.pixelRatio).toBe(1);
    expect(svg()).toContain('<image ');
  });

  describe.each(Object.keys(VIEWERS))('drawn by %s', (viewer) => {
    it.skipIf(!isInstalled(viewer)).each([1, 3])(
      'have the colour of their cell in every pixel at %i×',
      async (zoom) => {
        const out = join(folder, `${viewer}-${zoom}.png`);
        const result = await VIEWERS[viewer](file, out, zoom, width, height);
        if (Array.isArray(result)) execFileSync(result[0], result.slice(1), { stdio: 'ignore' });
        const picture: Picture = decodePng(Array.isArray(result) ? readFileSync(out) : result);
        // rsvg-convert always smooths, but in the middle of a cell its colours are nearly exact.
        const blurred = viewer === 'rsvg-convert' && zoom > 1;
        const margin = (size: number) => (blurred ? Math.floor((size * zoom) / 3) : 0);
        const wrongPixels: string[] = [];
        for (let i = 0; i < body.top.length; i++) {
          for (let j = 0; j < body.left.length; j++) {
            const color = body.palette[body.indices[i * body.left.length + j]];
            const across = margin(body.right[j] - body.left[j]);
            const down = margin(body.bottom[i] - body.top[i]);
            for (let y = body.top[i] * zoom + down; y < body.bottom[i] * zoom - down; y++) {
              for (let x = body.left[j] * zoom + across; x < body.right[j] * zoom - across; x++) {
                const actual = picture.at(x, y);
                if (!(blurred ? isNear(actual, color) : actual === color))
                  wrongPixels.push(`${x}, ${y} in cell ${i}, ${j}: ${actual} instead of ${color}`);
              }
            }
          }
        }
        expect([wrongPixels.length, wrongPixels.slice(0, 3)]).toEqual([0, []]);
      },
    );
  });
});
