import type { Command } from 'commander';
import { formatExplanation, formatIndex, formatStep } from '../../explain/format.js';
import { EXPLANATIONS } from '../../explain/index.js';
import { didYouMean } from '../../host/did-you-mean.js';
import { UsageError } from '../../host/exit.js';
import { writeStdout } from '../../host/io.js';
import { joinItems } from '../../phrases.js';
import { AGGREGATES, TIME_UNITS } from '../../spec/fields.js';
import { keyList, keyNames, keyPage, keysNamed } from '../key-pages.js';

/** More keys than these do not help to choose one. */
const MAX_KEYS = 6;

/** The keys that explain functions of records. */
const FUNCTION_KEYS: ReadonlyMap<string, string> = new Map([
  ...[...TIME_UNITS, 'bin', 'calendar'].map((name) => [name, 'data.x'] as const),
  ...AGGREGATES.map((name) => [name, 'data.value'] as const),
]);

export function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('explain a key of a spec, an error or a warning')
    .description(
      'Explain a KEY of a spec, a step of data.transform, or the error or warning with this CODE, which each message shows in ' +
        'brackets at its end. ' +
        'Without an argument, list all codes.',
    )
    .argument('[key|code]', 'such as color.scale, x.ticks or unknown-key')
    .option('--list', 'list all codes and all keys, one per line')
    .action((name: string | undefined, { list }: { readonly list?: boolean }) => {
      if (name !== undefined && list) throw new UsageError('--list takes no key and no code');
      return writeStdout(list ? listAll() : name === undefined ? formatIndex() : pageOf(name));
    });
}

function listAll(): string {
  return `Codes:\n${formatIndex().replace(/^(?=.)/gm, '  ')}\nKeys:\n${keyList()}`;
}

function pageOf(argument: string): string {
  const name = argument.replace(/^\[|\]$/g, '');
  const explanation = EXPLANATIONS.get(name);
  if (explanation) return formatExplanation(name, explanation);
  const page = keyPage(argument) ?? formatStep(name);
  if (page !== null) return page;
  const keys = keysNamed(argument).slice(0, MAX_KEYS);
  const keyOfFunction = FUNCTION_KEYS.get(name);
  const suggestion = keyOfFunction
    ? `; the function ${name}() of records is explained by "heatmap explain ${keyOfFunction}"`
    : keys.length > 0
      ? `; did you mean ${joinItems(keys, 'or')}?`
      : didYouMean(name, [...EXPLANATIONS.keys(), ...keyNames()]) || '; "heatmap explain --list" lists all';
  throw new UsageError(`there is no key and no diagnostic ${argument}${suggestion}`);
}
