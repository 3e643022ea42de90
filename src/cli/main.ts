import { existsSync, writeSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { HeatmapError } from '../diagnostics.js';
import { DIAGNOSTIC_FORMAT_NAMES, type DiagnosticFormat } from '../host/diagnostic-formats.js';
import { EXIT, EXIT_HELP, UsageError } from '../host/exit.js';
import { type LimitOptions, limitErrors } from '../host/limit-errors.js';
import { printDiagnostic, printError } from '../host/report.js';
import { VERSION } from '../version.js';
import { rejectFlagsAsValues } from './adjacent-flags.js';

/** Adds one command to the program. `exit` sets the exit code. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;

/**
 * The table of commands, in the order of `heatmap --help`. To add a command, write a file in `commands/` and add it here.
 * A module is loaded only if its command may run, which keeps the start-up time short.
 */
export const COMMANDS: Record<string, () => Promise<AddCommand>> = {
  render: async () => (await import('./commands/render.js')).addRender,
  batch: async () => (await import('./commands/batch.js')).addBatch,
  watch: async () => (await import('./commands/watch.js')).addWatch,
  validate: async () => (await import('./commands/validate.js')).addValidate,
  init: async () => (await import('./commands/init.js')).addInit,
  describe: async () => (await import('./commands/describe.js')).addDescribe,
  diff: async () => (await import('./commands/diff.js')).addDiff,
  extract: async () => (await import('./commands/extract.js')).addExtract,
  reduce: async () => (await import('./commands/reduce.js')).addReduce,
  merge: async () => (await import('./commands/merge.js')).addMerge,
  schema: async () => (await import('./commands/schema.js')).addSchema,
  completion: async () => (await import('./commands/completion.js')).addCompletion,
  colormaps: async () => (await import('./commands/colormaps.js')).addColormaps,
  explain: async () => (await import('./commands/explain.js')).addExplain,
  doctor: async () => (await import('./commands/doctor.js')).addDoctor,
};

const COMMAND_NAMES = Object.keys(COMMANDS);

/** Runs the program with command-line arguments. Resolves to the exit code; never rejects. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.success;
  if (process.send) {
    const { handleRequests, isWorker } = await import('../batch/worker.js');
    if (isWorker(args)) {
      handleRequests();
      return code;
    }
  }
  const program = createProgram();
  try {
    if (args[0] === 'completion' && args[1] === '--line') {
      await (await import('./complete.js')).printCompletions(args.slice(2), await allCommands());
      return code;
    }
    await rejectUnknownCommand(args);
    if (asksForHelp(args)) {
      const { asksForAllFlags, configureHelp } = await import('./help.js');
      configureHelp(program, asksForAllFlags(args));
    }
    for (const name of requestedCommands(args))
      (await COMMANDS[name]())(program, (result) => (code = result));
    const [command] = program.commands;
    if (command && hasAdjacentFlags(args)) rejectFlagsAsValues(args, command);
    const isHelpOnHelp = args[0] === 'help' && args[1] === 'help';
    await program.parseAsync(isHelpOnHelp ? ['help'] : args, { from: 'user' });
    return code;
  } catch (error) {
    const isUsageError = error instanceof CommanderError && error.exitCode !== 0;
    const verbose = args.includes('--verbose') || args.includes('-v');
    return reportError(isUsageError ? await explainUsage(error, program) : error, {
      format: diagnosticFormat(args),
      verbose,
    });
  }
}

/** @throws UsageError if the first word, or the word after "help", must be a command and is not one */
async function rejectUnknownCommand([first, second]: readonly string[]): Promise<void> {
  const word = first === 'help' ? second : first;
  if (!word || word === 'help' || word.startsWith('-') || Object.hasOwn(COMMANDS, word)) return;
  const isAfterHelp = first === 'help';
  const isFile = !/^[a-z][\w-]*$/i.test(word) || existsSync(word);
  if (isFile && !isAfterHelp) return;
  throw (await import('./usage.js')).unknownCommandError(word, isAfterHelp, COMMAND_NAMES);
}

function hasAdjacentFlags(args: readonly string[]): boolean {
  return args.some((arg, i) => arg.startsWith('-') && args[i + 1]?.startsWith('-'));
}

/** Returns the error to print for an error of commander. For its hints, all commands are loaded. */
async function explainUsage(error: CommanderError, program: Command): Promise<Error> {
  const { explainParseError } = await import('./usage.js');
  return explainParseError(error, program.commands[0] ?? program, await allCommands());
}

async function allCommands(): Promise<readonly Command[]> {
  const all = createProgram();
  for (const load of Object.values(COMMANDS)) (await load())(all, () => {});
  return all.commands;
}

function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:help|-h|--help)$/.test(arg));
}

/** Returns the commands that `args` may refer to. The others are not loaded, because loading takes time. */
function requestedCommands(args: readonly string[]): readonly string[] {
  if (asksForHelp(args)) return COMMAND_NAMES;
  if (args[0] === '-V' || args[0] === '--version') return [];
  return args.length && Object.hasOwn(COMMANDS, args[0]) ? [args[0]] : ['render'];
}

function createProgram(): Command {
  return new Command('heatmap')
    .description(
      'Draw a matrix (CSV, JSON, NPY) or a JSON spec as a publication-quality heatmap.\n\n' +
        '  heatmap auc.csv -o auc.svg           draw a matrix\n' +
        '  heatmap spec.json -o fig.{svg,png}   draw a spec\n' +
        '  heatmap batch figures/ -o build/     draw every spec in a folder',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: printHelp, outputError: () => {} })
    .exitOverride()
    .addHelpText('after', `\n${EXIT_HELP}`);
}

/** Writes synchronously, so that a pager that was closed early (EPIPE) is detected here, where it is not an error. */
function printHelp(text: string): void {
  try {
    writeSync(1, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** Returns the format that `--diagnostics` selects. Works even if the command line is invalid. */
function diagnosticFormat(args: readonly string[]): DiagnosticFormat {
  const flag = '--diagnostics';
  const values = args.flatMap((arg, i) =>
    arg === flag ? [args[i + 1]] : arg.startsWith(`${flag}=`) ? [arg.slice(flag.length + 1)] : [],
  );
  return DIAGNOSTIC_FORMAT_NAMES.find((name) => name === values.at(-1)) ?? 'pretty';
}

/** Prints the error that ends the program; returns the exit code. */
function reportError(error: unknown, options: LimitOptions): number {
  const { format } = options;
  if (error instanceof HeatmapError) {
    for (const diagnostic of limitErrors(error.diagnostics, options)) printDiagnostic(diagnostic, format);
    return EXIT.failed;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.success;
    printError('usage', error.message.replace(/^error: /, ''), 'run "heatmap --help" for help', format);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    printError('usage', error.message, error.hint, format);
    return EXIT.usage;
  }
  const [message, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
  printError(
    'defect',
    `this is a bug in heatmap ${VERSION}, not in your data: ${message}`,
    `please report it with the text below\n${stack}`,
    format,
  );
  return EXIT.internalError;
}
