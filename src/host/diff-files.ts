import { basename } from 'node:path';
import { fail, type Report } from '../diagnostics.js';
import { isSameOutput } from '../diff/compare.js';
import {
  comparePictures,
  findChangedBoxes,
  type NamedPicture,
  rejectWithoutPixels,
} from '../diff/compare-pictures.js';
import { describeChanges } from '../diff/describe-changes.js';
import { DIFFERENCE_EXTENSION, renderDifference } from '../diff/difference-picture.js';
import { differenceSheet } from '../diff/difference-sheet.js';
import { boxOutline, type DrawnFigure, markDifferences } from '../diff/figure-marks.js';
import { summarizeFigure, withoutSources } from '../diff/summary.js';
import type { FontSet } from '../fonts/font-set.js';
import { readAll } from '../input/bytes.js';
import { formatOfFigure, OUTPUT_FORMATS, readAttachment, WRITERS } from '../output/index.js';
import { draw, write } from '../render.js';
import { EXIT } from './exit.js';
import { loadFonts } from './font-files.js';
import { readFile, readStdin, writeStdout } from './io.js';
import { type JobOptions, openJob } from './open-job.js';
import { type DiagnosticOptions, Reporter } from './report.js';
import { rejectInputs, resolveTargets } from './target.js';
import { writeFiles } from './write.js';

export const DIFFERENCE_FORMATS = ['text', 'json'] as const;

export interface DiffRequest {
  /** The paths of two figures, specs or matrices; one may be "-". */
  readonly inputs: readonly [before: string, after: string];
  /** The paths of pictures of the difference. */
  readonly outputs: readonly string[];
  readonly format: (typeof DIFFERENCE_FORMATS)[number];
  readonly job: JobOptions;
  readonly fontFiles: readonly string[];
  readonly strict: boolean;
  readonly diagnostics: DiagnosticOptions;
}

/** One of the two inputs: its picture if it is a file of one, and its figure if its spec and data are known. */
interface Side {
  readonly name: string;
  readonly picture: NamedPicture | null;
  readonly figure: DrawnFigure | null;
}

interface Difference {
  readonly sentences: readonly string[];
  /** Whether small changes may have been missed. */
  readonly isRough: boolean;
  /** Draws what differs; null: only the pixels are known. */
  readonly sheet: (() => ReturnType<typeof differenceSheet>) | null;
}

/** Compares two figures. Resolves to the exit code: `EXIT.findings` if they differ. */
export async function diffFiles(request: DiffRequest): Promise<number> {
  const { inputs, outputs, format, job } = request;
  const fonts = loadFonts(request.fontFiles);
  const reporter = new Reporter(request.diagnostics);
  const targets = resolveTargets(outputs, [], 'diff');
  rejectInputs(
    targets.map(({ path }) => path),
    inputs,
  );
  const sides: Side[] = [];
  for (const input of inputs) {
    const isOpened = await reporter.attempt(input, async (report) => {
      sides.push(openSide(input, job, fonts, report));
    });
    if (!isOpened) return EXIT.failed;
  }
  const [before, after] = sides;
  let isEqual = true;
  const isDone = await reporter.attempt(inputs[1], async (report) => {
    const difference = compareSides(before, after, fonts, report);
    const { sentences, sheet } = difference;
    isEqual = sentences.length === 0;
    await writeFiles(
      targets.map((target) => ({
        path: target.path,
        bytes: pictureBytes(before, after, sheet, target, fonts),
      })),
    );
    await writeStdout(formatDifference(difference, format));
  });
  if (!isDone) return EXIT.failed;
  return !isEqual || (request.strict && reporter.warnings) ? EXIT.findings : EXIT.success;
}

