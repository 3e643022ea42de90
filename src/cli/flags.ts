/** Flags that each set one key of the spec. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { HeatmapError, quote } from '../diagnostics.js';
import { UsageError } from '../host/exit.js';
import { parseJson } from '../json/parse.js';
import { toPlainValue } from '../json/value.js';
import { listFormats } from '../output/index.js';
import type { Override } from '../spec/parse.js';
import { joinStepText } from '../spec/parse-steps.js';

interface SpecFlag {
  readonly flag: string;
  readonly argument: string;
  /** The key of the spec that the flag sets. */
  readonly key: string;
  readonly help: string;
  readonly parse: (text: string, flag: string) => unknown;
}

export const SPEC_FLAGS: readonly SpecFlag[] = [
  { flag: '--title', argument: '<text>', key: 'title', help: 'set the figure title', parse: keepText },
  {
    flag: '--x-title',
    argument: '<text>',
    key: 'x.title',
    help: 'set the title of the x axis (columns)',
    parse: keepText,
  },
  {
    flag: '--y-title',
    argument: '<text>',
    key: 'y.title',
    help: 'set the title of the y axis (rows)',
    parse: keepText,
  },
  {
    flag: '--origin',
    argument: '<top|bottom>',
    key: 'y.origin',
    help: 'put the first row at the top or bottom',
    parse: keepText,
  },
  {
    flag: '--array',
    argument: '<name>',
    key: 'data.array',
    help: 'draw the array with this name or path: safetensors, NPZ, HDF5, MATLAB',
    parse: keepText,
  },
  {
    flag: '--sheet',
    argument: '<name>',
    key: 'data.sheet',
    help: 'draw this sheet of a workbook, by name or 0-based position',
    parse: keepText,
  },
  {
    flag: '--x',
    argument: '<field>',
    key: 'data.x',
    help: "group records into columns: by a column, 'month(date)', 'bin(length, 20)'",
    parse: keepText,
  },
  {
    flag: '--y',
    argument: '<field>',
    key: 'data.y',
    help: 'group records into rows, as --x',
    parse: keepText,
  },
  {
    flag: '--value',
    argument: '<field>',
    key: 'data.value',
    help: "draw this value of records: a column, 'mean(temp)', 'count()'",
    parse: keepText,
  },
  {
    flag: '--panel',
    argument: '<field>',
    key: 'data.panel',
    help: 'draw one panel for each group of records, as --x',
    parse: keepText,
  },
  {
    flag: '--aggregate',
    argument: '<name>',
    key: 'data.aggregate',
    help: 'combine the records of a cell: mean, sum, count, …',
    parse: keepText,
  },
  {
    flag: '--week-start',
    argument: '<day>',
    key: 'data.weekStart',
    help: 'start weeks on this day: monday, sunday, …',
    parse: keepText,
  },
  {
    flag: '--date-order',
    argument: '<order>',
    key: 'data.dateOrder',
    help: 'read dates such as 03/04/2024 in this order: day-month, month-day',
    parse: keepText,
  },
  {
    flag: '--transform',
    argument: '<steps>',
    key: 'data.transform',
    help: "change the values: 'log1p(2), zscore by row'",
    parse: keepText,
  },
  {
    flag: '--colormap',
    argument: '<name>',
    key: 'color.map',
    help: 'use a colormap (viridis, Blues, RdBu_r, …) or colours (white,navy)',
    parse: parseColors,
  },
  {
    flag: '--domain',
    argument: '<low,high>',
    key: 'color.domain',
    help: 'set the values of the first and last colour; or: robust, symmetric',
    parse: parseDomain,
  },
  {
    flag: '--center',
    argument: '<value>',
    key: 'color.center',
    help: 'set the value of the middle colour',
    parse: parseNumber,
  },
  {
    flag: '--color-scale',
    argument: '<kind>',
    key: 'color.scale',
    help: 'use this scale: linear, log, symlog, pow, quantile, category',
    parse: keepText,
  },
  {
    flag: '--colorbar-title',
    argument: '<text>',
    key: 'colorbar.title',
    help: 'set the title of the colorbar',
    parse: keepText,
  },
  {
    flag: '--values',
    argument: '<format>',
    key: 'cells.values',
    help: 'print the values in the cells: .2f, or true',
    parse: parseValues,
  },
  {
    flag: '--theme',
    argument: '<name>',
    key: 'theme',
    help: 'use this theme: light, dark, transparent',
    parse: keepText,
  },
  {
    flag: '--width',
    argument: '<length>',
    key: 'size.width',
    help: 'set the page width: 88mm, 3.5in, 600 (px)',
    parse: parseJsonOrText,
  },
  {
    flag: '--height',
    argument: '<length>',
    key: 'size.height',
    help: 'set the page height',
    parse: parseJsonOrText,
  },
  {
    flag: '--dpi',
    argument: '<n>',
    key: 'size.dpi',
    help: `set the resolution of ${listFormats(({ vector }) => !vector)} files in dots per inch`,
    parse: parseNumber,
  },
];

/** The flag that subtracts a second matrix. It is not in `SPEC_FLAGS`, because it adds a step to those of the spec. */
const MINUS = '--minus';

/** The flag for a condition. It is not in `SPEC_FLAGS`, because it can be repeated. */
export const WHERE = '--where';

/** The flag without a value that sets a key. */
const EMBED = '--embed';

/** The flag that orders one or both axes by clustering; it sets two keys. */
const CLUSTER = '--cluster';
const CLUSTER_AXES: Readonly<Record<string, readonly ('x' | 'y')[]>> = {
  rows: ['y'],
  columns: ['x'],
  both: ['x', 'y'],
};

