import { writeSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { HeatmapError } from '../diagnostics.js';
import { type StyleName, styleIn, visible } from '../host/diagnostic-formats.js';
import { EXIT, EXIT_HELP, UsageError } from '../host/exit.js';
import { show } from '../host/report.js';
import { VERSION } from '../version.js';

type Adding = (program: Command, exit: (code: number) => void, commands: readonly string[]) => void;

/** In the order in which `heatmap --help` lists them. What only one of them needs is evaluated when that one is asked for. */
const COMMANDS: Record<string, () => Promise<Adding>> = {
  render: async () => (await import('./commands/render.js')).addRender,
  batch: async () => (await import('./commands/batch.js')).addBatch,
  watch: async () => (await import('./commands/watch.js')).addWatch,
  validate: async () => (await import('./commands/validate.js')).addValidate,
  init: async () => (await import('./commands/init.js')).addInit,
  schema: async () => (await import('./commands/schema.js')).addSchema,
  colormaps: async () => (await import('./commands/colormaps.js')).addColormaps,
  explain: async () => (await import('./commands/explain.js')).addExplain,
};

/** Runs the program with the arguments of a command line; resolves to its exit code and never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  if (process.send) {
    const { serveOrders, WORKER } = await import('../batch/worker.js');
    if (args[0] === WORKER) {
      serveOrders();
      return code;
    }
  }
  try {
    const program = emptyProgram();
    for (const name of commandsFor(args)) {
      const add = await COMMANDS[name]();
      add(program, (result) => (code = result), Object.keys(COMMANDS));
    }
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, styleIn(args));
  }
}

/** The commands that `args` may be about. To load one and add its flags takes time, so the others are left out. */
function commandsFor(args: readonly string[]): readonly string[] {
  if (args.some((arg) => /^(?:help|-h|--help)$/.test(arg))) return Object.keys(COMMANDS);
  if (args[0] === '-V' || args[0] === '--version') return [];
  return args.length && Object.hasOwn(COMMANDS, args[0]) ? [args[0]] : ['render'];
}

function emptyProgram(): Command {
  return new Command('heatmap')
    .description(
      'Turns a matrix (CSV, JSON, NPY) or a small JSON spec into a heatmap fit for print.\n\n' +
        '  heatmap auc.csv -o auc.svg           a figure from a bare matrix\n' +
        '  heatmap spec.json -o fig.{svg,png}   a figure from a spec\n' +
        '  heatmap batch figures/ -o build/     every spec below a folder',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: printHelp, outputError: () => {} })
    .exitOverride()
    .addHelpText('after', `\n${EXIT_HELP}`);
}

/** At once, so that a pager that has been left is met here, where it is no fault. */
function printHelp(text: string): void {
  try {
    writeSync(1, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** Says why the program ends with `error`; the exit code. */
function explain(error: unknown, style: StyleName): number {
  if (error instanceof HeatmapError) {
    for (const diagnostic of error.diagnostics) show(diagnostic, style);
    return EXIT.failed;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    say('usage', error.message.replace(/^error: /, ''), 'run "heatmap --help" for help', style);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    say('usage', error.message, null, style);
    return EXIT.usage;
  }
  const [what, trace] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
  const message = `this is a defect of heatmap ${VERSION}, not of your data: ${what}`;
  say('defect', message, `please report it with what follows\n${trace}`, style);
  return EXIT.defect;
}

/** What is about no file: plainly for people, as a diagnostic for programs. */
function say(code: string, message: string, hint: string | null, style: StyleName): void {
  const oneLine = message.replace(/\s*\n\s*/g, ' ');
  if (style === 'pretty') {
    process.stderr.write(`heatmap: ${visible(oneLine)}\n${hint === null ? '' : `  hint: ${hint}\n`}`);
  } else {
    show({ severity: 'error', code, message: oneLine, hints: hint === null ? [] : [hint] }, style);
  }
}
