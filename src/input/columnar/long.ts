import { type Batch, type ColumnTable, type ColumnValues, formatValue } from '../../columnar/column-table.js';
import { fail, quote } from '../../diagnostics.js';
import { Codes } from '../../table/codes.js';
import { IsoTimeParser } from '../../table/iso-time.js';
import { type LongTable, MAX_SAMPLES } from '../../table/long-table.js';
import { parseNumber } from '../../table/number.js';

/**
 * Returns a table that is stored by column, or its first `maxRows` rows, as a long table of strings. Missing values are
 * ''.
 *
 * Error, from `samples` and `nextRecord`: `column-type`.
 */
export function createLongTable(table: ColumnTable, maxRows?: number): LongTable {
  let batches: Iterator<Batch> | undefined;
  let batch: Batch = { rows: 0, columns: [] };
  /** For each column of the table, its values in the batch. */
  let values: readonly ColumnValues[] = [];
  let row = -1;
  let recordId = -1;
  const place = { file: table.file };
  const times = new IsoTimeParser();
  const codes: Codes<string | number>[] = [];

  function textOf(column: number, value: number | string | null): string {
    return formatValue(value, table.columns[column].kind);
  }

  /** Fails if a column has neither numbers nor text. */
  function checkKinds(columns: readonly number[]): void {
    const other = columns.map((column) => table.columns[column]).find(({ kind }) => kind === 'other');
    if (!other) return;
    fail(
      'column-type',
      `the column ${quote(other.name)} has the type ${other.type}; it must contain numbers, text or times`,
      place,
    );
  }

  return {
    name: table.file,
    header: table.columns.map(({ name }) => name),
    samples(column) {
      checkKinds([column]);
      const texts: string[] = [];
      for (const { rows, columns } of table.batches([column], MAX_SAMPLES)) {
        for (let i = 0; i < rows; i++) texts.push(textOf(column, columns[0][i]));
      }
      return texts;
    },
    nextRecord(columns) {
      if (!batches) {
        checkKinds(columns);
        batches = table.batches(columns, maxRows)[Symbol.iterator]();
      }
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
    cell: (column) => textOf(column, values[column][row]),
    code(column, maxCodes) {
      codes[column] ??= new Codes();
      const value = values[column][row];
      // Two NaN have the same code, because a map finds NaN.
      return codes[column].codeOf(value ?? '', maxCodes);
    },
    number(column, decimal) {
      const value = values[column][row];
      if (table.columns[column].kind === 'boolean') return Number.NaN;
      return typeof value === 'number' ? value : parseNumber(value ?? '', decimal);
    },
    isoTime(column) {
      const value = values[column][row];
      return typeof value === 'string' ? times.parseText(value) : Number.NaN;
    },
    place: () => place,
    recordId: () => recordId,
    line: () => undefined,
  };
}
