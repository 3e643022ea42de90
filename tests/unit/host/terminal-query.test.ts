import { EventEmitter } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { GRAPHICS_QUERY } from '../../../src/host/terminal-answers.js';
import { Answers, type TerminalInput, type TerminalOutput } from '../../../src/host/terminal-query.js';

const KITTY = '\x1b[6;18;9t\x1b_Gi=31;OK\x1b\\\x1b[?62;c';

/** A terminal that calls `answer` as soon as it is asked. */
class FakeTerminal extends EventEmitter {
  readonly columns = 80;
  readonly rows = 24;
  readonly asked: string[] = [];
  isRaw = false;
  isPaused = true;
  constructor(private readonly answer: (terminal: FakeTerminal) => void) {
    super();
  }
  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  resume(): void {
    this.isPaused = false;
  }
  pause(): void {
    this.isPaused = true;
  }
  write(text: string): void {
    this.asked.push(text);
    this.answer(this);
  }
  send(text: string): void {
    this.emit('data', Buffer.from(text, 'latin1'));
  }
}

let opened: Answers | null = null;
afterEach(() => opened?.close());

function open(terminal: FakeTerminal): Answers {
  opened = new Answers(terminal as unknown as TerminalInput, terminal as unknown as TerminalOutput);
  return opened;
}

it('joins answers that come in pieces', async () => {
  const terminal = new FakeTerminal(({ send }) => {
    for (const character of KITTY) send.call(terminal, character);
  });
  const answers = open(terminal);
  expect(terminal).toMatchObject({ isRaw: true, isPaused: false });
  expect(await answers.ask()).toMatchObject({ protocol: 'kitty', cell: { width: 9, height: 18 } });
  expect(terminal.asked).toEqual([GRAPHICS_QUERY]);
  answers.close();
  expect(terminal).toMatchObject({ isRaw: false, isPaused: true });
  expect(terminal.listenerCount('data')).toBe(0);
});

it('reads what arrived while the process was busy', async () => {
  const terminal = new FakeTerminal(() => {
    setTimeout(() => {
      for (const end = performance.now() + 120; performance.now() < end; );
      setImmediate(() => terminal.send(KITTY));
    });
  });
  expect(await open(terminal).ask()).toMatchObject({ protocol: 'kitty' });
});

it.each([
  ['never answers', ''],
  ['does not finish its answers', KITTY.slice(0, -1)],
])('gives up if a terminal %s', async (_, text) => {
  const terminal = new FakeTerminal(() => terminal.send(text));
  const answers = open(terminal);
  expect(await answers.ask()).toBeNull();
  expect(answers.isComplete).toBe(false);
});

it('waits for the rest of an answer that has begun, and not for a silent terminal', async () => {
  const silent = open(new FakeTerminal(() => {}));
  await silent.ask();
  await silent.drain({});
  silent.close();
  const terminal = new FakeTerminal(() => terminal.send(KITTY.slice(0, 8)));
  const answers = open(terminal);
  await answers.ask();
  setImmediate(() => setImmediate(() => terminal.send(KITTY.slice(8))));
  await answers.drain({});
  expect(answers.isComplete).toBe(true);
});
