import type { Report } from '../../diagnostics.js';
import type { JsonDocument } from '../../json/node.js';
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { mayNameIndex } from '../../table/column-kinds.js';
import { isPlainMatrix, readSample, readUndeclaredTable, smallSample } from '../../table/undeclared.js';
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
