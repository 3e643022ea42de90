/** A page in Chromium, controlled through a pipe. */
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { temporaryFolder } from './cli.js';

export const CHROMIUM = '/usr/bin/chromium';

export interface Page {
  /** Evaluates an expression in the page; returns its value as JSON represents it. */
  evaluate(expression: string): Promise<unknown>;
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  close(): void;
}

export async function openPage(address: string): Promise<Page> {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-component-update',
  ];
  const quiet = ['--disable-background-networking', '--disable-sync', '--window-size=1000,800'];
  const browser = spawn(
    CHROMIUM,
    [...flags, ...quiet, `--user-data-dir=${temporaryFolder()}`, '--remote-debugging-pipe'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , orders, answers] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (answer: { result?: Record<string, unknown>; error?: object }) => void>();
  let held = '';
  answers.setEncoding('utf8').on('data', (text: string) => {
    const messages = (held + text).split('\0');
    held = messages.pop() ?? '';
    for (const message of messages) {
      const answer = JSON.parse(message);
      waiting.get(answer.id)?.(answer);
    }
  });
  let id = 0;
  const send = (method: string, params: object = {}, sessionId?: unknown) =>
    new Promise<Record<string, unknown>>((done, failed) => {
      id++;
      waiting.set(id, ({ result, error }) =>
        result ? done(result) : failed(new Error(JSON.stringify(error))),
      );
      orders.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const { targetId } = await send('Target.createTarget', { url: address });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return {
    send: (method, parameters) => send(method, parameters, sessionId),
    async evaluate(expression) {
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
      return (result as { value?: unknown }).value;
    },
    close: () => void browser.kill(),
  };
}
