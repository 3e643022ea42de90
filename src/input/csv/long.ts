import type { Report } from '../../diagnostics.js';
import { throwErrors } from '../../error-list.js';
import { checkSize } from '../../matrix/limits.js';
import { IsoTimeParser } from '../../table/iso-time.js';
import { type LongTable, MAX_SAMPLES } from '../../table/long-table.js';
import { parseNumberBytes } from '../../table/number.js';
import { ByteCodes } from './byte-codes.js';
import { TableCursor, type TableSyntax } from './cursor.js';
import { RaggedRecords } from './errors.js';
import { reportComments } from './notes.js';
import type { DelimitedTable } from './table.js';
import type { TextBuffer } from './text-buffer.js';

/**
 * Returns a delimited table as a long table. A header without a field above the row labels (R) gets the name ''. A field
 * becomes a string only if its text is needed.
 *
 * Errors, from `nextRecord`: `ragged-row` (as `RaggedRecords`, after the last record), and those of `TableCursor`.
 */
export function createLongTable({ text, dialect, layout }: DelimitedTable, report: Report): LongTable {
  const samples = sampleRecords(text, dialect, layout.header);
  const cursor = new TableCursor(text, dialect);
  const names = layout.header && cursor.nextRecord() ? readFields(cursor, text.file) : null;
  if (names && layout.rowLabels) names.unshift('');
  const width = names?.length ?? layout.fieldCount;
  const ragged = new RaggedRecords(text, width);
  let wantedColumns: readonly number[] = [];
  const isWanted = new Uint8Array(width);
  // By column. Offsets count from the start of the record.
  const starts = new Int32Array(width);
  const ends = new Int32Array(width);
  const lines = new Float64Array(width);
  const isEscaped = new Uint8Array(width);
  const times = new IsoTimeParser();
  const codes: ByteCodes[] = [];

  function cell(column: number): string {
    const { recordStart } = cursor;
    const content = text.slice(recordStart + starts[column], recordStart + ends[column]);
    return isEscaped[column] ? cursor.unescape(content) : content;
  }

  return {
    name: text.file,
    header: names ?? Array.from({ length: width }, () => ''),
    samples: (column) => samples.map((fields) => fields[column] ?? ''),
    nextRecord(columns) {
      if (columns !== wantedColumns) {
        wantedColumns = columns;
        isWanted.fill(0);
        for (const column of columns) isWanted[column] = 1;
      }
      while (cursor.nextRecord()) {
        let column = 0;
        for (let { line } = cursor; cursor.nextField(); column++, { line } = cursor) {
          if (column >= width || isWanted[column] === 0) continue;
          starts[column] = cursor.start - cursor.recordStart;
          ends[column] = cursor.end - cursor.recordStart;
          lines[column] = line;
          isEscaped[column] = cursor.hasEscapes ? 1 : 0;
        }
        if (column === width) return true;
        ragged.add(cursor.recordStart, column);
      }
      throwErrors(ragged.errors());
      reportComments(text.file, cursor, report);
      return false;
    },
    cell,
    code(column, maxCodes) {
      codes[column] ??= new ByteCodes();
      const { recordStart } = cursor;
      if (!isEscaped[column]) {
        const [start, end] = [recordStart + starts[column], recordStart + ends[column]];
        return codes[column].codeOf(text.bytes, start, end, maxCodes);
      }
      const bytes = Buffer.from(cell(column));
      return codes[column].codeOf(bytes, 0, bytes.length, maxCodes);
    },
    number(column, decimal) {
      const { recordStart } = cursor;
      return parseNumberBytes(text.bytes, recordStart + starts[column], recordStart + ends[column], decimal);
    },
    isoTime(column) {
      const { recordStart } = cursor;
      return times.parse(text.bytes, recordStart + starts[column], recordStart + ends[column]);
    },
    place(column) {
      return text.place(cursor.recordStart + starts[column], cursor.recordStart + ends[column]);
    },
    recordId: (column) => lines[column],
    line: (recordId) => recordId,
  };
}

const SAMPLE_LIMITS = { records: MAX_SAMPLES, cells: 20_000, bytes: 1 << 18 };

/** Returns the fields of the first records, up to a syntax error, which is reported when the table is read. */
export function sampleRecords(
  text: TextBuffer,
  syntax: TableSyntax,
  hasHeader: boolean,
  limits = SAMPLE_LIMITS,
): string[][] {
  const cursor = new TableCursor(text, syntax, true);
  const records: string[][] = [];
  let cells = 0;
  try {
    if (hasHeader) cursor.nextRecord();
    while (records.length < limits.records && cells < limits.cells && cursor.nextRecord()) {
      if (cursor.recordStart > limits.bytes) break;
      const fields = readFields(cursor, text.file);
      cells += fields.length;
      records.push(fields);
    }
  } catch {
    // The records before the error are the sample.
  }
  return records;
}

/** Reads the remaining fields of the current record. */
function readFields(cursor: TableCursor, file: string): string[] {
  const fields: string[] = [];
  while (cursor.nextField()) checkSize('column labels', fields.push(cursor.content()), file);
  return fields;
}
