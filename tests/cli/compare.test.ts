/** Figures in all formats are compared in words: by `heatmap diff` and by `heatmap batch --check`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const CSV = 'layer,a,b\nL0,0.5,0.7\nL1,0.2,0.9\n';
const CHANGED = CSV.replace('0.7', '0.3');
const SENTENCE = '1 of 4 values changed: from 0.7 to 0.3 at row L0, column b';

describe('heatmap diff', () => {
  const cwd = temporaryFolder();
  const diff = (...args: string[]) => heatmap(['diff', ...args], { cwd });

  beforeAll(() => {
    writeFileSync(join(cwd, 'm.csv'), CSV);
    writeFileSync(join(cwd, 'n.csv'), CHANGED);
    heatmap(['m.csv', '--embed', '-q', '-o', 'm.{png,pdf}'], { cwd });
    heatmap(['n.csv', '--embed', '-q', '-o', 'n.{html}'], { cwd });
  });

  it('exits with 0 for equal figures, with 3 for different ones and with 1 for errors', () => {
    // A missing glyph is a warning of `heatmap render`.
    const same = diff('m.png', 'm.csv', '--title', '\u{13000}');
    expect([same.code, same.stdout.toString(), same.stderr]).toEqual([0, 'no difference\n', '']);
    const other = diff('m.pdf', 'n.html', '--format', 'json');
    expect([other.code, JSON.parse(other.stdout.toString())]).toEqual([
      3,
      { equal: false, exact: true, changes: [SENTENCE] },
    ]);
    const missing = diff('m.png', 'nothing.png', '-o', 'diff.png');
    expect([missing.code, missing.stdout.length]).toEqual([1, 0]);
    expect(() => readFileSync(join(cwd, 'diff.png'))).toThrow('ENOENT');
  });

  it('draws both figures with the names of their files, without folders', () => {
    const { code } = diff(join(cwd, 'm.png'), 'n.csv', '-o', 'diff.svg');
    expect(code).toBe(3);
    const svg = readFileSync(join(cwd, 'diff.svg'), 'utf8');
    expect(svg).toContain('>before: m.png</text>');
    expect(svg).toContain('#e6007e');
    expect(svg).not.toContain(cwd);
  });
});

describe('heatmap batch', () => {
  const cwd = temporaryFolder();
  const batch = (...args: string[]) => heatmap(['batch', 'figs', '-o', 'out', '-q', ...args], { cwd });

  beforeAll(() => {
    mkdirSync(join(cwd, 'figs/sub'), { recursive: true });
    writeFileSync(join(cwd, 'figs/m.csv'), CSV);
    writeFileSync(join(cwd, 'figs/a.json'), '{"data": "m.csv"}');
    writeFileSync(join(cwd, 'figs/sub/b.json'), '{"data": [[1, 2, 3]]}');
  });

  it('writes one PDF with the same bytes for any number of workers, also if nothing changed, and links pages', () => {
    const merged = (...args: string[]) => {
      expect(batch('--format', 'pdf,html', '--index', '--merge-pdf', 'all.pdf', ...args).code).toBe(0);
      return readFileSync(join(cwd, 'all.pdf'));
    };
    const first = merged('--jobs', '1');
    expect(first.toString('latin1')).toMatch(/\/Title \(a\).*\/Title \(sub\/b\)/s);
    const index = readFileSync(join(cwd, 'out/index.html'), 'utf8');
    for (const page of ['a.html', 'sub/b.html']) {
      expect(index).toContain(`href="${page}"`);
      expect(readFileSync(join(cwd, 'out', page), 'latin1')).toContain('<!doctype html>');
    }
    expect(merged().equals(first)).toBe(true);
    expect(merged('--jobs', '2', '--force').equals(first)).toBe(true);
  });

  it('overwrites no figure with the merged PDF', () => {
    const { code, stderr } = batch('--merge-pdf', 'out/a.pdf');
    expect([code, stderr]).toEqual([2, expect.stringContaining('would overwrite a file of the figure a')]);
    expect(batch('--check', '--merge-pdf', 'all.pdf').code).toBe(2);
  });

  it.each(['pdf', 'html'])('says in words what differs in a %s, and notices any other byte', (format) => {
    expect(batch('--format', format, '--force').code).toBe(0);
    expect(batch('--format', format, '--check').code).toBe(0);
    writeFileSync(join(cwd, 'figs/m.csv'), CHANGED);
    const changed = batch('--format', format, '--check');
    expect([changed.code, changed.stderr]).toEqual([3, expect.stringContaining(SENTENCE)]);
    writeFileSync(join(cwd, 'figs/m.csv'), CSV);
    writeFileSync(
      join(cwd, `out/a.${format}`),
      `${readFileSync(join(cwd, `out/a.${format}`), 'latin1')} `,
      'latin1',
    );
    const edited = batch('--format', format, '--check');
    expect([edited.code, edited.stderr]).toEqual([
      3,
      expect.stringContaining('changed by hand or by another program'),
    ]);
  });
});

describe('--proof', () => {
  it('writes one page, and is refused where there is none', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'm.csv'), CSV);
    const { code, stdout } = heatmap(['m.csv', '--proof', '--embed', '-q'], { cwd });
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('Deuteranopia');
    expect(stdout.toString()).not.toContain('heatmap:embedded');
    expect(heatmap(['m.csv', '--proof', '--format', 'terminal'], { cwd }).code).toBe(2);
  });
});
