import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSystemFont } from '../../src/host/system-fonts.js';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const CSV = 'layer,a,b\n0,0.5,\n1,0.625,1\n';
const FONT = '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf';

describe('fonts', () => {
  it('reports characters that no font has, with code point, script and label', () => {
    const { stderr } = heatmap(['render'], { input: 'k,中文,नमस्ते\nr,1,2\n' });
    expect(stderr).toContain(
      'no font contains 中 U+4E2D, 文 U+6587 (Han, in "中文"), ' +
        'न U+0928, म U+092E, स U+0938 and 3 more (Devanagari, in "नमस्ते"), so boxes are drawn instead',
    );
    expect(stderr).toMatch(
      /--font FILE: Noto Sans SC, TC, JP or KR has Han and Noto Sans Devanagari has Devan/,
    );
  });

  it.skipIf(!existsSync(FONT))('uses --font for characters that the bundled fonts lack', () => {
    const { code, stderr } = heatmap(
      ['render', '--font', FONT, '--set', 'text=outline', '--colorbar-title', 'n'],
      { input: 'k,中文\nr,1\n' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('rejects a font that it cannot read', () => {
    const { code, stderr } = heatmap(['render', '--font', join(ROOT, 'package.json')], { input: CSV });
    expect(code).toBe(1);
    expect(stderr).toContain('[bad-font]');
  });

  it('draws all text with the fonts of a flag, then those of the spec, then those of the configuration', () => {
    const folder = temporaryFolder();
    const fixture = (name: string) => join(ROOT, 'tests/fixtures/fonts', name);
    mkdirSync(join(folder, 'specs'));
    mkdirSync(join(folder, 'fonts'));
    copyFileSync(fixture('cff.otf'), join(folder, 'specs/cff.otf'));
    copyFileSync(fixture('variable.ttf'), join(folder, 'fonts/variable.ttf'));
    const config = { defaults: { fonts: ['fonts/variable.ttf:wght=300'] } };
    writeFileSync(join(folder, 'heatmap.config.json'), JSON.stringify(config));
    const own = { data: [[1, 2]], fonts: ['cff.otf'], colorbar: { title: 'H' } };
    writeFileSync(join(folder, 'specs/own.json'), JSON.stringify(own));
    writeFileSync(join(folder, 'specs/plain.json'), JSON.stringify({ ...own, fonts: undefined }));
    const family = (...args: string[]) =>
      /font-family="([^"]+), Arimo/.exec(String(heatmap(['render', ...args]).stdout))?.[1];
    expect(family(join(folder, 'specs/plain.json'))).toBe('Inter');
    expect(family(join(folder, 'specs/own.json'))).toBe("'TeX Gyre Heros'");
    expect(family(join(folder, 'specs/own.json'), '--font', fixture('variable.ttf:wght=300'))).toBe(
      "Inter, 'TeX Gyre Heros'",
    );
    writeFileSync(
      join(folder, 'specs/outside.json'),
      JSON.stringify({ ...own, fonts: [fixture('cff.otf')] }),
    );
    expect(heatmap(['render', join(folder, 'specs/outside.json')]).stderr).toContain('[outside-root]');
  });

  it('finds fonts of the system by family: the regular and the bold face', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'fonts/deep'), { recursive: true });
    for (const name of ['cff.otf', 'cff-bold.otf', 'plain.woff2'])
      copyFileSync(join(ROOT, 'tests/fixtures/fonts', name), join(folder, 'fonts/deep', name));
    writeFileSync(join(folder, 'fonts/broken.ttf'), 'no font');
    expect(findSystemFont('tex gyre heros', [join(folder, 'fonts')]).map((face) => basename(face))).toEqual([
      'cff.otf#0',
      'cff-bold.otf#0',
    ]);
    expect(() => findSystemFont('TeX Gyre Hero', [folder])).toThrow(
      /1 families were found|no font of the system/,
    );
  });
});
