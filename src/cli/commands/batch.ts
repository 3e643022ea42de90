import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { folderOfInput } from '../../batch/find/candidates.js';
import { findTasks, listText } from '../../batch/find/find.js';
import { depsFile } from '../../batch/pages/deps.js';
import { indexHtml, indexMarkdown } from '../../batch/pages/index-page.js';
import type { BatchReporter } from '../../batch/reporter.js';
import { REPORTER_NAMES, REPORTERS, type ReporterName, stepSummary } from '../../batch/reporters/index.js';
import { changedTasks, mergeManifests, runBatch } from '../../batch/run.js';
import { isIn, parseShard, type Shard } from '../../batch/shard.js';
import type { BatchResult, Outcome } from '../../batch/task.js';
import { configFor } from '../../host/config.js';
import { visible } from '../../host/diagnostic-formats.js';
import { EXIT, UsageError } from '../../host/exit.js';
import { writeStdout } from '../../host/io.js';
import { shortName } from '../../host/root.js';
import { printSettings } from '../../host/settings.js';
import { parseFormats } from '../../host/target.js';
import { writeFiles } from '../../host/write.js';
import type { OutputFormat } from '../../output/index.js';
import { type CommonOptions, jobOptions, oneOf, withCommonFlags } from '../common-flags.js';
import { withSpecFlags } from '../flags.js';

interface BatchFlags extends CommonOptions {
  readonly output?: string;
  readonly format?: OutputFormat[];
  readonly matrices?: boolean;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly jobs?: number;
  readonly timeout?: number;
  readonly force?: boolean;
  readonly failFast?: boolean;
  readonly check?: boolean;
  readonly update?: boolean;
  readonly diff?: string;
  readonly shard?: Shard;
  readonly merge?: boolean;
  readonly reporter?: ReporterName;
  readonly index?: boolean;
  readonly deps?: string;
}

export function addBatch(program: Command, exit: (code: number) => void): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('batch')
        .summary('draw every spec below a folder')
        .description(
          'Draws every spec that the INPUTs name into DIR: folders (with all below them), globs, files. Figures of which\n' +
            'nothing has changed are left as they are. A bad spec is reported, the others are made.',
        )
        .argument('[input...]', 'folders, globs such as "figs/**/*.json", specs')
        .option('-o, --output <dir>', 'where the figures go, sub-folders mirrored')
        .option('--format <formats>', 'svg, png, or svg,png (default: svg)', parseFormats)
        .option('--matrices', 'draw every matrix too that no spec uses')
        .option('--list', 'only say what would be drawn, and what not and why')
        .option('--dry-run', 'only name the figures that would be made')
        .option('--force', 'make figures too of which nothing has changed')
        .option(
          '--check',
          'write nothing; exit with 3 if a figure is not as it is in DIR, and say what changed',
        )
        .option('--update', 'as --check, but make those figures anew')
        .option('--diff <dir>', 'with --check or --update: pictures of before, after and the difference')
        .option(
          '--jobs <n>',
          'how many processes draw (default: one a core, for few figures one)',
          wholeNumber('--jobs', 256),
        )
        .option('--timeout <seconds>', 'give a figure up that takes longer', wholeNumber('--timeout', 86_400))
        .option('--fail-fast', 'stop at the first figure that fails')
        .option('--shard <k/n>', 'only the k-th of n parts, on another machine each', parseShard)
        .option('--merge', 'join what the shards remember, and draw nothing')
        .option(
          '--reporter <name>',
          `how to say how it goes: ${REPORTER_NAMES.join(', ')}`,
          oneOf('--reporter', REPORTER_NAMES),
        )
        .option('--index', 'write index.html and index.md about all figures into DIR')
        .option('--deps <file>', 'write what each figure depends on, for make'),
    ),
  ).action(async (inputs: string[], flags: BatchFlags) => exit(await batch(inputs, flags)));
}

const FORMATS: readonly OutputFormat[] = ['svg'];

function wholeNumber(flag: string, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new UsageError(`${flag} takes a whole number from 1 to ${most}, found "${text}"`);
  };
}

