import type { Report } from '../../diagnostics.js';
import { Faults, throwFaults } from '../faults.js';
import { checkSize } from '../limits.js';
import type { LongTable } from '../long/table.js';
import type { Table } from '../table.js';
import { TableCursor } from './cursor.js';
import { raggedRecord } from './faults.js';
import { reportComments } from './notes.js';

/**
 * A delimited table as a long one. It holds where each record begins and reads fields when asked: in the
 * order of the file every record is cut once more. A header without the field of its row names (R) gets ''.
 *
 * Errors: `ragged-row` (each such line), `too-large`, and those of `TableCursor`.
 */
export function longTable({ text, dialect, shape }: Table, report: Report): LongTable {
  const cursor = new TableCursor(text, dialect);
  const names =
    shape.header && cursor.record() ? fieldsOf(cursor, text.file).map((field) => field.content) : null;
  if (names && shape.rowLabels) names.unshift('');
  const width = names?.length ?? shape.fields;
  const ragged = new Faults(text.file, 'lines with a wrong number of fields');
  const starts: number[] = [];
  while (cursor.record()) {
    let fields = 0;
    while (cursor.field()) fields++;
    if (fields !== width) ragged.add(() => raggedRecord(text, cursor.recordStart, fields, width));
    checkSize('records', starts.push(cursor.recordStart), text.file);
  }
  throwFaults(ragged);
  reportComments(text.file, cursor, report);

  let current = -1;
  let fields: readonly Field[] = [];
  const field = (row: number, column: number): Field => {
    if (row !== current) {
      const there = new TableCursor(text, { ...dialect, start: starts[row], isComment: () => false });
      there.record();
      fields = fieldsOf(there, text.file);
      current = row;
    }
    return fields[column];
  };
  return {
    source: text.file,
    header: names ?? Array.from({ length: width }, () => ''),
    rows: starts.length,
    cell: (row, column) => field(row, column).content,
    place(row, column) {
      if (column === undefined) return text.place(starts[row]);
      const { start, end } = field(row, column);
      return text.place(start, end);
    },
  };
}

interface Field {
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/** The fields that `cursor` has before it in its record. */
function fieldsOf(cursor: TableCursor, file: string): Field[] {
  const fields: Field[] = [];
  while (cursor.field()) {
    fields.push({ content: cursor.content(), start: cursor.start, end: cursor.end });
    checkSize('column labels', fields.length, file);
  }
  return fields;
}
