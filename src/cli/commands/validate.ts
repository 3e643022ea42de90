import type { Command } from 'commander';
import { EXIT } from '../../host/exit.js';
import { fontsWith } from '../../host/font-files.js';
import { openJob } from '../../host/open-job.js';
import { Reporter } from '../../host/report.js';
import { printSettings } from '../../host/settings.js';
import { draw } from '../../render.js';
import { type CommonOptions, jobOptions, withCommonFlags } from '../common-flags.js';
import { withSpecFlags } from '../flags.js';

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
  if (options.printConfig) return printSettings(files, options, jobOptions(options));
  const reporter = new Reporter(options);
  const fonts = fontsWith(options.font);
  const job = jobOptions(options);
  let failed = 0;
  for (const file of files) {
    const valid = await reporter.attempt(file, async (report) => {
      draw({ ...openJob(file, job, report), described: false }, report, fonts);
    });
    if (!valid) failed++;
  }
  reporter.say(failed ? `${failed} of ${files.length} cannot be rendered` : `${files.length} valid`);
  return failed ? EXIT.failed : options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}
