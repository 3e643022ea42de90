import type { LongTable } from '../../table/long-table.js';
import type { Batch, ColumnTable, ColumnValues } from './column-table.js';

/** Returns a table that is stored by column as a long table of strings. Missing values are ''. */
export function createLongTable(table: ColumnTable): LongTable {
  let batches: Iterator<Batch> | undefined;
  let batch: Batch = { rows: 0, columns: [] };
  /** For each column of the table, its values in the batch. */
  let values: readonly ColumnValues[] = [];
  let row = -1;
  let recordId = -1;
  const place = { file: table.file };

  return {
    name: table.file,
    header: table.columns.map(({ name }) => name),
    nextRecord(wanted) {
      const columns = [...new Set(wanted)];
      batches ??= table.batches(columns)[Symbol.iterator]();
      recordId++;
      while (++row >= batch.rows) {
        const next = batches.next();
        if (next.done) return false;
        batch = next.value;
        row = -1;
        const all: ColumnValues[] = [];
        for (const [i, column] of columns.entries()) all[column] = batch.columns[i];
        values = all;
      }
      return true;
    },
    cell(column) {
      const value = values[column][row];
      if (value === null || Number.isNaN(value)) return '';
      return table.columns[column].kind === 'boolean' ? String(value === 1) : String(value);
    },
    place: () => place,
    recordId: () => recordId,
    line: () => undefined,
  };
}
