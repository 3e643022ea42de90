/** The examples of the help run as written, the man page has no errors, and `heatmap doctor` finds what is broken. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { EXAMPLES } from '../../src/cli/help-table.js';
import { COMMANDS, main } from '../../src/cli/main.js';
import { PROGRAM, ROOT, temporaryFolder } from '../support/cli.js';
import { sparseNpy } from '../support/npy.js';
import { heatmap } from '../support/session.js';

/** Returns a folder with the files that the examples name, and an environment in which `heatmap` is the built program. */
function createWorkplace() {
  const cwd = temporaryFolder();
  const bin = join(cwd, 'bin');
  for (const folder of [bin, join(cwd, 'figures'), join(cwd, '.config/fish/completions')])
    mkdirSync(folder, { recursive: true });
  writeFileSync(join(bin, 'heatmap'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(join(bin, 'heatmap'), 0o755);
  writeFileSync(join(cwd, 'auc.csv'), 'token,a,b\nx,0.5,0.7\ny,0.6,0.9\n');
  writeFileSync(join(cwd, 'new.csv'), 'token,a,b\nx,0.5,0.8\ny,0.6,0.9\n');
  writeFileSync(join(cwd, 'log.csv'), 'date,token,layer,auc\n2024-01-02,a,0,0.5\n2024-02-03,b,1,0.6\n');
  const spec = { data: [[0.5, 0.7]], colorbar: { title: 'AUC' } };
  for (const name of ['spec', 'figures/one', 'figures/two'])
    writeFileSync(join(cwd, `${name}.json`), JSON.stringify(spec));
  sparseNpy(join(cwd, 'big.npy'), '<f4', [8192, 2], [{ row: 5000, column: 1, value: 1 }]);
  const env = {
    ...process.env,
    HOME: cwd,
    PROFILE: join(cwd, 'profile.ps1'),
    PATH: `${bin}:${process.env.PATH}`,
  };
  return { cwd, env };
}

describe('the examples of the help', () => {
  const { cwd, env } = createWorkplace();
  const shell = spawnSync('bash', ['--version']).status === 0;

  it('are those of all commands', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it.skipIf(!shell)('run as written (skipped where there is no bash)', async () => {
    const lines = Object.entries(EXAMPLES)
      .filter(([name]) => name !== 'watch')
      .flatMap(([, examples]) => examples.map(([line]) => line))
      .filter((line) => !line.includes('completion zsh'));
    // In the order of the table, because "merge" needs the parts of "reduce". Processes take most of the time.
    const failed: string[] = [];
    for (const line of lines) {
      const code = /[|<>*]|batch/.test(line) ? runInShell(line) : await runHere(line);
      if (code !== 0) failed.push(`${code} ${line}`);
    }
    expect(failed).toEqual(
      lines.filter((line) => line.startsWith('heatmap diff')).map((line) => `3 ${line}`),
    );
    const written = [
      ...['auc.svg', 'fig.png', 'log.pdf', 'build/two.png', 'auc.json', 'fig.md', 'again.json', 'dark.pdf'],
      ...[
        'big.png',
        'heatmap.schema.json',
        'maps.pdf',
        'doctor.txt',
        '.config/fish/completions/heatmap.fish',
      ],
    ];
    expect(written.filter((file) => !existsSync(join(cwd, file)))).toEqual([]);
    expect(readFileSync(env.PROFILE, 'utf8')).toContain('Register-ArgumentCompleter');
  });

  function runInShell(line: string) {
    return spawnSync('bash', ['-o', 'pipefail', '-c', line], { cwd, env }).status;
  }

  /** Runs the program in this process, without what it prints. */
  async function runHere(line: string) {
    const [, ...args] = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));
    const before = process.cwd();
    const skip = (_: unknown, ...rest: unknown[]) => {
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(skip);
    vi.spyOn(process.stderr, 'write').mockImplementation(skip);
    process.chdir(cwd);
    try {
      return await main(args);
    } finally {
      process.chdir(before);
      vi.restoreAllMocks();
    }
  }

  it.skipIf(!shell)('draw figures until they are interrupted, for watch', async () => {
    const results = EXAMPLES.watch.map(async ([line]) => {
      const child = spawn('bash', ['-c', `exec ${line}`], { cwd, env });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
      // The first line is printed after the first figures are drawn.
      await Promise.race([once(child.stderr, 'data'), once(child.stdout, 'data'), once(child, 'exit')]);
      child.kill('SIGINT');
      await once(child, 'exit');
      return text;
    });
    for (const text of await Promise.all(results)) expect(text).not.toMatch(/error|usage/i);
  });
});

const allFlags = heatmap(['render', '--help', 'all']).stdout.toString();

it('heatmap COMMAND --help all lists the flags that --help leaves out', () => {
  expect(allFlags).toContain('--dpi <n>');
  expect(heatmap(['help', 'render']).stdout.toString()).not.toContain('--dpi <n>');
  expect(heatmap(['help', 'render', 'all']).stdout.toString()).toBe(allFlags);
});

describe('the man page', () => {
  const path = join(ROOT, 'dist/heatmap.1');

  it('is the one that package.json names, and has every command and flag', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).man).toBe('./dist/heatmap.1');
    const page = readFileSync(path, 'utf8').replaceAll('\\-', '-');
    for (const name of Object.keys(COMMANDS)) expect(page).toContain(`.SS heatmap ${name}`);
    const flags = allFlags.match(/^ {2}(?:-\w, )?--[\w-]+/gm) ?? [];
    expect(flags.length).toBeGreaterThan(30);
    for (const flag of flags.filter((each) => !each.includes('--help')))
      expect(page).toContain(`\\fB${flag.trim()}`);
  });

  it.each([
    ['mandoc', ['-Tlint', '-Wwarning']],
    ['groff', ['-man', '-ww', '-z', '-Tutf8']],
  ])('has no warnings of %s (skipped where there is none)', (program, args) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...args, path], { encoding: 'utf8' });
    if (error) return;
    // A date would make builds differ.
    const warnings = `${stdout}${stderr}`
      .trim()
      .split('\n')
      .filter((line) => !line.includes('missing date'));
    expect([warnings.filter(Boolean), status]).toEqual([[], program === 'mandoc' ? 2 : 0]);
  });
});

