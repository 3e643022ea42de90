import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT } from '../support/cli.js';

const CSV = 'layer,a,b\n0,0.5,\n1,0.625,1\n';
const FONT = '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf';

describe('fonts', () => {
  it('reports characters that no font has, with code point and label', () => {
    expect(heatmap(['render'], { input: 'k,中文\nr,1\n' }).stderr).toContain('U+4E2D (in "中文")');
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
});
