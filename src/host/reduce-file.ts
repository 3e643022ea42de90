import { readAll } from '../input/bytes.js';
import { mergeData, reduceData } from '../input/reduce-data.js';
import type { RecordRange } from '../input/reduce-records.js';
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
  readonly rows: RecordRange;
  readonly job: JobOptions;
  readonly diagnostics: DiagnosticOptions;
}

/** Reduces some rows of a matrix, or some records, and writes them as a part. Resolves to the exit code. */
export async function reduceFile(request: ReduceRequest): Promise<number> {
  const { input, output, rows, job } = request;
  rejectInputs([output], [input]);
  const isDone = await new Reporter(request.diagnostics).attempt(input, async (report) => {
    const { parsed, primary, open } = openJob(input, job, report);
    await writeFiles([{ path: output, bytes: reduceData(parsed, primary, open, rows, report) }]);
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
      readBytes: () => readAll(readFile(name)).bytes,
    }));
    await writeFiles([{ path: output, bytes: mergeData(sources, isPartial) }]);
  });
  return isDone ? EXIT.success : EXIT.failed;
}
