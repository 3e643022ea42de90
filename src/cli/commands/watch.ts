import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Command } from 'commander';
import { folderOfInput } from '../../batch/find/candidates.js';
import type { FontSet } from '../../fonts/fonts.js';
import { type Config, configFor } from '../../host/config.js';
import { UsageError } from '../../host/exit.js';
import { fontsWith } from '../../host/font-files.js';
import { writeStdout } from '../../host/io.js';
import { Reporter } from '../../host/report.js';
import { shortName } from '../../host/root.js';
import { isFolder, parseFormats, refuseTwice, stem, targets } from '../../host/target.js';
import type { OutputFormat } from '../../output/index.js';
import { contentOf } from '../../watch/content.js';
import { type Search, searchOf } from '../../watch/search.js';
import { serveFigures } from '../../watch/server.js';
import { Watch } from '../../watch/watch.js';
import { type CommonOptions, jobOptions, withCommonFlags } from '../common-flags.js';
import { collect, withSpecFlags } from '../flags.js';

interface WatchFlags extends CommonOptions {
  readonly output?: string[];
  readonly format?: OutputFormat[];
  /** True for any port that is free. */
  readonly serve?: number | true;
}

export function addWatch(program: Command): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('watch')
        .summary('draw anew whatever changes')
        .description(
          'Draws the specs that the INPUTs name (folders with all below them, globs, files), and each anew whenever it, its\n' +
            'data, its configuration or a font changes, until it is interrupted. Of a spec with a fault the last good figure stays.',
        )
        .argument('<input...>', 'folders, globs such as "figs/**/*.json", specs')
        .option(
          '-o, --output <file>',
          'for one FILE as for render: fig.{svg,png} or DIR/; else the folder',
          collect,
        )
        .option('--format <formats>', 'for a folder: svg, png, or svg,png', parseFormats)
        .option(
          '--serve [port]',
          'show the figures in a browser on this machine; without -o write nothing',
          port,
        ),
    ),
  )
    .addHelpText(
      'after',
      `
Examples:
  heatmap watch fig.json -o fig.svg            one figure
  heatmap watch figures -o build               every spec below a folder
  heatmap watch figures --serve                in a browser, nothing is written`,
    )
    .action((inputs: string[], flags: WatchFlags) => watch(inputs, flags));
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw new UsageError(`--serve takes a port from 1 to 65535, found "${text}"; name what to watch before it`);
}

async function watch(inputs: readonly string[], flags: WatchFlags): Promise<void> {
  if (inputs.includes('-')) throw new UsageError('watch takes files and folders, not standard input');
  if (flags.strict) throw new UsageError('--strict is for commands that end; watch does not');
  if (flags.printConfig) throw new UsageError('--print-config goes with render and batch');
  const { serve, font = [] } = flags;
  const reporter = new Reporter(flags);
  const search = searchFor(inputs, flags);
  const viewer = serve === undefined ? null : await serveFigures(serve === true ? null : serve);
  if (viewer) await writeStdout(`${viewer.address}\n`);
  const settings = {
    job: jobOptions(flags),
    fonts: fontsNow(font),
    fontFiles: font,
    writes: serve === undefined || flags.output !== undefined,
  };
  await new Watch(search, settings, reporter, viewer).run();
}

/** The figures that are watched, and where each goes. */
function searchFor(inputs: readonly string[], flags: WatchFlags): Search {
  const { output, serve } = flags;
  const [input] = inputs;
  const isOne = inputs.length === 1 && statSync(input, { throwIfNoEntry: false })?.isFile() === true;
  if (isOne && output && !output.every(isFolder)) {
    const task = {
      name: stem(input),
      input,
      kind: 'spec',
      targets: targets(output, formats(null), stem(input)),
    } as const;
    refuseTwice(task.targets);
    return { tasks: () => [task], folders: () => [] };
  }
  if (output && output.length > 1) throw new UsageError('-o names one folder for all figures');
  return searchOf(inputs, () => {
    const config = flags.config ? configFor(folderOfInput(input), () => {}) : null;
    const configured = serve === undefined && config?.output ? shortName(config.output) : null;
    // What is only shown has a path that no file can have.
    const folder = output?.[0] ?? configured ?? (serve === undefined ? null : devNull);
    if (folder === null)
      throw new UsageError('say where the figures go with -o, or --serve to see them in a browser');
    return { folder, formats: formats(config), matrices: false };
  });

  function formats(config: Config | null): readonly OutputFormat[] {
    return flags.format ?? config?.formats ?? ['svg'];
  }
}

/** The fonts as they are in their files at the time. */
function fontsNow(files: readonly string[]): () => FontSet {
  let set: FontSet | null = null;
  let read = '';
  return () => {
    const now = files.map((file) => contentOf(file).sha256).join();
    if (set === null || now !== read) set = fontsWith(files);
    read = now;
    return set;
  };
}
