import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { nearest } from '../../diagnostics.js';
import { configFor } from '../../host/config.js';
import { emitted, STAGES, type Stage } from '../../host/emit.js';
import { EXIT, UsageError } from '../../host/exit.js';
import { fontsWith } from '../../host/font-files.js';
import { isTyped, writeStdout } from '../../host/io.js';
import { folderOf, openJob } from '../../host/open-job.js';
import { Reporter } from '../../host/report.js';
import { printSettings } from '../../host/settings.js';
import { isFolder, parseFormats, refuseTwice, stem, targets } from '../../host/target.js';
import { writeFiles } from '../../host/write.js';
import type { OutputFormat } from '../../output/index.js';
import { draw, write } from '../../render.js';
import { type CommonOptions, jobOptions, oneOf, withCommonFlags } from '../common-flags.js';
import { collect, withSpecFlags } from '../flags.js';

interface RenderOptions extends CommonOptions {
  readonly output?: string[];
  readonly format?: OutputFormat[];
  readonly emit?: Stage;
}

/** `commands` are the names of all of them, for a word that is none. */
export function addRender(program: Command, exit: (code: number) => void, commands: readonly string[]): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('render', { isDefault: true })
        .summary('draw a spec or a matrix')
        .description(
          'Draws each FILE: a JSON spec, or a matrix as CSV, JSON, NPY or NPZ. "-" or nothing reads standard input.\n' +
            'Without -o the SVG goes to standard output. Of several files a bad one is reported, the others are made.',
        )
        .argument('[file...]', 'specs or matrices')
        .option(
          '-o, --output <file>',
          'fig.svg, fig.png, fig.{svg,png}, or DIR/ for several files (repeatable)',
          collect,
        )
        .option('--format <formats>', 'for standard output or DIR/: svg, png, or svg,png', parseFormats)
        .option(
          '--emit <stage>',
          `print a stage's value as JSON instead: ${STAGES.join(' or ')}`,
          oneOf('--emit', STAGES),
        ),
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
    .action(async (files: string[], options: RenderOptions) => {
      refuseSlip(files[0], commands);
      exit(await render(files, options));
    });
}

/** A word that is no file but much like a command was meant for one. */
function refuseSlip(word: string | undefined, commands: readonly string[]): void {
  if (word === undefined || word === '-' || existsSync(word)) return;
  const near = nearest(word, commands);
  if (near.length) throw new UsageError(`there is no command and no file ${word}; did you mean ${near[0]}?`);
}

async function render(files: readonly string[], options: RenderOptions): Promise<number> {
  const inputs = files.length ? files : ['-'];
  if (!files.length && isTyped()) throw new UsageError('name a spec or a matrix to draw, or pipe one in');
  if (options.printConfig) {
    return printSettings(inputs, options, jobOptions(options), [
      { key: 'formats', flag: '--format', given: options.format, builtIn: ['svg'] },
    ]);
  }
  checkUsage(inputs, options);

  const fonts = fontsWith(options.font);
  const job = jobOptions(options);
  const plans = inputs.map((input) => ({
    input,
    written: targets(options.output ?? [], formatsOf(input, options), input === '-' ? 'figure' : stem(input)),
  }));
  refuseTwice(plans.flatMap(({ written }) => written));

  const reporter = new Reporter(options);
  let failed = 0;
  for (const { input, written } of plans) {
    const formats = written.length ? written.map(({ format }) => format) : [options.format?.[0] ?? 'svg'];
    const described = options.emit !== undefined || formats.includes('svg');
    const made = await reporter.attempt(input, async (report) => {
      const { figure, scene } = draw({ ...openJob(input, job, report), described }, report, fonts);
      if (options.emit) return writeStdout(emitted(options.emit, figure, scene));
      await writeFiles(written.map(({ path, format }) => ({ path, bytes: write(scene, format, fonts) })));
      if (!written.length) await writeStdout(write(scene, formats[0], fonts));
    });
    if (!made) failed++;
  }
  if (failed && inputs.length > 1) reporter.say(`${failed} of ${inputs.length} could not be made`);
  return failed ? EXIT.failed : options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}

/** For a folder: a file's name tells its format, and standard output takes one. */
function formatsOf(input: string, { format, output = [], config }: RenderOptions): readonly OutputFormat[] {
  if (format || !config || !output.some(isFolder)) return format ?? [];
  return configFor(folderOf(input), () => {})?.formats ?? [];
}

function checkUsage(inputs: readonly string[], { output = [], format = [], emit }: RenderOptions): void {
  if (emit && (output.length || format.length || inputs.length > 1)) {
    throw new UsageError('--emit prints one figure to standard output; leave -o and --format out');
  }
  if (inputs.length > 1 && !(output.length && output.every(isFolder))) {
    throw new UsageError(`${inputs.length} files need -o DIR/ (with the slash) to be written to`);
  }
  if (inputs.filter((input) => input === '-').length > 1)
    throw new UsageError('standard input can be read only once');
  if (!output.length && format.length > 1) throw new UsageError('standard output takes one format');
  if (!output.length && format[0] === 'png' && process.stdout.isTTY)
    throw new UsageError('a PNG is not for a terminal; use -o fig.png');
}
