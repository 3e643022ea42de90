import type { Command } from 'commander';
import { printSettings } from '../../host/settings.js';
import { validateFiles } from '../../host/validate-files.js';
import { addCommonFlags, type CommonFlags, fontReferences, toJobOptions } from '../common-flags.js';
import { addSpecFlags } from '../flags.js';

export function addValidate(program: Command, exit: (code: number) => void): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('validate')
        .summary('check specs and data, write nothing')
        .description('Read and lay out each FILE like render, and report all errors and warnings.')
        .argument('<file...>', 'specs or matrices'),
    ),
  ).action(async (files: string[], flags: CommonFlags) => exit(await validate(files, flags)));
}

function validate(files: readonly string[], flags: CommonFlags): Promise<number> {
  const job = toJobOptions(flags);
  if (flags.printConfig) return printSettings(files, flags, job);
  return validateFiles({
    inputs: files,
    job,
    fontFiles: fontReferences(flags),
    strict: flags.strict ?? false,
    diagnostics: flags,
  });
}
