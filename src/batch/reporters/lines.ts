/** A batch in lines for people. */
import { posix } from 'node:path';
import { styleText } from 'node:util';
import { visible } from '../../host/diagnostic-formats.js';
import type { BatchResult, Outcome } from '../task.js';

export type Status = Outcome['status'];

/** In the order of a summary. */
const STATUSES = ['made', 'unchanged', 'same', 'drifted', 'failed'] as const satisfies readonly Status[];

const COLORS = { made: 'green', unchanged: 'dim', same: 'green', drifted: 'yellow', failed: 'red' } as const;

export function counts(outcomes: readonly Outcome[]): Record<Status, number> {
  const found = { made: 0, unchanged: 0, same: 0, drifted: 0, failed: 0 };
  for (const { status } of outcomes) found[status]++;
  return found;
}

/** "12 made, 3 unchanged, 1 failed in 2.1 s" */
export function summaryLine({ outcomes, time }: BatchResult, colored = false): string {
  const found = counts(outcomes);
  const parts = STATUSES.filter((status) => found[status] > 0).map((status) =>
    painted(`${found[status]} ${status}`, status, colored),
  );
  return `${parts.join(', ') || 'nothing to do'} in ${duration(time)}`;
}

/** "made   fig/one.svg, one.png   0.12 s"; for a figure that failed its input, as nothing was written. */
export function figureLine({ task, status, time }: Outcome, colored = false): string {
  const paths =
    status === 'failed' ? [task.input] : task.targets.map(({ path }) => path.replaceAll('\\', '/'));
  const folder = posix.dirname(paths[0]);
  const short = paths.map((path, i) =>
    i > 0 && posix.dirname(path) === folder ? posix.basename(path) : path,
  );
  return `${painted(status.padEnd(6), status, colored)} ${visible(short.join(', '))}   ${duration(time)}`;
}

/** Every line of `text`, set in. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** A time in ms: "0.12 s", "2.1 s", "3 min 5 s". */
function duration(time: number): string {
  if (time < 1000) return `${(time / 1000).toFixed(2)} s`;
  if (time < 60_000) return `${(time / 1000).toFixed(1)} s`;
  return roughly(time);
}

/** A time in ms to the next second, or minute if it is long. */
export function roughly(time: number): string {
  const seconds = Math.ceil(time / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function painted(text: string, status: Status, colored: boolean): string {
  return colored ? styleText(COLORS[status], text, { validateStream: false }) : text;
}
