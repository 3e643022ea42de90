/** Flags that all commands which draw figures have in common, and parsers for flag values. */
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { quote } from '../diagnostics.js';
import { DIAGNOSTIC_FORMAT_NAMES } from '../host/diagnostic-formats.js';
import { didYouMean } from '../host/did-you-mean.js';
import { UsageError } from '../host/exit.js';
import type { JobOptions } from '../host/open-job.js';
import type { DiagnosticOptions } from '../host/report.js';
import { findSystemFont } from '../host/system-fonts.js';
import { type InputFormat, READERS } from '../input/index.js';
import { listFormats, OUTPUT_FORMATS, type OutputFormat, WRITERS } from '../output/index.js';
import { joinItems } from '../phrases.js';
import { describeRange, formatRange, isInRange, ZOOM } from '../spec/number-range.js';
import { collect, filesInFlags, specOverrides } from './flags.js';

export interface CommonFlags extends DiagnosticOptions {
  readonly root?: string;
  readonly inputFormat?: InputFormat;
  readonly strict?: boolean;
  readonly zoom?: number;
  readonly font?: readonly string[];
  readonly fontFamily?: readonly string[];
  /** False with `--no-config`. */
  readonly config: boolean;
  readonly printConfig?: boolean;
}

export function addCommonFlags(command: Command): Command {
  return addDiagnosticFlags(
    addInputFormatFlag(command)
      .option(
        '--zoom <factor>',
        `multiply the pixel size of ${listFormats(({ vector }) => !vector)} files (${formatRange(ZOOM)})`,
        parseZoom,
      )
      .option(
        '--font <file>',
        "draw text with this font before the built-in ones (repeatable); 'Inter.ttf:wght=600' is an instance, 'Noto.ttc#2' a font of a collection",
        collect,
      )
      .option(
        '--font-family <name>',
        'draw text with this font of the system; figures then differ between computers (repeatable)',
        collect,
      )
      .option('--root <folder>', 'allow specs to read the files in this folder', parseFolder)
      .option('--no-config', 'ignore heatmap.config.json')
      .option('--print-config', 'print every setting and its source; draw nothing')
      .option('--strict', 'exit with 3 if there is a warning'),
  );
}

/** Adds the flags that decide what is printed to standard error. */
export function addDiagnosticFlags(command: Command): Command {
  return command
    .option('-q, --quiet', 'print errors only')
    .option('-v, --verbose', 'also print what was guessed or chosen, and more than the first errors')
    .option(
      '--diagnostics <format>',
      `print errors and warnings in this format: ${DIAGNOSTIC_FORMAT_NAMES.join(', ')}`,
      choiceParser('--diagnostics', DIAGNOSTIC_FORMAT_NAMES),
    );
}

export function addInputFormatFlag(command: Command): Command {
  const formats = Object.keys(READERS) as InputFormat[];
  return command.option(
    '--input-format <format>',
    `read the matrix in this format: ${formats.join(', ')}`,
    choiceParser('--input-format', formats),
  );
}

const parserChoices = new WeakMap<object, readonly string[]>();

/** Returns the values that the parser of a flag accepts, if they are few words. */
export function choicesOf(parser: object | undefined): readonly string[] | undefined {
  return parser && parserChoices.get(parser);
}

function withChoices<T extends object>(choices: readonly string[], parser: T): T {
  parserChoices.set(parser, choices);
  return parser;
}

/** Returns a parser that accepts one of `choices`. */
export function choiceParser<T extends string>(flag: string, choices: readonly T[]) {
  return withChoices(choices, (text: string): T => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined) return choice;
    throw new UsageError(
      `${flag} takes one of ${choices.join(', ')}, found ${quote(text)}${didYouMean(text, choices)}`,
    );
  });
}

/** Returns a parser that accepts integers from 1 to `max`. */
export function integerParser(flag: string, max: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= max) return value;
    throw new UsageError(`${flag} takes an integer from 1 to ${max}, found ${quote(text)}`);
  };
}

/** The values of `--format`, for help texts. */
export const FORMAT_CHOICES = `${OUTPUT_FORMATS.join(', ')}, or several: ${OUTPUT_FORMATS.slice(0, 2).join(',')}`;

/** The paths that `-o` takes for a figure with this name, for help texts. */
export function outputChoices(name: string): string {
  const extensions = OUTPUT_FORMATS.map((format) => WRITERS[format].extension);
  return [...extensions, `{${extensions.join(',')}}`].map((extension) => `${name}.${extension}`).join(', ');
}

/** Parses `svg`, `png` or `svg,png`. */
export function parseFormats(text: string): OutputFormat[] {
  return text.split(',').map((part) => {
    const name = part.trim();
    const format = OUTPUT_FORMATS.find((candidate) => candidate === name.toLowerCase());
    if (format) return format;
    throw new UsageError(
      `unknown format ${quote(name)}, expected ${joinItems(OUTPUT_FORMATS, 'or')}${didYouMean(name, OUTPUT_FORMATS)}`,
    );
  });
}

/** The value of `--format` for characters instead of a file or a picture. */
export const TERMINAL = 'terminal';

export function parseFormatsOrTerminal(text: string): OutputFormat[] | typeof TERMINAL {
  return text.trim().toLowerCase() === TERMINAL ? TERMINAL : parseFormats(text);
}

function parseZoom(text: string): number {
  const value = Number(text);
  if (isInRange(value, ZOOM)) return value;
  throw new UsageError(`--zoom takes ${describeRange(ZOOM)}, found ${quote(text)}`);
}

function parseFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new UsageError(`--root takes a folder, and ${path} is not one`);
}

/** Returns the fonts that flags name: those of the system by their files. Errors: `no-such-font`. */
export function fontReferences({ font = [], fontFamily = [] }: CommonFlags): string[] {
  return [...font, ...fontFamily.flatMap((family) => findSystemFont(family))];
}

export function toJobOptions(flags: CommonFlags): JobOptions {
  return {
    overrides: specOverrides({ ...flags }),
    readableFiles: filesInFlags({ ...flags }),
    zoom: flags.zoom ?? 1,
    root: flags.root ?? null,
    inputFormat: flags.inputFormat ?? null,
    config: flags.config,
  };
}

withChoices(OUTPUT_FORMATS, parseFormats);
withChoices([...OUTPUT_FORMATS, TERMINAL], parseFormatsOrTerminal);
