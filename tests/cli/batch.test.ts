import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

function createProject(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs/deep/er'), { recursive: true });
  writeFileSync(join(folder, 'figs/m.csv'), 'a,b\n1,2\n');
  writeFileSync(join(folder, 'figs/one.json'), '{ "data": "m.csv" }');
  writeFileSync(join(folder, 'figs/deep/er/two.json'), '{ "data": [[1, 2]] }');
  writeFileSync(join(folder, 'figs/matrix.json'), '[[1, 2]]');
  return folder;
}

describe('heatmap batch', () => {
  it('makes each spec in a folder in each format, and keeps subfolders', () => {
    const folder = createProject();
    const { code, stdout, stderr } = heatmap(['batch', 'figs', '-o', 'out', '--format', 'svg,png'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout.length).toBe(0);
    expect(stderr).toContain('2 made');
    expect(readdirSync(join(folder, 'out'), { recursive: true }).sort()).toEqual([
      '.heatmap-manifest.jsonl',
      'deep',
      'deep/er',
      'deep/er/two.png',
      'deep/er/two.svg',
      'one.png',
      'one.svg',
    ]);
  });

  it('reports an invalid spec, makes the others and exits with 1', () => {
    const folder = createProject();
    writeFileSync(join(folder, 'figs/bad.json'), '{ "data": "none.csv" }');
    writeFileSync(join(folder, 'figs/broken.json'), '{ "data": ');
    const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('bad.json:1:11: error: there is no file');
    expect(stderr).toContain('broken.json:1:');
    expect(stderr).toContain('2 made, 2 failed');
    expect(readdirSync(join(folder, 'out'))).toEqual(['.heatmap-manifest.jsonl', 'deep', 'one.svg']);
  });
});

describe('heatmap validate', () => {
  it('reports all diagnostics of render and writes nothing', () => {
    const folder = createProject();
    writeFileSync(join(folder, 'figs/bad.json'), '{ "data": [[1, 2]], "x": { "labels": ["only one"] } }');
    const { code, stdout, stderr } = heatmap(['validate', 'figs/one.json', 'figs/bad.json'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout.length).toBe(0);
    expect(stderr).toContain('bad.json:1:38: error: found 1 label for 2 columns [label-count]');
    expect(stderr).toContain('1 of 2 invalid');
    expect(heatmap(['validate', 'figs/one.json'], { cwd: folder }).code).toBe(0);
  });
});
