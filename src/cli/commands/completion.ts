import type { Command } from 'commander';
import { quote } from '../../diagnostics.js';
import { didYouMean } from '../../host/did-you-mean.js';
import { UsageError } from '../../host/exit.js';
import { writeStdout } from '../../host/io.js';
import { COMPLETION_SCRIPTS, SHELLS } from '../completion-scripts.js';

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .summary('print a script that completes command lines in a shell')
    .description(
      'Print a script that lets SHELL complete commands, flags, their values, keys for --set, and columns of the table on the line.',
    )
    .argument('<shell>', SHELLS.join(', '))
    .action((name: string) => {
      const shell = SHELLS.find((each) => each === name);
      if (shell) return writeStdout(COMPLETION_SCRIPTS[shell]);
      throw new UsageError(
        `completion takes one of ${SHELLS.join(', ')}, found ${quote(name)}${didYouMean(name, SHELLS)}`,
      );
    });
}
