/** Reads some records of a table as a part of all records. */
import { fail, quote } from '../diagnostics.js';
import type { RecordOptions, RecordPart } from '../parts/record-part.js';
import type { ReadOptions } from '../spec/data.js';
import { createAggregator } from './aggregate.js';
import { isPartial } from './aggregator.js';
import { type RecordFields, resolveFields, usedColumns } from './columns.js';
import { NO_GROUPS } from './grouping.js';
import type { LongTable } from './long-table.js';
import type { DecimalMark } from './number.js';
import { RecordReader } from './records.js';

/** The keys of "data" that decide how records are grouped, and that all parts have in common. */
export const RECORD_KEYS = [
  'x',
  'y',
  'value',
  'panel',
  'aggregate',
  'where',
  'weekStart',
  'dateOrder',
  'missingValues',
] as const;

/** The options of a part. */
export function recordOptions(options: ReadOptions): RecordOptions {
  return Object.fromEntries(
    RECORD_KEYS.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])),
  );
}

/** The content of a part, without its position among the others. */
export type RecordContent = Pick<
  RecordPart,
  | 'header'
  | 'decimal'
  | 'readings'
  | 'aggregate'
  | 'valueUnit'
  | 'categories'
  | 'hasNumbers'
  | 'counts'
  | 'groups'
  | 'cells'
>;

/**
 * Reads the records of `table` from one position to before another one. `total` is the number of all records.
 *
 * Errors: those of `resolveFields` and `RecordReader`, `part-aggregate`.
 */
export function readRecordPart(
  table: LongTable,
  options: ReadOptions & { readonly decimal: DecimalMark },
  { from, to }: { readonly from: number; readonly to: number },
): { readonly part: RecordContent; readonly total: number } {
  const fields = resolveFields(table, options);
  checkAggregate(fields, table.name);
  const { header } = table;
  const { decimal } = options;
  if (usedColumns(fields).every((column) => table.samples(column).length === 0))
    return { part: { header, decimal, ...noRecords(fields) }, total: 0 };
  const reader = new RecordReader(table, fields, options);
  const { values, filters, aggregator, collector } = reader;
  const { x, y, panel } = collector;
  if (!isPartial(aggregator)) throw new TypeError('the aggregate has no parts');
  const { counts, end } = reader.readRange(from, to);
  let total = end;
  while (table.nextRecord([])) total++;
  const categories = values.finish();
  reader.throwIfRepeated();
  const part = {
    header,
    decimal,
    readings: {
      x: x.reading,
      y: y.reading,
      panel: panel?.reading ?? null,
      value: values.reading,
      where: filters.map((filter) => filter.reading),
    },
    aggregate: values.aggregate,
    valueUnit: categories ? null : values.unit,
    categories,
    hasNumbers: values.hasNumbers,
    counts,
    groups: { x: x.save(), y: y.save(), panel: panel?.save() ?? null },
    cells: collector.save(aggregator),
  };
  return { part, total };
}

/** Error: `part-aggregate` for an aggregate that needs all values of a cell at once. */
function checkAggregate({ value }: RecordFields, file: string): void {
  const name = value.kind === 'aggregate' ? value.aggregate : 'first';
  if (isPartial(createAggregator(name, file))) return;
  fail(
    'part-aggregate',
    `${quote(value.text)} needs all values of a cell at once, and each part has only some of them`,
    { file },
    'use mean, sum, min, max, sd, count, share, first or last; or group the records with a database',
  );
}

/** The content of a part without records, such as an empty file: nothing shows how its columns are read. */
function noRecords({ value, panel, conditions }: RecordFields): Omit<RecordContent, 'header' | 'decimal'> {
  const aggregate = value.kind === 'aggregate' ? value.aggregate : null;
  const aggregator = createAggregator(aggregate ?? 'first', '');
  const none = new Uint32Array(0);
  return {
    readings: { x: null, y: null, panel: null, value: null, where: conditions.map(() => null) },
    aggregate,
    valueUnit: null,
    categories: null,
    hasNumbers: false,
    counts: { read: 0, kept: 0, skipped: 0 },
    groups: { x: NO_GROUPS, y: NO_GROUPS, panel: panel && NO_GROUPS },
    cells: { x: none, y: none, panel: panel && none, aggregate: aggregator.save?.(0) ?? [] },
  };
}