function openSide(input: string, options: JobOptions, fonts: FontSet, report: Report): Side {
  const source = input === '-' ? readStdin() : readFile(input);
  const { name } = source;
  const format = options.inputFormat === null ? formatOfFigure(source.bytes) : null;
  const picture = format === null ? null : { name, format, bytes: readAll(source).bytes };
  if (picture && readAttachment(picture.format, picture.bytes, name) === null)
    return { name, picture, figure: null };
  const { attach: _, ...job } = openJob(input, options, report);
  // Warnings about each figure belong to `heatmap render`.
  const { figure, scene } = draw({ ...job, described: false }, () => {}, fonts);
  return {
    name,
    picture,
    figure: { summary: withoutSources(summarizeFigure(figure, job.parsed.spec)), scene },
  };
}

function compareSides(before: Side, after: Side, fonts: FontSet, report: Report): Difference {
  const { figure: a, picture: pictureA } = before;
  const { figure: b, picture: pictureB } = after;
  if (!a || !b) {
    const isSameFile = pictureA && pictureB && Buffer.compare(pictureA.bytes, pictureB.bytes) === 0;
    if (isSameFile) return { sentences: [], isRough: false, sheet: null };
    for (const { figure, picture } of [before, after]) if (!figure && picture) rejectWithoutPixels(picture);
    const [one, other] = picturesOf(before, after, fonts);
    return { ...comparePictures(one, other, report), sheet: null };
  }
  const changes = describeChanges(a.summary, b.summary);
  const isChangedByHand =
    changes.length === 0 &&
    pictureA !== null &&
    pictureA.format === pictureB?.format &&
    !isSameOutput(pictureA.format, pictureA.bytes, pictureB.bytes);
  const sentences = isChangedByHand
    ? [
        'both files carry the same spec and data, but their pictures differ: another program changed one of them',
      ]
    : changes;
  const sheet = () => {
    const marks = markDifferences(a, b);
    const isEmpty = marks.every(({ outlines, cells }) => outlines.length === 0 && cells.length === 0);
    const boxes = isEmpty ? (findChangedBoxes(a.scene, b.scene, fonts) ?? []) : [];
    const marked = (i: 0 | 1) => ({
      name: basename([before, after][i].name),
      scene: [a, b][i].scene,
      marks: isEmpty ? { outlines: boxes.map(boxOutline), cells: [] } : marks[i],
    });
    return differenceSheet([marked(0), marked(1)], sentences, fonts);
  };
  return { sentences, isRough: false, sheet };
}

/** Returns the pictures of both sides. A figure without a file is drawn in the format of the other side. */
function picturesOf(before: Side, after: Side, fonts: FontSet): [NamedPicture, NamedPicture] {
  const pictureOf = ({ name, picture, figure }: Side, other: Side): NamedPicture => {
    const format = other.picture?.format;
    if (!figure || format === undefined || picture?.format === format) return picture as NamedPicture;
    return { name, format, bytes: write(figure.scene, format, fonts) };
  };
  return [pictureOf(before, after), pictureOf(after, before)];
}

/** Error: `no-pixels`, if only pixels are known and `format` is not that of pictures of pixels. */
function pictureBytes(
  before: Side,
  after: Side,
  sheet: Difference['sheet'],
  { path, format }: ReturnType<typeof resolveTargets>[number],
  fonts: FontSet,
): Uint8Array {
  if (sheet) return write(sheet(), format, fonts);
  if (WRITERS[format].vector) {
    const rasters = OUTPUT_FORMATS.filter((name) => !WRITERS[name].vector).join(', ');
    fail(
      'no-pixels',
      `${path} cannot be written: one of the figures carries no data, so only its pixels are known`,
      { file: path },
      `write the picture of the difference as ${rasters}, such as -o diff.${DIFFERENCE_EXTENSION}`,
    );
  }
  const [one, other] = picturesOf(before, after, fonts);
  return renderDifference(one, other);
}

function formatDifference({ sentences, isRough }: Difference, format: DiffRequest['format']): string {
  const isEqual = sentences.length === 0;
  if (format === 'json')
    return `${JSON.stringify({ equal: isEqual, exact: !isRough, changes: sentences }, null, 2)}\n`;
  if (isEqual) return isRough ? 'no difference found, but small texts may differ\n' : 'no difference\n';
  return sentences.map((sentence) => `${sentence}\n`).join('');
}
