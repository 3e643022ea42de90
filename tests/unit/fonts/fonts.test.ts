import { basename } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { bundledFonts, withFonts } from '../../../src/fonts/fonts.js';
import { readFont } from '../../../src/fonts/truetype.js';
import { shape } from '../../../src/typography/measure.js';
import { fontBytes } from './font-bytes.js';

const filesRead = vi.hoisted((): string[] => []);

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const readFileSync = (path: URL) => {
    filesRead.push(path.pathname);
    return fs.readFileSync(path);
  };
  return { ...fs, readFileSync };
});

beforeEach(() => {
  filesRead.length = 0;
});

it('reads a bundled font when it is first needed, and once', () => {
  const fonts = withFonts(bundledFonts(), []);
  expect(fonts.regular.map((font) => font.name)).toEqual(['Arimo', 'DejaVu Sans']);
  expect(fonts.bold.map((font) => font.name)).toEqual(['Arimo Bold', 'DejaVu Sans']);
  expect(filesRead).toEqual([]);
  shape('layer', 'normal', fonts);
  shape('token', 'normal', fonts);
  expect(filesRead.map((file) => basename(file))).toEqual(['Arimo-Regular.ttf']);
  shape('▁the', 'normal', fonts);
  shape('★', 'bold', fonts);
  expect(filesRead.map((file) => basename(file))).toEqual([
    'Arimo-Regular.ttf',
    'DejaVuSans.ttf',
    'Arimo-Bold.ttf',
  ]);
});

it('is one set, so that what was measured once is known', () => {
  expect(bundledFonts()).toBe(bundledFonts());
});

it('asks fonts of the user only for what the bundled ones lack', () => {
  const user = readFont(fontBytes('DejaVuSans'), 'mine.ttf');
  const mine = { ...user, glyph: (codePoint: number) => (codePoint === 0x4e2d ? 7 : user.glyph(codePoint)) };
  const fonts = withFonts(bundledFonts(), [mine]);
  for (const weight of ['normal', 'bold'] as const) {
    const { glyphs, missing } = shape('a∈中', weight, fonts);
    expect(glyphs.map(({ font }) => font.name)).toEqual([
      weight === 'bold' ? 'Arimo Bold' : 'Arimo',
      'DejaVu Sans',
      'mine.ttf',
    ]);
    expect(missing).toEqual([]);
  }
  expect(bundledFonts().regular).toHaveLength(2);
});
