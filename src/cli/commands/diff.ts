import type { Command } from 'commander';
import { DIFFERENCE_FORMATS, diffFiles } from '../../host/diff-files.js';
import { UsageError } from '../../host/exit.js';
import { printSettings } from '../../host/settings.js';
import {
  addCommonFlags,
  type CommonFlags,
  choiceParser,
  outputChoices,
  toJobOptions,
} from '../common-flags.js';
import { addSpecFlags, collect } from '../flags.js';

interface DiffFlags extends CommonFlags {
  readonly output?: string[];
  readonly format: (typeof DIFFERENCE_FORMATS)[number];
}

export function addDiff(program: Command, exit: (code: number) => void): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('diff')
        .summary('say what differs between two figures')
        .description(
          'Say in words what changed from BEFORE to AFTER: values, labels, order, settings. Each is a spec, a matrix, or a figure. ' +
            'Of a figure that carries no spec, only the pixels are compared. The exit code is 0 if nothing differs, else 3.',
        )
        .argument('<before>', 'a figure, a spec or a matrix; "-" for standard input')
        .argument('<after>', 'another one')
        .option(
          '-o, --output <file>',
          `draw both beside each other, with the differences marked: ${outputChoices('diff')} (repeatable)`,
          collect,
        )
        .option(
          '--format <format>',
          `print the differences in this format: ${DIFFERENCE_FORMATS.join(', ')}`,
          choiceParser('--format', DIFFERENCE_FORMATS),
          'text',
        ),
    ),
  ).action(async (before: string, after: string, flags: DiffFlags) =>
    exit(await diff([before, after], flags)),
  );
}

function diff(inputs: readonly [string, string], flags: DiffFlags): Promise<number> {
  const job = toJobOptions(flags);
  if (flags.printConfig) return printSettings(inputs, flags, job);
  if (inputs[0] === '-' && inputs[1] === '-') throw new UsageError('standard input can be read only once');
  return diffFiles({
    inputs,
    outputs: flags.output ?? [],
    format: flags.format,
    job,
    fontFiles: flags.font ?? [],
    strict: flags.strict ?? false,
    diagnostics: flags,
  });
}
