/** Records as objects: one object for each observation. */
import { fail } from '../diagnostics.js';
import type { Reader } from '../input/reader.js';
import { reduceDataset } from '../input/reduce.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { LongTable } from '../table/long-table.js';
import { pivotLongTable } from '../table/pivot.js';
import { isLongTable } from '../table/record-options.js';
import { createTextTable } from '../table/text-table.js';
import { createValueReader } from './values.js';

/** Whether `data` is a list of objects, at least one. */
export function isRecords(data: object): data is readonly object[] {
  return Array.isArray(data) && data.length > 0 && data.every(isRecord);
}

function isRecord(item: unknown): boolean {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && !ArrayBuffer.isView(item);
}

/**
 * Returns a reader of records. If `options` name the columns of a long table, the records are read in place: they are
 * neither copied nor converted to JSON.
 */
export function createRecordReader(records: readonly object[], name: string): Reader {
  const readWide = createValueReader(records, name);
  return (source, options, report, readPlan = NO_REDUCTION) => {
    if (!isLongTable(options)) return readWide(source, options, report, readPlan);
    return reduceDataset(pivotLongTable(createRecordTable(records, name), options, report), readPlan);
  };
}

/** Returns records as a long table. Its columns are all keys, in order of first appearance. */
function createRecordTable(records: readonly object[], name: string): LongTable {
  const keys = new Set<string>();
  for (const record of records) for (const key of Object.keys(record)) keys.add(key);
  const header = [...keys];
  const pathTo = (index: number, column: number) => `${name}[${index}].${header[column]}`;
  return createTextTable({
    name,
    header,
    count: records.length,
    text: (index, column) => {
      const record = records[index] as Readonly<Record<string, unknown>>;
      const key = header[column];
      return Object.hasOwn(record, key) ? textOf(record[key], () => pathTo(index, column)) : '';
    },
    place: (index, column) => ({ file: pathTo(index, column) }),
  });
}

/** Returns a field as text; '' is a missing value. Error: `unsupported-data`. */
function textOf(value: unknown, path: () => string): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'undefined':
      return '';
  }
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  fail(
    'unsupported-data',
    'a field of a record must be a number, a string, true, false, a Date or null',
    { file: path() },
    'select the columns with "x", "y" and "value"',
  );
}
