/** Reads the values of records: numbers, categories, or whatever an aggregate counts. */
import { type Diagnostic, HeatmapError, quote } from '../diagnostics.js';
import { throwErrors } from '../error-list.js';
import type { AggregateName, ValueField } from '../spec/fields.js';
import { Codes } from './codes.js';
import { ColumnCache, UNKNOWN } from './column-cache.js';
import type { Located } from './columns.js';
import { createNumberParser, describeNumbers, isMissingNumber, type NumberParser } from './human-numbers.js';
import { LabelIndex } from './label-index.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { NonNumericCells } from './non-numeric.js';
import { type DecimalMark, numberHints, parseNumber } from './number.js';

export interface ValueReader {
  /** The aggregate that combines the values; null if a cell can have only one. */
  readonly aggregate: AggregateName | null;
  /** The unit of the results, such as "%"; null without one. */
  readonly unit: string | null;
  /** How the first records show that the values are read; null if there is only one way. */
  readonly reading: string | null;
  /** Whether a number was read. */
  readonly hasNumbers: boolean;
  /** Returns the value of the current record, NaN if it is missing. `describe` names its cell in errors. */
  read(table: LongTable, record: number, describeCell: () => string): number;
  /** Returns the categories of words, or null for numbers. Errors: `not-a-number`, `aggregate-of-words`. */
  finish(): readonly string[] | null;
}

export interface ValueOptions {
  readonly decimal: DecimalMark;
  readonly missingValues?: readonly string[];
}

/** In a column of numbers, at most this share of the texts can be faults. */
const MAX_FAULT_SHARE = 0.1;
const TRUE_WORDS: ReadonlySet<string> = new Set(['true', 'yes', 't', 'y']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['false', 'no', 'f', 'n']);

export function createValueReader(
  table: LongTable,
  field: Located<ValueField<number>>,
  options: ValueOptions,
): ValueReader {
  const { column } = field;
  if (field.kind === 'column') return new NumberReader(table, field.column, null, field.text, options);
  const { aggregate } = field;
  if (column === null) {
    return { aggregate, unit: null, reading: null, hasNumbers: false, read: () => 1, finish: () => null };
  }
  if (aggregate === 'count') return new PresenceReader(column, options);
  if (aggregate === 'distinct') return new DistinctReader(column, options);
  if (aggregate === 'share' && isBinary(table.samples(column), options)) {
    return new NumberReader(table, column, 'mean', field.text, options);
  }
  return new NumberReader(table, column, aggregate, field.text, options);
}

/** Whether all samples are 0 or 1, or words for true and false. */
function isBinary(samples: readonly string[], { missingValues }: ValueOptions): boolean {
  const values = samples.filter((text) => !isMissing(text, missingValues));
  return (
    values.length > 0 && (isBoolean(values) || values.every((text) => /^\s*[01](?:\.0*)?\s*$/.test(text)))
  );
}

function isBoolean(values: readonly string[]): boolean {
  return values.every((text) => !Number.isNaN(parseBoolean(text)));
}

function parseBoolean(text: string): number {
  const word = text.trim().toLowerCase();
  if (TRUE_WORDS.has(word)) return 1;
  return FALSE_WORDS.has(word) ? 0 : Number.NaN;
}

/** Tells present values from missing ones. */
class PresenceReader implements ValueReader {
  readonly aggregate = 'count';
  readonly unit = null;
  readonly reading = null;
  readonly hasNumbers = false;

  constructor(
    private readonly column: number,
    private readonly options: ValueOptions,
  ) {}

  read(table: LongTable): number {
    const { missingValues, decimal } = this.options;
    if (!missingValues?.length && !Number.isNaN(table.number(this.column, decimal))) return 1;
    return isMissing(table.cell(this.column), missingValues) ? Number.NaN : 1;
  }

  finish(): null {
    return null;
  }
}

/** Numbers distinct values. Equal numbers are one value, however they are written. */
class DistinctReader implements ValueReader {
  readonly aggregate = 'distinct';
  readonly unit = null;
  readonly reading = null;
  readonly hasNumbers = false;
  private readonly codes = new Codes<string | number>();
  private readonly cache: ColumnCache;

  constructor(
    private readonly column: number,
    private readonly options: ValueOptions,
  ) {
    this.cache = new ColumnCache(column);
  }

  read(table: LongTable): number {
    const known = this.cache.get(table);
    if (known !== UNKNOWN) return known < 0 ? Number.NaN : known;
    const text = table.cell(this.column);
    const code = isMissing(text, this.options.missingValues) ? -1 : this.codeOf(text);
    this.cache.set(code);
    return code < 0 ? Number.NaN : code;
  }

