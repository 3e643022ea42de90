import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, ROOT, temporaryFolder } from '../support/cli.js';

const CSV = 'layer,a,b\n0,0.5,0.75\n1,0.625,1\n';

describe('heatmap render', () => {
  it('makes a figure from a bare CSV', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'auc.csv'), CSV);
    expect(heatmap(['render', 'auc.csv', '-o', 'auc.svg', '--quiet'], { cwd: folder })).toMatchObject({
      code: 0,
      stderr: '',
    });
    const svg = readFileSync(join(folder, 'auc.svg'), 'utf8');
    for (const text of ['>a<', '>b<', '>0<', '>1<', '>layer<']) expect(svg).toContain(text);
  });

  it('is what heatmap does with a file alone', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'auc.csv'), CSV);
    const short = heatmap(['auc.csv'], { cwd: folder });
    expect(short.code).toBe(0);
    expect(short.stdout).toEqual(heatmap(['render', 'auc.csv'], { cwd: folder }).stdout);
  });

  it('tells a spec and a matrix on standard input apart by looking', () => {
    const matrix = heatmap(['render'], { input: CSV });
    const spec = heatmap(['render', '-'], {
      input: JSON.stringify({ title: 'From a spec', data: [[1, 2]] }),
    });
    expect(matrix.stdout.toString()).toContain('>layer<');
    expect(spec.stdout.toString()).toContain('>From a spec<');
  });

  it('takes the data of a spec from standard input where it says "-"', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'spec.json'), '{ "data": "-", "title": "Piped" }');
    const { code, stdout } = heatmap(['render', 'spec.json'], { cwd: folder, input: CSV });
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('>layer<');
  });

  it('writes one layout in several formats', () => {
    const folder = temporaryFolder();
    expect(
      heatmap(['render', '-', '-o', 'a/fig.{svg,png}', '-o', 'b.svg', '-q'], { cwd: folder, input: CSV })
        .code,
    ).toBe(0);
    expect(readdirSync(join(folder, 'a')).sort()).toEqual(['fig.png', 'fig.svg']);
    expect(readFileSync(join(folder, 'b.svg'))).toEqual(readFileSync(join(folder, 'a/fig.svg')));
    expect(readFileSync(join(folder, 'a/fig.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('writes a PNG into a pipe when told', () => {
    const { stdout, code } = heatmap(['render', '--format', 'png'], { input: CSV });
    expect(code).toBe(0);
    expect(stdout.subarray(1, 4).toString()).toBe('PNG');
  });

  it('writes several files into a folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.csv'), CSV);
    writeFileSync(join(folder, 'b.csv'), CSV);
    expect(heatmap(['render', 'a.csv', 'b.csv', '-o', 'out/', '-q'], { cwd: folder }).code).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.svg', 'b.svg']);
  });

  it('sets keys of the spec from flags, the last word to --set', () => {
    const svg = heatmap(
      [
        'render',
        '--title',
        'One',
        '--set',
        'title="Two"',
        '--x-title',
        '007',
        '--set',
        'y.labels=["p","q"]',
        '--domain=0,1',
        '-q',
      ],
      { input: CSV },
    ).stdout.toString();
    expect(svg).toContain('>Two<');
    expect(svg).not.toContain('>One<');
    expect(svg).toContain('>007<');
    expect(svg).toContain('>q<');
    expect(svg).toContain('>0.0<');
  });

  it('takes negative numbers', () => {
    expect(heatmap(['render', '--center', '-1', '--domain', '-2,3', '-q'], { input: CSV }).code).toBe(0);
  });

  it('gives the same bytes from another folder, home, time zone and locale', () => {
    const folder = temporaryFolder();
    const spec = join(ROOT, 'examples/05-attention-stack.json');
    const one = heatmap(['render', 'examples/05-attention-stack.json', '-o', join(folder, '1.{svg,png}')]);
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      TZ: 'Asia/Kathmandu',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
    };
    const two = heatmap(['render', spec, '-o', '2.{svg,png}'], { cwd: folder, env });
    expect([one.code, two.code]).toEqual([0, 0]);
    for (const format of ['svg', 'png'])
      expect(readFileSync(join(folder, `1.${format}`))).toEqual(readFileSync(join(folder, `2.${format}`)));
  });
});

