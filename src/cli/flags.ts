/** Flags that each set one key of the spec. */
import type { Command } from 'commander';
import { HeatmapError } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { parseJson } from '../json/parse.js';
import { toValue } from '../json/value.js';
import type { Override } from '../spec/parse.js';

interface Flag {
  readonly flag: string;
  readonly argument: string;
  readonly key: string;
  readonly help: string;
  readonly read: (text: string, said: string) => unknown;
}

const text = (given: string) => given;
const json = (given: string) => jsonOrText(given);

function number(given: string, said: string): number {
  const value = Number(given);
  if (given.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`${said} takes a number, found "${given}"`);
  return value;
}

/** `0.5,1`, `0.5,` (one end left to the data) or a word. */
function domain(given: string, said: string): unknown {
  if (/^[a-z]+$/i.test(given)) return given;
  const ends = given.replace(/^\[|\]$/g, '').split(',');
  if (ends.length !== 2) throw new UsageError(`${said} takes two numbers such as 0.5,1, found "${given}"`);
  return ends.map((end) => (end.trim() === '' || end.trim() === 'null' ? null : number(end, said)));
}

function colors(given: string): unknown {
  return /^\[/.test(given.trim())
    ? jsonOrText(given)
    : given.includes(',') && !/\(/.test(given)
      ? given.split(',').map((c) => c.trim())
      : given;
}

const FLAGS: readonly Flag[] = [
  { flag: '--title', argument: '<text>', key: 'title', help: 'the figure title', read: text },
  { flag: '--x-title', argument: '<text>', key: 'x.title', help: 'what the columns are', read: text },
  { flag: '--y-title', argument: '<text>', key: 'y.title', help: 'what the rows are', read: text },
  { flag: '--origin', argument: '<top|bottom>', key: 'y.origin', help: 'where the first row is', read: text },
  {
    flag: '--colormap',
    argument: '<name>',
    key: 'color.map',
    help: 'viridis, Blues, RdBu_r, … or colours: white,navy',
    read: colors,
  },
  {
    flag: '--domain',
    argument: '<low,high>',
    key: 'color.domain',
    help: 'values of the first and last colour; or robust, symmetric',
    read: domain,
  },
  {
    flag: '--center',
    argument: '<value>',
    key: 'color.center',
    help: 'the value of the middle colour',
    read: number,
  },
  {
    flag: '--color-scale',
    argument: '<kind>',
    key: 'color.scale',
    help: 'linear, log, symlog, pow, quantile, category',
    read: text,
  },
  {
    flag: '--colorbar-title',
    argument: '<text>',
    key: 'colorbar.title',
    help: 'what the colours mean',
    read: text,
  },
  {
    flag: '--values',
    argument: '<format>',
    key: 'cells.values',
    help: 'print the values in the cells: .2f, or true',
    read: (given) => (given === 'true' ? true : given),
  },
  { flag: '--theme', argument: '<name>', key: 'theme', help: 'light, dark or transparent', read: text },
  {
    flag: '--width',
    argument: '<length>',
    key: 'size.width',
    help: 'page width: 88mm, 3.5in, 600 (px)',
    read: json,
  },
  { flag: '--height', argument: '<length>', key: 'size.height', help: 'page height', read: json },
  { flag: '--dpi', argument: '<n>', key: 'size.dpi', help: 'dots per inch of the PNG', read: number },
];

/** Adds the flags to a command, in the order in which they are to be read. */
export function withSpecFlags(command: Command): Command {
  for (const { flag, argument, help } of FLAGS) command.option(`${flag} ${argument}`, help);
  return command.option('--set <key=value>', 'any other key: --set layout.columns=4 (repeatable)', collect);
}

export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** What the flags of a command say of the spec; `--set` last, so that it wins. */
export function overridesOf(options: Record<string, unknown>): Override[] {
  const named = FLAGS.flatMap(({ flag, key, read }): Override[] => {
    const given = options[optionName(flag)];
    return typeof given === 'string' ? [{ path: key.split('.'), value: read(given, flag), said: flag }] : [];
  });
  const set = (options.set as string[] | undefined) ?? [];
  return [...named, ...set.map(readSetting)];
}

function optionName(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function readSetting(setting: string): Override {
  const at = setting.indexOf('=');
  if (at < 1) throw new UsageError(`--set takes KEY=VALUE such as color.domain=[0,1], found "${setting}"`);
  const key = setting.slice(0, at).trim();
  return { path: key.split('.'), value: jsonOrText(setting.slice(at + 1)), said: `--set ${key}` };
}

/** A value is read as JSON, else as text. */
function jsonOrText(given: string): unknown {
  try {
    const document = parseJson('--set', given);
    return JSON.parse(JSON.stringify(toValue(document, document.root)));
  } catch (error) {
    if (error instanceof HeatmapError) return given;
    throw error;
  }
}
