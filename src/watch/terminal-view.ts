/** Shows the watched figure in the terminal, and redraws it in place. */
import { HeatmapError, type Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import { type JobOptions, openJob } from '../host/open-job.js';
import { showInTerminal } from '../host/terminal.js';
import type { FigureView } from './watcher.js';

/** Returns a view that fills the window. A figure with errors stays as it was; a new size of the window redraws it. */
export function createTerminalView(
  job: JobOptions,
  fonts: () => FontSet,
  onlyCharacters: boolean,
  report: Report,
): FigureView {
  let input: string | null = null;
  const redraw = async () => {
    if (input === null) return;
    try {
      // Warnings are reported by the watcher, which draws the figure too.
      const opened = openJob(input, job, () => {});
      await showInTerminal(opened, fonts(), { onlyCharacters, inPlace: true }, () => {});
    } catch (error) {
      // Any other error is that of a closed terminal, which ends the program.
      if (error instanceof HeatmapError) error.diagnostics.forEach(report);
    }
  };
  /** The last drawing; the next one waits for it, because each asks the terminal. */
  let drawing = Promise.resolve();
  let isWaiting = false;
  const request = () => {
    if (isWaiting) return;
    isWaiting = true;
    drawing = drawing.then(() => {
      isWaiting = false;
      return redraw();
    });
  };
  process.stdout.on('resize', request);
  return {
    show({ task, figure }) {
      if (figure === null) return;
      input = task.input;
      request();
    },
    remove() {
      input = null;
    },
  };
}
