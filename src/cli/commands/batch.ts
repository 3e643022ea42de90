import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { HeatmapError } from '../../diagnostics.js';
import { parseJson } from '../../json/parse.js';
import type { OutputFormat } from '../../output/index.js';
import { figureOf, sceneOf, write } from '../../render.js';
import { isSpec } from '../../spec/identify.js';
import { EXIT, UsageError } from '../exit.js';
import { withSpecFlags } from '../flags.js';
import { readFile, writeFile } from '../io.js';
import { type JobOptions, openJob } from '../open-job.js';
import { Reporter } from '../report.js';
import { parseFormats, stem } from '../target.js';
import { type CommonOptions, jobOptions, withCommonFlags } from './render.js';

interface BatchOptions extends CommonOptions {
  readonly output: string;
  readonly format: OutputFormat[];
}

export function addBatch(program: Command, exit: (code: number) => void): void {
  withCommonFlags(
    withSpecFlags(
      program
        .command('batch')
        .summary('draw every spec below a folder')
        .description(
          'Draws every spec below FOLDER into DIR, sub-folders mirrored. A bad spec is reported, the others are made.',
        )
        .argument('<folder>', 'where the specs are')
        .requiredOption('-o, --output <dir>', 'where the figures go')
        .option('--format <formats>', 'svg, png, or svg,png', parseFormats, ['svg'] as OutputFormat[]),
    ),
  ).action(async (folder: string, options: BatchOptions) => exit(await batch(folder, options)));
}

async function batch(folder: string, options: BatchOptions): Promise<number> {
  const reporter = new Reporter({ quiet: options.quiet === true, verbose: options.verbose === true });
  const job = jobOptions({ ...options });
  let made = 0;
  let failed = 0;
  for (const file of specsBelow(folder)) {
    try {
      if (!looksLikeSpec(file)) continue;
      await make(
        file,
        join(options.output, dirname(relative(folder, file)), stem(file)),
        options.format,
        job,
        reporter,
      );
      made++;
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      error.diagnostics.forEach(reporter.report);
      failed++;
    }
  }
  if (made + failed === 0) throw new UsageError(`there is no spec below ${folder}`);
  reporter.say(`${made} figure${made === 1 ? '' : 's'}${failed ? `, ${failed} failed` : ''}`);
  return failed ? EXIT.failed : options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}

async function make(
  file: string,
  path: string,
  formats: readonly OutputFormat[],
  job: JobOptions,
  { report }: Reporter,
): Promise<void> {
  const scene = sceneOf(figureOf(await openJob(file, job), report), report);
  const outputs = formats.map((format) => ({ path: `${path}.${format}`, bytes: write(scene, format) }));
  for (const output of outputs) writeFile(output.path, output.bytes);
}

/** JSON files below a folder, by name, without hidden folders and those of packages. */
function specsBelow(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`there is no folder ${folder}`);
  const found: string[] = [];
  const walk = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') walk(path);
      else if (entry.isFile() && entry.name.endsWith('.json')) found.push(path);
    }
  };
  walk(folder);
  return found;
}

/** A JSON text that cannot be parsed may be a spec too: better an error than a figure that is silently not made. */
function looksLikeSpec(file: string): boolean {
  const { name, bytes } = readFile(file);
  return isSpec(parseJson(name, new TextDecoder().decode(bytes)));
}
