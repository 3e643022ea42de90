import type { Diagnostic, Report } from '../diagnostics.js';
import { describeSentences } from '../figure/describe.js';
import { factSentences } from '../figure/describe-facts.js';
import { figureFacts } from '../figure/facts.js';
import type { DescribedFigure } from '../figure/figure.js';
import { draw } from '../render.js';
import { DESCRIPTION_FORMATS, type DescriptionFormat, type FigureDescription } from './describe-formats.js';
import { EXIT } from './exit.js';
import { loadFonts } from './font-files.js';
import { writeStdout } from './io.js';
import { type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';
import { writeFiles } from './write.js';

export interface DescribeRequest {
  /** The path of a spec, a matrix or a figure; "-" is standard input. */
  readonly input: string;
  /** The path of the description; null: standard output. */
  readonly output: string | null;
  readonly format: DescriptionFormat;
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  readonly strict: boolean;
  readonly diagnostics: DiagnosticOptions;
}

/** Describes a figure in words. Resolves to the exit code. */
export async function describeFile(request: DescribeRequest): Promise<number> {
  const { input, output, format, job, strict } = request;
  const reporter = new Reporter(request.diagnostics);
  const fonts = loadFonts(request.fontFiles);
  const isDone = await reporter.attempt(input, async (report) => {
    const notes: Diagnostic[] = [];
    // What the figure would carry is not made, because it is not described.
    const { attach: _, ...opened } = openJob(input, job, report);
    const collect: Report = (diagnostic) => {
      notes.push(diagnostic);
      if (diagnostic.severity === 'warning') report(diagnostic);
    };
    const { figure } = draw({ ...opened, described: false }, collect, fonts);
    const text = DESCRIPTION_FORMATS[format](describe(figure, opened.parsed.spec.description ?? null, notes));
    if (output === null) await writeStdout(text);
    else await writeFiles([{ path: output, bytes: text }]);
  });
  if (!isDone) return EXIT.failed;
  return strict && reporter.warnings ? EXIT.findings : EXIT.success;
}

/** `description` is that of the spec. */
export function describe(
  figure: DescribedFigure,
  description: string | null,
  notes: readonly Diagnostic[],
): FigureDescription {
  const panels = figureFacts(figure);
  const used = new Set(panels.map(({ scale }) => scale));
  const of = (i: number) => (panels.length === 1 ? '' : ` of panel ${panels[i].title ?? i + 1}`);
  return {
    title: figure.accessible.title,
    description,
    sentences: [...describeSentences(figure), ...panels.flatMap((facts, i) => factSentences(facts, of(i)))],
    scales: [...used].map((name) => {
      const { kind, map, domain, center, categories } = figure.scales[name];
      const title = figure.guides.find(({ scale }) => scale === name)?.title ?? null;
      return { name, title, kind, map, domain, center, categories };
    }),
    panels,
    notes: notes.map(({ severity, code, message }) => ({ severity, code, message })),
  };
}