async function batch(inputs: readonly string[], flags: BatchFlags): Promise<number> {
  checkUsage(inputs, flags);
  const reporter = reporterFor(flags);
  const config = flags.config
    ? configFor(folderOfInput(inputs[0] ?? '.'), (diagnostic) => reporter.say(diagnostic))
    : null;
  const folder = flags.output ?? (config?.output ? shortName(config.output) : null);
  const formats = flags.format ?? config?.formats ?? FORMATS;
  if (folder === null)
    throw new UsageError('say where the figures go with -o DIR, or with "output" in heatmap.config.json');
  if (flags.merge) {
    mergeManifests(folder, reporter);
    return EXIT.done;
  }
  const started = performance.now();
  const found = findTasks(inputs, { folder, formats, matrices: flags.matrices ?? false });
  if (flags.printConfig) {
    return printSettings(
      found.tasks.map(({ input }) => input),
      flags,
      jobOptions(flags),
      [
        { key: 'output', flag: '--output', given: flags.output },
        { key: 'formats', flag: '--format', given: flags.format, builtIn: FORMATS },
        { key: 'jobs', flag: '--jobs', given: flags.jobs },
      ],
    );
  }
  const { shard = null } = flags;
  const tasks = shard ? found.tasks.filter(({ name }) => isIn(shard, name)) : found.tasks;
  if (flags.list) {
    await writeStdout(listText({ ...found, tasks }));
    return EXIT.done;
  }
  if (found.tasks.length === 0) throw new UsageError(`there is no spec in ${inputs.join(', ')}`);
  const mode = flags.check ? 'check' : flags.update ? 'update' : 'write';
  const options = {
    folder,
    settings: { job: jobOptions(flags), fonts: flags.font ?? [], mode, diff: flags.diff ?? null } as const,
    jobs: flags.jobs ?? config?.jobs ?? null,
    cores: availableParallelism(),
    timeout: flags.timeout ?? null,
    shard,
    force: flags.force ?? false,
    failFast: flags.failFast ?? false,
  };
  if (flags.dryRun) {
    const names = changedTasks(tasks, options).map(({ name }) => `${visible(name)}\n`);
    await writeStdout(names.join(''));
    return EXIT.done;
  }
  const outcomes = await runBatch(tasks, options, reporter);
  const { skipped } = found;
  const result: BatchResult = { outcomes, skipped, formats, folder, time: performance.now() - started };
  await writeSummaries(result, flags);
  reporter.end(result);
  return exitCode(outcomes, flags);
}

async function writeSummaries(result: BatchResult, { index, deps, reporter }: BatchFlags): Promise<void> {
  if (index) {
    await writeFiles([
      { path: join(result.folder, 'index.html'), bytes: indexHtml(result) },
      { path: join(result.folder, 'index.md'), bytes: indexMarkdown(result) },
    ]);
  }
  if (deps !== undefined) await writeFiles([{ path: deps, bytes: depsFile(result.outcomes) }]);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (reporter === 'github' && summary) appendFileSync(summary, stepSummary(result));
}

function exitCode(outcomes: readonly Outcome[], { check, strict }: BatchFlags): number {
  if (outcomes.some(({ status }) => status === 'failed')) return EXIT.failed;
  const drifted = check && outcomes.some(({ status }) => status === 'drifted');
  const warned = outcomes.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => severity === 'warning'),
  );
  return drifted || (strict && warned) ? EXIT.drift : EXIT.done;
}

function reporterFor(flags: BatchFlags): BatchReporter {
  const { stderr, stdout, env } = process;
  const name =
    flags.reporter ??
    (flags.diagnostics === 'json' ? 'json' : flags.diagnostics === 'github' ? 'github' : 'pretty');
  const stream = name === 'json' || name === 'junit' ? stdout : stderr;
  const out = {
    write: (text: string) => void (text && stream.write(text)),
    get columns() {
      return stream.columns ?? 80;
    },
    isTerminal: stream.isTTY === true,
    colored: stream.isTTY === true && !env.NO_COLOR,
  };
  return REPORTERS[name](out, {
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    style: flags.diagnostics,
    driftFails: flags.check ?? false,
  });
}

function checkUsage(inputs: readonly string[], flags: BatchFlags): void {
  if (flags.merge && (inputs.length || flags.shard))
    throw new UsageError('--merge takes no inputs and no --shard');
  if (!flags.merge && !inputs.length) throw new UsageError('name folders, globs or specs to draw');
  if (flags.dryRun && (flags.check || flags.update))
    throw new UsageError('--dry-run names what a plain batch would make; leave --check and --update out');
  if (flags.check && flags.update)
    throw new UsageError('--check writes nothing, --update does: give one of them');
  if (flags.diff !== undefined && !flags.check && !flags.update)
    throw new UsageError('--diff goes with --check or --update');
}
