import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedColormaps } from '../../src/color/maps.js';
import { colormapSheet } from '../../src/layout/colormap-sheet.js';
import { temporaryFolder } from '../support/cli.js';
import { findTextErrors } from '../support/overlap.js';
import { decodePng } from '../support/pixels.js';
import { heatmap } from '../support/session.js';

describe('heatmap colormaps', () => {
  it('lists every map by kind with its notes, in plain text if standard output is not a terminal', () => {
    const { code, stdout, stderr } = heatmap(['colormaps']);
    expect([code, stderr]).toEqual([0, '']);
    const text = stdout.toString();
    expect(text).not.toContain('\u001b');
    expect(text).toMatch(/^ {2}viridis +CVD-safe, uniform$/m);
    expect(text).toMatch(/^ {2}RdYlGn$/m);
    const groups = text.split('\n\n').slice(0, 4);
    const kinds = ['sequential', 'diverging', 'cyclic', 'categorical'];
    for (const [i, group] of groups.entries()) {
      const [heading, ...lines] = group.split('\n');
      expect(heading).toMatch(new RegExp(`^${kinds[i]} \\(`));
      const names = lines.map((line) => line.trim().split(' ')[0]);
      expect(names).toEqual(
        namedColormaps()
          .filter((map) => map.kind === kinds[i])
          .map((map) => map.name),
      );
    }
  });

  it('draws them with -o in each requested format, and prints nothing', () => {
    const folder = temporaryFolder();
    const { code, stdout } = heatmap(['colormaps', '-o', 'maps.{svg,png}'], { cwd: folder });
    expect([code, stdout.length]).toEqual([0, 0]);
    expect(readdirSync(folder)).toEqual(['maps.png', 'maps.svg']);
    expect(readFileSync(join(folder, 'maps.svg'), 'utf8')).toContain('>cubehelix<');
    const picture = decodePng(readFileSync(join(folder, 'maps.png')));
    const { width, height } = colormapSheet();
    expect([picture.width, picture.height]).toEqual([2 * width, 2 * height]);
  });

  it('exits with 2 for an unknown format and for unexpected arguments', () => {
    expect(heatmap(['colormaps', '-o', 'maps.gif']).code).toBe(2);
    expect(heatmap(['colormaps', 'viridis']).code).toBe(2);
  });
});

describe('the sheet of colormaps', () => {
  it('has the name and every colour of each map, and no texts overlap', () => {
    const scene = colormapSheet();
    expect(findTextErrors(scene)).toEqual([]);
    const texts = scene.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    const strips = scene.items.flatMap((item) => (item.kind === 'cells' ? [item.palette] : []));
    for (const { name, colors } of namedColormaps()) {
      expect(texts).toContain(name);
      expect(strips).toContainEqual(colors);
    }
  });
});
