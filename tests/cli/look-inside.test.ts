import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT } from '../support/cli.js';

const CSV = 'layer,a,b\n0,0.5,\n1,0.625,1\n';
const FONT = '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf';

describe('heatmap render --emit', () => {
  it('prints the figure, with the shape of each matrix', () => {
    const { code, stdout } = heatmap(['render', '--emit', 'figure', '-q'], { input: CSV });
    expect(code).toBe(0);
    const { panels, scales } = JSON.parse(stdout.toString());
    expect(panels[0].matrix).toMatchObject({
      rows: 2,
      columns: 2,
      values: [0.5, null, 0.625, 1],
      rowLabels: ['0', '1'],
    });
    expect(scales[0].domain).toEqual([0.5, 1]);
  });

  it('prints the scene, with every box and label', () => {
    const { stdout } = heatmap(['render', '--emit', 'scene', '-q'], { input: CSV });
    const { width, items } = JSON.parse(stdout.toString());
    const label = items.find((item: { text?: string }) => item.text === 'a');
    expect(label.box).toHaveLength(4);
    for (const [x] of label.box) expect(x > 0 && x < width).toBe(true);
  });

  it('goes with neither -o nor --format', () => {
    expect(heatmap(['render', '--emit', 'scene', '-o', 'x.svg'], { input: CSV }).code).toBe(2);
    expect(heatmap(['render', '--emit', 'skene'], { input: CSV }).stderr).toContain('did you mean scene?');
  });
});

describe('heatmap render', () => {
  it('has flags for values, scale and theme', () => {
    const svg = heatmap(['render', '--values=.1f', '--color-scale', 'log', '--theme', 'dark', '-q'], {
      input: CSV,
    }).stdout.toString();
    expect(svg).toContain('>0.6<');
    expect(svg).toContain('#14161a');
  });

  it('says what no font has, as code point and label', () => {
    expect(heatmap(['render'], { input: 'k,中文\nr,1\n' }).stderr).toContain('U+4E2D (in "中文")');
  });

  it.skipIf(!existsSync(FONT))('takes what the bundled fonts lack from --font', () => {
    const { code, stderr } = heatmap(
      ['render', '--font', FONT, '--set', 'text=outline', '--colorbar-title', 'n'],
      { input: 'k,中文\nr,1\n' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('refuses a font it cannot read', () => {
    const { code, stderr } = heatmap(['render', '--font', join(ROOT, 'package.json')], { input: CSV });
    expect(code).toBe(1);
    expect(stderr).toContain('[bad-font]');
  });
});
