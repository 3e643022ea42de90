/** Explains invalid command lines: unknown commands and flags, flags without a value, too many arguments. */
import { readdirSync } from 'node:fs';
import type { Command, CommanderError } from 'commander';
import * as z from 'zod/mini';
import { didYouMean } from '../host/did-you-mean.js';
import { UsageError } from '../host/exit.js';
import { keyPaths, keysOf, optionsOf, schemaAt } from '../spec/schema-tree.js';
import { specSchema } from '../spec/spec.js';
import { type KeySuggestion, suggestKeys } from '../spec/suggest-key.js';
import { describeOption, isNamed } from './adjacent-flags.js';
import { COMMAND_SYNONYMS, FLAG_SYNONYMS } from './flag-synonyms.js';
import { SPEC_FLAGS } from './flags.js';

/** Returns the error for a word that is not a command and, unless it follows "help", not a file. */
export function unknownCommandError(
  word: string,
  isAfterHelp: boolean,
  commandNames: readonly string[],
): UsageError {
  const synonym = Object.hasOwn(COMMAND_SYNONYMS, word) ? COMMAND_SYNONYMS[word] : undefined;
  const names = isAfterHelp ? commandNames : [...commandNames, ...filesHere()];
  const suggestion = synonym ? `; use heatmap ${synonym}` : didYouMean(word, names);
  return new UsageError(
    `there is no command ${isAfterHelp ? '' : 'and no file '}${word}${suggestion}`,
    `commands: ${commandNames.join(', ')}; "heatmap --help" describes them`,
  );
}

function filesHere(): string[] {
  try {
    return readdirSync('.');
  } catch {
    return [];
  }
}

/** Returns the error to print for an error of commander. `commands` are all commands, and `command` the one that failed. */
export function explainParseError(
  error: CommanderError,
  command: Command,
  commands: readonly Command[],
): UsageError {
  const help = `"heatmap ${command.name()} --help all" lists all flags`;
  const message = error.message.replace(/^error: /, '');
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownFlagError(/'(.*)'/s.exec(message)?.[1] ?? '', command, commands, help);
    case 'commander.optionMissingArgument': {
      const option = command.options.find(({ flags }) => message.includes(`'${flags}'`));
      return new UsageError(
        `${option?.short ?? option?.long ?? 'a flag'} needs a value, but it is the last word`,
        option ? describeOption(option) : help,
      );
    }
    case 'commander.excessArguments':
      return excessArgumentsError(command);
    default:
      return new UsageError(message, `"heatmap ${command.name()} --help" explains the command`);
  }
}

function excessArgumentsError(command: Command): UsageError {
  const { length } = command.registeredArguments;
  const excess = command.args.slice(length);
  const output = command.options.some(({ long }) => long === '--output') && /\.\w+$/.test(excess[0]);
  const takes = length === 0 ? 'no argument' : length === 1 ? 'one argument' : `${length} arguments`;
  return new UsageError(
    `heatmap ${command.name()} takes ${takes}, found ${excess[0]}${output ? `; did you mean -o ${excess[0]}?` : ''}`,
    `"heatmap ${command.name()} --help" explains the command`,
  );
}

function unknownFlagError(
  arg: string,
  command: Command,
  commands: readonly Command[],
  help: string,
): UsageError {
  const flag = arg.replace(/=.*$/s, '');
  const message = `unknown option ${flag}`;
  const name = flag.replace(/^-+/, '');
  const hasFlag = ({ options }: Command) => options.some(({ long }) => long === `--${name}`);
  const others = commands.filter((other) => other.name() !== command.name() && hasFlag(other));
  if (hasFlag(command)) {
    const isExact = flag === `--${name}`;
    return new UsageError(isExact ? `${flag} takes no value` : `${message}; did you mean --${name}?`, help);
  }
  if (others.length > 0) {
    const names = others.map((other) => `"heatmap ${other.name()}"`).join(' and ');
    return new UsageError(message, `it is a flag of ${names}`);
  }
  const lowerCaseName = name.toLowerCase();
  const synonym = Object.hasOwn(FLAG_SYNONYMS, lowerCaseName) ? FLAG_SYNONYMS[lowerCaseName] : undefined;
  if (synonym !== undefined && command.options.some((option) => isNamed(option, synonym.split(' ')[0])))
    return new UsageError(message, `use ${synonym}`);
  const takesKeys = flag.startsWith('--') && command.options.some(({ long }) => long === '--set');
  const keys = takesKeys ? suggestFlags(name, false) : [];
  if (keys.length > 0) return new UsageError(message, `use ${keys.join(' or ')}`);
  const names = command.options.map(({ long }) => long ?? '');
  const similar = name.length > 1 ? didYouMean(`--${name}`, names) : '';
  if (similar) return new UsageError(`${message}${similar}`, help);
  const misspelled = takesKeys ? suggestFlags(name, true) : [];
  return new UsageError(message, misspelled.length > 0 ? `use ${misspelled.join(' or ')}` : help);
}

/** Returns flags that set the key of a spec that an unknown flag names: `--vmin`, `--subtitle`, `--no-legend`. */
function suggestFlags(name: string, allowsTypos: boolean): string[] {
  const isNegated = name.startsWith('no-');
  const key = isNegated ? name.slice('no-'.length) : name;
  const path = keyPaths(specSchema).find((candidate) => candidate === key);
  const unknown = { key, parent: [], value: undefined, validKeys: keysOf(specSchema) };
  const suggestions = path ? [{ path, value: null }] : suggestKeys(unknown, specSchema, allowsTypos);
  const flags = suggestions.flatMap((suggestion) =>
    isNegated ? formatSetting(suggestion.path, 'false') : flagsForKey(suggestion),
  );
  return [...new Set(flags)];
}

function flagsForKey({ path, value }: KeySuggestion): string[] {
  const isJson = value !== null && !/^\[[a-z]/.test(value);
  const text = isJson ? String(JSON.parse(value)) : null;
  const own = SPEC_FLAGS.find(({ key }) => key === path);
  if (own) return [`${own.flag} ${text ?? own.argument}`];
  const inner = SPEC_FLAGS.filter(({ key }) => key.startsWith(`${path}.`));
  const schema = schemaAt(specSchema, path.split('.'));
  const allows = (value: unknown) => schema !== undefined && z.safeParse(schema, value).success;
  const isContainer = schema !== undefined && ![true, 1, 'text', ['text']].some(allows);
  const innerKeys = schema !== undefined && isContainer ? [schema, ...optionsOf(schema)].flatMap(keysOf) : [];
  const placeholder = allows(true) && !allows('text') ? 'true' : 'VALUE';
  const setting = formatSetting(innerKeys.length > 0 ? `${path}.KEY` : path, text ?? placeholder);
  return [
    ...inner.map(({ flag, argument }) => `${flag} ${argument}`),
    ...(inner.length > 0 && inner.length >= innerKeys.length ? [] : setting),
  ];
}

function formatSetting(path: string, value: string): string[] {
  return [`--set ${path}=${value}`];
}
