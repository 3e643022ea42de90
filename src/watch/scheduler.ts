/** Debounces jobs and runs them one after another. */

/** A job runs when no change has followed for this time, in ms. */
const QUIET_PERIOD = 80;
/** The maximum delay while changes continue, in ms. */
const MAX_DELAY = 1000;

/** The timer of one job. A job that is scheduled again before it runs replaces its timer. */
export interface JobTimer {
  timeout: NodeJS.Timeout | null;
  /** When the pending job was first scheduled. */
  since: number;
}

type ScheduledJob = () => void | Promise<void>;

export class Scheduler {
  private queue: Promise<void> = Promise.resolve();

  /** `onError` is called if a job throws. */
  constructor(private readonly onError: (error: unknown) => void) {}

  /** Runs `job` once changes have stopped, at the latest after `MAX_DELAY`. */
  debounce(timer: JobTimer, job: ScheduledJob): void {
    const remaining = timer.timeout === null ? MAX_DELAY : timer.since + MAX_DELAY - performance.now();
    this.schedule(timer, Math.max(0, Math.min(QUIET_PERIOD, remaining)), job);
  }

  /** Runs `job` after `delay` ms, when earlier jobs are finished. */
  schedule(timer: JobTimer, delay: number, job: ScheduledJob): void {
    if (timer.timeout === null) timer.since = performance.now();
    else clearTimeout(timer.timeout);
    timer.timeout = setTimeout(() => {
      timer.timeout = null;
      this.queue = this.queue.then(job).then(yieldToEvents);
      this.queue.catch(this.onError);
    }, delay);
  }
}

/** Lets the event loop handle signals and file events before the next job. */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
