/** Makes figures in worker processes. A crash of one process, also in native code, loses only one figure. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../diff/snapshot.js';
import type { BatchSettings } from './make.js';
import type { Outcome, Task } from './task.js';
import type { TaskQueue } from './task-queue.js';
import { WORKER_FLAG, type WorkerRequest } from './worker.js';

export interface PoolOptions {
  /** The maximum number of processes. */
  readonly jobs: number;
  /** Seconds for one figure; null: no limit. */
  readonly timeout: number | null;
  readonly previousSnapshot: (task: Task) => Snapshot | null;
  readonly onStart: (task: Task) => void;
  /** Is called with the outcome of each task. Return false to stop the batch. */
  readonly onEnd: (outcome: Outcome) => boolean;
}

/** Resolves when the queue is empty and the workers have made their figures, or when `onEnd` stops the batch. */
export async function runPool(
  queue: Pick<TaskQueue, 'length' | 'take' | 'stop'>,
  settings: BatchSettings,
  { jobs, timeout, previousSnapshot, onStart, onEnd }: PoolOptions,
): Promise<void> {
  let isStopped = false;
  const workers = new Set<Worker>();
  const runTasks = async () => {
    let worker: Worker | null = null;
    for (let task = queue.take(); task; task = queue.take()) {
      worker ??= new Worker(settings);
      workers.add(worker);
      onStart(task);
      const outcome = await worker.makeFigure(task, previousSnapshot(task), timeout);
      if (!worker.isAlive) {
        workers.delete(worker);
        worker = null;
      }
      if (isStopped) break;
      if (!onEnd(outcome)) {
        isStopped = true;
        queue.stop();
        for (const other of workers) other.kill();
      }
    }
    worker?.disconnect();
  };
  const count = Math.min(jobs, queue.length);
  await Promise.all(Array.from({ length: count }, runTasks));
}

/** The end of a worker's standard error is kept, because it explains a crash. */
const MAX_STDERR_LENGTH = 1 << 14;

class Worker {
  isAlive = true;
  private readonly child: ChildProcess;
  private stderrTail = '';

  constructor(settings: BatchSettings) {
    const program = fileURLToPath(new URL('./heatmap.cjs', import.meta.url));
    this.child = fork(program, [WORKER_FLAG], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderrTail = (this.stderrTail + text).slice(-MAX_STDERR_LENGTH);
    });
    // A process that cannot be started emits no other event.
    this.child.on('error', ({ message }) => {
      this.stderrTail = message;
      this.child.emit('close', null, null);
    });
    this.send({ settings });
  }

  /** Lets the process exit when it is idle. */
  disconnect(): void {
    this.child.disconnect();
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  makeFigure(task: Task, previous: Snapshot | null, timeout: number | null): Promise<Outcome> {
    const started = performance.now();
    return new Promise((resolve) => {
      let isTimedOut = false;
      const timer =
        timeout === null
          ? null
          : setTimeout(() => {
              isTimedOut = true;
              this.kill();
            }, timeout * 1000);
      const settle = (outcome: Outcome) => {
        if (timer) clearTimeout(timer);
        this.child.off('message', settle);
        this.child.off('close', onClose);
        // The message holds a copy of the task.
        resolve({ ...outcome, task });
      };
      const onClose = (code: number | null, signal: NodeJS.Signals | null) => {
        this.isAlive = false;
        const failure = isTimedOut
          ? timeoutFailure(timeout ?? 0)
          : exitFailure(code, signal, this.stderrTail);
        const place = { file: task.input };
        const time = performance.now() - started;
        settle({ task, time, diagnostics: [{ severity: 'error', place, ...failure }], status: 'failed' });
      };
      this.child.on('message', settle);
      this.child.on('close', onClose);
      this.send({ task, previous });
    });
  }

  private send(request: WorkerRequest): void {
    // The callback ignores errors: a process that no longer exists emits `close`.
    this.child.send(request, () => {});
  }
}

type Failure = Pick<Diagnostic, 'code' | 'message' | 'hints'>;

function timeoutFailure(seconds: number): Failure {
  return {
    code: 'timeout',
    message: `the figure took longer than ${seconds} seconds and was stopped`,
    hints: ['allow more time with --timeout'],
  };
}

function exitFailure(code: number | null, signal: NodeJS.Signals | null, stderrTail: string): Failure {
  if (/heap out of memory|Array buffer allocation failed|Cannot allocate/i.test(stderrTail)) {
    return { code: 'worker-died', message: 'the figure needs more memory than is available', hints: [] };
  }
  const status = signal ? `was killed by ${signal}` : `exited with code ${code}`;
  const lastLine = stderrTail.trim().split('\n').at(-1);
  return {
    code: 'worker-died',
    message: `the process that made the figure ${status}${lastLine ? `: ${lastLine}` : ''}`,
    hints: signal === 'SIGKILL' ? ['if the system ran out of memory, use fewer --jobs'] : [],
  };
}
