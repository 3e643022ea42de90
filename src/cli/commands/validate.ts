import type { Command } from 'commander';
import { HeatmapError } from '../../diagnostics.js';
import { figureOf, sceneOf } from '../../render.js';
import { EXIT } from '../exit.js';
import { withSpecFlags } from '../flags.js';
import { openJob } from '../open-job.js';
import { Reporter } from '../report.js';
import { type CommonOptions, jobOptions, withCommonFlags } from './render.js';

export function addValidate(program: Command, exit: (code: number) => void): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('validate')
        .summary('say everything render would complain about, write nothing')
        .description(
          'Reads, resolves and lays out each FILE as render would, and reports every fault and warning.',
        )
        .argument('<file...>', 'specs or matrices'),
    ),
  ).action(async (files: string[], options: CommonOptions) => exit(await validate(files, options)));
}

async function validate(files: readonly string[], options: CommonOptions): Promise<number> {
  const reporter = new Reporter({ quiet: options.quiet === true, verbose: options.verbose === true });
  let failed = 0;
  for (const file of files) {
    try {
      sceneOf(figureOf(await openJob(file, jobOptions({ ...options })), reporter.report), reporter.report);
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      error.diagnostics.forEach(reporter.report);
      failed++;
    }
  }
  reporter.say(failed ? `${failed} of ${files.length} cannot be rendered` : `${files.length} valid`);
  return failed ? EXIT.failed : options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}
