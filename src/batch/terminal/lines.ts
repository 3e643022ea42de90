/** Formats figures and results of a batch as lines of text. */
import { posix } from 'node:path';
import { styleText } from 'node:util';
import { replaceControlCharacters } from '../../host/diagnostic-formats.js';
import type { BatchResult, ObsoleteFigure, Outcome } from '../task.js';

type Status = Outcome['status'];

/** In the order of a summary. */
const STATUSES = ['made', 'unchanged', 'same', 'drifted', 'failed'] as const satisfies readonly Status[];

const OBSOLETE_STATUSES = ['obsolete', 'removed'] as const;

type LineStatus = Status | (typeof OBSOLETE_STATUSES)[number];

const COLORS = {
  made: 'green',
  unchanged: 'dim',
  same: 'green',
  drifted: 'yellow',
  failed: 'red',
  obsolete: 'yellow',
  removed: 'green',
} as const;

export function countByStatus(outcomes: readonly Outcome[]): Record<Status, number> {
  const counts = { made: 0, unchanged: 0, same: 0, drifted: 0, failed: 0 };
  for (const { status } of outcomes) counts[status]++;
  return counts;
}

/** Returns the number of figures without a spec that exist, and of those that were removed. */
export function countObsolete(figures: readonly ObsoleteFigure[]): { obsolete: number; removed: number } {
  const removed = figures.filter(isRemoved).length;
  return { obsolete: figures.length - removed, removed };
}

/** Whether all files of a figure without a spec were removed. */
export function isRemoved({ files }: ObsoleteFigure): boolean {
  return files.every(({ state }) => state === 'removed');
}

/** Returns a summary such as "12 made, 3 unchanged, 1 failed in 2.1 s". */
export function formatSummary({ outcomes, obsolete, time }: BatchResult, colored = false): string {
  const counts = { ...countByStatus(outcomes), ...countObsolete(obsolete) };
  const parts = [...STATUSES, ...OBSOLETE_STATUSES]
    .filter((status) => counts[status] > 0)
    .map((status) => colorize(`${counts[status]} ${status}`, status, colored));
  return `${parts.join(', ') || 'nothing to do'} in ${formatDuration(time)}`;
}

/** Returns a line such as "made   fig/one.svg, one.png   0.12 s". A figure that failed shows its input instead. */
export function formatFigure({ task, status, time }: Outcome, colored = false): string {
  const paths = status === 'failed' ? [task.input] : task.targets.map(({ path }) => path);
  return formatLine(status, paths, formatDuration(time), colored);
}

/** Returns a line such as "obsolete fig/one.svg, one.png   one.json does not exist", and one for each changed file. */
export function formatObsolete(figure: ObsoleteFigure, colored = false): string[] {
  const { input, files } = figure;
  const status = isRemoved(figure) ? 'removed' : 'obsolete';
  const paths = files.map(({ path }) => path);
  return [
    formatLine(status, paths, replaceControlCharacters(`${input} does not exist`), colored),
    ...changedFiles(figure).map((text) => indentLines(replaceControlCharacters(text))),
  ];
}

/** Returns a sentence for each file that is not removed, because it was changed. */
export function changedFiles({ files }: ObsoleteFigure): string[] {
  return files
    .filter(({ state }) => state === 'changed')
    .map(({ path }) => `${path} was changed after it was made, so --prune does not remove it`);
}

function formatLine(status: LineStatus, files: readonly string[], detail: string, colored: boolean): string {
  const paths = files.map((path) => path.replaceAll('\\', '/'));
  const folder = posix.dirname(paths[0]);
  const shortPaths = paths.map((path, i) =>
    i > 0 && posix.dirname(path) === folder ? posix.basename(path) : path,
  );
  const list = replaceControlCharacters(shortPaths.join(', '));
  return `${colorize(status.padEnd(6), status, colored)} ${list}   ${detail}`;
}

export function indentLines(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Formats milliseconds as "0.12 s", "2.1 s" or "3 min 5 s". */
function formatDuration(time: number): string {
  if (time < 1000) return `${(time / 1000).toFixed(2)} s`;
  if (time < 60_000) return `${(time / 1000).toFixed(1)} s`;
  return formatRoughDuration(time);
}

/** Formats milliseconds, rounded up to seconds, or to minutes from one hour. */
export function formatRoughDuration(time: number): string {
  const seconds = Math.ceil(time / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function colorize(text: string, status: LineStatus, colored: boolean): string {
  return colored ? styleText(COLORS[status], text, { validateStream: false }) : text;
}
