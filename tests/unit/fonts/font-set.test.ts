import { basename } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { addFallbackFonts, bundledFonts } from '../../../src/fonts/font-set.js';
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

it('reads each bundled font once, when it is first needed', () => {
  const fonts = addFallbackFonts(bundledFonts(), []);
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

it('always returns the same set, so that measurements are memoized', () => {
  expect(bundledFonts()).toBe(bundledFonts());
});

it('uses fonts of the user only for characters that the bundled fonts lack', () => {
  const user = readFont(fontBytes('DejaVuSans'), 'mine.ttf');
  const userFont = {
    ...user,
    glyphIndex: (codePoint: number) => (codePoint === 0x4e2d ? 7 : user.glyphIndex(codePoint)),
  };
  const fonts = addFallbackFonts(bundledFonts(), [userFont]);
  for (const weight of ['normal', 'bold'] as const) {
    const { glyphs, missingCodePoints } = shape('a∈中', weight, fonts);
    expect(glyphs.map(({ font }) => font.name)).toEqual([
      weight === 'bold' ? 'Arimo Bold' : 'Arimo',
      'DejaVu Sans',
      'mine.ttf',
    ]);
    expect(missingCodePoints).toEqual([]);
  }
  expect(bundledFonts().regular).toHaveLength(2);
});
