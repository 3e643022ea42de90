/** Writes a starter spec for a data file. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fail, type Report } from '../diagnostics.js';
import { readAll } from '../input/bytes.js';
import { type InputFormat, isJsonFile } from '../input/index.js';
import { suggestSpec } from '../suggest/suggest-spec.js';
import { EXIT } from './exit.js';
import { readFile, readStdin, writeStdout } from './io.js';
import { parseIfSpec } from './open-job.js';
import { Reporter } from './report.js';
import { findProject, isRealPathInside, outsideRootHints } from './root.js';
import { writeFiles } from './write.js';

export interface InitRequest {
  /** The path of the data; "-" is standard input. */
  readonly data: string;
  /** The path of the spec; null for standard output. */
  readonly output: string | null;
  /** Overwrites an existing spec. */
  readonly force: boolean;
  readonly inputFormat: InputFormat | null;
}

/** Writes a spec that draws the data. Resolves to the exit code. */
export async function writeStarterSpec({ data, output, force, inputFormat }: InitRequest): Promise<number> {
  const isWritten = await new Reporter({}).attempt(data, async (report) => {
    if (output !== null && existsSync(output) && !force)
      fail('file-exists', `${output} already exists`, { file: output }, 'overwrite it with --force');
    const opened = data === '-' ? readStdin() : readFile(data);
    const source = isJsonFile(opened) ? readAll(opened) : opened;
    if (inputFormat === null && parseIfSpec(source, () => {}))
      fail(
        'already-a-spec',
        `${source.name} is already a spec`,
        { file: source.name },
        `draw it with: heatmap ${data}`,
      );

    const folder = dirname(output ?? 'spec.json');
    const file = data === '-' ? data : pathFrom(folder, data);
    const spec = suggestSpec(source, { file, format: inputFormat, schema: findSchema(folder) }, report);
    if (data !== '-') warnIfOutsideRoot(data, folder, report);
    if (output === null) await writeStdout(spec);
    else await writeFiles([{ path: output, bytes: spec }]);
  });
  return isWritten ? EXIT.success : EXIT.failed;
}

/** Returns the path of `file` as a spec in `folder` names it. */
function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/');
}

/** Returns the path of the installed JSON Schema as a spec in `folder` names it, or null if there is none. */
function findSchema(folder: string): string | null {
  for (let current = resolve(folder); ; current = dirname(current)) {
    const path = join(current, 'node_modules/heatmap-cli/dist/heatmap.schema.json');
    if (existsSync(path)) {
      const name = pathFrom(folder, path);
      return name.startsWith('.') ? name : `./${name}`;
    }
    if (dirname(current) === current) return null;
  }
}

function warnIfOutsideRoot(data: string, folder: string, report: Report): void {
  const { root } = findProject(folder);
  if (isRealPathInside(data, root)) return;
  report({
    severity: 'warning',
    code: 'outside-root',
    message: `${data} is outside ${join(root, '/')}, the folder that the spec may read`,
    hints: outsideRootHints(resolve(data), folder),
  });
}
