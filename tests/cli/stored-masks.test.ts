/** The masks of glyphs that the built package contains. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../src/fonts/font-set.js';
import { glyphKey, rasterizeTexts } from '../../src/output/png/glyphs.js';
import { maskFileName, storedMasks } from '../../src/output/png/stored-masks.js';
import type { TextItem } from '../../src/scene/scene.js';
import { heatmap, PROGRAM, ROOT, temporaryFolder } from '../support/cli.js';

const folder = join(PROGRAM, '../masks/');
const fonts = bundledFonts();
const styles = readdirSync(folder).map((file) => {
  const [, name, size, angle] = /^(.+)\.(\d+)\.(-?\d+)\.bin$/.exec(file) as RegExpExecArray;
  const font = [...fonts.regular, ...fonts.bold].find((other) => other.name.replaceAll(' ', '-') === name)!;
  return { file, font, size: Number(size), angle: Number(angle) };
});

describe.skipIf(process.env.HEATMAP)('the stored masks', () => {
  it.each(styles)('of $file are what resvg draws', ({ file, font, size, angle }) => {
    expect(maskFileName(font.name, size, angle)).toBe(file);
    const find = storedMasks(font, size, angle, pathToFileURL(folder))!;
    const weight = font.isBold ? 'bold' : 'normal';
    const characters = [...'AaMgjQ{|}_09%'];
    const fraction = angle === -90 ? 0 : 0.25;
    const items = characters.map(
      (text) =>
        ({ text, weight, size, angle, anchor: 'start', x: fraction, y: fraction ? 0 : 0.75 }) as TextItem,
    );
    const drawn = rasterizeTexts(items, fonts);
    drawn.forEach(([{ glyph }], i) => {
      const number = font.glyphIndex(characters[i].codePointAt(0)!);
      const mask = find(glyphKey(number, fraction, fraction ? 0 : 0.75));
      expect({ ...mask, coverage: [...mask!.coverage] }).toEqual({
        ...glyph.mask,
        coverage: [...glyph.mask!.coverage],
      });
    });
    // A glyph that is not stored, and one at a position that does not occur.
    expect(find(glyphKey(font.glyphIndex('Ж'.codePointAt(0)!), 0, 0))).toBeNull();
  });

  it('spare a usual figure the native module, which changes no byte', () => {
    const work = temporaryFolder();
    const patch = join(work, 'patch.cjs');
    writeFileSync(patch, 'process.dlopen = () => { throw new Error("a native module was loaded"); };');
    const run = (example: string, output: string) =>
      heatmap(['render', `examples/${example}.json`, '-q', '-o', output], {
        cwd: ROOT,
        env: { ...process.env, NODE_OPTIONS: `--require ${patch}` },
      });
    const figure = join(work, 'figure.png');
    expect(run('04-layer-activation', figure)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(figure).equals(readFileSync(join(ROOT, 'examples/04-layer-activation.png')))).toBe(
      true,
    );
  });
});
