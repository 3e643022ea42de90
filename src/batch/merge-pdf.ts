/** Writes the figures of a batch as one PDF file. */
import { readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { fail, quote, type Report } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { comparablePath } from '../host/target.js';
import { writeFiles } from '../host/write.js';
import { joinPages, PAGED_FORMAT, WRITERS } from '../output/index.js';
import { formatCount, joinItems } from '../phrases.js';
import { hashContent } from './dependencies.js';
import type { Outcome, Task } from './task.js';

/** The names of missing figures in a message. */
const MAX_NAMES = 8;

/** @throws UsageError if `path` does not name a file with pages, or is a file of a figure or its input */
export function rejectFigureFile(path: string, tasks: readonly Task[]): void {
  const extension = `.${WRITERS[PAGED_FORMAT].extension}`;
  if (extname(path).toLowerCase() !== extension)
    throw new UsageError(`--merge-pdf takes a file that ends with ${extension}, found ${path}`);
  const isSame = (other: string) => comparablePath(resolve(other)) === comparablePath(resolve(path));
  for (const { name, input, targets } of tasks) {
    if (isSame(input) || targets.some((target) => isSame(target.path)))
      throw new UsageError(`--merge-pdf ${path} would overwrite a file of the figure ${name}`);
  }
}

/**
 * Writes the PDF files of all figures that were drawn as one file, in the order of `tasks`, and reports those that it lacks.
 * Without such a figure, it writes nothing. The files are read from the disk, because worker processes wrote them.
 *
 * Errors: `changed-while-read`, `unwritable`.
 */
export async function writeMergedPdf(
  path: string,
  tasks: readonly Task[],
  outcomes: readonly Outcome[],
  report: Report,
): Promise<void> {
  const figures = outcomes.flatMap((outcome) => {
    if (outcome.status === 'failed') return [];
    const { task, outputs } = outcome;
    const { path: file, sha256 } = outputs[task.targets.findIndex(({ format }) => format === PAGED_FORMAT)];
    const bytes = readFileSync(file);
    if (hashContent(bytes) !== sha256)
      fail('changed-while-read', 'the file changed before it was added to the merged PDF', { file });
    return [{ name: task.name, bytes }];
  });
  const merged = new Set(figures.map(({ name }) => name));
  const missing = tasks.filter(({ name }) => !merged.has(name)).map(({ name }) => quote(name));
  if (figures.length > 0)
    await writeFiles([{ path, bytes: joinPages(figures, basename(path, extname(path))) }]);
  if (missing.length === 0) return;
  const names = joinItems(missing.slice(0, MAX_NAMES));
  const others = missing.length > MAX_NAMES ? `, and ${missing.length - MAX_NAMES} more` : '';
  const message =
    figures.length > 0
      ? `the merged PDF lacks ${formatCount(missing.length, 'figure')}: ${names}${others}`
      : 'the merged PDF was not written, because no figure was made';
  const hints = ['fix the errors of these figures and run again'];
  report({ severity: 'error', code: 'merged-pdf-incomplete', message, place: { file: path }, hints });
}
