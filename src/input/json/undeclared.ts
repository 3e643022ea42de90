import type { Report } from '../../diagnostics.js';
import type { JsonDocument } from '../../json/node.js';
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import type { RecordSample } from '../../table/column-kinds.js';
import { mayNameIndex } from '../../table/index-names.js';
import { type LongTable, MAX_SAMPLES } from '../../table/long-table.js';
import { DETECTION_SAMPLE, isPlainMatrix } from '../../table/plain-matrix.js';
import { readUndeclaredTable } from '../../table/undeclared.js';
import type { ReadPlan } from '../reader.js';
import { isNumberList } from './cells.js';
import type { DataFrame } from './data-frame.js';
import { createLongTable } from './long.js';

/** A frame with more columns is a matrix. */
const MAX_COLUMNS = 1000;

/**
 * Returns the dataset of a data frame with columns of several kinds, or null if it is a matrix of plain numbers or of
 * categories. `labelsFirst` is whether the first column has the row labels.
 *
 * Reports and errors: those of `readUndeclaredTable`.
 */
export function readUndeclared(
  frame: DataFrame,
  document: JsonDocument,
  labelsFirst: boolean,
  options: ReadOptions,
  report: Report,
  keptColumns?: ReadPlan['keptColumns'],
): Dataset | null {
  const { columnLabels, rowLabels, vectors, rows } = frame;
  if (columnLabels === null || columnLabels.length > MAX_COLUMNS || rows === 0) return null;
  const isPlain = vectors.every(isNumberList) && !columnLabels.some(mayNameIndex);
  if (isPlain && !options.kinds && typeof options.rowLabels !== 'string') return null;
  const open = () => createLongTable(frame, document, rowLabels);
  const labelColumn = labelsFirst || rowLabels ? 0 : null;
  if (isPlainMatrix(smallSample(open()), labelColumn, options)) return null;
  const sample = readSample(open());
  const table = { file: document.file, sample, labelColumn, open, ...(keptColumns && { keptColumns }) };
  return readUndeclaredTable(table, options, report, NO_REDUCTION);
}

/** Returns the first records of `table`, a few to tell a matrix of numbers, from which it is not advanced. */
function smallSample(table: LongTable): RecordSample {
  const columns = table.header.map((_, column) => table.samples(column));
  return { header: table.header, columns, isComplete: (columns[0]?.length ?? 0) < MAX_SAMPLES };
}

/** Reads the first records of `table`, enough to see how its columns depend on each other. */
function readSample(table: LongTable): RecordSample {
  const { header } = table;
  const positions = [...header.keys()];
  const columns = header.map((): string[] => []);
  const limit = Math.min(DETECTION_SAMPLE.records, DETECTION_SAMPLE.cells / header.length);
  let count = 0;
  let hasMore = table.nextRecord(positions);
  for (; hasMore && count < limit; count++) {
    for (const column of positions) columns[column].push(table.cell(column));
    hasMore = table.nextRecord(positions);
  }
  return { header, columns, isComplete: !hasMore };
}
