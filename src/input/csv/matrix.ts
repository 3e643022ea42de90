import { type Diagnostic, fail, HeatmapError, type Report } from '../../diagnostics.js';
import { Faults } from '../../fault-list.js';
import { checkSize } from '../../matrix/limits.js';
import { type Dataset, type Matrix, singleDataset } from '../../matrix/matrix.js';
import type { Holding } from '../../matrix/reduction.js';
import { readBody } from './body.js';
import { TableCursor } from './cursor.js';
import { raggedRecord } from './faults.js';
import { reportComments } from './notes.js';
import { kindOf } from './sample.js';
import type { Table } from './table.js';

/**
 * Reads a table that is laid out as its matrix. Cells are numbers or missing; where not one is a number, the matrix is
 * one of words. A word over the row labels names the rows. Where every line ends with a delimiter, the empty
 * column behind it is left out, which is reported as the note `trailing-delimiter`.
 *
 * Errors: `no-rows`, `no-columns`, and those of `readBody`.
 */
export function readMatrix(table: Table, report: Report, holding: Holding): Dataset {
  const { text, shape, options } = table;
  const file = { file: text.file };
  const columns = shape.fields - (shape.rowLabels ? 1 : 0);
  if (columns === 0) fail('no-columns', 'the table has a column of row labels and no other', file);
  const ragged = new Faults(text.file, 'lines with a wrong number of fields');
  const cursor = new TableCursor(text, table.dialect);
  const header = shape.header ? readHeader(cursor, table, columns, ragged) : null;
  const columnLabels = header?.labels ?? null;
  const { endsOpen, ...body } = readBody(cursor, table, columnLabels, ragged, holding);
  reportComments(text.file, cursor, report);
  if (body.rows === 0) {
    const hints = options.header === undefined ? ['if its only line is data, say "header": false'] : [];
    fail('no-rows', 'the table has a header row and no other', file, ...hints);
  }
  if (header?.short && !endsOpen) throw new HeatmapError(header.short);
  const matrix = { ...body, columns, columnLabels };
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

/** `matrix` without its last column, which is missing throughout. */
function withoutLastColumn(matrix: Matrix): Matrix {
  const { reduced } = matrix;
  const columns = matrix.columns - 1;
  const columnLabels = matrix.columnLabels?.slice(0, columns) ?? null;
  if (!reduced) {
    return { ...matrix, columns, columnLabels, values: narrowed(matrix.values, matrix.columns, columns) };
  }
  const held = Math.ceil(columns / reduced.factor.columns);
  const { counts, raw } = reduced;
  return {
    ...matrix,
    columns,
    columnLabels,
    values: narrowed(matrix.values, reduced.columns, held),
    reduced: {
      ...reduced,
      columns: held,
      counts: counts && narrowed(counts, reduced.columns, held),
      raw: { ...raw, cells: raw.cells - matrix.rows, missing: raw.missing - matrix.rows },
    },
  };
}

/** The first `columns` columns of a grid of `all`. */
function narrowed<T extends Float64Array | Uint32Array>(grid: T, all: number, columns: number): T {
  if (columns === all) return grid;
  const rows = grid.length / all;
  for (let row = 1; row < rows; row++) grid.copyWithin(row * columns, row * all, row * all + columns);
  return grid.subarray(0, rows * columns) as T;
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
function readHeader(
  cursor: TableCursor,
  { text, dialect, shape }: Table,
  columns: number,
  ragged: Faults,
): Header {
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
