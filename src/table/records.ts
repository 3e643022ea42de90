/** Reads the records of a table into cells, in one pass. */
import { type Diagnostic, fail, HeatmapError, quote, type Report } from '../diagnostics.js';
import type { ReadOptions } from '../spec/data.js';
import { createAggregator } from './aggregate.js';
import type { Aggregator } from './aggregator.js';
import { type RecordFields, usedColumns } from './columns.js';
import { ConditionFilter } from './conditions.js';
import { createGroupings } from './create-grouping.js';
import type { LongTable } from './long-table.js';
import { withCount } from './non-numeric.js';
import { type RecordCells, RecordCollector } from './record-collector.js';
import { GrowingArray } from './sparse-cells.js';
import { createValueReader, type ValueReader } from './value-reader.js';

/** The cells of a table, and what their values are. */
export interface ReadCells extends RecordCells {
  /** For categorical values: the categories that the values are indices into; else null. */
  readonly categories: readonly string[] | null;
  /** The unit of the values, such as "%"; null without one. */
  readonly unit: string | null;
}

/** How many records were read, how many of them meet the conditions, and how many of these have no value for an axis. */
export interface RecordCounts {
  readonly read: number;
  readonly kept: number;
  readonly skipped: number;
}

/**
 * Reads the records of `table` that meet the conditions.
 *
 * - A record without a date or number for an axis is skipped. The note `skipped-records` counts them.
 * - Only groups and cells are kept in memory, and all values for `median` and `distinct`, as the note `held-values` says.
 *
 * Errors: those of the groupings, conditions and values, `repeated-cell` (one for all further records of a cell, unless
 * they are aggregated), `too-large`.
 */
export function readRecords(
  table: LongTable,
  fields: RecordFields,
  options: ReadOptions,
  report: Report,
): ReadCells {
  const reader = new RecordReader(table, fields, options);
  const { counts } = reader.readRange(0, Number.POSITIVE_INFINITY);
  const { values, filters, collector, aggregator } = reader;
  const categories = values.finish();
  reader.throwIfRepeated();
  checkKept(counts, fields, table.name, () => filters.flatMap((filter) => filter.hints()));
  reportCounts(counts, fields, table.name, report);
  const { heldCount } = aggregator;
  if (heldCount !== undefined) {
    const message = `${quote(fields.value.text)} kept ${heldCount} values in memory`;
    report({ severity: 'note', code: 'held-values', message, place: { file: table.name } });
  }
  return { ...collector.finish(), categories, unit: categories ? null : values.unit };
}

/** Reads records of a table into a collector. */
export class RecordReader {
  readonly collector: RecordCollector;
  readonly filters: readonly ConditionFilter[];
  readonly values: ValueReader;
  readonly aggregator: Aggregator;
  private readonly recordIds = new GrowingArray();
  private repeatedCount = 0;
  private firstRepeated: Diagnostic | null = null;

  constructor(
    private readonly table: LongTable,
    private readonly fields: RecordFields,
    options: ReadOptions,
  ) {
    const withDefaults = { ...options, decimal: options.decimal ?? '.' } as const;
    const groupings = createGroupings(table, table.name, fields, withDefaults);
    this.filters = fields.conditions.map((condition) => new ConditionFilter(condition, table, withDefaults));
    this.values = createValueReader(table, fields.value, withDefaults);
    const { aggregate } = this.values;
    this.aggregator = createAggregator(aggregate ?? 'first', table.name);
    this.collector = new RecordCollector(groupings, fields, this.aggregator, aggregate !== null, table.name);
  }

  /** Reads the records from one position to before another one. `end` is the position after the last one. */
  readRange(from: number, to: number): { readonly counts: RecordCounts; readonly end: number } {
    const { table, filters, values, aggregator, collector } = this;
    const { x, y, panel } = collector;
    const columns = usedColumns(this.fields);
    const describeCell = () => this.describeCell();
    let count = 0;
    let kept = 0;
    let skipped = 0;
    while (count < from && table.nextRecord([])) count++;
    const start = count;
    for (; count < to && table.nextRecord(columns); count++) {
      if (filters.length > 0 && !filters.every((filter) => filter.keeps())) continue;
      kept++;
      if (!x.read(table) || !y.read(table) || (panel && !panel.read(table))) {
        skipped++;
        continue;
      }
      const panelGroup = panel === null ? 0 : panel.group(table);
      const yGroup = y.group(table);
      const xGroup = x.group(table);
      const { count: cellCount } = collector;
      const cell = collector.cellOf(panelGroup, yGroup, xGroup);
      if (values.aggregate === null) this.checkRepeated(cell, cell === cellCount);
      const value = values.read(table, count, describeCell);
      if (!Number.isNaN(value)) aggregator.add(cell, value);
      if (cell === cellCount && collector.mustMerge) collector.merge();
    }
    return { counts: { read: count - start, kept, skipped }, end: count };
  }

  private checkRepeated(cell: number, isNew: boolean): void {
    const { table } = this;
    const column = this.fields.value.column ?? 0;
    if (isNew) {
      this.recordIds.set(cell, table.recordId(column));
      return;
    }
    this.repeatedCount++;
    if (this.firstRepeated) return;
    const firstLine = table.line(this.recordIds.get(cell), column);
    const place = table.place(column);
    const lines = firstLine && place.line ? `, on lines ${firstLine} and ${place.line}` : '';
    this.firstRepeated = this.collector.repeatedCellError(this.describeCell(), lines, place);
  }

  /** Error: `repeated-cell`. */
  throwIfRepeated(): void {
    const { firstRepeated, repeatedCount } = this;
    if (firstRepeated) throw new HeatmapError(withCount(firstRepeated, repeatedCount));
  }

  /** Names the cell of the current record in a diagnostic. */
  private describeCell(): string {
    const { collector, table } = this;
    const { x, y, panel } = collector;
    return collector.describeCell(panel?.group(table) ?? 0, y.group(table), x.group(table));
  }
}

/** Errors: `no-rows`, `no-records`. */
export function checkKept(
  { read, kept, skipped }: RecordCounts,
  fields: RecordFields,
  file: string,
  hintsOf: () => readonly string[],
): void {
  const place = { file };
  if (read === 0) fail('no-rows', 'the table has a header row but no data rows', place);
  if (kept === 0) {
    const conditions = fields.conditions.map(({ text }) => quote(text)).join(' and ');
    fail('no-records', `no record meets the condition ${conditions}`, place, ...hintsOf());
  }
  if (skipped === kept)
    fail('no-records', 'no record has a value for each axis', place, 'check the columns in "x" and "y"');
}

/** Reports `filtered-records` and `skipped-records`. */
export function reportCounts(
  { read, kept, skipped }: RecordCounts,
  fields: RecordFields,
  file: string,
  report: Report,
): void {
  const place = { file };
  if (fields.conditions.length > 0) {
    const message = `${kept} of ${read} records meet the conditions`;
    report({ severity: 'note', code: 'filtered-records', message, place });
  }
  if (skipped > 0) {
    const message = `${skipped} of ${kept} records have no value for an axis and were skipped`;
    report({ severity: 'info', code: 'skipped-records', message, place });
  }
}
