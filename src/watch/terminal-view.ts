/** Shows the watched figure in the terminal, and redraws it in place. */
import { HeatmapError, type Report } from '../diagnostics.js';
import { writeStdout } from '../host/io.js';
import { type JobOptions, openJob } from '../host/open-job.js';
import { drawInTerminal } from '../host/terminal.js';
import type { FigureView } from './watcher.js';

/** Moves the cursor to the upper left corner and clears the window. */
const CLEAR = '\x1b[H\x1b[2J';

/** Returns a view that fills the window. A figure with errors stays as it was; a new width of the window redraws it. */
export function createTerminalView(job: JobOptions, report: Report): FigureView {
  let input: string | null = null;
  const redraw = () => {
    if (input === null) return;
    try {
      // Warnings are reported by the watcher, which draws the figure too.
      const picture = drawInTerminal(
        openJob(input, job, () => {}),
        () => {},
      );
      // A closed terminal ends the program.
      void writeStdout(CLEAR + picture).catch(() => {});
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      error.diagnostics.forEach(report);
    }
  };
  process.stdout.on('resize', redraw);
  return {
    show({ task, figure }) {
      if (figure === null) return;
      input = task.input;
      redraw();
    },
    remove() {
      input = null;
    },
  };
}
