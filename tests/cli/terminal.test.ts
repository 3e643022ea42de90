/** The program with a terminal on standard output, through the pseudo-terminal of `script`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { heatmap, SHELL_COMMAND, temporaryFolder } from '../support/cli.js';
import { linesOf } from '../support/terminal.js';

const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
const folder = temporaryFolder();
const file = join(folder, 'auc.csv');
writeFileSync(file, 'layer,last_q,first_a\nL0,0.5,0.75\nL1,0.25,1\n');

const ENVIRONMENT = {
  PATH: process.env.PATH,
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  LANG: 'C.UTF-8',
};

/** Runs the program in a terminal of `columns` columns. Returns what the terminal receives. */
function inTerminal(args: string, columns: number, env: NodeJS.ProcessEnv = {}): string {
  const command = `stty cols ${columns} rows 24; ${SHELL_COMMAND} ${args}`;
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    env: { ...ENVIRONMENT, ...env },
    input: '',
  });
  // The question for graphics ends with this sequence.
  return stdout.toString().replaceAll('\r\n', '\n').split('\x1b[c').at(-1) as string;
}

describe.skipIf(!hasScript)('in a terminal', () => {
  it.each([40, 120])('shows the figure in %i columns', (columns) => {
    const lines = linesOf(inTerminal(`--quiet '${file}'`, columns));
    expect(lines.join('\n')).toMatch(/L0[\s\S]*L1[\s\S]*last_q/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('has no control sequences with NO_COLOR', () => {
    const output = inTerminal(`--quiet '${file}'`, 80, { NO_COLOR: '1' });
    expect(output).toContain('L0');
    expect(output).not.toContain('\x1b');
  });

  it('redraws a watched figure in place, and keeps it while its spec has errors', async () => {
    const spec = join(folder, 'watched.json');
    const write = (title: object) => writeFileSync(spec, JSON.stringify({ data: [[1, 2]], ...title }));
    write({ title: 'first title' });
    const command = `stty cols 60 rows 24; exec ${SHELL_COMMAND} watch '${spec}'`;
    const child = spawn('script', ['-qec', command, '/dev/null'], { env: ENVIRONMENT });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    const received = async (text: string) => {
      for (const end = Date.now() + 300_000; !output.includes(text); await setTimeout(20)) {
        if (Date.now() > end) throw new Error(`no ${text} in ${output}`);
      }
    };
    try {
      await received('watching');
      write({ title: 'second title' });
      await received('second title');
      write({ titel: 'third title' });
      await received('its last good figure is kept');
    } finally {
      child.stdin.write('\x03');
      await once(child, 'close');
    }
    const [, first, second, ...others] = output.split('\x1b[H\x1b[2J');
    expect(others).toEqual([]);
    expect(first).toContain('first title');
    expect(second).toContain('did you mean');
  });

  it('writes SVG on request', () => {
    expect(inTerminal(`--quiet --format svg '${file}'`, 80)).toMatch(/^<svg/);
  });
});

describe('in a pipe', () => {
  it('writes SVG, and characters with --format terminal', () => {
    expect(heatmap([file, '--quiet']).stdout.toString()).toMatch(/^<svg/);
    const env = { ...process.env, COLUMNS: '60', TERM: 'xterm-256color', NO_COLOR: '', LC_ALL: 'C.UTF-8' };
    const { stdout, code } = heatmap([file, '--quiet', '--format', 'terminal'], { env });
    expect(code).toBe(0);
    expect(stdout.toString()).toContain('▀');
    expect(linesOf(stdout.toString()).join('\n')).toContain('L0');
  });

  it('rejects --format terminal with an output file', () => {
    const { code, stderr } = heatmap([file, '--format', 'terminal', '-o', join(folder, 'x.svg')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('without -o')]);
  });
});
