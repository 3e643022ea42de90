import type { Command } from 'commander';
import { type BatchRequest, runBatchCommand } from '../../batch/command.js';
import { REPORTER_NAMES, type ReporterName } from '../../batch/reporters/index.js';
import { parseShard, type Shard } from '../../batch/shard.js';
import { UsageError } from '../../host/exit.js';
import { DEFAULT_FORMAT, type OutputFormat } from '../../output/index.js';
import {
  addCommonFlags,
  type CommonFlags,
  choiceParser,
  FORMAT_CHOICES,
  fontReferences,
  integerParser,
  parseFormats,
  toJobOptions,
} from '../common-flags.js';
import { addSpecFlags } from '../flags.js';

interface BatchFlags extends CommonFlags {
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
  readonly prune?: boolean;
  readonly diff?: string;
  readonly shard?: Shard;
  readonly merge?: boolean;
  readonly reporter?: ReporterName;
  readonly index?: boolean;
  readonly mergePdf?: string;
  readonly deps?: string;
}

const MAX_JOBS = 256;
const MAX_TIMEOUT = 86_400;

export function addBatch(program: Command, exit: (code: number) => void): void {
  addCommonFlags(
    addSpecFlags(
      program
        .command('batch')
        .summary('draw every spec in a folder')
        .description(
          'Draw every spec that the INPUTs name: folders (including subfolders), globs, files. ' +
            'Skip unchanged figures. If a spec has errors, the other figures are still drawn.',
        )
        .argument('[input...]', 'folders, globs such as "figs/**/*.json", specs')
        .option('-o, --output <dir>', 'write figures to this folder, with the same subfolders')
        .option(
          '--format <formats>',
          `write these formats: ${FORMAT_CHOICES} (default: ${DEFAULT_FORMAT})`,
          parseFormats,
        )
        .option('--matrices', 'also draw matrices that no spec uses')
        .option('--list', 'list the inputs that would be drawn, and the skipped ones with reasons')
        .option('--dry-run', 'list the figures that would be rebuilt')
        .option('--force', 'also rebuild unchanged figures')
        .option(
          '--check',
          'write nothing; exit with 3 if a figure differs from DIR or its spec was deleted, and print what changed',
        )
        .option('--update', 'like --check, but rewrite the figures that differ')
        .option(
          '--prune',
          'afterwards, remove figures from DIR whose spec was deleted, unless their files were changed',
        )
        .option('--diff <dir>', 'with --check or --update: write images of before, after and the difference')
        .option(
          '--jobs <n>',
          'draw in n processes, so that a crash loses one figure (default: one, and more where they save time)',
          integerParser('--jobs', MAX_JOBS),
        )
        .option(
          '--timeout <seconds>',
          'fail a figure that takes longer',
          integerParser('--timeout', MAX_TIMEOUT),
        )
        .option('--fail-fast', 'stop at the first figure that fails')
        .option('--shard <k/n>', 'draw only part k of n, to use several machines', (text) => parseShard(text))
        .option('--merge', 'merge the manifests of all shards; draw nothing')
        .option(
          '--reporter <name>',
          `report progress in this format: ${REPORTER_NAMES.join(', ')}`,
          choiceParser('--reporter', REPORTER_NAMES),
        )
        .option('--index', 'write index.html and index.md with all figures to DIR')
        .option('--merge-pdf <file>', 'also write all figures to one PDF, a page and a bookmark for each')
        .option('--deps <file>', 'write the dependencies of each figure, for make'),
    ),
  ).action(async (inputs: string[], flags: BatchFlags) => {
    checkUsage(inputs, flags);
    exit(await runBatchCommand(toRequest(inputs, flags)));
  });
}

function checkUsage(inputs: readonly string[], flags: BatchFlags): void {
  if (flags.merge && (inputs.length || flags.shard))
    throw new UsageError('--merge cannot be used with inputs or --shard');
  if (!flags.merge && !inputs.length) throw new UsageError('no input: name folders, globs or specs');
  if (flags.dryRun && (flags.check || flags.update))
    throw new UsageError('--dry-run cannot be used with --check or --update');
  if (flags.check && flags.update) throw new UsageError('--check cannot be used with --update');
  const { check, list, dryRun, merge, shard, printConfig } = flags;
  if (flags.prune && (check || list || dryRun || merge || shard || printConfig)) {
    throw new UsageError(
      '--prune can be used only when all figures are made or updated',
      'to see what it would remove, use --check',
    );
  }
  if (flags.mergePdf !== undefined && (check || list || dryRun || merge || shard)) {
    throw new UsageError('--merge-pdf can be used only when all figures are made or updated');
  }
  if (flags.diff !== undefined && !flags.check && !flags.update)
    throw new UsageError('--diff requires --check or --update');
}

function toRequest(inputs: readonly string[], flags: BatchFlags): BatchRequest {
  return {
    action: actionOf(flags),
    inputs,
    output: flags.output ?? null,
    formats: flags.format ?? null,
    prune: flags.prune ?? false,
    matrices: flags.matrices ?? false,
    mode: flags.check ? 'check' : flags.update ? 'update' : 'write',
    diff: flags.diff ?? null,
    job: toJobOptions(flags),
    fontFiles: fontReferences(flags),
    reporter: flags.reporter ?? null,
    diagnostics: flags,
    strict: flags.strict ?? false,
    index: flags.index ?? false,
    mergePdf: flags.mergePdf ?? null,
    deps: flags.deps ?? null,
    jobs: flags.jobs ?? null,
    timeout: flags.timeout ?? null,
    shard: flags.shard ?? null,
    force: flags.force ?? false,
    failFast: flags.failFast ?? false,
  };
}

function actionOf({ merge, printConfig, list, dryRun }: BatchFlags): BatchRequest['action'] {
  if (merge) return 'merge';
  if (printConfig) return 'print-config';
  if (list) return 'list';
  return dryRun ? 'list-changed' : 'draw';
}
