/** Groups and aggregates some records of a table as a part of all records. */
import { fail, type Place, type Report } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import type { PartRows } from '../matrix/reduction.js';
import type { RecordPart } from '../parts/record-part.js';
import type { DataSpec } from '../spec/data.js';
import type { ParsedSpec } from '../spec/parse.js';
import { isLongTable } from '../table/record-options.js';
import { type RecordContent, readRecordPart, recordOptions } from '../table/record-parts.js';
import { type OpenFile, type PrimarySource, readSource } from './load.js';
import { checkNoTransform, fingerprintOf, openData } from './part-source.js';

/** One of several files whose numbers of records are not known. */
export interface Piece {
  /** Counted from 1. */
  readonly index: number;
  readonly count: number;
}

/** The records of a part: positions in a file, or all records of a piece. */
export interface RecordRange extends PartRows {
  readonly piece?: Piece;
}

/** Whether a spec reads records. */
export function readsRecords(data: DataSpec | undefined): boolean {
  return typeof data === 'object' && 'file' in data && isLongTable(data);
}

/** The keys that change a part of a matrix, with their flags. They have no effect on records, whose groups are complete. */
const MATRIX_KEYS = [
  { path: ['color', 'domain'], name: 'color.domain' },
  { path: ['cells', 'reduce'], name: 'cells.reduce' },
];

/**
 * Reads some records of the table of a spec.
 *
 * Errors: those of the reader and of `readRecordPart`, `part-unsupported`, `part-rows`.
 */
export function reduceRecords(
  { spec, placeOf, originOf }: ParsedSpec,
  primary: PrimarySource | null,
  open: OpenFile,
  range: RecordRange,
  report: Report,
): RecordPart {
  const place = primary ? { file: primary.name } : placeOf(['data']);
  if (spec.panels)
    fail('part-unsupported', 'a figure of several panels cannot be made of parts', placeOf(['panels']));
  const unused = MATRIX_KEYS.find(({ path }) => originOf(path) === 'flag');
  if (unused) {
    fail(
      'part-unsupported',
      `${unused.name} has no effect on a part of records`,
      place,
      'give it to "heatmap render all.hm"',
    );
  }
  checkNoTransform(spec.data, placeOf);
  const { source, options } = openData(spec.data, primary, open, place);
  const fingerprint = range.fileStart === null && !range.piece ? fingerprintOf(source) : null;
  let read: { readonly part: RecordContent; readonly total: number } | null = null;
  readSource(source, options, report, {
    ...NO_REDUCTION,
    readRecords(table, decimal) {
      read = readRecordPart(table, { ...options, decimal }, range);
      return NO_MATRIX;
    },
    blockingKeys: [],
  });
  const result = read as { readonly part: RecordContent; readonly total: number } | null;
  if (!result) fail('part-unsupported', `${source.name} is not a table of records`, place);
  const identity = { options: recordOptions(options), source: fingerprint };
  return { ...identity, ...positionsOf(range, result, source.name, place), ...result.part };
}

const NO_MATRIX = singleDataset({
  rows: 0,
  columns: 0,
  values: new Float64Array(0),
  rowLabels: null,
  columnLabels: null,
  categories: null,
});

/** Error: `part-rows`. */
function positionsOf(
  { from, to, fileStart, rowCount, piece }: RecordRange,
  { part, total }: { readonly part: RecordContent; readonly total: number },
  name: string,
  place: Place,
): Pick<RecordPart, 'unit' | 'first' | 'end' | 'count'> {
  if (piece) return { unit: 'pieces', first: piece.index - 1, end: piece.index, count: piece.count };
  if ((from > 0 && from >= total) || (Number.isFinite(to) && to > total)) {
    const asked = `--rows ${from}:${Number.isFinite(to) ? to : ''}`;
    fail('part-rows', `${name} has ${total} records, and ${asked} asks for others`, place);
  }
  const first = (fileStart ?? 0) + from;
  const end = first + part.counts.read;
  if (rowCount !== undefined && end > rowCount)
    fail('part-rows', `the part ends at record ${end - 1}, and --row-count is ${rowCount}`, place);
  return { unit: 'records', first, end, count: rowCount ?? (fileStart === null ? total : null) };
}
