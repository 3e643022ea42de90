import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { fail } from '../../diagnostics.js';
import { jsonText } from '../../input/json.js';
import { parseJson } from '../../json/parse.js';
import type { OutputFormat } from '../../output/index.js';
import { draw, write } from '../../render.js';
import { isSpec } from '../../spec/identify.js';
import { type CommonOptions, jobOptions, withCommonFlags } from '../common-flags.js';
import { EXIT, UsageError } from '../exit.js';
import { withSpecFlags } from '../flags.js';
import { fontsWith } from '../fonts.js';
import { readFile } from '../io.js';
import { openJob } from '../open-job.js';
import { Reporter } from '../report.js';
import { parseFormats, stem } from '../target.js';
import { writeFiles } from '../write.js';

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
  const reporter = new Reporter(options);
  const fonts = fontsWith(options.font);
  const job = jobOptions(options);
  let made = 0;
  let failed = 0;
  for (const file of specsBelow(folder)) {
    const done = await reporter.attempt(file, async (report) => {
      if (!looksLikeSpec(file)) return;
      const { scene } = draw(openJob(file, job, report), report, fonts);
      const path = join(options.output, dirname(relative(folder, file)), stem(file));
      await writeFiles(
        options.format.map((format) => ({ path: `${path}.${format}`, bytes: write(scene, format, fonts) })),
      );
      made++;
    });
    if (!done) failed++;
  }
  if (made + failed === 0) throw new UsageError(`there is no spec below ${folder}`);
  reporter.say(`${made} figure${made === 1 ? '' : 's'}${failed ? `, ${failed} failed` : ''}`);
  return failed ? EXIT.failed : options.strict && reporter.warnings ? EXIT.drift : EXIT.done;
}

/** JSON files below a folder, by name, without hidden folders and those of packages. */
function specsBelow(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`there is no folder ${folder}`);
  const found: string[] = [];
  const walk = (at: string) => {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') walk(path);
      else if (entry.isFile() && entry.name.endsWith('.json')) found.push(path);
    }
  };
  walk(folder);
  return found;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return fail('no-permission', `the folder ${folder} cannot be listed`, { file: folder });
  }
}

/** A JSON text that cannot be parsed may be a spec too: better an error than a figure that is silently not made. */
function looksLikeSpec(file: string): boolean {
  const source = readFile(file);
  return isSpec(
    parseJson(
      source.name,
      jsonText(source, () => {}),
    ),
  );
}
