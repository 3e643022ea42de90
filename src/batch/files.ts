import { resolve } from 'node:path';
import type { Report } from '../diagnostics.js';
import type { Figure } from '../figure/figure.js';
import type { FontSet } from '../fonts/fonts.js';
import { folderOf, type JobOptions, openJob } from '../host/open-job.js';
import type { Target } from '../host/target.js';
import type { Open } from '../input/load.js';
import { draw, write } from '../render.js';
import type { Spec } from '../spec/spec.js';
import type { Task } from './task.js';

export interface Drawn {
  readonly figure: Figure;
  readonly spec: Spec;
  readonly files: readonly (Target & { readonly bytes: Uint8Array })[];
}

/** Draws a figure, to the bytes of its files; `opens` hears of each file by its full path before it is read. */
export function drawFiles(
  { input, targets }: Task,
  options: JobOptions,
  fonts: FontSet,
  opens: (path: string) => void,
  report: Report,
): Drawn {
  opens(resolve(input));
  const opened = openJob(input, options, report);
  // It was read a moment ago, and settings that are changed in between are what the next run finds.
  if (opened.config) opens(opened.config.path);
  const folder = folderOf(input);
  const open: Open = (path, place) => {
    if (path !== '-') opens(resolve(folder, path));
    return opened.open(path, place);
  };
  const { figure, scene } = draw({ ...opened, open }, report, fonts);
  const files = targets.map((target) => ({ ...target, bytes: write(scene, target.format, fonts) }));
  return { figure, spec: opened.parsed.spec, files };
}
