/** The units of time of a column of dates. */
import { type Diagnostic, fail, HeatmapError, quote } from '../diagnostics.js';
import type { TimeUnit } from '../spec/fields.js';
import { ColumnCache, UNKNOWN } from './column-cache.js';
import { createDateParser, type DateOrder, type DateParser, findDateFault } from './dates.js';
import { checkGroupCount, type GroupAxis, type Grouping, type GroupingContext } from './grouping.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { createUnitScale, hasUnit, startOfDay, type UnitScale } from './units.js';

const MISSING = -1;

/** Groups records by a unit of a date. Every unit between the first and the last one is a group, also an empty one. */
export class UnitGrouping implements Grouping {
  readonly mustMerge = false;
  private readonly keys: number[] = [];
  private readonly groups = new Map<number, number>();
  /** The group of each text of the column, or `MISSING`. */
  private readonly cache: ColumnCache;
  // The record that was read.
  private cached = UNKNOWN;
  private time = Number.NaN;
  private readonly scale: UnitScale;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;

  constructor(
    readonly column: number,
    private readonly dates: DateReader,
    private readonly unit: TimeUnit,
    weekStart: number,
    private readonly context: GroupingContext,
  ) {
    this.cache = new ColumnCache(column);
    this.scale = createUnitScale(unit, weekStart);
  }

  get count(): number {
    return this.keys.length;
  }

  read(table: LongTable): boolean {
    this.cached = this.cache.get(table);
    if (this.cached !== UNKNOWN) return this.cached !== MISSING;
    this.time = this.dates.timeOf(table);
    if (!Number.isNaN(this.time)) return true;
    this.cache.set(MISSING);
    return false;
  }

  group(): number {
    if (this.cached >= 0) return this.cached;
    const group = this.groupOfKey(this.scale.keyOf(this.time));
    this.cache.set(group);
    return group;
  }

  private groupOfKey(key: number): number {
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const group = this.keys.push(key) - 1;
    this.groups.set(key, group);
    this.min = Math.min(this.min, key);
    this.max = Math.max(this.max, key);
    checkGroupCount(this.max - this.min + 1, { ...this.context, isAggregated: true });
    return group;
  }

  labelOf(group: number): string {
    return this.scale.labelOf(this.keys[group]);
  }

  merge(): Int32Array {
    return Int32Array.from(this.keys.keys());
  }

  finish(): GroupAxis {
    const { min, max, keys, scale } = this;
    const length = keys.length === 0 ? 0 : max - min + 1;
    return {
      labels: Array.from({ length }, (_, i) => scale.labelOf(min + i)),
      positions: Int32Array.from(keys, (key) => key - min),
      isScale: true,
      edges:
        this.unit === 'date' && length > 0
          ? {
              values: Float64Array.from({ length: length + 1 }, (_, i) => startOfDay(min + i)),
              scale: 'time',
            }
          : null,
    };
  }
}

/** Reads the dates of a column. */
export interface DateReader {
  readonly parser: DateParser;
  /** Returns the time of the current record; NaN if it is missing. Error: `not-a-date`. */
  timeOf(table: LongTable): number;
}

export interface DateOptions {
  readonly missingValues?: readonly string[];
  readonly dateOrder?: DateOrder;
}

/** Returns a reader for a column that `text` uses as dates. Errors: `not-a-date`, `ambiguous-dates`, `mixed-dates`. */
export function createDateReader(
  table: LongTable,
  column: number,
  text: string,
  { missingValues, dateOrder }: DateOptions,
): DateReader {
  const name = table.header[column] || String(column);
  const samples = table.samples(column).filter((sample) => !isMissing(sample, missingValues));
  const parser = createDateParser(samples, name, dateOrder);
  if (!parser) throw new HeatmapError(dateError(table.name, name, text, samples));
  const isIso = parser.format === 'YYYY-MM-DD' && !missingValues?.length;
  return {
    parser,
    timeOf(table) {
      const fast = isIso ? table.isoTime(column) : Number.NaN;
      if (!Number.isNaN(fast)) return fast;
      const content = table.cell(column);
      if (isMissing(content, missingValues)) return Number.NaN;
      const time = parser.parse(content);
      if (Number.isNaN(time)) {
        fail(
          'not-a-date',
          `${quote(content)} in column ${quote(name)} is not a date of the form ${parser.format}, as the first records have`,
          table.place(column),
          'correct the field, or list its text in "missingValues"',
        );
      }
      return time;
    },
  };
}

/** Fails if the dates have no such unit. Error: `no-such-unit`. */
export function checkUnit(unit: TimeUnit, reader: DateReader, table: LongTable, text: string): void {
  const { precision, format } = reader.parser;
  if (hasUnit(unit, precision)) return;
  fail(
    'no-such-unit',
    `${quote(text)} needs ${unit === 'hour' || unit === 'minute' ? 'a time of day' : `a ${unit}`}, but the dates have the form ${format}`,
    { file: table.name },
  );
}

function dateError(file: string, name: string, text: string, samples: readonly string[]): Diagnostic {
  const fault = findDateFault(samples, name);
  const column = `column ${quote(name)}`;
  const [first] = samples;
  const example = first === undefined ? '' : ` such as ${quote(first)}`;
  const place = { file };
  if (fault === 'ambiguous-order') {
    return {
      severity: 'error',
      code: 'ambiguous-dates',
      message: `the dates of ${column}${example} can be day/month or month/day`,
      place,
      hints: ['set "dateOrder" to "day-month" or "month-day"'],
    };
  }
  if (fault === 'mixed-order') {
    return {
      severity: 'error',
      code: 'mixed-dates',
      message: `${column} has dates in both orders, day/month and month/day${example}`,
      place,
      hints: ['write all dates in one order; YYYY-MM-DD is never misread'],
    };
  }
  return {
    severity: 'error',
    code: 'not-a-date',
    message:
      first === undefined
        ? `${quote(text)} needs dates, but ${column} is empty in the first records`
        : `${quote(text)} needs dates, but ${column} has values${example}`,
    place,
    hints: ['dates are written as 2024-05-31, 2024-05-31 14:30, 31.05.2024 or 05/31/2024, for example'],
  };
}
