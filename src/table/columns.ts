/** Finds the columns that the options of a table of records name. */

import { type Diagnostic, HeatmapError, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import { listFirst } from '../phrases.js';
import { type Condition, parseConditions } from '../spec/conditions.js';
import type { ReadOptions } from '../spec/data.js';
import {
  type AxisField,
  type FieldFault,
  parseAxisField,
  parseValueField,
  unquote,
  type ValueField,
} from '../spec/fields.js';
import { delimiterHint } from './column-hints.js';
import type { TableNames } from './long-table.js';

/** A field with its column, and as it is written. */
export type Located<T> = T & { readonly text: string };

/** The fields of a table of records. */
export interface RecordFields {
  readonly x: Located<AxisField<number>>;
  /** For a calendar, the same field as `x`. */
  readonly y: Located<AxisField<number>>;
  readonly panel: Located<AxisField<number>> | null;
  readonly value: Located<ValueField<number>>;
  readonly conditions: readonly (Condition & { readonly position: number })[];
}

const MAX_LISTED = 20;

/** Returns the positions of all columns that the fields use, without repeats. */
export function usedColumns({ x, y, panel, value, conditions }: RecordFields): number[] {
  const fields = [x.column, y.column, panel?.column, value.column, ...conditions.map((c) => c.position)];
  return [...new Set(fields.filter((column) => typeof column === 'number'))];
}

/**
 * Finds the fields of `options` in `table`. A column is given by its exact name or 0-based position. A name is never read as
 * a function if a column has it.
 *
 * Errors, all of them at once: `incomplete-long-table`, `unknown-column`, `repeated-column`, `invalid-field`,
 * `calendar-fields`.
 */
export function resolveFields(table: TableNames, options: ReadOptions): RecordFields {
  const resolver = new Resolver(table);
  const { x, y, panel, value } = options;
  const isCalendar = [x, y].some((field) => typeof field === 'string' && /^\s*calendar\(/.test(field));
  const missing = [
    ...(x === undefined && !isCalendar ? ['x'] : []),
    ...(y === undefined && !isCalendar ? ['y'] : []),
    ...(value === undefined ? ['value'] : []),
  ];
  if (missing.length > 0) resolver.addIncomplete(missing);
  const axis = (field: string | number | undefined) =>
    field === undefined ? undefined : resolver.resolve<AxisField>(field, parseAxisField);
  const [first, second] = [axis(x), axis(y)];
  const panels = axis(panel);
  resolver.checkCalendar(first, second, panels);
  const values = value === undefined ? undefined : resolver.resolve<ValueField>(value, parseValueField);
  const cells = values && options.aggregate ? withAggregate(values, options.aggregate, resolver) : values;
  const conditions = parseConditions(options.where).map((condition) => ({
    ...condition,
    position: resolver.find(condition.column),
  }));
  resolver.throwIfAny();
  const [columns, rows] = [first ?? second, second ?? first];
  if (!columns || !rows || !cells) throw new Error('a field is missing');
  return { x: columns, y: rows, panel: panels ?? null, value: cells, conditions };
}

function withAggregate(
  value: Located<ValueField<number>>,
  aggregate: NonNullable<ReadOptions['aggregate']>,
  resolver: Resolver,
): Located<ValueField<number>> {
  if (value.kind === 'column') return { ...value, kind: 'aggregate', aggregate };
  resolver.add('invalid-field', `"aggregate" is ${quote(aggregate)}, but "value" is ${quote(value.text)}`, [
    'remove "aggregate", because "value" already says how to combine values',
  ]);
  return value;
}

type Resolved<T> = T extends { column: infer C } ? Omit<T, 'column'> & { column: Exclude<C, string> } : never;

class Resolver {
  private readonly errors: Diagnostic[] = [];

  constructor(private readonly table: TableNames) {}

  add(code: string, message: string, hints: readonly string[]): void {
    this.errors.push({ severity: 'error', code, message, place: { file: this.table.name }, hints });
  }

  addIncomplete(missing: readonly string[]): void {
    const keys = missing.map((key) => quote(key)).join(' and ');
    this.add(
      'incomplete-long-table',
      `a long table needs "x", "y" and "value"; ${keys} ${missing.length > 1 ? 'are' : 'is'} not set`,
      [
        this.columnsHint(),
        ...(missing.includes('value')
          ? ['to count records, set "value" to "count()": --value \'count()\'']
          : []),
      ],
    );
  }

  /** A calendar needs both axes, and has one panel for each year. */
  checkCalendar(...fields: readonly (Located<AxisField<number>> | undefined)[]): void {
    const calendar = fields.find((field) => field?.kind === 'calendar');
    const other = fields.find((field) => field && field.text !== calendar?.text);
    const inPanel = fields[2]?.kind === 'calendar';
    if (!calendar || !(other || fields[2])) return;
    this.add(
      'calendar-fields',
      inPanel
        ? `${quote(calendar.text)} cannot name the panels: a calendar uses both axes`
        : `${quote(calendar.text)} uses both axes and has one panel for each year, so ${quote((other ?? calendar).text)} has no place`,
      inPanel
        ? [`give it as an axis: --x ${quote(calendar.text)}`]
        : [`leave out ${quote((other ?? calendar).text)}; to draw some of the records, use --where`],
    );
  }

  throwIfAny(): void {
    if (this.errors.length > 0) throw new HeatmapError(this.errors);
  }

  /** Returns a field with the position of its column, which is -1 after an error. */
  resolve<T extends AxisField | ValueField>(
    field: string | number,
    parse: (text: string) => T | FieldFault,
  ): Located<Resolved<T>> {
    const parsed: AxisField | ValueField | FieldFault =
      typeof field === 'number' || this.table.header.includes(field)
        ? { kind: 'column', column: field }
        : parse(field);
    if (parsed.kind === 'fault') {
      this.add('invalid-field', parsed.message, [...parsed.hints, this.columnsHint()]);
      return { kind: 'column', column: -1, text: String(field) } as unknown as Located<Resolved<T>>;
    }
    const column = parsed.column === null ? null : this.find(parsed.column);
    return { ...parsed, column, text: String(field) } as unknown as Located<Resolved<T>>;
  }

  find(column: string | number): number {
    const { header } = this.table;
    if (typeof column === 'number') {
      if (column < header.length) return column;
      return this.fail('unknown-column', `there is no column ${column}`, this.columnsHint());
    }
    const positions = header.flatMap((name, i) => (name === column ? [i] : []));
    if (positions.length === 1) return positions[0];
    if (positions.length > 1) {
      const hint = `give its position instead: ${listFirst(positions, MAX_LISTED, String)}`;
      return this.fail('repeated-column', `${positions.length} columns are named ${quote(column)}`, hint);
    }
    const names = header.filter((name) => name !== '');
    const suggestions = nearestWords(column, names).map((name) => `did you mean ${quote(name)}?`);
    const message = `there is no column ${quote(column)}`;
    const hints = [...suggestions, ...delimiterHint(column, header), this.columnsHint()];
    return this.fail('unknown-column', message, ...hints);
  }

  private fail(code: string, message: string, ...hints: string[]): number {
    this.add(code, message, hints);
    return -1;
  }

  private columnsHint(): string {
    const { header } = this.table;
    return header.some((name) => name !== '')
      ? `the columns are ${listFirst(header, MAX_LISTED, quote)}`
      : `the table has no header; its columns are 0 to ${header.length - 1}`;
  }
}

/** Returns the name of a column for titles; null if it has none. */
export function columnName({ header }: TableNames, column: number): string | null {
  return unquote(header[column] ?? '') || null;
}
