import { basename } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { readFont } from '../../../src/fonts/truetype.js';
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

// Other tests may have read the fonts before.
vi.resetModules();
const { bundledFonts, withFonts } = await import('../../../src/fonts/font-set.js');
const { shape } = await import('../../../src/typography/measure.js');

beforeEach(() => {
  filesRead.length = 0;
});

it('reads each bundled font once, when it is first needed', () => {
  const fonts = withFonts([]);
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

it('uses the fonts of the user before the bundled ones, in their order', () => {
  const user = readFont(fontBytes('DejaVuSans'), 'mine.ttf');
  const userFont = {
    ...user,
    glyphIndex: (codePoint: number) => (codePoint === 0x4e2d ? 7 : user.glyphIndex(codePoint)),
  };
  const first = {
    ...user,
    name: 'first.ttf',
    glyphIndex: (codePoint: number) => (codePoint === 0x61 ? 3 : 0),
  };
  const fonts = withFonts([first, userFont]);
  for (const weight of ['normal', 'bold'] as const) {
    const { glyphs, missingCodePoints } = shape('a∈中\u{1d7ce}', weight, fonts);
    expect(glyphs.map(({ font }) => font.name)).toEqual(['first.ttf', 'mine.ttf', 'mine.ttf', 'DejaVu Sans']);
    expect(missingCodePoints).toEqual([0x1d7ce]);
  }
  expect(bundledFonts().regular).toHaveLength(2);
});

it('draws bold text with the bold faces of the user, and with the other faces where there are none', () => {
  const face = (name: string, isBold: boolean) => ({
    ...readFont(fontBytes('Arimo-Regular'), name),
    name,
    isBold,
  });
  const names = (...given: ReturnType<typeof face>[]) => {
    const { regular, bold } = withFonts(given);
    return [regular, bold].map((fonts) => fonts.map(({ name }) => name).join(' '));
  };
  const [a, b, bold] = [face('a', false), face('b', false), face('bold', true)];
  expect(names(a, bold, b)).toEqual(['a b Arimo DejaVu Sans', 'bold a b Arimo Bold DejaVu Sans']);
  expect(names(a)).toEqual(['a Arimo DejaVu Sans', 'a Arimo Bold DejaVu Sans']);
  expect(names(bold)).toEqual(['bold Arimo DejaVu Sans', 'bold Arimo Bold DejaVu Sans']);
});