describe('heatmap doctor', () => {
  it('finds no problem here, and a terminal only where there is one', () => {
    const { code, stdout, stderr } = heatmap(['doctor']);
    const lines = stdout.toString().trimEnd().split('\n');
    expect([code, stderr, lines.filter((line) => !line.startsWith('ok '))]).toEqual([0, '', []]);
    for (const name of ['Node', 'SVG', 'PNG', 'PDF', 'HTML', 'Fonts', 'Code cache', 'Terminal'])
      expect(lines.filter((line) => line.slice(9).startsWith(`${name} `))).toHaveLength(1);
    expect(lines.at(-1)).toContain('the output is not a terminal');
  });

  it('says what to do about a missing native module, a missing font and a wrong configuration', () => {
    const folder = temporaryFolder();
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(ROOT, 'node_modules/harfbuzzjs'), join(folder, 'node_modules/harfbuzzjs'));
    rmSync(join(folder, 'dist/ttf/DejaVuSans.ttf'));
    for (const file of execFileSync('ls', [join(folder, 'dist')], { encoding: 'utf8' }).split('\n'))
      if (file.endsWith('.cache')) rmSync(join(folder, 'dist', file));
    writeFileSync(join(folder, 'heatmap.config.json'), '{ "theme": "blue" }');
    const { status, stdout } = spawnSync(process.execPath, ['dist/heatmap.cjs', 'doctor'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    const lines = stdout.split('\n');
    const problems = lines.flatMap((line, i) =>
      line.startsWith('problem') ? [`${line}\n${lines[i + 1]}`] : [],
    );
    expect(problems).toEqual([
      expect.stringMatching(/PNG .*resvg.*\n {5,}fix: install the package again/),
      expect.stringMatching(/Fonts .*DejaVuSans\.ttf.*\n {5,}fix: .*dist\/ttf/),
      expect.stringMatching(/Configuration .*theme.*\n {5,}fix: correct the file/),
    ]);
    expect(stdout).toContain('Code cache     none in the package for Node');
  });
});
