import type { Command } from 'commander';
import { formatExplanation, formatIndex } from '../../explain/format.js';
import { EXPLANATIONS } from '../../explain/index.js';
import { didYouMean } from '../../host/did-you-mean.js';
import { UsageError } from '../../host/exit.js';
import { writeStdout } from '../../host/io.js';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('explain an error or a warning')
    .description(
      'Explain the error or warning with this CODE, which each message shows in brackets at its end. Without CODE, list all.',
    )
    .argument('[code]', 'such as unknown-key')
    .action((code: string | undefined) =>
      writeStdout(code === undefined ? formatIndex() : explanationOf(code)),
    );
}

function explanationOf(argument: string): string {
  const code = argument.replace(/^\[|\]$/g, '');
  const explanation = EXPLANATIONS.get(code);
  if (explanation) return formatExplanation(code, explanation);
  const suggestion = didYouMean(code, EXPLANATIONS.keys()) || '; "heatmap explain" lists all codes';
  throw new UsageError(`there is no diagnostic ${code}${suggestion}`);
}
