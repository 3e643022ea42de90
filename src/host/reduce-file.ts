import { readAll } from '../input/bytes.js';
import { reducePart } from '../input/reduce-part.js';
import type { PartRows } from '../matrix/reduction.js';
import { decodePart } from '../parts/decode.js';
import { encodePart } from '../parts/encode.js';
import { mergeParts } from '../parts/merge.js';
import { EXIT } from './exit.js';
import { readFile } from './io.js';
import { type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';
import { rejectInputs } from './target.js';
import { writeFiles } from './write.js';

export interface ReduceRequest {
  /** The path of a spec or a matrix; "-" is standard input. */
  readonly input: string;
  readonly output: string;
  readonly rows: PartRows;
  readonly job: JobOptions;
  readonly diagnostics: DiagnosticOptions;
}

/** Reduces some rows of a matrix and writes them as a part. Resolves to the exit code. */
export async function reduceFile(request: ReduceRequest): Promise<number> {
  const { input, output, rows, job } = request;
  rejectInputs([output], [input]);
  const isDone = await new Reporter(request.diagnostics).attempt(input, async (report) => {
    const { parsed, primary, open } = openJob(input, job, report);
    const part = reducePart(parsed, primary, open, rows, report);
    await writeFiles([{ path: output, bytes: encodePart(part) }]);
  });
  return isDone ? EXIT.success : EXIT.failed;
}

export interface MergeRequest {
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whether rows may be missing before the first part and after the last one. */
  readonly isPartial: boolean;
  readonly diagnostics: DiagnosticOptions;
}

/** Joins parts and writes the result, which is a part as well. Resolves to the exit code. */
export async function mergeFiles({ inputs, output, isPartial, diagnostics }: MergeRequest): Promise<number> {
  rejectInputs([output], inputs);
  const isDone = await new Reporter(diagnostics).attempt(output, async () => {
    const sources = inputs.map((name) => ({
      name,
      read: () => decodePart(readAll(readFile(name)).bytes, name),
    }));
    await writeFiles([{ path: output, bytes: encodePart(mergeParts(sources, isPartial)) }]);
  });
  return isDone ? EXIT.success : EXIT.failed;
}
