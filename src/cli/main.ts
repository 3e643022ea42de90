import { Command, CommanderError } from 'commander';
import { HeatmapError } from '../diagnostics.js';
import { VERSION } from '../version.js';
import { addBatch } from './commands/batch.js';
import { addRender } from './commands/render.js';
import { addValidate } from './commands/validate.js';
import { EXIT, EXIT_HELP, UsageError } from './exit.js';
import { pretty } from './report.js';

/** Runs the program with the arguments of a command line; resolves to its exit code and never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.done;
  try {
    await program((result) => {
      code = result;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error);
  }
}

function program(exit: (code: number) => void): Command {
  const program = new Command('heatmap')
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
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .addHelpText('after', `\n${EXIT_HELP}`);
  addRender(program, exit);
  addBatch(program, exit);
  addValidate(program, exit);
  return program;
}

function explain(error: unknown): number {
  const colored = process.stderr.isTTY === true && !process.env.NO_COLOR;
  if (error instanceof HeatmapError) {
    for (const diagnostic of error.diagnostics) process.stderr.write(`${pretty(diagnostic, colored)}\n`);
    return EXIT.failed;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    process.stderr.write(
      `heatmap: ${error.message.replace(/^error: /, '')}\nRun "heatmap --help" for help.\n`,
    );
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`heatmap: ${error.message}\n`);
    return EXIT.usage;
  }
  process.stderr.write(
    `heatmap: this is a defect of heatmap ${VERSION}, not of your data. Please report it with what follows.\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.defect;
}
