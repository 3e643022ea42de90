/** Tells a matrix of plain numbers, which its format reads directly, from other tables. */
import type { ReadOptions } from '../spec/data.js';
import type { RecordSample } from './column-kinds.js';
import { mayNameIndex } from './index-names.js';
import { hasPlainColumns } from './undeclared.js';

/** The number of records and of cells that show what a table of records contains. */
export const DETECTION_SAMPLE = { records: 20_000, cells: 200_000, bytes: 1 << 20 };

/** Whether a sample is a matrix of plain numbers, which its format reads faster. */
export function isPlainMatrix(
  sample: RecordSample,
  labelColumn: number | null,
  options: ReadOptions,
): boolean {
  if (typeof options.rowLabels === 'string' || options.kinds) return false;
  return isUsualMatrix(sample, labelColumn, options) || hasPlainColumns(sample, labelColumn, options);
}

const USUAL_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^-?\d+$/;

/**
 * Whether a sample is a matrix at first sight: all cells are numbers without special notation, the row labels are distinct,
 * and no column can be an index. It spares most files the search for the kinds of their columns.
 */
function isUsualMatrix(
  { header, columns, isQuoted = [] }: RecordSample,
  labelColumn: number | null,
  { missingValues = [], decimal = '.' }: ReadOptions,
): boolean {
  if (decimal !== '.' || missingValues.length > 0) return false;
  const cells = [...header.keys()].filter((position) => position !== labelColumn);
  const isUsual = cells.every(
    (position) =>
      !isQuoted[position] &&
      !mayNameIndex(header[position].trim() || '0') &&
      columns[position].every((text) => USUAL_NUMBER.test(text)),
  );
  if (!isUsual) return false;
  if (labelColumn === null) return cells.length > 1 && !columns[0].every((text) => INTEGER.test(text));
  const labels = columns[labelColumn];
  // Three columns of numbers can be the coordinates and the value of a cell.
  const minCells = labels.every((text) => USUAL_NUMBER.test(text)) ? 3 : 2;
  return (
    cells.length >= minCells && labels.every((text) => text !== '') && new Set(labels).size === labels.length
  );
}
