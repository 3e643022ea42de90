import type { ColumnInfo, ColumnTable, ColumnValues } from '../../columnar/column-table.js';
import { fail, quote, type Report } from '../../diagnostics.js';
import { Accumulator } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import { type Dataset, type Matrix, NO_NAMES, singleDataset } from '../../matrix/matrix.js';
import { listFirst } from '../../phrases.js';
import type { ReadOptions } from '../../spec/data.js';
import { LabelIndex } from '../../table/label-index.js';
import { splitPaths } from '../../table/levels.js';
import { isMissing } from '../../table/missing.js';
import type { ReadPlan } from '../reader.js';

/** The columns that have the row labels, and those that are drawn. */
interface Roles {
  readonly labels: readonly number[];
  readonly cells: readonly number[];
  readonly isCategorical: boolean;
}

const MAX_LISTED = 10;

/**
 * Returns a table with one column for each column of the matrix.
 *
 * - Numbers and booleans are cells. If there are none, the columns of text are categories.
 * - The index of a pandas data frame, or else the first column of text or times, has the row labels, unless
 *   `options.rowLabels` says otherwise. Several columns are levels of labels.
 * - If there are more numbers than `plan` allows, they are reduced.
 *
 * Reports `guessed` and `skipped-columns`. Errors: `no-columns`, `too-large`.
 */
export function readWideColumns(
  table: ColumnTable,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan,
): Dataset {
  const roles = assignRoles(table, options);
  reportRoles(table, roles, options, report);
  const paths: string[][] = [];
  const read = roles.isCategorical ? readCategories : readNumbers;
  const cells = read(table, roles, plan, options, (labels, rows) => {
    if (labels.length === 0) return;
    for (let row = 0; row < rows; row++) paths.push(labels.map((values) => textOf(values[row])));
    checkSize('row labels', paths.length, table.file);
  });
  const names = roles.labels.map((column) => table.columns[column].name).filter(isRealName);
  const isBoolean = roles.cells.every((column) => table.columns[column].kind === 'boolean');
  const matrix = {
    columns: roles.cells.length,
    columnLabels: roles.cells.map((column) => table.columns[column].name),
    ...rowLevels(paths),
    ...cells,
    ...(isBoolean && { isBoolean }),
  };
  return singleDataset(matrix, { ...NO_NAMES, y: names.length > 0 ? names.join(', ') : null });
}

function assignRoles({ file, columns, indexColumns }: ColumnTable, options: ReadOptions): Roles {
  const positions = [...columns.keys()];
  const ofKind = (...kinds: ColumnInfo['kind'][]) => positions.filter((i) => kinds.includes(columns[i].kind));
  const numbers = ofKind('number', 'boolean');
  const words = ofKind('text', 'time');
  let labels = indexColumns.filter((i) => columns[i].kind !== 'other');
  if (labels.length === 0) labels = words.slice(0, 1);
  if (options.rowLabels === true && labels.length === 0) labels = positions.slice(0, 1);
  if (options.rowLabels === false) labels = [];
  const isUnused = (i: number) => !labels.includes(i);
  const isCategorical = !numbers.some(isUnused);
  const cells = (isCategorical ? words : numbers).filter(isUnused);
  if (cells.length === 0) {
    fail(
      'no-columns',
      `the table has no columns to draw; its columns are ${formatColumns(columns)}`,
      { file },
      'if each record is one cell of the figure, name its columns with "x", "y" and "value"',
    );
  }
  return { labels, cells, isCategorical };
}

/** Whether a column has a name that a person gave. pandas invents names for an index without one. */
function isRealName(name: string): boolean {
  return !/^__index_level_\d+__$/.test(name);
}

function reportRoles(table: ColumnTable, roles: Roles, options: ReadOptions, report: Report): void {
  const { file, columns, indexColumns } = table;
  const place = { file };
  if (roles.labels.length > 0 && options.rowLabels === undefined && indexColumns.length === 0) {
    report({
      severity: 'note',
      code: 'guessed',
      message: `the row labels are taken from ${quote(columns[roles.labels[0]].name)}, the first column of text`,
      place,
      hints: ['set "rowLabels": false if there are no row labels'],
    });
  }
  const skipped = columns.filter((_, i) => !roles.labels.includes(i) && !roles.cells.includes(i));
  if (skipped.length === 0) return;
  report({
    severity: 'warning',
    code: 'skipped-columns',
    message: `columns that are not numbers are not drawn: ${formatColumns(skipped)}`,
    place,
  });
}

function formatColumns(columns: readonly ColumnInfo[]): string {
  return listFirst(columns, MAX_LISTED, ({ name, type }) => `${quote(name)} (${type})`);
}

function rowLevels(paths: readonly string[][]): Pick<Matrix, 'rowLabels' | 'rowGroups'> {
  if (paths.length === 0) return { rowLabels: null };
  const { labels, groups } = splitPaths(paths);
  return { rowLabels: labels, ...(groups && { rowGroups: groups }) };
}

function textOf(value: number | string | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}

/** Takes the labels of some rows. */
type TakeLabels = (labels: readonly ColumnValues[], rows: number) => void;

/** The number of values that are moved from columns to rows in one step, so that they stay in the CPU cache. */
const CHUNK_CELLS = 1 << 16;

function readNumbers(table: ColumnTable, roles: Roles, plan: ReadPlan, _: ReadOptions, take: TakeLabels) {
  const columns = roles.cells.length;
  checkSize('cells in one row or column', Math.max(columns, table.rows), table.file);
  if (!plan.reduction) checkSize('cells', table.rows * columns, table.file);
  const accumulator = new Accumulator(columns, plan);
  accumulator.reserve(table.rows, true);
  const chunkRows = Math.max(1, Math.floor(CHUNK_CELLS / columns));
  const chunk = new Float64Array(chunkRows * columns);
  for (const batch of table.batches([...roles.labels, ...roles.cells])) {
    take(batch.columns.slice(0, roles.labels.length), batch.rows);
    const numbers = batch.columns.slice(roles.labels.length) as Float64Array[];
    for (let start = 0; start < batch.rows; start += chunkRows) {
      const rows = Math.min(chunkRows, batch.rows - start);
      for (let column = 0; column < columns; column++) {
        const values = numbers[column];
        for (let row = 0; row < rows; row++) chunk[row * columns + column] = values[start + row];
      }
      for (let row = 0; row < rows; row++) accumulator.add(chunk, row * columns);
    }
  }
  return { ...accumulator.finish(), categories: null };
}

function readCategories(
  table: ColumnTable,
  roles: Roles,
  _: ReadPlan,
  { missingValues }: ReadOptions,
  take: TakeLabels,
) {
  const { file, rows } = table;
  const columns = roles.cells.length;
  checkSize('cells', rows * columns, file);
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const categories = new LabelIndex('categories', file);
  let firstRow = 0;
  for (const batch of table.batches([...roles.labels, ...roles.cells])) {
    take(batch.columns.slice(0, roles.labels.length), batch.rows);
    const texts = batch.columns.slice(roles.labels.length);
    for (let row = 0; row < batch.rows; row++) {
      for (let column = 0; column < columns; column++) {
        const text = textOf(texts[column][row]);
        if (isMissing(text, missingValues)) continue;
        values[(firstRow + row) * columns + column] = categories.positionOf(text);
      }
    }
    firstRow += batch.rows;
  }
  return { rows, values, categories: categories.labels };
}
