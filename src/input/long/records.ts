import type { Diagnostic } from '../../diagnostics.js';
import type { ReadOptions } from '../../spec/data.js';
import { Faults, throwFaults } from '../faults.js';
import { isMissing } from '../missing.js';
import { numberHints, numberOf } from '../table/decimal.js';
import { quoted } from '../table/text.js';
import { Labeller } from './axis.js';
import type { LongColumns } from './columns.js';
import type { LongTable } from './table.js';

/** What the records of a long table say, one after the other. */
export interface LongRecords {
  readonly x: Labeller;
  readonly y: Labeller;
  /** One panel, named '', where the table has no column of panels. */
  readonly panels: Labeller;
  /** Missing is NaN; words are indices into `words`. */
  readonly values: Float64Array;
  /** Null where the values are numbers. */
  readonly words: readonly string[] | null;
}

/**
 * Reads the records of `table`. Values are numbers or missing; where not one is a number they are words, unless
 * these are to be joined as numbers.
 *
 * Errors: `not-a-number` (each such value), `too-large`.
 */
export function readRecords(table: LongTable, columns: LongColumns, options: ReadOptions): LongRecords {
  const { source, rows } = table;
  const x = new Labeller('column labels', source, rows);
  const y = new Labeller('row labels', source, rows);
  const panels = new Labeller('panels', source, rows);
  const values = new Float64Array(rows);
  const strays = new Faults(source, 'values that are not numbers');
  let numbers = 0;
  for (let record = 0; record < rows; record++) {
    x.add(record, table.cell(record, columns.x));
    y.add(record, table.cell(record, columns.y));
    panels.add(record, columns.panel === null ? '' : table.cell(record, columns.panel));
    const text = table.cell(record, columns.value);
    const missing = isMissing(text, options.missingValues);
    const value = missing ? Number.NaN : numberOf(text, options.decimal);
    values[record] = value;
    if (!Number.isNaN(value)) numbers++;
    else if (!missing) strays.add(() => strayValue(table, columns, record, options));
  }
  const areWords = numbers === 0 && (options.aggregate === undefined || options.aggregate === 'first');
  if (!areWords) throwFaults(strays);
  return {
    x,
    y,
    panels,
    values,
    words: strays.count > 0 ? readWords(table, columns.value, options, values) : null,
  };
}

/** The different words of `column` in order of first appearance; their indices are put into `values`. */
function readWords(
  table: LongTable,
  column: number,
  options: ReadOptions,
  values: Float64Array,
): readonly string[] {
  const words = new Labeller('words', table.source, table.rows);
  for (let record = 0; record < table.rows; record++) {
    const word = table.cell(record, column);
    if (!isMissing(word, options.missingValues)) values[record] = words.add(record, word);
  }
  return words.labels;
}

function strayValue(
  table: LongTable,
  columns: LongColumns,
  record: number,
  options: ReadOptions,
): Diagnostic {
  const text = table.cell(record, columns.value);
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quoted(text)} in ${cellName(table, columns, record)} is not a number`,
    place: table.place(record, columns.value),
    hints: numberHints(text, options.decimal ?? '.'),
  };
}

/** How messages name the cell that a record is about. */
export function cellName(table: LongTable, { x, y, panel }: LongColumns, record: number): string {
  const cell = `row ${quoted(table.cell(record, y))}, column ${quoted(table.cell(record, x))}`;
  return panel === null ? cell : `panel ${quoted(table.cell(record, panel))}, ${cell}`;
}
