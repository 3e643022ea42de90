import { type Diagnostic, fail, HeatmapError, type Report } from '../../diagnostics.js';
import { checkSize } from '../../matrix/limits.js';
import { type Dataset, type Matrix, singleDataset } from '../../matrix/matrix.js';
import { splitTuples } from '../../table/levels.js';
import { createPartAccumulator } from '../part-accumulator.js';
import type { ReadPlan, Selection } from '../reader.js';
import { readBody } from './body.js';
import { TableCursor } from './cursor.js';
import { RaggedRecords } from './errors.js';
import type { TableLayout } from './header.js';
import { readLevelHeader } from './level-labels.js';
import { reportComments } from './notes.js';
import { cellKind } from './sample.js';
import { type DelimitedTable, labelFieldCount } from './table.js';

/**
 * Reads a table in wide format: one line for each row of the matrix.
 *
 * - Cells are numbers or missing. If no cell is a number, they are categories.
 * - Text above the row labels is the name of the y axis.
 * - If every line ends with a delimiter, the empty last column is dropped and the note `trailing-delimiter` reported.
 *
 * Errors: `no-rows`, `no-columns`, and those of `readBody`.
 */
export function readWideTable(table: DelimitedTable, report: Report, plan: ReadPlan): Dataset {
  const { text, layout, options } = table;
  const place = { file: text.file };
  const { levels } = layout;
  const columns = layout.fieldCount - labelFieldCount(layout);
  if (columns <= 0) fail('no-columns', 'the table has a column of row labels but no data columns', place);
  const ragged = new RaggedRecords(text, layout.fieldCount);
  const cursor = new TableCursor(text, table.dialect);
  const leveled =
    levels && layout.header ? readLevelHeader(cursor, levels, layout.fieldCount, ragged, text.file) : null;
  const header = layout.header && !leveled ? readHeader(cursor, table, columns, ragged) : null;
  const columnLabels = leveled?.columns.labels ?? header?.labels ?? null;
  const innerLabels = columnLabels && (splitTuples(columnLabels)?.labels ?? columnLabels);
  const kept = plan.keptColumns?.(columns, innerLabels) ?? null;
  const part = isPart(plan, layout, kept) ? createPartAccumulator(columns, plan.selection, kept) : null;
  const bodyOptions = { columnLabels, name: header?.name ?? null, kept, part };
  const { trailingDelimiter, ...body } = readBody(cursor, table, bodyOptions, ragged, plan);
  reportComments(text.file, cursor, report);
  if (body.rows === 0) {
    const hints = options.header === undefined ? ['if its only line is data, set "header": false'] : [];
    fail('no-rows', 'the table has a header row but no data rows', place, ...hints);
  }
  if (header?.tooShort && !trailingDelimiter) throw new HeatmapError(header.tooShort);
  const matrix: Matrix = {
    ...body,
    columns,
    columnLabels,
    ...(leveled && { columnGroups: leveled.columns.groups }),
  };
  const names = { x: null, y: header?.name ?? null, ...leveled?.names, value: null };
  const lastLabel = columnLabels?.at(-1) ?? '';
  if (columns === 1 || !trailingDelimiter || lastLabel !== '') return singleDataset(matrix, names);
  report({
    severity: 'note',
    code: 'trailing-delimiter',
    message: 'every line ends with a delimiter; the empty last column is dropped',
    place,
  });
  return singleDataset(dropLastColumn(matrix, text.file), names);
}

/**
 * Whether only the selected part of a larger table is kept. It is not if the columns can change: an empty last column is
 * dropped at the end.
 */
function isPart(
  plan: ReadPlan,
  { trailingDelimiter }: TableLayout,
  kept: readonly number[] | null,
): plan is ReadPlan & { readonly selection: Selection } {
  return plan.selection !== undefined && !trailingDelimiter && kept?.length !== 0;
}

/** Returns `matrix` without its last column, in which all values must be missing. */
function dropLastColumn(matrix: Matrix, file: string): Matrix {
  const { reduction } = matrix;
  if (matrix.part) {
    fail(
      'part-unsupported',
      'every line ends with a delimiter, and parts cannot leave out the empty last column',
      { file },
      'remove the delimiter at the end of the lines',
    );
  }
  const columns = matrix.columns - 1;
  const columnLabels = matrix.columnLabels?.slice(0, columns) ?? null;
  if (matrix.kept?.columns) return { ...matrix, columns, columnLabels };
  if (!reduction) {
    return { ...matrix, columns, columnLabels, values: narrowGrid(matrix.values, matrix.columns, columns) };
  }
  const reducedColumns = Math.ceil(columns / reduction.factor.columns);
  const { counts, sourceStats } = reduction;
  const rows = matrix.kept?.rows?.length ?? matrix.rows;
  return {
    ...matrix,
    columns,
    columnLabels,
    values: narrowGrid(matrix.values, reduction.columns, reducedColumns),
    reduction: {
      ...reduction,
      columns: reducedColumns,
      counts: counts && narrowGrid(counts, reduction.columns, reducedColumns),
      sourceStats: {
        ...sourceStats,
        cells: sourceStats.cells - rows,
        missing: sourceStats.missing - rows,
      },
    },
  };
}

/** Returns the first `columns` columns of a row-major grid with `stride` columns. Changes `grid` in place. */
function narrowGrid<T extends Float64Array | Uint32Array>(grid: T, stride: number, columns: number): T {
  if (columns === stride) return grid;
  const rows = grid.length / stride;
  for (let row = 1; row < rows; row++) {
    grid.copyWithin(row * columns, row * stride, row * stride + columns);
  }
  return grid.subarray(0, rows * columns) as T;
}

interface TableHeader {
  /** One label for each column. */
  readonly labels: readonly string[];
  /** The text above the row labels. */
  readonly name: string | null;
  /** The error to report if the header is one field too short and the last column is not empty. */
  readonly tooShort: Diagnostic | null;
}

/** Reads the header. Adds it to `ragged` if it does not have the number of fields for `columns` columns. */
function readHeader(
  cursor: TableCursor,
  { text, dialect, layout }: DelimitedTable,
  columns: number,
  ragged: RaggedRecords,
): TableHeader {
  cursor.nextRecord();
  const labels: string[] = [];
  while (cursor.nextField()) checkSize('column labels', labels.push(cursor.content()), text.file);
  const { recordStart } = cursor;
  const fields = labels.length;
  const corner = layout.corner ? (labels.shift() ?? null) : null;
  const name = corner !== null && cellKind(corner, dialect.decimal) === 'text' ? corner : null;
  if (layout.trailingDelimiter && labels.length === columns - 1) {
    return { labels: [...labels, ''], name, tooShort: ragged.errorAt(recordStart, fields) };
  }
  if (labels.length !== columns) ragged.add(recordStart, fields);
  return { labels, name, tooShort: null };
}
