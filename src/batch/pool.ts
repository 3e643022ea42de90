/** Makes figures in other processes: what happens to one of them, native code included, happens to one figure. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import type { Settings } from './make.js';
import type { Outcome, Task } from './task.js';
import { type Order, WORKER } from './worker.js';

export interface Pooling {
  readonly jobs: number;
  /** Seconds that one figure may take; null: for ever. */
  readonly timeout: number | null;
  /** What each figure showed last. */
  readonly before: (task: Task) => Snapshot | null;
  readonly working: (task: Task) => void;
  /** What became of a task; false ends the batch. */
  readonly done: (outcome: Outcome) => boolean;
}

/** Resolves when all tasks are done, or one too many. */
export async function runPool(tasks: readonly Task[], settings: Settings, pooling: Pooling): Promise<void> {
  let next = 0;
  let stopped = false;
  const workers = new Set<Worker>();
  const line = async () => {
    let worker: Worker | null = null;
    while (!stopped && next < tasks.length) {
      const task = tasks[next++];
      worker ??= new Worker(settings);
      workers.add(worker);
      pooling.working(task);
      const outcome = await worker.make(task, pooling.before(task), pooling.timeout);
      if (!worker.isAlive) {
        workers.delete(worker);
        worker = null;
      }
      if (stopped) break;
      if (!pooling.done(outcome)) {
        stopped = true;
        for (const each of workers) each.end();
      }
    }
    worker?.dismiss();
  };
  const count = Math.min(pooling.jobs, tasks.length);
  await Promise.all(Array.from({ length: count }, line));
}

/** What a process said last is kept: why it died. */
const KEPT = 1 << 14;

class Worker {
  isAlive = true;
  private readonly child: ChildProcess;
  private last = '';

  constructor(settings: Settings) {
    const program = fileURLToPath(new URL('./heatmap.cjs', import.meta.url));
    this.child = fork(program, [WORKER], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.last = (this.last + text).slice(-KEPT);
    });
    // A process that cannot be begun says no more than that.
    this.child.on('error', ({ message }) => {
      this.last = message;
      this.child.emit('close', null, null);
    });
    this.send({ settings });
  }

  /** Ends it when it has nothing to do. */
  dismiss(): void {
    this.child.disconnect();
  }

  /** Ends it in whatever it does. */
  end(): void {
    this.child.kill('SIGKILL');
  }

  make(task: Task, before: Snapshot | null, timeout: number | null): Promise<Outcome> {
    const started = performance.now();
    return new Promise((resolve) => {
      let late = false;
      const timer =
        timeout === null
          ? null
          : setTimeout(() => {
              late = true;
              this.end();
            }, timeout * 1000);
      const settle = (outcome: Outcome) => {
        if (timer) clearTimeout(timer);
        this.child.off('message', settle);
        this.child.off('close', closed);
        // What comes from another process is a copy of the task.
        resolve({ ...outcome, task });
      };
      const closed = (code: number | null, signal: NodeJS.Signals | null) => {
        this.isAlive = false;
        const fault = late ? timedOut(timeout ?? 0) : died(code, signal, this.last);
        const place = { file: task.input };
        const time = performance.now() - started;
        settle({ task, time, diagnostics: [{ severity: 'error', place, ...fault }], status: 'failed' });
      };
      this.child.on('message', settle);
      this.child.on('close', closed);
      this.send({ task, before });
    });
  }

  private send(order: Order): void {
    // A process that is gone says so by closing.
    this.child.send(order, () => {});
  }
}

type Fault = Pick<Diagnostic, 'code' | 'message' | 'hints'>;

function timedOut(seconds: number): Fault {
  return {
    code: 'timeout',
    message: `the figure took longer than ${seconds} seconds and was given up`,
    hints: ['give it more time with --timeout'],
  };
}

function died(code: number | null, signal: NodeJS.Signals | null, last: string): Fault {
  if (/heap out of memory|Array buffer allocation failed|Cannot allocate/i.test(last)) {
    return { code: 'worker-died', message: 'the figure took more memory than there is', hints: [] };
  }
  const how = signal ? `was killed (${signal})` : `ended with code ${code}`;
  const said = last.trim().split('\n').at(-1);
  return {
    code: 'worker-died',
    message: `the process that made the figure ${how}${said ? `: ${said}` : ''}`,
    hints: signal === 'SIGKILL' ? ['the system may have run out of memory; try fewer --jobs'] : [],
  };
}
