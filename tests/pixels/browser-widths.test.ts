/** The widths of texts equal those that Chromium measures with the same fonts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withFonts } from '../../src/fonts/font-set.js';
import { measure } from '../../src/typography/measure.js';
import { needsShaping } from '../../src/typography/needs-shaping.js';
import { CHROMIUM, openPage } from '../support/browser.js';
import { ROOT } from '../support/cli.js';
import { openPackageFont } from '../support/font-fixtures.js';

const SIZE = 20;
/** Chromium adds numbers of single precision. */
const TOLERANCE = 1 / 128;
const MIN_TEXTS = 100;

/** Every second text of the table of hb-shape that needs shaping, by font. Fonts of scripts lack the space. */
function textsByFont(): Map<string, string[]> {
  const table = readFileSync(join(ROOT, 'tests/fixtures/shaping/hb-shape.tsv'), 'utf8');
  const texts = new Map<string, string[]>();
  for (const section of table.split(/^# /m).slice(1)) {
    const [font, ...lines] = section.trim().split('\n');
    const needing = lines
      .map((line) => line.split('\t')[0])
      .filter((text) => needsShaping(text) && (font === 'DejaVuSans' || !text.includes(' ')));
    texts.set(
      font,
      needing.filter((_, i) => i % 2 === 0),
    );
  }
  return texts;
}

it.skipIf(!existsSync(CHROMIUM))('texts are as wide as in Chromium (skipped: no Chromium)', async () => {
  const fonts = [...textsByFont()].map(([name, texts]) => ({ name, texts, font: openPackageFont(name) }));
  expect(fonts.flatMap(({ texts }) => texts).length).toBeGreaterThan(MIN_TEXTS);
  const page = await openPage('about:blank');
  try {
    const wrong: string[] = [];
    for (const { name, texts, font } of fonts) {
      const bytes = Buffer.from(font.program().bytes).toString('base64');
      const expression = `(async () => {
        document.fonts.add(await new FontFace('${name}', 'url(data:font/ttf;base64,${bytes})').load());
        const context = document.createElement('canvas').getContext('2d');
        context.font = '${SIZE}px ${name}';
        context.textRendering = 'geometricPrecision';
        return ${JSON.stringify(texts)}.map((text) => context.measureText(text).width);
      })()`;
      const { result } = await page.send('Runtime.evaluate', {
        ...{ expression, awaitPromise: true, returnByValue: true },
      });
      const widths = (result as { value: number[] }).value;
      texts.forEach((text, i) => {
        const expected = widths[i];
        const width = measure(text, SIZE, 'normal', withFonts([font]));
        if (!(Math.abs(width - expected) <= TOLERANCE))
          wrong.push(`${name} ${text}: ${width}, not ${expected}`);
      });
    }
    expect(wrong).toEqual([]);
  } finally {
    page.close();
  }
});
