import type { Command } from 'commander';
import { runDoctor } from '../../host/doctor.js';
import { VERSION } from '../../version.js';

export function addDoctor(program: Command, exit: (code: number) => void): void {
  program
    .command('doctor')
    .summary('check the installation, fonts and terminal')
    .description(
      'Check Node, the native module, each output format, fonts, the code cache, the configuration and the terminal. ' +
        'Each line begins with "ok" or "problem", and a problem says what to do. The exit code is 1 if there is a problem.',
    )
    .action(async () => exit(await runDoctor(VERSION)));
}
