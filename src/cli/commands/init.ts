import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { fail, type Report } from '../../diagnostics.js';
import { EXIT } from '../../host/exit.js';
import { readFile, readStdin, writeStdout } from '../../host/io.js';
import { specIn } from '../../host/open-job.js';
import { Reporter } from '../../host/report.js';
import { isBelow, projectOf } from '../../host/root.js';
import { writeFiles } from '../../host/write.js';
import { detectFormat, type InputFormat } from '../../input/index.js';
import { loadInput } from '../../input/load.js';
import type { Source } from '../../input/reader.js';
import { fromValue } from '../../json/from-value.js';
import { parseJson } from '../../json/parse.js';
import { draw } from '../../render.js';
import { parseSpec } from '../../spec/parse.js';
import { longColumns } from '../../suggest/long.js';
import { type DataEntry, starter } from '../../suggest/starter.js';
import { withInputFormat } from '../common-flags.js';

interface InitOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly inputFormat?: InputFormat;
}

export function addInit(program: Command, exit: (code: number) => void): void {
  withInputFormat(
    program
      .command('init')
      .summary('write a starting spec for some data')
      .description(
        'Writes a spec for this very data, with the reason for every choice as a comment. It renders as it is.\n' +
          'Without -o it goes to standard output.',
      )
      .argument('<data>', 'a matrix or a long table; "-" reads standard input')
      .option('-o, --output <spec>', 'the spec to write, such as auc.json')
      .option('--force', 'overwrite a spec that is there'),
  ).action(async (data: string, options: InitOptions) => exit(await init(data, options)));
}

async function init(data: string, options: InitOptions): Promise<number> {
  const made = await new Reporter({}).attempt(data, async (report) => {
    const { output } = options;
    if (output !== undefined && existsSync(output) && !options.force)
      fail('file-exists', `${output} is there already`, { file: output }, 'overwrite it with --force');
    const source = data === '-' ? readStdin() : readFile(data);
    if (!options.inputFormat && specIn(source, () => {}))
      fail(
        'already-a-spec',
        `${source.name} is a spec already`,
        { file: source.name },
        `draw it: heatmap ${data}`,
      );

    const folder = dirname(output ?? 'spec.json');
    const spec = startingSpec(
      dataEntry(source, nameFrom(folder, data), options.inputFormat),
      source,
      folder,
      report,
    );
    if (data !== '-') warnOutside(data, folder, report);
    if (output === undefined) await writeStdout(spec);
    else await writeFiles([{ path: output, bytes: spec }]);
  });
  return made ? EXIT.done : EXIT.failed;
}

/** How a spec in `folder` names a file. */
function nameFrom(folder: string, file: string): string {
  return file === '-' ? file : relative(folder, file).split(sep).join('/');
}

function dataEntry(source: Source, file: string, format: InputFormat | undefined): DataEntry {
  const columns = longColumns(source, format ?? detectFormat(source));
  const [value, read] = [
    { file, ...(format && { format }) },
    file === '-' ? 'Piped in.' : 'A path relative to this file.',
  ];
  if (!columns) return { value, why: [read] };
  const { x, y, panel } = columns;
  const named = [...(panel === undefined ? [] : [panel]), y, x]
    .map((name) => JSON.stringify(name))
    .join(', ');
  return {
    value: { ...value, ...columns },
    why: [read, `A long table: each line is one cell, and its columns ${named} say which.`],
  };
}

/** @throws HeatmapError where no figure can be made of the data, so that none could be of the spec. */
function startingSpec(data: DataEntry, source: Source, folder: string, report: Report): string {
  const open = () => source;
  const bare = parseSpec(fromValue({ data: data.value }, source.name));
  const text = starter(data, loadInput(bare, null, open, report), schemaFrom(folder));
  const parsed = parseSpec(parseJson('the starting spec', text));
  draw({ parsed, primary: null, open, zoom: 1, described: false }, ignore);
  return text;
}

function ignore(): void {}

/** How a spec in `folder` names the JSON Schema of the package, if that is installed for it. */
function schemaFrom(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, 'node_modules/heatmap-cli/dist/heatmap.schema.json');
    if (existsSync(path)) {
      const name = nameFrom(folder, path);
      return name.startsWith('.') ? name : `./${name}`;
    }
    if (dirname(at) === at) return null;
  }
}

function warnOutside(data: string, folder: string, report: Report): void {
  const { root } = projectOf(folder);
  if (isBelow(data, root)) return;
  report({
    severity: 'warning',
    code: 'outside-root',
    message: `${data} lies outside of ${join(root, '/')}, the folder below which a spec in ${folder} may read`,
    hints: ['move the data or the spec, or render with --root'],
  });
}
