import type { Report } from '../../diagnostics.js';
import { Faults, throwFaults } from '../../fault-list.js';
import { checkSize } from '../../matrix/limits.js';
import type { LongTable } from '../../table/long-table.js';
import { TableCursor } from './cursor.js';
import { raggedRecord } from './faults.js';
import { reportComments } from './notes.js';
import type { Table } from './table.js';

/**
 * A delimited table as a long one. A header without the field of its row names (R) gets ''.
 *
 * Errors, from `next`: `ragged-row` (each such line, behind the last record), and those of `TableCursor`.
 */
export function longTable({ text, dialect, shape }: Table, report: Report): LongTable {
  const cursor = new TableCursor(text, dialect);
  const names = shape.header && cursor.record() ? fieldsOf(cursor, text.file) : null;
  if (names && shape.rowLabels) names.unshift('');
  const width = names?.length ?? shape.fields;
  const ragged = new Faults(text.file, 'lines with a wrong number of fields');
  /** By column; offsets count from where the record begins. */
  const fields: Field[] = [];

  return {
    source: text.file,
    header: names ?? Array.from({ length: width }, () => ''),
    next(columns) {
      while (cursor.record()) {
        let column = 0;
        for (let { line } = cursor; cursor.field(); column++, { line } = cursor) {
          if (!columns.includes(column)) continue;
          const start = cursor.start - cursor.recordStart;
          const end = cursor.end - cursor.recordStart;
          fields[column] = { content: cursor.content(), start, end, line };
        }
        if (column === width) return true;
        ragged.add(() => raggedRecord(text, cursor.recordStart, column, width));
      }
      throwFaults(ragged);
      reportComments(text.file, cursor, report);
      return false;
    },
    cell: (column) => fields[column].content,
    place(column) {
      const { start, end } = fields[column];
      return text.place(cursor.recordStart + start, cursor.recordStart + end);
    },
    mark: (column) => fields[column].line,
    line: (mark) => mark,
  };
}

interface Field {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** The fields that `cursor` has before it in its record. */
function fieldsOf(cursor: TableCursor, file: string): string[] {
  const fields: string[] = [];
  while (cursor.field()) checkSize('column labels', fields.push(cursor.content()), file);
  return fields;
}
