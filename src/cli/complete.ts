/** Completes a command line for the scripts of `heatmap completion`. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { EXPLANATIONS } from '../explain/index.js';
import { writeStdout } from '../host/io.js';
import { listKeys } from '../spec/reference.js';
import { choicesOf } from './common-flags.js';
import { type Completion, completeSetting, keyValues } from './complete-keys.js';
import { SHELLS } from './completion-scripts.js';
import { SPEC_FLAGS } from './flags.js';

/** Flags whose value is a key of a spec with its value. */
const SETTING_FLAG = '--set';

/** The keys whose value names a column of a table, and the flag for conditions on columns. */
const COLUMN_KEY = /^data\.(?:x|y|value|panel)$/;
const CONDITION_FLAG = '--where';

/** The flag that commander adds to each command. */
const HELP = { long: '--help', short: '-h', description: 'print the help', hidden: false };

/** Prints the completions of the last of `words`, one per line: nothing if it is the path of a file. */
export async function printCompletions(
  [shell, ...words]: readonly string[],
  commands: readonly Command[],
): Promise<void> {
  const line = shell === 'bash' ? joinPieces(words) : words;
  const current = (line.at(-1) ?? '').trim();
  const matching = completions([...line.slice(0, -1), current], commands).filter(({ value }) =>
    value.startsWith(current),
  );
  await writeStdout(matching.map((each) => formatCompletion(each, shell, current)).join(''));
}

/** bash makes separate words of "=" and ":" and completes only what follows them. */
function joinPieces(words: readonly string[]): string[] {
  const line: string[] = [];
  words.forEach((word, i) => {
    const isPiece = /^[=:]+$/.test(word) || /^[=:]+$/.test(words[i - 1] ?? '');
    if (isPiece && line.length > 0) line[line.length - 1] += word;
    else line.push(word);
  });
  return line;
}

function formatCompletion({ value, description }: Completion, shell: string, current: string): string {
  if (shell !== 'bash') return `${value}${description ? `\t${summarize(description)}` : ''}\n`;
  return `${value.slice(Math.max(current.lastIndexOf('='), current.lastIndexOf(':')) + 1)}\n`;
}

/** Returns the first sentence of a description, or its start. */
function summarize(description: string): string {
  const [sentence] = description.split(/(?<=\.) |\n/);
  return sentence.length <= MAX_DESCRIPTION ? sentence : `${sentence.slice(0, MAX_DESCRIPTION - 1)}…`;
}

const MAX_DESCRIPTION = 60;

/** Returns all words that can be at the place of the last of `words`, whatever it begins with. */
export function completions(words: readonly string[], commands: readonly Command[]): Completion[] {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const names = commands.map((command) => ({ value: command.name(), description: command.summary() }));
  const command = commands.find((each) => each.name() === before[0]);
  if (before.length === 0 && !current.startsWith('-'))
    return [...names, { value: 'help', description: 'print the help of a command' }];
  if (before[0] === 'help') return names;
  if (before[0] === 'completion') return SHELLS.map((value) => ({ value }));
  const target = command ?? (commands.find((each) => each.name() === 'render') as Command);
  const [, flag, start] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (flag !== undefined)
    return flagValues(flag, start, target, before).map(({ value, ...rest }) => ({
      value: `${flag}=${value}`,
      ...rest,
    }));
  const previous = before.at(-1) ?? '';
  if (previous === '--help') return [{ value: 'all', description: 'every flag' }];
  if (findOption(target, previous)?.required) return flagValues(previous, current, target, before);
  if (current.startsWith('-'))
    return [...target.options, HELP]
      .filter(({ hidden }) => !hidden)
      .map(({ long, short, description }) => ({
        value: long ?? short ?? '',
        description,
      }));
  return target.name() === 'explain' ? explainable() : [];
}

/** Returns what `heatmap explain` explains. */
function explainable(): Completion[] {
  return [...EXPLANATIONS]
    .map(([value, { title }]): Completion => ({ value, description: title }))
    .concat(listKeys().map(({ path, description }) => ({ value: path, description })));
}

function flagValues(
  flag: string,
  current: string,
  command: Command,
  before: readonly string[],
): Completion[] {
  if (flag === SETTING_FLAG) return completeSetting(current);
  const key = SPEC_FLAGS.find((each) => each.flag === flag)?.key;
  if (flag === CONDITION_FLAG || (key && COLUMN_KEY.test(key)))
    return columnNames(before).map((value) => ({ value }));
  if (key) return keyValues(key).map((value) => ({ value }));
  const option = findOption(command, flag);
  const listed = /^<(\w+(?:\|\w+)+)>$/.exec(option?.flags.split(' ').at(-1) ?? '')?.[1].split('|');
  return (choicesOf(option?.parseArg) ?? listed ?? []).map((value) => ({ value }));
}

function findOption({ options }: Command, flag: string): Option | undefined {
  return flag.startsWith('-')
    ? options.find(({ long, short }) => long === flag || short === flag)
    : undefined;
}

/** The part of a file that is searched for its header. */
const MAX_HEADER = 65_536;
const MAX_COLUMNS = 500;

/** Returns the names in the header of the first table on the line. */
function columnNames(words: readonly string[]): string[] {
  for (const word of words.filter((each) => /\.(?:csv|tsv|txt)$/i.test(each))) {
    const header = firstLine(word);
    const delimiter = ['\t', ';', ','].find((each) => header.includes(each));
    if (delimiter) return splitFields(header, delimiter).slice(0, MAX_COLUMNS);
  }
  return [];
}

function firstLine(path: string): string {
  try {
    const file = openSync(path.replace(/^~(?=\/)/, process.env.HOME ?? '~'), 'r');
    try {
      const bytes = Buffer.alloc(MAX_HEADER);
      const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, MAX_HEADER, 0));
      return text.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#')) ?? '';
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function splitFields(line: string, delimiter: string): string[] {
  const fields = line.replace(/^\uFEFF/, '').split(delimiter);
  return fields.map((field) => field.trim().replace(/^"(.*)"$/, '$1')).filter((field) => field !== '');
}
