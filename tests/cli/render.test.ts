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
import { heatmap, ROOT, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';

const CSV = 'layer,a,b\n0,0.5,0.75\n1,0.625,1\n';

describe('heatmap render', () => {
  it('draws a CSV without a spec', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'auc.csv'), CSV);
    expect(heatmap(['render', 'auc.csv', '-o', 'auc.svg', '--quiet'], { cwd: folder })).toMatchObject({
      code: 0,
      stderr: '',
    });
    const svg = readFileSync(join(folder, 'auc.svg'), 'utf8');
    for (const text of ['>a<', '>b<', '>0<', '>1<', '>layer<']) expect(svg).toContain(text);
  });

  it('is the default command', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'auc.csv'), CSV);
    const short = heatmap(['auc.csv'], { cwd: folder });
    expect(short.code).toBe(0);
    expect(short.stdout).toEqual(heatmap(['render', 'auc.csv'], { cwd: folder }).stdout);
  });

  it('detects whether standard input is a spec or a matrix', () => {
    const matrix = heatmap(['render'], { input: CSV });
    const spec = heatmap(['render', '-'], {
      input: JSON.stringify({ title: 'From a spec', data: [[1, 2]] }),
    });
    expect(matrix.stdout.toString()).toContain('>layer<');
    expect(spec.stdout.toString()).toContain('>From a spec<');
  });

  it('reads the data of a spec from standard input if the spec names "-"', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'spec.json'), '{ "data": "-", "title": "Piped" }');
    const { code, stdout } = heatmap(['render', 'spec.json'], { cwd: folder, input: CSV });
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('>layer<');
  });

  it('writes one figure in several formats', () => {
    const folder = temporaryFolder();
    expect(
      heatmap(['render', '-', '-o', 'a/fig.{svg,png,pdf}', '-o', 'b.svg', '-q'], { cwd: folder, input: CSV })
        .code,
    ).toBe(0);
    expect(readdirSync(join(folder, 'a')).sort()).toEqual(['fig.pdf', 'fig.png', 'fig.svg']);
    expect(readFileSync(join(folder, 'b.svg'))).toEqual(readFileSync(join(folder, 'a/fig.svg')));
    expect(readFileSync(join(folder, 'a/fig.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(join(folder, 'a/fig.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('writes a PNG to a pipe with --format png', () => {
    const { stdout, code } = heatmap(['render', '--format', 'png'], { input: CSV });
    expect(code).toBe(0);
    expect(stdout.subarray(1, 4).toString()).toBe('PNG');
  });

  it('writes several figures to a folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.csv'), CSV);
    writeFileSync(join(folder, 'b.csv'), CSV);
    expect(heatmap(['render', 'a.csv', 'b.csv', '-o', 'out/', '-q'], { cwd: folder }).code).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.svg', 'b.svg']);
  });

  it('sets keys of the spec with flags, of which --set has priority', () => {
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

  it('has flags for printed values, colour scale and theme', () => {
    const svg = heatmap(['render', '--values=.1f', '--color-scale', 'log', '--theme', 'dark', '-q'], {
      input: 'layer,a,b\n0,0.5,\n1,0.625,1\n',
    }).stdout.toString();
    expect(svg).toContain('>0.6<');
    expect(svg).toContain('#14161a');
  });

  it('accepts negative numbers', () => {
    expect(heatmap(['render', '--center', '-1', '--domain', '-2,3', '-q'], { input: CSV }).code).toBe(0);
  });

  it('writes the same bytes in another folder, home, time zone and locale', () => {
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

describe('errors of heatmap render', () => {
  it('exits with 2 if the command line is invalid, and prints why', () => {
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

  it('suggests the nearest flag', () => {
    expect(heatmap(['render', 'x.csv', '--colormp', 'magma']).stderr).toContain('--colormap');
  });

  it('exits with 1 and writes nothing for a missing file, a folder, and a spec with errors', () => {
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

  it('keeps an existing figure when drawing fails', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'fig.svg'), 'good');
    expect(heatmap(['render', '-', '-o', 'fig.svg'], { cwd: folder, input: 'k,a,b\nr,1,x\n' }).code).toBe(1);
    expect(readFileSync(join(folder, 'fig.svg'), 'utf8')).toBe('good');
    expect(readdirSync(folder)).toEqual(['fig.svg']);
  });

  it('exits with 1 if the output cannot be written', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken.svg'));
    const { code, stderr } = heatmap(['render', '-o', 'taken.svg', '-q'], { cwd: folder, input: CSV });
    expect(code).toBe(1);
    expect(stderr).toContain('taken.svg cannot be written');
    expect(readdirSync(folder)).toEqual(['taken.svg']);
  });

  it('exits with 3 after a warning with --strict, and still writes the figure', () => {
    const folder = temporaryFolder();
    const run = heatmap(
      ['render', '--strict', '--colormap', 'turbo', '--colorbar-title', 'AUC', '-o', 'fig.svg'],
      { cwd: folder, input: CSV },
    );
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^<stdin>: warning: .*\[rainbow-map\]$/m);
    expect(existsSync(join(folder, 'fig.svg'))).toBe(true);
  });

  it('notes clipped values with --verbose, without a warning', () => {
    const clip = (flag: string) =>
      heatmap(['render', flag, '--domain', '0.6,0.9', '--colorbar-title', 'AUC'], { input: CSV });
    expect(clip('--strict')).toMatchObject({ code: 0, stderr: '' });
    expect(clip('--verbose').stderr).toContain(
      '1 below 0.6 (the lowest is 0.5), 1 above 0.9 (the highest is 1) [clipped]',
    );
  });

  it('reads nothing outside the root, neither by path nor by symbolic link', () => {
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

  it('ignores a closed pipe on standard output', async () => {
    const child = spawn(
      'sh',
      [
        '-c',
        `${SHELL_COMMAND} render examples/01-cosine-similarity.json | head -c 10 > /dev/null; exit \${PIPESTATUS:-0}`,
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

  it('reports a file without read permission', () => {
    if (process.getuid?.() === 0) return; // root can read every file
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.csv'), CSV);
    chmodSync(join(folder, 'x.csv'), 0);
    expect(heatmap(['render', 'x.csv'], { cwd: folder }).stderr).toContain('no permission to read x.csv');
  });
});

describe('heatmap --help', () => {
  it('describes the commands, the flags and the exit codes', () => {
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
