/** Uses pages in Chromium as readers do: by keyboard alone, with two fingers, with a screen reader, and to save files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '../../../../src/output/pixels.js';
import { decodePng } from '../../../../src/output/png/decode.js';
import { rasterizeSvg } from '../../../../src/output/svg/rasterize.js';
import { write } from '../../../../src/render.js';
import type { Scene } from '../../../../src/scene/scene.js';
import { CHROMIUM, openPage, type Page } from '../../../support/browser.js';
import { temporaryFolder } from '../../../support/cli.js';
import { rendered } from '../../../support/figure.js';

const folder = temporaryFolder();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A small figure with a table, panels and a legend; a dark one; and a large one without a table. */
const FIGURES = {
  small: rendered({
    title: 'Small, "quoted"',
    layout: { share: { color: false } },
    panels: [
      {
        title: 'one',
        data: {
          values: [
            [1, -2.5],
            [null, 4],
          ],
          rows: ['a', 'b,c'],
          columns: ['x', 'y'],
        },
      },
      {
        title: 'two',
        data: [
          ['no', 'yes'],
          ['yes', 'no'],
        ],
      },
    ],
  }).scene,
  dark: rendered({
    title: 'Dark',
    theme: 'dark',
    data: [
      [1, 2],
      [3, 4],
    ],
    cells: { values: true },
  }).scene,
  large: rendered({
    title: 'Large',
    data: Array.from({ length: 300 }, (_, i) => Array.from({ length: 40 }, (_, j) => i * j)),
  }).scene,
};

/** Records what the policy of the page forbids, and errors. */
const RECORDER = `window.faults = [];
  addEventListener('securitypolicyviolation', (event) => faults.push(event.violatedDirective));
  addEventListener('error', (event) => faults.push(event.message));`;

async function until(condition: () => unknown): Promise<void> {
  for (const end = Date.now() + 300_000; !(await condition()); ) {
    if (Date.now() > end) throw new Error(`timeout: ${condition}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

describe.skipIf(!existsSync(CHROMIUM))('a page in Chromium (needs Chromium)', () => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage('about:blank');
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: RECORDER });
    await page.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await page.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  });
  afterAll(() => page?.close());

  async function show(name: string, scene: Scene): Promise<void> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, write(scene, 'html'));
    await page.send('Page.navigate', { url: pathToFileURL(file).href });
    await until(() => page.evaluate(`location.pathname.endsWith(${JSON.stringify(`/${name}.html`)})`));
    await until(() => page.evaluate('document.getElementById("tools") !== null'));
  }

  it.each(Object.entries(FIGURES))(
    'has no accessibility violation and keeps its policy: %s',
    async (name, scene) => {
      await page.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: name === 'dark' ? 'dark' : 'light' }],
      });
      await show(name, scene);
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      await page.evaluate(AXE);
      const { result } = await page.send('Runtime.evaluate', {
        expression: `axe.run().then(({ violations, passes }) => [passes.length, ...violations.map(({ id, nodes }) => id + ': ' + nodes[0].html)])`,
        awaitPromise: true,
        returnByValue: true,
      });
      const [passes, ...violations] = (result as { value: unknown[] }).value;
      expect(violations).toEqual([]);
      expect(passes).toBeGreaterThan(10);
      expect(await page.evaluate('window.faults')).toEqual([]);
    },
    60_000,
  );

  it('saves the figure as SVG and PNG, and its values as CSV', async () => {
    const { small } = FIGURES;
    await show('small', small);
    for (const format of ['SVG', 'PNG', 'CSV'])
      await page.evaluate(`document.querySelector('button[title$="as ${format}"]').click()`);
    const [svg, png, csv] = ['svg', 'png', 'csv'].map((extension) =>
      join(folder, `small-quoted.${extension}`),
    );
    for (const file of [svg, png, csv]) await until(() => existsSync(file));
    const expected = rasterizeSvg(write(small, 'svg')) as Pixels;
    const saved = rasterizeSvg(readFileSync(svg)) as Pixels;
    expect(Buffer.compare(saved.data, expected.data)).toBe(0);
    const picture = decodePng(readFileSync(png)) as Pixels;
    expect([picture.width, picture.height]).toEqual([expected.width, expected.height]);
    // The middle of each cell has its colour.
    for (const item of small.items) {
      if (item.kind !== 'cells' || item.role === 'missing') continue;
      const [x, y] = [item.left[0] + item.right[0], item.top[0] + item.bottom[0]].map(Math.round);
      const at = 4 * (y * picture.width + x);
      expect([...picture.data.subarray(at, at + 3)]).toEqual([...expected.data.subarray(at, at + 3)]);
    }
    expect(readFileSync(csv, 'utf8')).toBe(
      'panel,,x,y\r\none,a,1,-2.5\r\none,"b,c",,4\r\npanel,,0,1\r\ntwo,0,no,yes\r\ntwo,1,yes,no\r\n',
    );
  });

  it('is reached and left by keyboard alone', async () => {
    await show('small', FIGURES.small);
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    await page.evaluate(`window.controls = [...document.querySelectorAll('button, input, select, canvas, summary, .scroll')]
      .filter((element) => element.checkVisibility())`);
    await page.evaluate(
      'window.reached = []; addEventListener("focusin", ({ target }) => reached.push(target))',
    );
    const count = (await page.evaluate('controls.length')) as number;
    expect(count).toBeGreaterThan(10);
    for (let i = 0; i < count; i++) {
      for (const type of ['rawKeyDown', 'keyUp'])
        await page.send('Input.dispatchKeyEvent', {
          type,
          key: 'Tab',
          code: 'Tab',
          windowsVirtualKeyCode: 9,
        });
    }
    // Each key press reached the next control, so none keeps the focus.
    const order = 'reached.map((element) => controls.indexOf(element))';
    expect(((await page.evaluate(order)) as number[]).sort((a, b) => a - b)).toEqual([
      ...Array(count).keys(),
    ]);
  });

  it('zooms with two fingers', async () => {
    await show('large', FIGURES.large);
    const [left, top] = (await page.evaluate(
      '(({ left, top }) => [left, top])(document.getElementById("view").getBoundingClientRect())',
    )) as number[];
    const touch = (type: string, distance: number) =>
      page.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd'
            ? []
            : [-1, 1].map((side) => ({ x: left + 150 + side * distance, y: top + 150, id: side + 2 })),
      });
    await touch('touchStart', 30);
    for (const distance of [40, 60, 80, 90]) await touch('touchMove', distance);
    await touch('touchEnd', 0);
    await until(() => page.evaluate('document.getElementById("view").classList.contains("zoomed")'));
    const scale = await page.evaluate(
      'new DOMMatrix(getComputedStyle(document.querySelector("#view svg")).transform).a',
    );
    expect(scale).toBeGreaterThan(2);
    expect(scale).toBeLessThan(4);
    expect(await page.evaluate('visualViewport.scale')).toBe(1);
  });
});
