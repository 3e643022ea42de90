/** Flags that say nothing about the figure; those of every command that makes figures. */
import { statSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { type InputFormat, READERS } from '../input/index.js';
import { overridesOf } from './flags.js';
import type { JobOptions } from './open-job.js';
import type { Reporting } from './report.js';
import { STYLE_NAMES } from './styles.js';

export interface CommonOptions extends Reporting {
  readonly root?: string;
  readonly inputFormat?: InputFormat;
  readonly strict?: boolean;
  readonly zoom?: number;
}

export function withCommonFlags(command: Command): Command {
  return withInputFormat(command)
    .option('--zoom <factor>', "multiplies the PNG's size in pixels", positive)
    .option('--root <folder>', 'the folder below which a spec may read files', folder)
    .option('--strict', 'exit with 3 if there was a warning')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'say what was guessed and chosen')
    .option(
      '--diagnostics <style>',
      `how errors and warnings are written: ${STYLE_NAMES.join(', ')}`,
      oneOf(STYLE_NAMES),
    );
}

export function withInputFormat(command: Command): Command {
  const formats = Object.keys(READERS) as InputFormat[];
  return command.option(
    '--input-format <format>',
    `how to read the matrix: ${formats.join(', ')}`,
    oneOf(formats),
  );
}

function oneOf<T extends string>(words: readonly T[]) {
  return (given: string): T => {
    const word = words.find((known) => known === given);
    if (word === undefined) throw new InvalidArgumentError(`expected one of ${words.join(', ')}.`);
    return word;
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new InvalidArgumentError('expected a number above 0 and at most 100.');
  return value;
}

function folder(path: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidArgumentError('there is no such folder.');
  return path;
}

export function jobOptions(options: CommonOptions): JobOptions {
  return {
    overrides: overridesOf({ ...options }),
    zoom: options.zoom ?? 1,
    root: options.root ?? null,
    inputFormat: options.inputFormat ?? null,
  };
}