  private codeOf(text: string): number {
    const number = parseNumber(text, this.options.decimal);
    return this.codes.codeOf(Number.isNaN(number) ? text : number, Number.POSITIVE_INFINITY);
  }

  finish(): null {
    return null;
  }
}

/** Reads numbers. If no value is a number they are categories, unless an aggregate needs numbers. */
class NumberReader implements ValueReader {
  readonly unit: string | null;
  readonly reading: string | null;
  private readonly categories: LabelIndex;
  private readonly nonNumeric = new NonNumericCells();
  private readonly allowsCategories: boolean;
  private readonly numbers: NumberParser | null;
  private readonly isBoolean: boolean;
  /** Numbers that mean "missing". */
  private readonly missingNumbers: ReadonlySet<number>;
  private readonly isMissing: typeof isMissing;
  private numberCount = 0;

  constructor(
    private readonly table: LongTable,
    private readonly column: number,
    readonly aggregate: AggregateName | null,
    private readonly text: string,
    private readonly options: ValueOptions,
  ) {
    const { decimal, missingValues = [] } = options;
    const samples = table.samples(column).filter((sample) => !isMissing(sample, missingValues));
    const parser = createNumberParser(samples, { ...options, maxOtherShare: MAX_FAULT_SHARE });
    this.categories = new LabelIndex('categories', table.name);
    this.allowsCategories = aggregate === null || aggregate === 'first' || aggregate === 'last';
    this.isMissing = parser ? isMissingNumber : isMissing;
    this.numbers = parser && !parser.isPlain ? parser : null;
    // A share has no unit.
    this.unit = aggregate === 'share' ? null : (parser?.unit ?? null);
    this.isBoolean = !this.allowsCategories && samples.length > 0 && isBoolean(samples);
    this.reading = parser ? describeNumbers(parser) : samples.length > 0 ? 'words' : null;
    this.missingNumbers = new Set(missingValues.map((value) => parseNumber(value, decimal)));
  }

  get hasNumbers(): boolean {
    return this.numberCount > 0;
  }

  read(table: LongTable, record: number, describeCell: () => string): number {
    const { decimal, missingValues } = this.options;
    const value = table.number(this.column, decimal);
    if (!Number.isNaN(value) && !this.missingNumbers.has(value)) {
      this.numberCount++;
      return value;
    }
    const text = table.cell(this.column);
    if (this.isMissing(text, missingValues)) return Number.NaN;
    const other = this.isBoolean ? parseBoolean(text) : (this.numbers?.parse(text) ?? value);
    if (!Number.isNaN(other)) {
      this.numberCount++;
      return other;
    }
    return this.readWord(text, record, describeCell);
  }

  private readWord(text: string, record: number, describeCell: () => string): number {
    const { column, table } = this;
    const hints = () => numberHints(text, this.options.decimal);
    this.nonNumeric.add({
      row: record,
      column,
      content: text,
      fault: () => hints().join('; '),
      describe: () => ({
        severity: 'error',
        code: 'not-a-number',
        message: `${quote(text)} in ${describeCell()} is not a number`,
        place: table.place(column),
        hints: hints(),
      }),
    });
    return this.numberCount === 0 && this.allowsCategories ? this.categories.positionOf(text) : Number.NaN;
  }

  finish(): readonly string[] | null {
    if (this.nonNumeric.count === 0) return null;
    if (this.numberCount === 0 && this.allowsCategories) return this.categories.labels;
    if (this.numberCount === 0 && this.aggregate !== null) throw new HeatmapError(this.wordsError());
    const label = this.table.header[this.column] ?? '';
    throwErrors(
      this.nonNumeric.errors({
        file: this.table.name,
        hasNumbers: () => this.numberCount > 0,
        nameOf: () => (label ? quote(label) : String(this.column + 1)),
        columnHints: () => ['set "value" to a column of numbers'],
      }),
    );
    return null;
  }

  private wordsError(): Diagnostic {
    const name = this.table.header[this.column] || String(this.column);
    const function_ = this.text.includes('(') ? quote(this.text) : `"${this.aggregate}"`;
    return {
      severity: 'error',
      code: 'aggregate-of-words',
      message: `${function_} needs numbers, but the column ${quote(name)} contains words`,
      place: { file: this.table.name },
      hints: [`words can be counted: count(), distinct(${name}); or shown: first(${name}), last(${name})`],
    };
  }
}
