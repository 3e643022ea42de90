import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { type InputFormat, READERS } from '../../input/index.js';
import type { OutputFormat } from '../../output/index.js';
import { figureOf, sceneOf, write } from '../../render.js';
import { EXIT, UsageError } from '../exit.js';
import { collect, overridesOf, withSpecFlags } from '../flags.js';
import { writeFile, writeStdout } from '../io.js';
import { type JobOptions, openJob } from '../open-job.js';
import { Reporter } from '../report.js';
import { isFolder, parseFormats, stem, targets } from '../target.js';

export interface CommonOptions {
  readonly root?: string;
  readonly inputFormat?: InputFormat;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly zoom?: number;
}

interface RenderOptions extends CommonOptions {
  readonly output: string[];
  readonly format?: OutputFormat[];
}

export function addRender(program: Command, exit: (code: number) => void): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('render', { isDefault: true })
        .summary('draw a spec or a matrix')
        .description(
          'Draws each FILE: a JSON spec, or a matrix as CSV, JSON, NPY or NPZ. "-" or nothing reads standard input.\n' +
            'Without -o the SVG goes to standard output.',
        )
        .argument('[file...]', 'specs or matrices')
        .option(
          '-o, --output <file>',
          'fig.svg, fig.png, fig.{svg,png}, or DIR/ for several files (repeatable)',
          collect,
          [],
        )
        .option('--format <formats>', 'for standard output or DIR/: svg, png, or svg,png', parseFormats),
    ),
  )
    .addHelpText(
      'after',
      `
Examples:
  heatmap render auc.csv -o auc.svg                       a matrix alone is a figure
  heatmap render spec.json -o 'fig.{svg,png}'             both formats from one layout
  cat auc.csv | heatmap render --colormap Blues --domain 0.5,1 > auc.svg
  heatmap render spec.json --set x.ticks.every=2 --width 88mm --dpi 300 -o fig.png`,
    )
    .action(async (files: string[], options: RenderOptions) => exit(await render(files, options)));
}

/** Flags that say nothing about the figure. */
export function withCommonFlags(command: Command): Command {
  return command
    .option('--zoom <factor>', "multiplies the PNG's size in pixels", positive)
    .option(
      '--input-format <format>',
      `how to read the matrix: ${Object.keys(READERS).join(', ')}`,
      inputFormat,
    )
    .option('--root <folder>', 'the folder below which a spec may read files')
    .option('--strict', 'exit with 3 if there was a warning')
    .option('-q, --quiet', 'no warnings')
    .option('-v, --verbose', 'say what was guessed and chosen');
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100))
    throw new InvalidArgumentError('expected a number above 0 and at most 100.');
  return value;
}

function inputFormat(text: string): InputFormat {
  if (!Object.hasOwn(READERS, text))
    throw new InvalidArgumentError(`expected one of ${Object.keys(READERS).join(', ')}.`);
  return text as InputFormat;
}

export function jobOptions(options: CommonOptions & Record<string, unknown>): JobOptions {
  return {
    overrides: overridesOf(options),
    zoom: options.zoom ?? 1,
    root: options.root ?? null,
    inputFormat: options.inputFormat ?? null,
  };
}

async function render(files: readonly string[], options: RenderOptions): Promise<number> {
  const inputs = files.length ? files : ['-'];
  const formats = options.format ?? [];
  checkUsage(inputs, options, files.length > 0);

  const reporter = new Reporter({ quiet: options.quiet === true, verbose: options.verbose === true });
  const job = jobOptions({ ...options });
  for (const input of inputs) {
    const written = targets(options.output, formats, input === '-' ? 'figure' : stem(input));
    const scene = sceneOf(figureOf(await openJob(input, job), reporter.report), reporter.report);
    const outputs = written.map(({ path, format }) => ({ path, bytes: write(scene, format) }));
    for (const { path, bytes } of outputs) writeFile(path, bytes);
    if (!written.length) await writeStdout(write(scene, formats[0] ?? 'svg'));
  }
  return options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}

function checkUsage(inputs: readonly string[], { output, format = [] }: RenderOptions, named: boolean): void {
  if (!named && process.stdin.isTTY) throw new UsageError('name a spec or a matrix to draw, or pipe one in');
  if (inputs.length > 1 && !(output.length && output.every(isFolder))) {
    throw new UsageError(`${inputs.length} files need -o DIR/ (with the slash) to be written to`);
  }
  if (inputs.filter((input) => input === '-').length > 1)
    throw new UsageError('standard input can be read only once');
  if (!output.length && format.length > 1) throw new UsageError('standard output takes one format');
  if (!output.length && format[0] === 'png' && process.stdout.isTTY)
    throw new UsageError('a PNG is not for a terminal; use -o fig.png');
}
