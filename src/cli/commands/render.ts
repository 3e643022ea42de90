import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Command } from 'commander';
import { STAGES, type Stage } from '../../host/emit.js';
import { UsageError } from '../../host/exit.js';
import { hasPipedInput } from '../../host/io.js';
import { renderFiles } from '../../host/render-files.js';
import { printSettings } from '../../host/settings.js';
import { isFolderPath } from '../../host/target.js';
import { DEFAULT_FORMAT, OUTPUT_FORMATS, type OutputFormat, WRITERS } from '../../output/index.js';
import {
  addCommonFlags,
  type CommonFlags,
  choiceParser,
  FORMAT_CHOICES,
  fontReferences,
  outputChoices,
  parseFormatsOrTerminal,
  TERMINAL,
  toJobOptions,
} from '../common-flags.js';
import { addSpecFlags, collect } from '../flags.js';

interface RenderFlags extends CommonFlags {
  readonly output?: string[];
  readonly format?: OutputFormat[] | typeof TERMINAL;
  readonly emit?: Stage;
  readonly proof?: boolean;
}

export function addRender(program: Command, exit: (code: number) => void): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('render', { isDefault: true })
        .summary('draw specs or matrices')
        .description(
          'Draw each FILE: a JSON spec, or a matrix as CSV, JSON, NPY, Parquet or another format. Without FILE, or with "-", read standard input. ' +
            `Without -o, show the figure in the terminal, as a picture if it has graphics, or write the ${DEFAULT_FORMAT.toUpperCase()} to a pipe or a file. ` +
            'If a file has errors, the other files are still drawn.',
        )
        .argument('[file...]', 'specs or matrices')
        .option(
          '-o, --output <file>',
          `write to ${outputChoices('fig')}, or DIR/ for several files (repeatable)`,
          collect,
        )
        .option(
          '--format <formats>',
          `write these formats to standard output or DIR/: ${FORMAT_CHOICES}; ${TERMINAL}: characters instead of a picture`,
          parseFormatsOrTerminal,
        )
        .option(
          '--proof',
          'draw the figure as readers with deuteranopia, protanopia and tritanopia see it, and as a grey print, on one page',
        )
        .option(
          '--emit <stage>',
          `print the value of a pipeline stage as JSON: ${STAGES.join(' or ')}`,
          choiceParser('--emit', STAGES),
        ),
    ),
  ).action(async (files: string[], flags: RenderFlags) => exit(await render(files, flags)));
}

async function render(files: readonly string[], flags: RenderFlags): Promise<number> {
  const inputs = files.length ? files : ['-'];
  if (!files.length && !hasPipedInput())
    throw new UsageError('no input: name a spec or a matrix, or pipe one in');
  const job = toJobOptions(flags);
  if (flags.printConfig) {
    return printSettings(inputs, flags, job, [
      { key: 'formats', flag: '--format', flagValue: fileFormats(flags), builtIn: [DEFAULT_FORMAT] },
    ]);
  }
  checkUsage(inputs, flags);
  return renderFiles({
    inputs,
    outputs: flags.output ?? [],
    formats: fileFormats(flags) ?? null,
    inTerminal: isInTerminal(flags) ? { onlyCharacters: flags.format === TERMINAL, inPlace: false } : null,
    stage: flags.emit ?? null,
    proof: flags.proof ?? false,
    job,
    fontFiles: fontReferences(flags),
    strict: flags.strict ?? false,
    diagnostics: flags,
  });
}

/** Whether the figure is shown in the terminal, or written as a terminal shows it. */
function isInTerminal({ output = [], format, emit }: RenderFlags): boolean {
  if (output.length > 0 || emit) return false;
  return format === TERMINAL || (format === undefined && process.stdout.isTTY === true);
}

function fileFormats({ format }: RenderFlags): OutputFormat[] | undefined {
  return format === TERMINAL ? undefined : format;
}

function checkUsage(inputs: readonly string[], flags: RenderFlags): void {
  const { output = [], emit } = flags;
  const format = fileFormats(flags) ?? [];
  if (flags.format === TERMINAL && output.length > 0)
    throw new UsageError('--format terminal writes to standard output, without -o');
  if (emit && (output.length || flags.format?.length || inputs.length > 1)) {
    throw new UsageError('--emit prints one figure to standard output, without -o and --format');
  }
  if (flags.proof && (emit || isInTerminal(flags)))
    throw new UsageError('--proof draws a page: use -o proof.png, without --emit', null);
  rejectFigureAsInput(inputs, flags);
  if (inputs.length > 1 && !isInTerminal(flags) && !(output.length && output.every(isFolderPath))) {
    const missing = inputs.find((input) => input !== '-' && !existsSync(input));
    throw new UsageError(
      `${inputs.length} input files need an output folder: -o DIR/ (with the slash)`,
      missing === undefined ? null : missingInputHint(missing, output.length === 0),
    );
  }
  if (inputs.filter((input) => input === '-').length > 1)
    throw new UsageError('standard input can be read only once');
  if (!output.length && format.length > 1) throw new UsageError('standard output takes one format');
  const writer = WRITERS[format[0] ?? DEFAULT_FORMAT];
  if (!output.length && !writer.text && process.stdout.isTTY)
    throw new UsageError(
      `a ${format[0].toUpperCase()} cannot be shown in a terminal; use -o fig.${writer.extension}`,
    );
}

/** A picture among the inputs that does not exist is probably an output without its flag. */
function rejectFigureAsInput(inputs: readonly string[], { inputFormat }: RenderFlags): void {
  const extensionOf = (input: string) => extname(input).slice(1).toLowerCase();
  const figure = inputs.find(
    (input) =>
      OUTPUT_FORMATS.some((name) => WRITERS[name].extension === extensionOf(input)) && !existsSync(input),
  );
  if (figure === undefined || inputFormat) return;
  throw new UsageError(
    `there is no file ${figure}, and .${extensionOf(figure)} files are pictures`,
    `to write the figure to this file, use -o ${figure}`,
  );
}

function missingInputHint(missing: string, isOutput: boolean): string {
  const message = `there is no file ${missing}`;
  if (/^(?:px|in|pt|mm|cm)$/.test(missing)) return `${message}; write a length without a space: 88${missing}`;
  const isFolder = isOutput && /^[\w.-]+[\\/]?$/.test(missing) && extname(missing) === '';
  return isFolder ? `${message}; to write to a folder of this name, use -o ${join(missing, '/')}` : message;
}
