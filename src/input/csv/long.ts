import type { Report } from '../../diagnostics.js';
import { throwErrors } from '../../error-list.js';
import { checkSize } from '../../matrix/limits.js';
import type { LongTable } from '../../table/long-table.js';
import { TableCursor } from './cursor.js';
import { RaggedRecords } from './errors.js';
import { reportComments } from './notes.js';
import type { Table } from './table.js';

/**
 * Returns a delimited table as a long table. A header without a field above the row labels (R) gets the name ''.
 *
 * Errors, from `nextRecord`: `ragged-row` (as `RaggedRecords`, after the last record), and those of `TableCursor`.
 */
export function createLongTable({ text, dialect, layout }: Table, report: Report): LongTable {
  const cursor = new TableCursor(text, dialect);
  const names = layout.header && cursor.nextRecord() ? readFields(cursor, text.file) : null;
  if (names && layout.rowLabels) names.unshift('');
  const width = names?.length ?? layout.fieldCount;
  const ragged = new RaggedRecords(text, width);
  /** By column. Offsets count from the start of the record. */
  const fields: Field[] = [];

  return {
    name: text.file,
    header: names ?? Array.from({ length: width }, () => ''),
    nextRecord(columns) {
      while (cursor.nextRecord()) {
        let column = 0;
        for (let { line } = cursor; cursor.nextField(); column++, { line } = cursor) {
          if (!columns.includes(column)) continue;
          const start = cursor.start - cursor.recordStart;
          const end = cursor.end - cursor.recordStart;
          fields[column] = { content: cursor.content(), start, end, line };
        }
        if (column === width) return true;
        ragged.add(cursor.recordStart, column);
      }
      throwErrors(ragged.errors());
      reportComments(text.file, cursor, report);
      return false;
    },
    cell: (column) => fields[column].content,
    place(column) {
      const { start, end } = fields[column];
      return text.place(cursor.recordStart + start, cursor.recordStart + end);
    },
    recordId: (column) => fields[column].line,
    line: (recordId) => recordId,
  };
}

interface Field {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Reads the remaining fields of the current record. */
function readFields(cursor: TableCursor, file: string): string[] {
  const fields: string[] = [];
  while (cursor.nextField()) checkSize('column labels', fields.push(cursor.content()), file);
  return fields;
}
