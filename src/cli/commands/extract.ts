import type { Command } from 'commander';
import { extractSpec } from '../../host/extract.js';
import type { DiagnosticOptions } from '../../host/report.js';
import { listFormats } from '../../output/index.js';
import { addDiagnosticFlags } from '../common-flags.js';

interface ExtractFlags extends DiagnosticOptions {
  readonly output?: string;
}

export function addExtract(program: Command, exit: (code: number) => void): void {
  addDiagnosticFlags(
    program
      .command('extract')
      .summary('write the spec and the data that a figure carries')
      .description(
        'Write the spec of FIGURE, with the data in it. Drawn again, it gives the same bytes. ' +
          `FIGURE is a file (${listFormats((writer) => writer.attachment !== undefined)}) that was drawn with --embed or "embed": true. ` +
          'Without -o, write to standard output.',
      )
      .argument('<figure>', 'a figure; "-" for standard input')
      .option('-o, --output <spec>', 'write to this file, such as spec.json'),
  ).action(async (input: string, { output, ...diagnostics }: ExtractFlags) =>
    exit(await extractSpec({ input, output: output ?? null, diagnostics })),
  );
}
