import type { Place } from '../diagnostics.js';
import { Codes } from './codes.js';
import { IsoTimeParser } from './iso-time.js';
import { type LongTable, MAX_SAMPLES } from './long-table.js';
import { parseNumber } from './number.js';

/** Records in memory, whose fields can be read as texts in any order. */
export interface TextRecords {
  readonly name: string;
  readonly header: readonly string[];
  /** The number of records. */
  readonly count: number;
  /** Returns a field; '' if it is missing. */
  text(record: number, column: number): string;
  place(record: number, column: number): Place;
}

/** Returns records in memory as a long table. */
export function createTextTable(records: TextRecords): LongTable {
  let record = -1;
  const times = new IsoTimeParser();
  const codes: Codes<string>[] = [];
  return {
    name: records.name,
    header: records.header,
    samples: (column) =>
      Array.from({ length: Math.min(records.count, MAX_SAMPLES) }, (_, i) => records.text(i, column)),
    nextRecord: () => ++record < records.count,
    cell: (column) => records.text(record, column),
    code(column, maxCodes) {
      codes[column] ??= new Codes();
      return codes[column].codeOf(records.text(record, column), maxCodes);
    },
    number: (column, decimal) => parseNumber(records.text(record, column), decimal),
    isoTime: (column) => times.parseText(records.text(record, column)),
    place: (column) => records.place(record, column),
    recordId: () => record,
    line: (recordId, column) => records.place(recordId, column).line,
  };
}
