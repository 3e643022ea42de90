import type { Command } from 'commander';
import { quote } from '../../diagnostics.js';
import { UsageError } from '../../host/exit.js';
import type { OutputFormat } from '../../output/index.js';
import { runWatch } from '../../watch/command.js';
import {
  addCommonFlags,
  type CommonFlags,
  FORMAT_CHOICES,
  fontReferences,
  parseFormatsOrTerminal,
  TERMINAL,
  toJobOptions,
} from '../common-flags.js';
import { addSpecFlags, collect } from '../flags.js';

interface WatchFlags extends CommonFlags {
  readonly output?: string[];
  readonly format?: OutputFormat[] | typeof TERMINAL;
  /** True if no port is given. */
  readonly serve?: number | true;
}

const MAX_PORT = 65_535;

export function addWatch(program: Command): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('watch')
        .summary('redraw figures when their files change')
        .description(
          'Draw the specs that the INPUTs name: folders (including subfolders), globs, files. ' +
            'Redraw a figure when its spec, data, configuration or fonts change, until interrupted. ' +
            'While a spec has errors, its last good figure is kept. ' +
            'One file without -o and --serve is shown in the terminal.',
        )
        .argument('<input...>', 'folders, globs such as "figs/**/*.json", specs')
        .option(
          '-o, --output <file>',
          'for one file: write to fig.{svg,png} or DIR/, as in render; otherwise: write to this folder',
          collect,
        )
        .option(
          '--format <formats>',
          `write these formats to a folder: ${FORMAT_CHOICES}; ${TERMINAL}: characters instead of a picture`,
          parseFormatsOrTerminal,
        )
        .option(
          '--serve [port]',
          'show the figures on a web page for this machine only; without -o, write no files',
          parsePort,
        ),
    ),
  ).action((inputs: string[], flags: WatchFlags) => watch(inputs, flags));
}

function parsePort(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MAX_PORT) return value;
  throw new UsageError(
    `--serve takes a port from 1 to ${MAX_PORT}, found ${quote(text)}; name the inputs before --serve`,
  );
}

async function watch(inputs: readonly string[], flags: WatchFlags): Promise<void> {
  if (inputs.includes('-')) throw new UsageError('watch takes files and folders, not standard input');
  if (flags.strict) throw new UsageError('--strict cannot be used with watch, which has no exit code');
  if (flags.printConfig)
    throw new UsageError('--print-config cannot be used with watch; use render or batch');
  const { serve, format } = flags;
  await runWatch({
    inputs,
    outputs: flags.output ?? null,
    formats: format === undefined || format === TERMINAL ? null : format,
    onlyCharacters: format === TERMINAL,
    server: serve === undefined ? null : { port: serve === true ? null : serve },
    job: toJobOptions(flags),
    fontFiles: fontReferences(flags),
    diagnostics: flags,
  });
}
