/** Flags that say nothing about the figure; those of every command that makes figures. */
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { nearest } from '../diagnostics.js';
import { STYLE_NAMES } from '../host/diagnostic-formats.js';
import { UsageError } from '../host/exit.js';
import type { JobOptions } from '../host/open-job.js';
import type { Reporting } from '../host/report.js';
import { type InputFormat, READERS } from '../input/index.js';
import { collect, overridesOf } from './flags.js';

export interface CommonOptions extends Reporting {
  readonly root?: string;
  readonly inputFormat?: InputFormat;
  readonly strict?: boolean;
  readonly zoom?: number;
  readonly font?: readonly string[];
  /** False with `--no-config`. */
  readonly config: boolean;
  readonly printConfig?: boolean;
}

export function withCommonFlags(command: Command): Command {
  return withInputFormat(command)
    .option('--zoom <factor>', "multiplies the PNG's size in pixels", positive)
    .option('--font <file>', 'a TrueType font for what the bundled ones lack (repeatable)', collect)
    .option('--root <folder>', 'the folder below which a spec may read files', folder)
    .option('--no-config', 'as if there were no heatmap.config.json')
    .option('--print-config', 'say each setting and where it comes from, draw nothing')
    .option('--strict', 'exit with 3 if there was a warning')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'say what was guessed and chosen')
    .option(
      '--diagnostics <style>',
      `how errors and warnings are written: ${STYLE_NAMES.join(', ')}`,
      oneOf('--diagnostics', STYLE_NAMES),
    );
}

export function withInputFormat(command: Command): Command {
  const formats = Object.keys(READERS) as InputFormat[];
  return command.option(
    '--input-format <format>',
    `how to read the matrix: ${formats.join(', ')}`,
    oneOf('--input-format', formats),
  );
}

export function oneOf<T extends string>(flag: string, words: readonly T[]) {
  return (given: string): T => {
    const word = words.find((known) => known === given);
    if (word !== undefined) return word;
    const near = nearest(given, words);
    const meant = near.length ? `; did you mean ${near[0]}?` : '';
    throw new UsageError(`${flag} takes one of ${words.join(', ')}, found "${given}"${meant}`);
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new UsageError(`--zoom takes a number above 0 and at most 100, found "${text}"`);
  return value;
}

function folder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--root takes a folder, and there is none called ${path}`);
  return path;
}

export function jobOptions(options: CommonOptions): JobOptions {
  return {
    overrides: overridesOf({ ...options }),
    zoom: options.zoom ?? 1,
    root: options.root ?? null,
    inputFormat: options.inputFormat ?? null,
    config: options.config,
  };
}
