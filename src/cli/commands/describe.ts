import type { Command } from 'commander';
import { describeFile } from '../../host/describe-file.js';
import { DESCRIPTION_FORMAT_NAMES, type DescriptionFormat } from '../../host/describe-formats.js';
import { printSettings } from '../../host/settings.js';
import {
  addCommonFlags,
  type CommonFlags,
  choiceParser,
  fontReferences,
  toJobOptions,
} from '../common-flags.js';
import { addSpecFlags } from '../flags.js';

interface DescribeFlags extends CommonFlags {
  readonly output?: string;
  readonly format: DescriptionFormat;
}

export function addDescribe(program: Command, exit: (code: number) => void): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('describe')
        .summary('say in words what a figure shows')
        .description(
          'Describe FILE as render would draw it: its extremes, trends, groups, missing and clipped values, and what was chosen. ' +
            'FILE is a spec, a matrix, or a figure that carries its spec.',
        )
        .argument('<file>', 'a spec, a matrix or a figure; "-" for standard input')
        .option('-o, --output <file>', 'write to this file')
        .option(
          '--format <format>',
          `write this format: ${DESCRIPTION_FORMAT_NAMES.join(', ')}`,
          choiceParser('--format', DESCRIPTION_FORMAT_NAMES),
          'text',
        ),
    ),
  ).action(async (file: string, flags: DescribeFlags) => exit(await describe(file, flags)));
}

function describe(input: string, flags: DescribeFlags): Promise<number> {
  const job = toJobOptions(flags);
  if (flags.printConfig) return printSettings([input], flags, job);
  return describeFile({
    input,
    output: flags.output ?? null,
    format: flags.format,
    job,
    fontFiles: fontReferences(flags),
    strict: flags.strict ?? false,
    diagnostics: flags,
  });
}