/** Adds the flags to a command, in the order in which its help lists them. */
export function addSpecFlags(command: Command): Command {
  for (const { flag, argument, help } of SPEC_FLAGS) command.option(`${flag} ${argument}`, help);
  command.option(`${WHERE} <condition>`, "draw only the records with 'column = value' (repeatable)", collect);
  command.option(`${CLUSTER} <rows|columns|both>`, 'order by hierarchical clustering, with a tree');
  command.option(
    `${MINUS} <file>`,
    'subtract this matrix, joined by label, before the steps of --transform',
    parseSecondFile,
  );
  command.option(EMBED, 'let the figure carry its spec and data, for "heatmap extract"');
  return command.option('--set <key=value>', 'set any key: layout.columns=4 (repeatable)', collect);
}

/** Returns the file of `--minus`, which is given once: a second flag would replace the first one. */
function parseSecondFile(file: string, previous?: string): string {
  if (previous === undefined) return file;
  throw new UsageError(`${MINUS} can be given once; for a second matrix, use --transform 'minus(FILE)'`);
}

/** Collects the values of a repeatable flag. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Returns the keys of the spec that the flags set. `--set` comes last, so it overrides the other flags. */
export function specOverrides(options: Record<string, unknown>): Override[] {
  const named = SPEC_FLAGS.flatMap(({ flag, key, parse }): Override[] => {
    const text = options[optionName(flag)];
    return typeof text === 'string' ? [{ path: key.split('.'), value: parse(text, flag), flag }] : [];
  });
  const set = (options.set as string[] | undefined) ?? [];
  const where = options.where as string[] | undefined;
  const conditions = where ? [{ path: ['data', 'where'], value: where, flag: WHERE }] : [];
  return [
    ...clusterOverrides(options.cluster),
    ...withMinus(named, options.minus),
    ...conditions,
    ...(options.embed === true ? [{ path: ['embed'], value: true, flag: EMBED }] : []),
    ...set.map(parseSetting),
  ];
}

function clusterOverrides(axes: unknown): Override[] {
  if (typeof axes !== 'string') return [];
  if (!Object.hasOwn(CLUSTER_AXES, axes)) {
    const allowed = Object.keys(CLUSTER_AXES).join(', ');
    throw new UsageError(`${CLUSTER} takes one of ${allowed}, found ${quote(axes)}`);
  }
  return CLUSTER_AXES[axes].map((axis) => ({ path: [axis, 'order'], value: 'cluster', flag: CLUSTER }));
}

/** Returns the files that flags name, as absolute paths. They may be outside of the folder that the spec may read. */
export function filesInFlags({ minus }: Record<string, unknown>): string[] {
  return typeof minus === 'string' ? [absolutePath(minus)] : [];
}

/** Returns an absolute path; "-" is standard input. */
function absolutePath(file: string): string {
  return file === '-' ? file : resolve(file);
}

/** Adds the step of `--minus` before the steps of `--transform` or, without that flag, of the spec. */
function withMinus(overrides: readonly Override[], file: unknown): readonly Override[] {
  if (typeof file !== 'string') return overrides;
  const step = joinStepText('minus', absolutePath(file));
  const path = ['data', 'transform'];
  const isTransform = (override: Override) => override.path.join('.') === path.join('.');
  return overrides.some(isTransform)
    ? overrides.map((o) => (isTransform(o) ? { ...o, value: [step, o.value] } : o))
    : [...overrides, { path, value: step, flag: MINUS, isPrepended: true }];
}

/** Returns the name under which commander stores a flag: `--x-title` becomes `xTitle`. */
function optionName(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function parseSetting(setting: string): Override {
  const equals = setting.indexOf('=');
  if (equals < 1)
    throw new UsageError(`--set takes KEY=VALUE such as color.domain=[0,1], found ${quote(setting)}`);
  const key = setting.slice(0, equals).trim();
  return { path: key.split('.'), value: parseJsonOrText(setting.slice(equals + 1)), flag: `--set ${key}` };
}

function keepText(text: string): string {
  return text;
}

/** Parses a number format, or "true". A file name means that the value of the flag was forgotten. */
function parseValues(text: string, flag: string): unknown {
  if (/\w\.[a-z]{2,}\w*$/i.test(text)) {
    throw new UsageError(
      `${flag} takes a number format such as .2f, or true, found ${quote(text)}`,
      `write ${flag}=true ${text}`,
    );
  }
  return text === 'true' ? true : text;
}

function parseNumber(text: string, flag: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`${flag} takes a number, found ${quote(text)}`);
  return value;
}

/** Parses `0.5,1`, a word such as `robust`, or `0.5,` with a null for the end that the data decides. */
function parseDomain(text: string, flag: string): unknown {
  if (/^[a-z]+$/i.test(text)) return text;
  const ends = text.replace(/^\[|\]$/g, '').split(',');
  if (ends.length !== 2) {
    throw new UsageError(
      `${flag} takes two numbers such as 0.5,1, found ${quote(text)}`,
      'separate them with a comma, without a space; to set only one end, leave the other one empty: 0.5,',
    );
  }
  return ends.map((end) => (end.trim() === '' || end.trim() === 'null' ? null : parseNumber(end, flag)));
}

/** Parses a colormap name, a colour, or a list of colours. The commas in `rgb(0,0,0)` do not separate colours. */
function parseColors(text: string): unknown {
  if (/^\[/.test(text.trim())) return parseJsonOrText(text);
  return text.includes(',') && !/\(/.test(text) ? text.split(',').map((color) => color.trim()) : text;
}

/** Parses a value as JSON. Anything else is text. */
function parseJsonOrText(text: string): unknown {
  try {
    return toPlainValue(parseJson('--set', text).root);
  } catch (error) {
    if (error instanceof HeatmapError) return text;
    throw error;
  }
}
