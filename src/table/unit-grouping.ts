/** The units of time of a column of dates. */
import { type Diagnostic, fail, HeatmapError, quote } from '../diagnostics.js';
import type { GroupState } from '../parts/record-part.js';
import type { TimeUnit } from '../spec/fields.js';
import { ColumnCache, UNKNOWN } from './column-cache.js';
import {
  createDateParser,
  type DateOrder,
  type DateParser,
  describeDates,
  findDateFault,
  isAnyDate,
  MAX_OTHER_SHARE,
} from './dates.js';
import {
  checkGroupCount,
  checkMembers,
  failGroups,
  type GroupAxis,
  type Grouping,
  type GroupingContext,
  type LoadedGroups,
  NO_GROUPS,
} from './grouping.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { createUnitScale, hasUnit, keyRange, startOfDay, type UnitScale } from './units.js';

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
    /** Null for the groups of parts. */
    private readonly dates: DateReader | null,
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
    this.time = this.dates?.timeOf(table) ?? Number.NaN;
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

  get reading(): string | null {
    return this.dates && describeDates(this.dates.parser);
  }

  save(): GroupState {
    return { ...NO_GROUPS, keys: this.keys };
  }

  load(state: GroupState, file: string): LoadedGroups {
    checkMembers(state, ['keys'], file);
    const keys = state.keys ?? [];
    const [first, last] = keyRange(this.unit);
    if (keys.some((key) => !Number.isInteger(key) || key < first || key > last)) failGroups(file);
    return { groups: Int32Array.from(keys, (key) => this.groupOfKey(key)), renumbered: null };
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
  const parser = parserOf(samples, name, dateOrder);
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
        const isDate = samples.filter((sample) => !Number.isNaN(parser.parse(sample)));
        const others =
          isDate.length === samples.length
            ? ', as the first records have'
            : `; ${isDate.length} of the first ${samples.length} values ${isDate.length === 1 ? 'is' : 'are'}`;
        fail(
          'not-a-date',
          `${quote(content)} in column ${quote(name)} is not a date of the form ${parser.format}${others}`,
          table.place(column),
          'correct the field',
          `if it stands for a missing value, set "missingValues": [${quote(content)}]`,
          `to leave out its records, use --where${exampleOf(name, content)}`,
        );
      }
      return time;
    },
  };
}

/** Returns a parser of the dates of most samples; null if they may be in two orders, or in both. */
function parserOf(samples: readonly string[], name: string, order: DateOrder | undefined): DateParser | null {
  const exact = createDateParser(samples, name, order);
  if (exact || findDateFault(samples, name) !== 'no-date') return exact;
  return createDateParser(samples, name, order, MAX_OTHER_SHARE);
}

/** Returns the condition that leaves out the records with a text, for a shell; '' if it needs escapes. */
function exampleOf(name: string, content: string): string {
  const [column, value] = [name, content.trim()].map((text) =>
    /^[\p{L}\p{N}_.:/-]+$/u.test(text) ? text : quote(text),
  );
  return /['\\]/.test(column + value) ? '' : ` '${column} != ${value}'`;
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
  const exact = findDateFault(samples, name);
  const fault = exact === 'no-date' ? findDateFault(samples, name, MAX_OTHER_SHARE) : exact;
  const column = `column ${quote(name)}`;
  const first = (fault === 'no-date' && samples.find((sample) => !isAnyDate(sample, name))) || samples[0];
  const example = first === undefined ? '' : ` such as ${quote(first)}`;
  const place = { file };
  if (fault === 'ambiguous-order') {
    return {
      severity: 'error',
      code: 'ambiguous-dates',
      message: `the dates of ${column}${example} can be day/month or month/day`,
      place,
      hints: [
        'set "dateOrder" to "day-month" or "month-day", or on the command line: --date-order day-month',
      ],
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
