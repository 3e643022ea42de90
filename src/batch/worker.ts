/** The side of a worker process: it makes the figures it is sent, one after another. */

import type { Snapshot } from '../diff/snapshot.js';
import { fontsWith } from '../host/font-files.js';
import { makeFigure, type Settings } from './make.js';
import type { Task } from './task.js';

/** What a worker is sent: first the settings, then tasks. It answers each task with its outcome. */
export type Order =
  | { readonly settings: Settings }
  | { readonly task: Task; readonly before: Snapshot | null };

/** The argument that makes a process a worker. */
export const WORKER = '--worker';

export function serveOrders(): void {
  let settings: Settings | null = null;
  process.on('message', async (order: Order) => {
    if ('settings' in order) {
      settings = order.settings;
    } else if (settings) {
      const fonts = fontsWith(settings.fonts);
      process.send?.(await makeFigure(order.task, settings, fonts, order.before));
    }
  });
  // Without the one who gives orders nobody would end it.
  process.on('disconnect', () => process.exit());
}
