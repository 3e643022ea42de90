/** The small fonts in tests/fixtures/fonts, which make.py describes. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openFontReferences } from '../../src/fonts/font-references.js';
import { openFonts } from '../../src/fonts/open-font.js';
import type { Font } from '../../src/fonts/truetype.js';
import { ROOT } from './cli.js';

export const FONT_FOLDER = join(ROOT, 'tests/fixtures/fonts');

export const FONT_FIXTURES = readdirSync(FONT_FOLDER).filter((name) => /\.(ttf|otf|ttc|woff2?)$/.test(name));

export function fontFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FONT_FOLDER, name)));
}

/** Opens fonts as a spec names them. */
export function openFixtures(...references: readonly string[]): Font[] {
  return openFontReferences(references, fontFixture);
}

/** Opens the bundled "DejaVuSans", or the regular font of a development package such as "noto-sans-thai". */
export function openPackageFont(name: string): Font {
  const subset = name.split('-').at(-1);
  const file =
    name === 'DejaVuSans'
      ? join(ROOT, 'src/fonts/ttf/DejaVuSans.ttf')
      : createRequire(import.meta.url).resolve(`@fontsource/${name}/files/${name}-${subset}-400-normal.woff`);
  return openFonts(readFileSync(file), name, { face: null, variations: [] })[0];
}

/** Returns all coordinates of an outline, including those of control points. */
export function outlinePoints(outline: string): (readonly [x: number, y: number])[] {
  const numbers = outline.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)?.map(Number) ?? [];
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}
