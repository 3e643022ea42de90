/** Makes figures in the process of the batch itself: while zlib deflates one figure in its threads, the next is laid out. */
import type { Snapshot } from '../diff/snapshot.js';
import { loadFonts } from '../host/font-files.js';
import { type BatchSettings, makeFigure } from './make.js';
import type { Outcome, Task } from './task.js';
import type { TaskQueue } from './task-queue.js';

export interface OwnProcessOptions {
  /** The maximum number of figures that are made at a time; one of them is drawn, the others are deflated. */
  readonly depth: number;
  readonly previousSnapshot: (task: Task) => Snapshot | null;
  readonly onStart: (task: Task) => void;
  /** Is called with the outcome of each task, in their order. Return false to stop the batch. */
  readonly onEnd: (outcome: Outcome) => boolean;
}

/** Resolves when the queue is empty and its own figures are made. */
export async function runInOwnProcess(
  queue: TaskQueue,
  settings: BatchSettings,
  { depth, previousSnapshot, onStart, onEnd }: OwnProcessOptions,
): Promise<void> {
  const fonts = loadFonts(settings.fonts);
  const running: Promise<Outcome>[] = [];
  for (let task = queue.take(); task; task = queue.take()) {
    onStart(task);
    const outcome = makeFigure(task, settings, fonts, previousSnapshot(task));
    // An error of the program is thrown below, in the turn of the figure, with its name.
    outcome.catch((error) => {
      if (error instanceof Error) error.message = `${task.input}: ${error.message}`;
    });
    running.push(outcome);
    while (running.length >= depth) await finishOldest();
  }
  while (running.length > 0) await finishOldest();

  async function finishOldest(): Promise<void> {
    const outcome = await running.shift();
    if (outcome && !onEnd(outcome)) queue.stop();
  }
}
