import { fail } from '../diagnostics.js';
import { openFigure } from '../embed/open-figure.js';
import { prettySpec } from '../embed/pretty-spec.js';
import { parseJson } from '../json/parse.js';
import { formatOfFigure, listFormats } from '../output/index.js';
import { EXIT } from './exit.js';
import { readFile, readStdin, writeStdout } from './io.js';
import { type DiagnosticOptions, Reporter } from './report.js';
import { rejectInputs } from './target.js';
import { writeFiles } from './write.js';

export interface ExtractRequest {
  /** The path of a figure; "-" is standard input. */
  readonly input: string;
  /** The path of the spec; null: standard output. */
  readonly output: string | null;
  readonly diagnostics: DiagnosticOptions;
}

/** Writes the spec that a figure carries. Resolves to the exit code. */
export async function extractSpec({ input, output, diagnostics }: ExtractRequest): Promise<number> {
  if (output !== null) rejectInputs([output], [input]);
  const isDone = await new Reporter(diagnostics).attempt(input, async () => {
    const source = input === '-' ? readStdin() : readFile(input);
    const format = formatOfFigure(source.bytes);
    if (format === null) {
      const formats = listFormats((writer) => writer.attachment !== undefined);
      fail('not-a-figure', `${source.name} is not a figure: ${formats} files can carry a spec`);
    }
    const { name, bytes } = openFigure(source, format);
    const { root } = parseJson(name, new TextDecoder().decode(bytes));
    const text = `${prettySpec(root)}\n`;
    if (output === null) await writeStdout(text);
    else await writeFiles([{ path: output, bytes: text }]);
  });
  return isDone ? EXIT.success : EXIT.failed;
}
