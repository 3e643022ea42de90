/** Makes figures in the process of the batch, and also in worker processes as long as these save time. */

import type { BatchSettings } from './make.js';
import { type OwnProcessOptions, runInOwnProcess } from './own-process.js';
import { runPool } from './pool.js';
import type { Outcome } from './task.js';
import type { TaskQueue } from './task-queue.js';

/**
 * CPU time in ms after which the compiler is done with most of the code, so that the later figures can be estimated from the
 * recent ones. A worker process needs as much, so this is also how long it has to prove itself.
 */
const WARM_UP = 3000;
/** The CPU time in ms that must be left: a worker process pays for its start and its warm-up only with several seconds. */
const MIN_SHARED_WORK = 8000;
/** Workers that do not make the batch faster by this factor are ended: two cores can be threads of one core. */
const MIN_GAIN = 1.1;
/** The number of figures per process after which workers are evaluated. */
const MIN_FIGURES = 4;

/** What `WorkerPolicy` knows of the machine. Times are in ms. */
export interface Machine {
  readonly cores: number;
  /** The number of cores that other programs use. */
  readonly load: number;
  readonly now: () => number;
  /** Returns the CPU time of this process with all its threads. */
  readonly cpuTime: () => number;
}

export interface SharedWorkOptions extends OwnProcessOptions {
  /** Null: no worker processes. */
  readonly machine: Machine | null;
}

/** Resolves when all figures of the queue are made, or when `onEnd` stops the batch. */
export async function runSharedWork(
  queue: TaskQueue,
  settings: BatchSettings,
  { machine, ...options }: SharedWorkOptions,
): Promise<void> {
  if (!machine) return runInOwnProcess(queue, settings, options);
  const policy = new WorkerPolicy(machine);
  let pool: Promise<void> | null = null;
  const onEnd = (outcome: Outcome): boolean => {
    const continues = options.onEnd(outcome);
    if (!continues) queue.stop();
    policy.onEnd(queue.length);
    if (policy.workers > 0) {
      pool ??= runPool(
        {
          get length() {
            return queue.length;
          },
          take: () => (policy.workers > 0 ? queue.take() : null),
          stop: () => queue.stop(),
        },
        settings,
        { ...options, jobs: policy.workers, timeout: null, onEnd },
      );
      // An error of the program is thrown below.
      pool.catch(() => queue.stop());
    }
    return continues;
  };
  try {
    await runInOwnProcess(queue, settings, { ...options, onEnd });
  } catch (error) {
    queue.stop();
    await (pool as Promise<void> | null)?.catch(() => {});
    throw error;
  }
  await pool;
}

/**
 * Decides whether worker processes save time. The work is measured in CPU time, because other programs do not change it; the
 * cores that this process uses itself, for its compiler and for zlib, and those of other programs are not available.
 */
export class WorkerPolicy {
  /** The number of worker processes. */
  workers = 0;
  /** When figures ended since the last decision; the first entry is the time of that decision. */
  private ends: { readonly time: number; readonly cpuTime: number }[];
  /** The time per figure without workers; null until there are some. */
  private timeAlone: number | null = null;

  constructor(private readonly machine: Machine) {
    this.ends = [this.read()];
  }

  /** Is called at the end of each figure; `left` figures are not started yet. */
  onEnd(left: number): void {
    const end = this.read();
    this.ends.push(end);
    const { cores, load } = this.machine;
    if (this.timeAlone === null) {
      if (end.cpuTime < WARM_UP) return;
      const { time, cpuTime } = this.recentTimes();
      const idleCores = cores - load - Math.max(1, cpuTime / time);
      if (cpuTime * left < MIN_SHARED_WORK || idleCores < 0.5) return;
      this.timeAlone = time;
      this.workers = Math.round(idleCores);
      this.ends = [end];
    } else if (
      this.workers > 0 &&
      this.ends.length > MIN_FIGURES * (this.workers + 1) &&
      end.time - this.ends[0].time >= WARM_UP
    ) {
      if (this.recentTimes().time * MIN_GAIN > this.timeAlone) this.workers = 0;
      this.ends = [end];
    }
  }

  private read() {
    return { time: this.machine.now(), cpuTime: this.machine.cpuTime() };
  }

  /** The times per figure, of the latest half of the figures. */
  private recentTimes() {
    const last = this.ends.length - 1;
    const middle = last >> 1;
    const perFigure = (key: 'time' | 'cpuTime') =>
      (this.ends[last][key] - this.ends[middle][key]) / (last - middle);
    return { time: perFigure('time'), cpuTime: perFigure('cpuTime') };
  }
}
