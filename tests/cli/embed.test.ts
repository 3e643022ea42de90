import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const CSV = 'layer,a,b\nL0,0.5,0.7\nL1,0.2,0.9\n';

describe('heatmap extract and heatmap describe', () => {
  const cwd = temporaryFolder();
  const file = (name: string) => join(cwd, name);

  beforeAll(() => {
    writeFileSync(file('m.csv'), CSV);
    heatmap(['m.csv', '--embed', '--title', 'T', '-q', '-o', 'fig.{svg,png}'], { cwd });
  });

  it('write a spec that draws the same bytes again', () => {
    const { code, stdout } = heatmap(['extract', 'fig.png'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout.toString())).toEqual({ title: 'T', embed: true, files: { 'm.csv': CSV } });
    const again = heatmap(['-q'], { cwd, input: stdout });
    expect(again.stdout.toString()).toBe(readFileSync(file('fig.svg'), 'utf8'));
  });

  it('describe a figure from the figure alone', () => {
    const { code, stdout, stderr } = heatmap(['describe', '-'], {
      cwd,
      input: readFileSync(file('fig.svg')),
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.toString()).toContain(
      'T\n\nHeatmap of 2 rows by 2 columns.\nRows: layer, L0 (top) and L1 (bottom).\n',
    );
  });

  it('fail for other files, and write nothing', () => {
    const { code, stdout, stderr } = heatmap(['extract', 'm.csv', '-o', 'spec.json'], { cwd });
    expect([code, stdout.length]).toEqual([1, 0]);
    expect(stderr).toContain('m.csv is not a figure: SVG, PNG');
    expect(() => readFileSync(file('spec.json'))).toThrow('ENOENT');
  });
});
