import type { Command } from 'commander';
import { mergeFiles } from '../../host/reduce-file.js';
import type { DiagnosticOptions } from '../../host/report.js';
import { addDiagnosticFlags } from '../common-flags.js';

interface MergeFlags extends DiagnosticOptions {
  readonly output: string;
  readonly partial?: boolean;
}

export function addMerge(program: Command, exit: (code: number) => void): void {
  addDiagnosticFlags(
    program
      .command('merge')
      .summary('join the parts that "heatmap reduce" wrote')
      .description(
        'Join parts that "heatmap reduce" wrote, in any order. The result is data that render, batch and the other commands read. ' +
          'To join pages of figures, use "heatmap batch --merge-pdf".',
      )
      .argument('<part...>', 'all parts of one matrix or table')
      .requiredOption('-o, --output <file>', 'write to this file, such as all.hm')
      .option('--partial', 'join neighbouring parts to a larger part, before the others are there'),
  ).action(async (inputs: string[], { output, partial = false, ...diagnostics }: MergeFlags) =>
    exit(await mergeFiles({ inputs, output, isPartial: partial, diagnostics })),
  );
}
