/** Asks the terminal how it shows graphics. Its answers arrive as if they were typed, so nothing else may read them. */
import { execFileSync } from 'node:child_process';
import { fstatSync, readFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { isatty } from 'node:tty';
import type { Diagnostic, Report } from '../diagnostics.js';
import { GRAPHICS_QUERY, isComplete, readGraphics, type TerminalGraphics } from './terminal-answers.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long the figure waits for answers, in ms. */
const MAX_WAIT = 100;
/** How long the program waits, after the figure is shown, for answers that it must keep from the shell, in ms. */
const MAX_LATE_WAIT = 1000;
/** The longest text that is kept; answers have a few hundred characters. */
const MAX_LENGTH = 2 ** 16;
const SILENCE: Diagnostic = {
  severity: 'note',
  code: 'terminal-silent',
  message: `the terminal did not answer within ${MAX_WAIT} ms, so the figure is shown with characters`,
};
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const CONTROL_C = '\x03';

/**
 * Asks the terminal for its graphics and passes them to `show`, or null if it has none or does not answer in time. If
 * answers are missing, they are still read and thrown away until `show` is done.
 */
export async function withGraphics(
  env: Environment,
  show: (graphics: TerminalGraphics | null) => Promise<void>,
  report: Report,
): Promise<void> {
  if (isSilent || !canAsk(env)) return show(null);
  const answers = new Answers(process.stdin, process.stdout);
  try {
    const graphics = await answers.ask();
    isSilent = !answers.isComplete;
    if (isSilent) report(SILENCE);
    else answers.close();
    try {
      await show(graphics);
    } finally {
      await answers.drain(env);
    }
  } finally {
    answers.close();
  }
}

/** Whether the terminal did not answer in time. It is not asked again, for the next figure. */
let isSilent = false;

/** Whether the terminal may be asked: it is one that reads the sequences, and this process may read from it. */
function canAsk(env: Environment): boolean {
  if (process.platform === 'win32' || !acceptsQuery(env) || !isatty(0) || !isatty(1)) return false;
  return fstatSync(0).rdev === fstatSync(1).rdev && isInForeground();
}

/**
 * Whether the variables name a terminal that can be asked. Multiplexers answer for themselves, and show no pictures. The
 * consoles of Linux and macOS print a part of the question.
 */
export function acceptsQuery({ NO_COLOR, TERM = '', TERM_PROGRAM, TMUX, STY, ZELLIJ }: Environment): boolean {
  if (NO_COLOR || TMUX || STY || ZELLIJ !== undefined) return false;
  return !/^(?:dumb|linux|screen.*|tmux.*|)$/.test(TERM) && TERM_PROGRAM !== 'Apple_Terminal';
}

/** Whether the process may change the terminal. It would be stopped if it tried to in the background. */
function isInForeground(): boolean {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[2] === fields[5];
  } catch {
    return hasForegroundState();
  }
}

/** Asks `ps`, in systems without /proc. */
function hasForegroundState(): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(process.pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 1000,
    });
    return state.includes('+');
  } catch {
    return false;
  }
}

export type TerminalInput = Pick<NodeJS.ReadStream, 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>;
export type TerminalOutput = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows'>;

/** Reads the terminal without echo and without its line editing, from the first question until it is closed. */
export class Answers {
  private text = '';
  private isOpen = true;
  private wake = () => {};

  constructor(
    private readonly input: TerminalInput,
    private readonly output: TerminalOutput,
  ) {
    for (const signal of SIGNALS) process.once(signal, this.onSignal);
    input.setRawMode(true);
    input.on('data', this.onData);
    input.on('error', this.onError);
    input.resume();
  }

  get isComplete(): boolean {
    return isComplete(this.text);
  }

  async ask(): Promise<TerminalGraphics | null> {
    this.output.write(GRAPHICS_QUERY);
    await this.wait(MAX_WAIT);
    return this.isComplete ? readGraphics(this.text, this.output) : null;
  }

  /**
   * Reads what has arrived. A terminal that has begun to answer, or one behind a network, gets more time: what it sends
   * after the end of the process would appear in the shell.
   */
  async drain({ SSH_TTY }: Environment): Promise<void> {
    if (!this.isOpen) return;
    await setImmediate();
    if (this.text !== '' || SSH_TTY) await this.wait(MAX_LATE_WAIT);
  }

  /** Restores the terminal. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
    this.input.setRawMode(false);
    this.input.off('data', this.onData);
    this.input.off('error', this.onError);
    this.input.pause();
  }

  private async wait(time: number): Promise<void> {
    const deadline = performance.now() + time;
    while (!this.isComplete) {
      const remaining = deadline - performance.now();
      // If the process was busy, answers may wait to be read.
      if (remaining <= 0) return setImmediate();
      const timer = new AbortController();
      const arrival = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await Promise.race([arrival, setTimeout(remaining, null, { signal: timer.signal }).catch(() => {})]);
      timer.abort();
    }
  }

  private readonly onData = (chunk: Buffer) => {
    this.text = (this.text + chunk.toString('latin1')).slice(-MAX_LENGTH);
    this.wake();
    // The key is a character here, not a signal.
    if (chunk.includes(CONTROL_C)) this.onSignal('SIGINT');
  };

  /** A terminal that was closed gives no answers. */
  private readonly onError = () => this.wake();

  private readonly onSignal = (signal: NodeJS.Signals) => {
    this.close();
    process.kill(process.pid, signal);
  };
}
