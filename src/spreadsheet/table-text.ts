import { formatCell } from './cell-reference.js';
import type { MergedCells, SheetCells, SheetRow } from './sheet.js';

/** A sheet as a table of fields. Its line numbers are row numbers of the sheet. */
export interface TableText {
  /** The lines in order, each with its line end. Rows outside of the table are empty lines. */
  readonly lines: () => Iterable<string>;
  /** The number of rows up to the last one, and of columns between the first and the last one. */
  readonly rows: number;
  readonly columns: number;
  /** The rows above and below the table that are left out, because they have one text only. */
  readonly leftOut: readonly number[];
  /** Returns the name of the cell at a character of a line; both count from 1. */
  readonly cellAt: (line: number, character: number) => string;
}

/**
 * Returns the cells of a sheet, with at least one row, as a table.
 *
 * - Every row has the same columns, from the first to the last one with a value.
 * - The value of merged cells is in each of them.
 * - Rows with one text only above the table are titles. Below the table, after an empty row, they are remarks. Both are
 *   left out.
 */
export function sheetTable({ rows: all, merged }: SheetCells): TableText {
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const { first, last } of all) {
    left = Math.min(left, first);
    right = Math.max(right, last);
  }
  const { start, end } = tableRange(all, merged, left, right);
  const rows = all.slice(start, end);
  const mergesOfRow = groupByRow(merged, rows, right);
  const lineOf = (row: SheetRow) => {
    const merges = mergesOfRow.get(row.row);
    const fields = merges ? fillMerged(row, merges) : row;
    return ','.repeat(fields.first - left) + fields.fields + ','.repeat(right - fields.last);
  };
  return {
    *lines() {
      let line = 1;
      for (const row of rows) {
        for (; line < row.row; line++) yield '\n';
        yield `${lineOf(row)}\n`;
        line++;
      }
    },
    rows: rows.at(-1)?.row ?? 0,
    columns: right - left + 1,
    leftOut: [...all.slice(0, start), ...all.slice(end)].map(({ row }) => row),
    cellAt(line, character) {
      const row = rows.find((candidate) => candidate.row === line);
      if (!row) return formatCell(line, left);
      const before = lineOf(row).slice(0, character - 1);
      return formatCell(line, left + splitFields(before).length - 1);
    },
  };
}

/** Returns the range of `rows` that is the table. */
function tableRange(
  rows: readonly SheetRow[],
  merged: readonly MergedCells[],
  left: number,
  right: number,
): { start: number; end: number } {
  let start = 0;
  let end = rows.length;
  if (left === right) return { start, end };
  const lastColumns = new Map(merged.map(({ top, left: first, right: last }) => [`${top} ${first}`, last]));
  const isSingle = ({ isSingleText, first }: SheetRow) => isSingleText && first === left;
  // A text that is merged over some columns, but not all, is the title of a group of columns.
  const isTitle = (row: SheetRow) => {
    const last = lastColumns.get(`${row.row} ${left}`) ?? left;
    return isSingle(row) && (last === left || last >= right);
  };
  while (start < rows.length - 1 && isTitle(rows[start])) start++;
  for (let last = end - 1; last > start && isSingle(rows[last]); last--) {
    if (rows[last - 1].row < rows[last].row - 1) end = last;
  }
  return { start, end };
}

/** Returns the merged cells with a value that reach into each row. */
function groupByRow(
  merged: readonly MergedCells[],
  rows: readonly SheetRow[],
  right: number,
): Map<number, { value: string; left: number; right: number }[]> {
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const groups = new Map<number, { value: string; left: number; right: number }[]>();
  const lastRow = rows.at(-1)?.row ?? 0;
  let budget = MAX_FILLED;
  for (const { top, left, bottom, right: end } of merged) {
    const source = byRow.get(top);
    if (!source || left < source.first || left > source.last) continue;
    const value = splitFields(source.fields)[left - source.first] ?? '';
    const lastColumn = Math.min(end, right);
    if (value === '') continue;
    for (let row = top; row <= Math.min(bottom, lastRow) && budget > 0; row++) {
      budget--;
      if (!byRow.has(row)) continue;
      budget -= (lastColumn - left + 1) * (value.length + 1);
      const group = groups.get(row) ?? [];
      group.push({ value, left, right: lastColumn });
      groups.set(row, group);
    }
  }
  return groups;
}

/** The number of characters that merged cells may add. */
const MAX_FILLED = 2 ** 26;

function fillMerged(
  row: SheetRow,
  merges: readonly { value: string; left: number; right: number }[],
): Pick<SheetRow, 'first' | 'fields' | 'last'> {
  const first = merges.reduce((min, { left }) => Math.min(min, left), row.first);
  const fields: string[] = Array(row.first - first).fill('');
  for (const field of splitFields(row.fields)) fields.push(field);
  for (const { value, left, right } of merges) {
    while (fields.length <= right - first) fields.push('');
    for (let column = left; column <= right; column++) fields[column - first] ||= value;
  }
  return { first, fields: fields.join(','), last: first + fields.length - 1 };
}

/** Splits fields that `readSheet` joined, or the beginning of them. */
function splitFields(joined: string): string[] {
  const fields: string[] = [];
  for (let start = 0; ; ) {
    let end = start;
    if (joined[start] === '"') {
      // A doubled quote ends one part in quotes and starts the next one.
      while (joined[end] === '"') {
        const closing = joined.indexOf('"', end + 1);
        end = closing < 0 ? joined.length : closing + 1;
      }
    } else {
      const comma = joined.indexOf(',', start);
      end = comma < 0 ? joined.length : comma;
    }
    fields.push(joined.slice(start, end));
    if (end >= joined.length) return fields;
    start = end + 1;
  }
}