describe('what goes wrong', () => {
  it('exits with 2 for a wrong command line, and says what to do', () => {
    for (const args of [
      ['render', 'x.csv', '--colour', 'red'],
      ['render', 'x.csv', '-o', 'x.gif'],
      ['render', 'x.csv', '-o', 'x'],
      ['render', 'x.csv', 'y.csv', '-o', 'x.svg'],
      ['render', 'x.csv', '--set', 'title'],
      ['render', 'x.csv', '--dpi', 'many'],
      ['render', 'x.csv', '--zoom', '0'],
      ['batch', 'examples'],
      ['batch', 'no-such-folder', '-o', 'x'],
    ]) {
      const { code, stdout, stderr } = heatmap(args);
      expect([args, code]).toEqual([args, 2]);
      expect(stdout.length).toBe(0);
      expect(stderr).toMatch(/^heatmap: /);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('suggests the flag that was meant', () => {
    expect(heatmap(['render', 'x.csv', '--colormp', 'magma']).stderr).toContain('--colormap');
  });

  it('exits with 1 for a file that is not there, a folder, and a bad spec, and writes nothing', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'bad.json'),
      '{\n  "titel": "x",\n  "data": [[1, 2]],\n  "color": { "map": "virids" }\n}\n',
    );
    for (const file of ['none.csv', '.', 'bad.json']) {
      const { code, stdout, stderr } = heatmap(['render', file, '-o', 'out.svg'], { cwd: folder });
      expect([file, code]).toEqual([file, 1]);
      expect(stdout.length).toBe(0);
      expect(stderr).not.toContain('    at ');
    }
    expect(existsSync(join(folder, 'out.svg'))).toBe(false);
    const { stderr } = heatmap(['render', 'bad.json'], { cwd: folder });
    expect(stderr).toContain('bad.json:2:3: error: unknown key "titel" [unknown-key]');
    expect(stderr).toContain('did you mean "title"?');
    expect(stderr).toContain(
      'bad.json:4:21: error: color.map: unknown colormap "virids", did you mean "viridis"?',
    );
  });

  it('leaves a good figure alone when the next one fails', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'fig.svg'), 'good');
    expect(heatmap(['render', '-', '-o', 'fig.svg'], { cwd: folder, input: 'k,a,b\nr,1,x\n' }).code).toBe(1);
    expect(readFileSync(join(folder, 'fig.svg'), 'utf8')).toBe('good');
    expect(readdirSync(folder)).toEqual(['fig.svg']);
  });

  it('exits with 1 where it cannot write', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken.svg'));
    const { code, stderr } = heatmap(['render', '-o', 'taken.svg', '-q'], { cwd: folder, input: CSV });
    expect(code).toBe(1);
    expect(stderr).toContain('taken.svg cannot be written');
    expect(readdirSync(folder)).toEqual(['taken.svg']);
  });

  it('exits with 3 when a warning is met under --strict, the figure written all the same', () => {
    const folder = temporaryFolder();
    const run = heatmap(['render', '--strict', '--domain', '0.6,0.9', '-o', 'fig.svg'], {
      cwd: folder,
      input: CSV,
    });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('1 below 0.6 (the lowest is 0.5), 1 above 0.9 (the highest is 1)');
    expect(existsSync(join(folder, 'fig.svg'))).toBe(true);
  });

  it('reads nothing outside of the root, not by a path and not by a link', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'secret.csv'), CSV);
    symlinkSync(join(folder, 'secret.csv'), join(folder, 'in/link.csv'));
    for (const path of ['../secret.csv', 'link.csv', join(folder, 'secret.csv')]) {
      writeFileSync(join(folder, 'in/spec.json'), JSON.stringify({ data: path }));
      const { code, stderr } = heatmap(['render', 'in/spec.json'], { cwd: folder });
      expect([path, code]).toEqual([path, 1]);
      expect(stderr).toContain('[outside-root]');
      expect(heatmap(['render', 'in/spec.json', '--root', '.', '-q'], { cwd: folder }).code).toBe(0);
    }
  });

  it('takes a reader that goes away for no error', async () => {
    const child = spawn(
      'sh',
      [
        '-c',
        `node dist/heatmap.cjs render examples/01-cosine-similarity.json | head -c 10 > /dev/null; exit \${PIPESTATUS:-0}`,
      ],
      { cwd: ROOT },
    );
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await new Promise((done) => child.on('close', done));
    expect(stderr).toBe('');
  });

  it('says so when a file may not be read', () => {
    if (process.getuid?.() === 0) return; // root may read everything
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.csv'), CSV);
    chmodSync(join(folder, 'x.csv'), 0);
    expect(heatmap(['render', 'x.csv'], { cwd: folder }).stderr).toContain('may not be read');
  });
});

describe('heatmap --help', () => {
  it('teaches the commands, the flags and the exit codes', () => {
    const { code, stdout } = heatmap(['--help']);
    expect(code).toBe(0);
    for (const word of ['render', 'batch', 'validate', 'Exit codes', '70'])
      expect(stdout.toString()).toContain(word);
    expect(heatmap(['render', '--help']).stdout.toString()).toContain('Examples:');
  });

  it('prints the version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(heatmap(['--version']).stdout.toString().trim()).toBe(version);
  });
});
