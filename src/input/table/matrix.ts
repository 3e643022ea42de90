import { type Diagnostic, fail, HeatmapError, type Report } from '../../diagnostics.js';
import { type Dataset, type Matrix, singleDataset } from '../../matrix/matrix.js';
import { Faults } from '../faults.js';
import { checkSize } from '../limits.js';
import type { Table } from '../table.js';
import { readBody, readWords } from './body.js';
import { TableCursor } from './cursor.js';
import { raggedRecord } from './faults.js';
import { reportComments } from './notes.js';
import { kindOf } from './sample.js';

/**
 * Reads a table that is laid out as its matrix. Cells are numbers or missing; where not one is a number, the matrix is
 * one of words. A word over the row labels names the rows. Where every line ends with a delimiter, the empty
 * column behind it is left out, which is reported as the note `trailing-delimiter`.
 *
 * Errors: `no-rows`, `no-columns`, and those of `readBody`.
 */
export function readMatrix(table: Table, report: Report): Dataset {
  const { text, shape, options } = table;
  const file = { file: text.file };
  const columns = shape.fields - (shape.rowLabels ? 1 : 0);
  if (columns === 0) fail('no-columns', 'the table has a column of row labels and no other', file);
  const ragged = new Faults(text.file, 'lines with a wrong number of fields');
  const header = shape.header ? readHeader(table, columns, ragged) : null;
  const columnLabels = header?.labels ?? null;
  const cursor = bodyOf(table);
  const { rows, rowLabels, values, isWords, endsOpen } = readBody(cursor, table, columnLabels, ragged);
  reportComments(text.file, cursor, report);
  if (rows === 0) {
    const hints = options.header === undefined ? ['if its only line is data, say "header": false'] : [];
    fail('no-rows', 'the table has a header row and no other', file, ...hints);
  }
  if (header?.short && !endsOpen) throw new HeatmapError(header.short);
  const words = isWords ? readWords(bodyOf(table), table, values) : null;
  const matrix = { rows, columns, values, rowLabels, columnLabels, words };
  const names = { x: null, y: header?.name ?? null, value: null };
  if (columns === 1 || !endsOpen || (columnLabels?.at(-1) ?? '') !== '') return singleDataset(matrix, names);
  report({
    severity: 'note',
    code: 'trailing-delimiter',
    message: 'every line ends with a delimiter; the empty column behind it was left out',
    place: file,
  });
  return singleDataset(withoutLastColumn(matrix), names);
}

function withoutLastColumn(matrix: Matrix): Matrix {
  const columns = matrix.columns - 1;
  const values = new Float64Array(matrix.rows * columns);
  for (let row = 0; row < matrix.rows; row++) {
    const start = row * matrix.columns;
    values.set(matrix.values.subarray(start, start + columns), row * columns);
  }
  return {
    ...matrix,
    columns,
    values,
    columnLabels: matrix.columnLabels?.slice(0, columns) ?? null,
  };
}

interface Header {
  /** One for each column. */
  readonly labels: readonly string[];
  /** The word over the row labels. */
  readonly name: string | null;
  /** What is wrong with the header unless the last column turns out to be empty. */
  readonly short: Diagnostic | null;
}

/** Reads the header; adds it to `ragged` if its fields are not those of a table with so many `columns`. */
function readHeader({ text, dialect, shape }: Table, columns: number, ragged: Faults): Header {
  const cursor = new TableCursor(text, dialect);
  cursor.record();
  const labels: string[] = [];
  while (cursor.field()) checkSize('column labels', labels.push(cursor.content()), text.file);
  const fault = raggedRecord(text, cursor.recordStart, labels.length, shape.fields);
  const corner = shape.corner ? (labels.shift() ?? null) : null;
  const name = corner !== null && kindOf(corner, dialect.decimal) === 'word' ? corner : null;
  if (shape.endsOpen && labels.length === columns - 1) return { labels: [...labels, ''], name, short: fault };
  if (labels.length !== columns) ragged.add(() => fault);
  return { labels, name, short: null };
}

/** A cursor behind the header. */
function bodyOf({ text, dialect, shape }: Table): TableCursor {
  const cursor = new TableCursor(text, dialect);
  if (shape.header) cursor.record();
  return cursor;
}
