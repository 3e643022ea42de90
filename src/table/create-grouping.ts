/** Creates the groupings of the axes of a table of records. */
import { fail, quote } from '../diagnostics.js';
import type { ReadOptions } from '../spec/data.js';
import { type AxisField, WEEKDAYS } from '../spec/fields.js';
import { BinGrouping, type BinnedNumbers } from './bin-grouping.js';
import type { Located, RecordFields } from './columns.js';
import { type Grouping, type GroupingContext, SingleGrouping, WordGrouping } from './grouping.js';
import { createNumberParser, describeNumbers, isMissingNumber } from './human-numbers.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { naturalOrder } from './natural-order.js';
import { type DecimalMark, numberHints } from './number.js';
import { checkUnit, createDateReader, UnitGrouping } from './unit-grouping.js';

type Options = ReadOptions & { readonly decimal: DecimalMark };

export interface Groupings {
  readonly x: Grouping;
  readonly y: Grouping;
  readonly panel: Grouping | null;
}

/**
 * Returns the groupings of all axes for the records of `table`, or for the groups of parts if it is null.
 *
 * Errors: those of dates and bins in the first records.
 */
export function createGroupings(
  table: LongTable | null,
  file: string,
  fields: RecordFields,
  options: Options,
): Groupings {
  const isAggregated = fields.value.kind === 'aggregate';
  const create = (field: Located<AxisField<number>>, key: GroupingContext['key']) =>
    createGrouping(table, field, { file, text: field.text, key, isAggregated }, options);
  return {
    x: create(fields.x, 'x'),
    // The days of a calendar are one axis; `pivotLongTable` arranges them in weeks.
    y: fields.y.kind === 'calendar' ? new SingleGrouping(fields.y.column) : create(fields.y, 'y'),
    panel: fields.panel && create(fields.panel, 'panel'),
  };
}

/** Returns the first day of the week, counted from Monday as 0. */
function weekStartOf({ weekStart }: ReadOptions): number {
  return weekStart === undefined ? 0 : WEEKDAYS.indexOf(weekStart);
}

function createGrouping(
  table: LongTable | null,
  field: Located<AxisField<number>>,
  context: GroupingContext,
  options: Options,
): Grouping {
  const { column, text } = field;
  const weekStart = weekStartOf(options);
  switch (field.kind) {
    case 'column':
      return new WordGrouping(
        column,
        context,
        (text) => isMissingWord(text, options.missingValues),
        (labels) => naturalOrder(labels, options.decimal, weekStart),
      );
    case 'bin':
      return new BinGrouping(
        column,
        table && numberReader(table, column, text, options),
        field.width,
        context,
      );
    case 'unit':
    case 'calendar': {
      const unit = field.kind === 'unit' ? field.unit : 'date';
      const dates = table && createDateReader(table, column, text, options);
      if (table && dates) checkUnit(unit, dates, table, text);
      return new UnitGrouping(column, dates, unit, weekStart, context);
    }
  }
}

/** Texts that are never words. Others that mean a missing number can be words, such as NA for Namibia. */
const MISSING_WORDS: readonly string[] = ['', 'nan', 'NaN', '<NA>'];

function isMissingWord(text: string, missingValues: readonly string[] = []): boolean {
  const trimmed = text.trim();
  return MISSING_WORDS.includes(trimmed) || missingValues.includes(trimmed);
}

const MAX_FAULT_SHARE = 0.1;

/** Returns a reader of the numbers of a column. Errors: `not-a-number`. */
function numberReader(
  table: LongTable,
  column: number,
  text: string,
  { decimal, missingValues }: Options,
): BinnedNumbers {
  const name = table.header[column] || String(column);
  const samples = table.samples(column).filter((sample) => !isMissing(sample, missingValues));
  const numbers = createNumberParser(samples, { decimal, missingValues, maxOtherShare: MAX_FAULT_SHARE });
  if (!numbers && samples.length > 0) {
    fail(
      'not-a-number',
      `${quote(text)} needs numbers, but the column ${quote(name)} has values such as ${quote(samples[0])}`,
      { file: table.name },
      'for dates use a unit, such as month(date)',
    );
  }
  const isFast = numbers?.isPlain !== false && !missingValues?.length;
  return { reading: numbers && describeNumbers(numbers), read };

  function read(table: LongTable): number {
    const fast = isFast ? table.number(column, decimal) : Number.NaN;
    if (!Number.isNaN(fast)) return fast;
    const content = table.cell(column);
    if (isMissingNumber(content, missingValues)) return Number.NaN;
    const value = numbers?.parse(content) ?? table.number(column, decimal);
    if (Number.isNaN(value)) {
      fail(
        'not-a-number',
        `${quote(content)} in column ${quote(name)} is not a number`,
        table.place(column),
        ...numberHints(content, decimal),
      );
    }
    return value;
  }
}
