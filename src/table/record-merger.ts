/** The records of several parts, one part after the other. */
import { fail, quote, type Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import { failDamaged } from '../parts/container.js';
import type { RecordOptions, RecordPart } from '../parts/record-part.js';
import type { ReadOptions } from '../spec/data.js';
import { AGGREGATES, type AggregateName, WEEKDAYS } from '../spec/fields.js';
import { createAggregator } from './aggregate.js';
import { isPartial, type PartialAggregator } from './aggregator.js';
import { type RecordFields, resolveFields } from './columns.js';
import { createGroupings } from './create-grouping.js';
import { LabelIndex } from './label-index.js';
import type { TableNames } from './long-table.js';
import { pivotCells } from './pivot.js';
import { RecordCollector } from './record-collector.js';
import { checkKept, type RecordCounts, reportCounts } from './records.js';

/** What the merger needs to know before the first part. */
type RecordKind = Pick<RecordPart, 'options' | 'header' | 'decimal' | 'aggregate' | 'valueUnit'>;

/** Joins the groups and cells of parts, in the order of their records. */
export class RecordMerger {
  private readonly table: TableNames;
  private readonly options: ReadOptions;
  private readonly fields: RecordFields;
  private readonly collector: RecordCollector;
  private readonly aggregator: PartialAggregator;
  private readonly categories: LabelIndex;
  /** The first files with words and with numbers. */
  private wordsFile: string | null = null;
  private numbersFile: string | null = null;
  private counts: RecordCounts = { read: 0, kept: 0, skipped: 0 };

  /** `file` has the part that says how records are read. Errors: `part-damaged`, those of `resolveFields`. */
  constructor(
    private readonly kind: RecordKind,
    private readonly file: string,
  ) {
    const { decimal } = kind;
    this.options = { ...toReadOptions(kind.options, file), decimal };
    this.table = { name: file, header: kind.header };
    this.fields = resolveFields(this.table, this.options);
    this.aggregator = aggregatorOf(kind.aggregate, this.fields, file);
    const groupings = createGroupings(null, file, this.fields, { ...this.options, decimal });
    this.collector = new RecordCollector(
      groupings,
      this.fields,
      this.aggregator,
      kind.aggregate !== null,
      file,
    );
    this.categories = new LabelIndex('categories', file);
  }

  /** Adds the next part, which is in `file`. Errors: `part-damaged`, `part-mismatch`, `repeated-cell`, `too-large`. */
  add(part: RecordPart, file: string): void {
    const { collector, aggregator, counts } = this;
    const { groups, cells, categories } = part;
    const state = cells.aggregate;
    if (state.length !== aggregator.save(0).length || state[0].length !== cells.x.length)
      failDamaged(file, 'its values do not match its cells');
    if (part.hasNumbers) this.numbersFile ??= file;
    if (categories) this.wordsFile ??= file;
    this.checkWords(file);
    const words = categories?.map((word) => this.categories.positionOf(word));
    collector.loadCells(
      { ...cells, aggregate: words ? renumberWords(state, words) : state },
      collector.loadGroups(groups, file),
      aggregator,
      file,
    );
    this.counts = {
      read: counts.read + part.counts.read,
      kept: counts.kept + part.counts.kept,
      skipped: counts.skipped + part.counts.skipped,
    };
  }

  /** Error: `part-mismatch`. */
  private checkWords(file: string): void {
    const { wordsFile, numbersFile } = this;
    if (wordsFile === null || numbersFile === null) return;
    fail(
      'part-mismatch',
      `${quote(this.fields.value.text)} has words in ${wordsFile} and numbers in ${numbersFile}`,
      { file },
      'correct the values that are not numbers, or count them: count()',
    );
  }

  /** Returns the joined part. */
  finishPart(): Pick<RecordPart, 'valueUnit' | 'categories' | 'hasNumbers' | 'counts' | 'groups' | 'cells'> {
    const { collector, wordsFile, numbersFile, counts } = this;
    const { x, y, panel } = collector;
    return {
      valueUnit: wordsFile === null ? this.kind.valueUnit : null,
      categories: wordsFile === null ? null : this.categories.labels,
      hasNumbers: numbersFile !== null,
      counts,
      groups: { x: x.save(), y: y.save(), panel: panel?.save() ?? null },
      cells: collector.save(this.aggregator),
    };
  }

  /** Returns the matrix or the panels of all records. Errors: `no-rows`, `no-records`, those of `pivotCells`. */
  finish(report: Report): Dataset {
    const { table, options, fields, counts, file } = this;
    checkKept(counts, fields, file, () => []);
    reportCounts(counts, fields, file, report);
    const categories = this.wordsFile === null ? null : this.categories.labels;
    const unit = categories ? null : this.kind.valueUnit;
    return pivotCells(table, { ...this.collector.finish(), categories, unit }, fields, options, report);
  }
}

/** Replaces the words of a part by those of all parts in the state of the first or last values. */
function renumberWords(
  [positions, values, ...rest]: readonly Float64Array[],
  words: readonly number[],
): Float64Array[] {
  return [positions, values.map((value) => words[value] ?? Number.NaN), ...rest];
}

/** Returns the aggregator of parts. Error: `part-damaged` if their fields do not have the aggregate. */
function aggregatorOf(name: string | null, { value }: RecordFields, file: string): PartialAggregator {
  const expected = value.kind === 'aggregate' ? value.aggregate : null;
  const isExpected = name === expected || (expected === 'share' && name === 'mean');
  const aggregator = createAggregator((name as AggregateName | null) ?? 'first', file);
  if (!isExpected || !isPartial(aggregator)) failDamaged(file, `${quote(value.text)} has no parts`);
  return aggregator;
}

/** Returns the options of a part as those of "data". Error: `part-damaged` if they are something else. */
export function toReadOptions(options: RecordOptions, file: string): ReadOptions {
  const { weekStart, dateOrder, aggregate, where, missingValues } = options;
  const isOneOf = (value: unknown, words: readonly string[]) =>
    value === undefined || words.includes(value as string);
  const isValid =
    ['x', 'y', 'value', 'panel'].every((key) => !Array.isArray(options[key])) &&
    isOneOf(weekStart, WEEKDAYS) &&
    isOneOf(dateOrder, ['day-month', 'month-day']) &&
    isOneOf(aggregate, AGGREGATES) &&
    typeof where !== 'number' &&
    (missingValues === undefined || Array.isArray(missingValues));
  if (!isValid) failDamaged(file, 'its header has invalid options');
  return options as ReadOptions;
}
