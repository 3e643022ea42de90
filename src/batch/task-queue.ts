import type { Task } from './task.js';

/** The tasks that no process has started yet. All processes of a batch take theirs from here. */
export class TaskQueue {
  private taken = 0;
  private isStopped = false;

  constructor(private readonly tasks: readonly Task[]) {}

  /** The number of tasks that are left. */
  get length(): number {
    return this.isStopped ? 0 : this.tasks.length - this.taken;
  }

  /** Returns the next task; null if none is left. */
  take(): Task | null {
    return this.length > 0 ? this.tasks[this.taken++] : null;
  }

  /** Drops the tasks that are left. */
  stop(): void {
    this.isStopped = true;
  }
}
