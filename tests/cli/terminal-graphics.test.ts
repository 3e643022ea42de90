/** The program in terminals that answer questions about graphics, through a pseudo-terminal of Python. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/output/pixels.js';
import { decodePng } from '../../src/output/png/decode.js';
import { COMMAND, heatmap, ROOT, temporaryFolder } from '../support/cli.js';
import { linesOf } from '../support/terminal.js';
import { readKitty } from '../support/terminal-graphics.js';

const hasPython = spawnSync('python3', ['-c', 'import termios, fcntl']).status === 0;
const folder = temporaryFolder();
const file = join(folder, 'auc.csv');
writeFileSync(file, 'layer,last_q,first_a\nL0,0.5,0.75\nL1,0.25,1\n');

const ATTRIBUTES = '\x1b[c';
/** Answers of terminals. They wait when the program starts, because a busy machine could send them too late. */
const CELL = '\x1b[6;16;8t';
const KITTY = `${CELL}\x1b_Gi=31;OK\x1b\\\x1b[?62;22c`;

interface Plan {
  readonly args?: readonly string[];
  /** The input that waits when the program starts. */
  readonly typed?: string;
  readonly actions?: readonly (readonly [awaited: string, action: string, argument: unknown])[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Outcome {
  /** What the terminal received after the question. */
  readonly shown: string;
  readonly isAsked: boolean;
  readonly code: number;
  readonly isRestored: boolean;
  readonly unread: string;
}

function inTerminal({ args = ['--quiet', file], typed = '', actions = [], env }: Plan): Outcome {
  const command = [...COMMAND, ...args];
  const { stdout } = spawnSync('python3', [join(ROOT, 'tests/support/pseudo-terminal.py')], {
    input: JSON.stringify({ command, columns: 80, rows: 24, typed, actions }),
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...env },
    maxBuffer: 1 << 26,
  });
  const { output, ...outcome } = JSON.parse(stdout.toString());
  const parts = Buffer.from(output, 'base64').toString().replaceAll('\r\n', '\n').split(ATTRIBUTES);
  return { ...outcome, isAsked: parts.length > 1, shown: parts[parts.length - 1] };
}

const usable = { isAsked: true, code: 0, isRestored: true, unread: '' };

describe.skipIf(!hasPython)('in a terminal with graphics (needs Python)', () => {
  it('shows the picture of a PNG file', () => {
    const { shown, ...outcome } = inTerminal({ typed: KITTY });
    expect(outcome).toMatchObject(usable);
    // The text of the terminal is 16 px high, three quarters of which are the font size of labels, 11 px at 96 dpi.
    const dpi = String(96 * ((0.75 * 16) / 11));
    const { stdout } = heatmap(['--quiet', file, '--dpi', dpi, '--format', 'png']);
    const [actual, expected] = [readKitty(shown.replace(/\n$/, '')), stdout].map(
      (png) => decodePng(png) as Pixels,
    );
    expect([actual.width, actual.height]).toEqual([expected.width, expected.height]);
    expect(Buffer.compare(actual.data, expected.data)).toBe(0);
  });

  it('replaces the picture of a watched figure', () => {
    const [spec, second] = ['watched.json', 'second.json'].map((name) => join(folder, name));
    writeFileSync(spec, JSON.stringify({ data: [[1, 2]] }));
    writeFileSync(second, JSON.stringify({ data: [[1], [2], [3], [4], [5], [6]] }));
    const start = '\x1b[H\x1b[2J\x1b_Ga=d,d=A,q=2\x1b\\';
    const { shown, ...outcome } = inTerminal({
      args: ['watch', spec],
      typed: KITTY,
      actions: [
        ['; watching', 'keys', KITTY],
        ['', 'copy', [second, spec]],
        [start, 'nothing', null],
        ['m=0;', 'nothing', null],
        ['\x1b\\\r\n', 'keys', '\x03'],
      ],
    });
    expect(outcome).toMatchObject({ ...usable, code: -2 });
    expect(shown.startsWith(start)).toBe(true);
    const [picture] = /^[^\n]*/.exec(shown.slice(start.length)) ?? [];
    const { width, height } = decodePng(readKitty(picture as string)) as Pixels;
    expect(height).toBeGreaterThan(width / 2);
  });
});

describe.skipIf(!hasPython)('in a terminal without graphics (needs Python)', () => {
  it('shows characters if it never answers, and says so with --verbose', () => {
    const outcome = inTerminal({ args: ['--verbose', file] });
    expect(outcome).toMatchObject(usable);
    expect(outcome.shown).toMatch(/L0[\s\S]*L1[\s\S]*last_q/);
    expect(outcome.shown).toContain('the terminal did not answer within 100 ms');
  });

  it('keeps late answers from the shell', () => {
    const outcome = inTerminal({ typed: CELL, actions: [['L1', 'keys', '\x1b[?63;4c']] });
    expect(outcome).toMatchObject(usable);
    expect(linesOf(outcome.shown).join('\n')).toContain('L0');
  });

  it.each([
    ['keys', '\x03', -2],
    ['signal', 'SIGTERM', -15],
  ])('restores the terminal if %s end the program while it waits', (action, argument, code) => {
    expect(inTerminal({ typed: CELL, actions: [[ATTRIBUTES, action, argument]] })).toMatchObject({
      ...usable,
      code,
    });
  });

  it('is not asked for --format terminal', () => {
    const outcome = inTerminal({ args: ['--quiet', '--format', 'terminal', file] });
    expect(outcome).toMatchObject({ ...usable, isAsked: false });
    expect(outcome.shown).toContain('▀');
  });
});
