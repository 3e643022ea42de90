/** Draws a figure into the bytes of its output files. */
import { resolve } from 'node:path';
import type { Report } from '../diagnostics.js';
import type { DescribedFigure } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import { baseFolder, type JobOptions, openJob } from '../host/open-job.js';
import type { Target } from '../host/target.js';
import type { OpenFile } from '../input/load.js';
import { draw, writeInBackground } from '../render.js';
import type { Spec } from '../spec/spec.js';
import type { Task } from './task.js';

export interface DrawnFiles {
  readonly figure: DescribedFigure;
  readonly spec: Spec;
  readonly files: readonly DrawnFile[];
}

export type DrawnFile = Target & { readonly bytes: Uint8Array };

/**
 * Draws the figure of a task. Calls `onRead` with the full path of each file before it is read. All files are read before
 * the first `await`; then only other threads work.
 */
export async function drawFiles(
  { input, targets }: Task,
  options: JobOptions,
  fonts: FontSet,
  onRead: (path: string) => void,
  report: Report,
): Promise<DrawnFiles> {
  onRead(resolve(input));
  const job = openJob(input, options, report);
  // The configuration was just read. If it changes in between, the next run detects that.
  if (job.config) onRead(job.config.path);
  const folder = baseFolder(input);
  const open: OpenFile = (path, place) => {
    if (path !== '-') onRead(resolve(folder, path));
    return job.open(path, place);
  };
  const { figure, scene, fonts: used } = draw({ ...job, open }, report, fonts);
  const write = async (target: Target) => ({
    ...target,
    bytes: await writeInBackground(scene, target.format, used),
  });
  const files = await Promise.all(targets.map(write));
  return { figure, spec: job.parsed.spec, files };
}
