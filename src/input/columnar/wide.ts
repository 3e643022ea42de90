import { type ColumnTable, type ColumnValues, formatValue } from '../../columnar/column-table.js';
import { Accumulator } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import { type Dataset, type Matrix, NO_NAMES, singleDataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { LabelIndex } from '../../table/label-index.js';
import { splitPaths } from '../../table/levels.js';
import { isMissing } from '../../table/missing.js';
import { parseNumber } from '../../table/number.js';
import { createPartAccumulator, type PartAccumulator } from '../part-accumulator.js';
import type { ReadPlan } from '../reader.js';

/** The columns of a matrix, by position. */
export interface ColumnRoles {
  /** The columns with the row labels; several are levels of labels. */
  readonly labels: readonly number[];
  /** The columns of the matrix. */
  readonly cells: readonly number[];
  /** The cells that are drawn; those in other columns become missing values. Null: all. */
  readonly kept: ReadonlySet<number> | null;
}

/** Whether the cells that are drawn are stored as numbers or booleans. */
export function areNumbers({ columns }: ColumnTable, { cells, kept }: Omit<ColumnRoles, 'labels'>): boolean {
  return cells.every(
    (i) => (kept !== null && !kept.has(i)) || columns[i].kind === 'number' || columns[i].kind === 'boolean',
  );
}

/**
 * Returns a table with one column for each column of the matrix. Its cells are numbers or, if the table stores something
 * else, categories. If there are more numbers than `plan` allows, they are reduced.
 *
 * Errors: `too-large`.
 */
export function readWideColumns(
  table: ColumnTable,
  roles: ColumnRoles,
  options: ReadOptions,
  plan: ReadPlan,
): Dataset {
  const { labels, cells } = roles;
  const levels = labels.map((): string[] => []);
  const read = areNumbers(table, roles) ? readNumbers : readCategories;
  const body = read(table, roles, plan, options, (columns, rows) => {
    for (const [level, texts] of levels.entries()) {
      checkSize('row labels', texts.length + rows, table.file);
      const { kind } = table.columns[labels[level]];
      for (let row = 0; row < rows; row++) texts.push(formatValue(columns[level][row], kind));
    }
  });
  const nameOf = (column: number) => table.columns[column].name;
  const isBoolean = cells.every((column) => table.columns[column].kind === 'boolean');
  const matrix = {
    columns: cells.length,
    columnLabels: table.columns.some(({ name }) => name !== '') ? cells.map(nameOf) : null,
    ...splitLevels(levels),
    ...body,
    ...(isBoolean && { isBoolean }),
  };
  return singleDataset(matrix, { ...NO_NAMES, y: labels.map(nameOf).filter(Boolean).join(', ') || null });
}

/** Returns the labels of the rows, of which each level has its own list. */
function splitLevels(levels: readonly string[][]): Pick<Matrix, 'rowLabels' | 'rowGroups'> {
  const [outermost = null] = levels;
  if (levels.length < 2 || outermost === null) return { rowLabels: outermost };
  const { labels, groups } = splitPaths(outermost.map((_, row) => levels.map((texts) => texts[row])));
  return { rowLabels: labels, ...(groups && { rowGroups: groups }) };
}

/** Takes the labels of some rows. */
type TakeLabels = (labels: readonly ColumnValues[], rows: number) => void;

/** The number of values that are moved from columns to rows in one step, so that they stay in the CPU cache. */
const CHUNK_CELLS = 1 << 16;

function readNumbers(
  table: ColumnTable,
  { labels, cells, kept }: ColumnRoles,
  plan: ReadPlan,
  { missingValues = [] }: ReadOptions,
  take: TakeLabels,
) {
  const columns = cells.length;
  checkSize('cells in one row or column', Math.max(columns, table.rows), table.file);
  const missing = new Set(missingValues.map((text) => parseNumber(text)));
  const drawn = kept ? [...kept].map((position) => cells.indexOf(position)) : [...cells.keys()];
  // The selection of rows can only be applied to labels of one level.
  const { selection = null } = labels.length < 2 ? plan : {};
  const part = selection && createPartAccumulator(columns, selection, kept && drawn);
  const whole = new Accumulator(columns, plan);
  if (!part) {
    if (!plan.reduction) checkSize('cells', table.rows * columns, table.file);
    whole.reserve(table.rows, true);
  }
  const [labelKind] = labels.map((position) => table.columns[position].kind);
  const chunkRows = Math.max(1, Math.floor(CHUNK_CELLS / columns));
  const chunk = new Float64Array(chunkRows * columns).fill(Number.NaN);
  for (const batch of table.batches([...labels, ...drawn.map((column) => cells[column])])) {
    take(batch.columns.slice(0, labels.length), batch.rows);
    const numbers = batch.columns.slice(labels.length) as Float64Array[];
    for (let start = 0; start < batch.rows; start += chunkRows) {
      const rows = Math.min(chunkRows, batch.rows - start);
      for (const [i, column] of drawn.entries()) {
        const values = numbers[i];
        for (let row = 0; row < rows; row++) chunk[row * columns + column] = values[start + row];
      }
      if (missing.size > 0) {
        for (let i = 0; i < rows * columns; i++) if (missing.has(chunk[i])) chunk[i] = Number.NaN;
      }
      for (let row = 0; row < rows; row++) {
        if (!part) whole.add(chunk, row * columns);
        else {
          const label = labelKind && selection?.rows ? batch.columns[0][start + row] : null;
          const text = labelKind ? formatValue(label, labelKind) : null;
          addPart(part, chunk.subarray(row * columns, (row + 1) * columns), text, table.file);
        }
      }
    }
  }
  return { ...(part ?? whole).finish(), categories: null };
}

/** Adds a row to the part of a table that is drawn. Error: `too-large`. */
function addPart(part: PartAccumulator, row: Float64Array, label: string | null, file: string): void {
  const target = part.prepare(label, true);
  if (target && !target.budget.reduction) checkSize('cells', (target.rows + 1) * target.columns, file);
  part.add(row);
}

function readCategories(
  table: ColumnTable,
  { labels, cells, kept }: ColumnRoles,
  _: ReadPlan,
  { missingValues }: ReadOptions,
  take: TakeLabels,
) {
  const { file, rows } = table;
  const columns = cells.length;
  checkSize('cells', rows * columns, file);
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const categories = new LabelIndex('categories', file);
  const drawn = [...cells.keys()].filter((column) => kept === null || kept.has(cells[column]));
  const kinds = drawn.map((column) => table.columns[cells[column]].kind);
  let firstRow = 0;
  for (const batch of table.batches([...labels, ...drawn.map((column) => cells[column])])) {
    take(batch.columns.slice(0, labels.length), batch.rows);
    const texts = batch.columns.slice(labels.length);
    for (let row = 0; row < batch.rows; row++) {
      for (const [i, column] of drawn.entries()) {
        const text = formatValue(texts[i][row], kinds[i]);
        if (isMissing(text, missingValues)) continue;
        values[(firstRow + row) * columns + column] = categories.positionOf(text);
      }
    }
    firstRow += batch.rows;
  }
  return { rows, values, categories: categories.labels };
}
