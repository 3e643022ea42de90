import type { Command } from 'commander';
import { writeStarterSpec } from '../../host/init.js';
import type { InputFormat } from '../../input/index.js';
import { addInputFormatFlag } from '../common-flags.js';

interface InitFlags {
  readonly output?: string;
  readonly force?: boolean;
  readonly inputFormat?: InputFormat;
}

export function addInit(program: Command, exit: (code: number) => void): void {
  addInputFormatFlag(
    program
      .command('init')
      .summary('write a starter spec for a data file')
      .description(
        'Write a spec for DATA, with comments that explain each choice. The spec can be rendered without changes. ' +
          'Without -o, write it to standard output.',
      )
      .argument('<data>', 'a matrix or a long table; "-" for standard input')
      .option('-o, --output <spec>', 'write to this file, such as auc.json')
      .option('--force', 'overwrite an existing spec'),
  ).action(async (data: string, { output, force, inputFormat }: InitFlags) =>
    exit(
      await writeStarterSpec({
        data,
        output: output ?? null,
        force: force ?? false,
        inputFormat: inputFormat ?? null,
      }),
    ),
  );
}
