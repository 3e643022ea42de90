/** Opens a page in Chromium and uses it with the pointer and the keyboard. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { cellAt } from '../../../../src/output/html/browser/model.js';
import { numberText } from '../../../../src/output/html/value-text.js';
import { write } from '../../../../src/render.js';
import { CHROMIUM, openPage, type Page } from '../../../support/browser.js';
import { temporaryFolder } from '../../../support/cli.js';
import { rendered } from '../../../support/figure.js';
import { modelOfPage } from '../../../support/html-page.js';

const ROWS = 2500;
const COLUMNS = 30;
const data = Array.from({ length: ROWS }, (_, i) =>
  Array.from({ length: COLUMNS }, (_, j) => ((i * 7919 + j * 104_729) % 1000) / 1000),
);
/** A point in the body, px of the figure. */
const POINT = { x: 120, y: 200 };
const SHIFT = 8;

async function until(condition: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 300_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`timeout: ${condition}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

async function press(page: Page, key: string, modifiers = 0): Promise<void> {
  for (const type of ['keyDown', 'keyUp'])
    await page.send('Input.dispatchKeyEvent', { type, key, code: key, modifiers });
}

it.skipIf(!existsSync(CHROMIUM))(
  'shows real values under the pointer and the keyboard, zoomed and selected (needs Chromium)',
  async () => {
    const { scene } = rendered({
      data,
      title: 'Large',
      y: { labels: data.map((_, i) => `gene ${i}`) },
    });
    const html = new TextDecoder().decode(write(scene, 'html'));
    const model = await modelOfPage(html);
    const [{ drawnAs, rows, columns, layers }] = model.panels;
    expect(drawnAs).not.toBeNull();

    const file = join(temporaryFolder(), 'page.html');
    writeFileSync(file, html);
    const page = await openPage(pathToFileURL(file).href);
    try {
      await until(() => page.evaluate('document.getElementById("tools") !== null'));
      const status = () => page.evaluate('document.getElementById("state").textContent') as Promise<string>;
      const [left, top, width] = (await page.evaluate(
        '(({left, top, width}) => [left, top, width])(document.getElementById("view").getBoundingClientRect())',
      )) as number[];
      expect(width).toBeCloseTo(scene.width, 0);

      // The pointer shows the value and the names of its cell.
      await page.send('Input.dispatchMouseEvent', {
        type: 'mouseMoved',
        x: left + POINT.x,
        y: top + POINT.y,
      });
      await until(() => page.evaluate('!document.getElementById("tip").hidden'));
      const cell = cellAt(model, POINT.x, POINT.y);
      if (!cell) throw new Error('no cell');
      const value = data[cell.row][cell.column];
      expect(await page.evaluate('document.querySelector("#tip b").textContent')).toBe(numberText(value));
      const tip = await page.evaluate('document.getElementById("tip").textContent');
      expect(tip).toContain(`gene ${cell.row}`);
      expect(tip).toContain(drawnAs);

      // Zoomed so far that each value has pixels, they have its colour.
      for (let i = 0; i < 5; i++) {
        await page.send('Input.dispatchMouseEvent', {
          type: 'mouseWheel',
          x: left + POINT.x,
          y: top + POINT.y,
          deltaX: 0,
          deltaY: -200,
          modifiers: 2,
        });
      }
      await until(() => page.evaluate('document.getElementById("view").classList.contains("zoomed")'));
      const index = layers[0].indices[cell.row * COLUMNS + cell.column];
      const color = model.scales[layers[0].scale].palette[index];
      // The cursor of the pointer covers only the edge of a cell.
      const middle = (rows.start[cell.row] + rows.end[cell.row]) / 2;
      const zoomed = `(() => {
        const canvas = document.querySelector('#view canvas');
        const matrix = new DOMMatrix(getComputedStyle(document.querySelector('#view svg')).transform);
        const x = Math.floor(${(columns.start[cell.column] + columns.end[cell.column]) / 2} * matrix.a + matrix.e);
        const y = Math.floor(${middle} * matrix.d + matrix.f);
        const [r, g, b] = canvas.getContext('2d').getImageData(x, y, 1, 1).data;
        return '#' + [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('');
      })()`;
      await until(async () => (await page.evaluate(zoomed)) === color);

      // The keyboard moves, and selects what is copied.
      await page.evaluate('document.querySelector("#view canvas").focus()');
      await page.evaluate(
        'addEventListener("copy", (event) => { window.copied = event.clipboardData.getData("text/plain"); })',
      );
      await press(page, 'ArrowDown');
      expect(await status()).toContain(`${numberText(data[1][0])}, row: gene 1, column: 0`);
      await press(page, 'ArrowRight', SHIFT);
      await press(page, 'ArrowDown', SHIFT);
      await page.evaluate('document.execCommand("copy")');
      const row = (i: number) => `gene ${i}\t${data[i][0]}\t${data[i][1]}`;
      expect(await page.evaluate('window.copied')).toBe(`\t0\t1\n${row(1)}\n${row(2)}`);
      expect(await status()).toBe('Copied 2 × 2 values');
    } finally {
      page.close();
    }
  },
);
