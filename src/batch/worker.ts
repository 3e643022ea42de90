/** The worker process: makes the figures that it is sent, one at a time. */
import type { Snapshot } from '../diff/snapshot.js';
import { loadFonts } from '../host/font-files.js';
import { type BatchSettings, makeFigure } from './make.js';
import type { Task } from './task.js';

/** A message to a worker: the settings first, then tasks. The worker answers each task with its outcome. */
export type WorkerRequest =
  | { readonly settings: BatchSettings }
  | { readonly task: Task; readonly previous: Snapshot | null };

/** The command line argument of a worker process. */
export const WORKER_FLAG = '--worker';

/** Whether the arguments of the program are those of a worker process. */
export function isWorker(args: readonly string[]): boolean {
  return args[0] === WORKER_FLAG;
}

export function handleRequests(): void {
  let settings: BatchSettings | null = null;
  process.on('message', async (request: WorkerRequest) => {
    if ('settings' in request) {
      settings = request.settings;
    } else if (settings) {
      const fonts = loadFonts(settings.fonts);
      process.send?.(await makeFigure(request.task, settings, fonts, request.previous));
    }
  });
  // If the parent process dies, nothing else stops the worker.
  process.on('disconnect', () => process.exit());
}
