import { fail } from '../../diagnostics.js';
import { Faults, throwFaults } from '../../fault-list.js';
import { type Accumulated, Accumulator } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import type { Holding } from '../../matrix/reduction.js';
import { numberIn, numberOf } from '../../table/decimal.js';
import { isMissing } from '../../table/missing.js';
import type { TableCursor } from './cursor.js';
import { raggedRecord, strayCell } from './faults.js';
import { NumberRun } from './number-scanner.js';
import type { Table } from './table.js';

/** The cells of a table without its header; missing is NaN. */
export interface Body extends Accumulated {
  readonly rowLabels: readonly string[] | null;
  /** Where there is not one number, but words: they in order of first appearance; values are their indices. */
  readonly words: readonly string[] | null;
  /** Whether nothing follows the last delimiter of any record. */
  readonly endsOpen: boolean;
}

/** After so many rows it can be told about how many will come. */
const TELLING = 16;

/**
 * Reads the records that follow where `cursor` stands as rows of numbers, or of words, if there is not one number.
 * Words beside numbers are faults. `columnLabels` are for messages. More numbers than `holding` allows are reduced
 * as it says.
 *
 * Errors: `not-a-number`, `ragged-row` (each such cell and line, beside those that `ragged` has already),
 * `too-large`, and those of `TableCursor`.
 */
export function readBody(
  cursor: TableCursor,
  table: Table,
  columnLabels: readonly string[] | null,
  ragged: Faults,
  holding: Holding,
): Body {
  const { text, dialect, shape, options } = table;
  const columns = shape.fields - (shape.rowLabels ? 1 : 0);
  // A number may stand for "missing"; then every field is first compared as text.
  const numbersMayMiss = options.missingValues?.some(
    (value) => !Number.isNaN(numberOf(value, dialect.decimal)),
  );
  const run = numbersMayMiss ? null : new NumberRun(dialect.delimiter, dialect.decimal);
  const strays = new Faults(text.file, 'cells that are not numbers');
  const rowLabels: string[] | null = shape.rowLabels ? [] : null;
  const words = new Map<string, number>();
  const held = new Accumulator(columns, holding);
  const row = new Float64Array(columns);
  let numbers = 0;
  let endsOpen = true;
  while (cursor.record()) {
    const rowLabel = rowLabels && cursor.field() ? cursor.content() : null;
    const known = strays.count;
    let column = 0;
    for (;;) {
      if (run) {
        const next = cursor.numbers(run, row, column);
        numbers += next - column;
        column = next;
      }
      if (!cursor.field()) break;
      if (column < columns) {
        const value = numberIn(text.bytes, cursor.start, cursor.end, dialect.decimal);
        const isPlain = !Number.isNaN(value) && !numbersMayMiss;
        row[column] = isPlain ? value : readOther(value, column, rowLabel);
        if (isPlain) numbers++;
      }
      column++;
    }
    if (column === columns) {
      checkRoom();
      held.add(row);
      if (held.rows === TELLING && text.size !== null) {
        held.expect(
          (1.05 * held.rows * (text.size - dialect.start)) / (cursor.passed - dialect.start),
          false,
        );
      }
      if (rowLabels) checkSize('row labels', rowLabels.push(rowLabel!), text.file);
      endsOpen &&= cursor.start === cursor.end && !cursor.quoted;
    } else {
      // Which of its fields are cells cannot be told.
      strays.keep(known);
      const fields = column + (rowLabels ? 1 : 0);
      ragged.add(() => raggedRecord(text, cursor.recordStart, fields, shape.fields));
    }
  }
  throwFaults(ragged, ...(numbers > 0 ? [strays] : []));
  return { ...held.finish(), rowLabels, words: words.size > 0 ? [...words.keys()] : null, endsOpen };

  /** The value of a field that is no number, or may be a number that means "missing". */
  function readOther(value: number, column: number, rowLabel: string | null): number {
    const content = cursor.content();
    if (isMissing(content, options.missingValues)) return Number.NaN;
    if (!Number.isNaN(value)) {
      numbers++;
      return value;
    }
    const { start, end } = cursor;
    const columnLabel = columnLabels?.[column] ?? null;
    const stray = { content, start, end, row: held.rows, column, rowLabel, columnLabel };
    strays.add(() => strayCell(table, stray));
    if (numbers > 0) return Number.NaN;
    const index = words.get(content) ?? words.size;
    words.set(content, index);
    checkSize('words', words.size, text.file);
    return index;
  }

  /** Words cannot be reduced. */
  function checkRoom(): void {
    const { budget, reduce } = holding;
    if ((held.rows + 1) * columns <= budget || (reduce && (numbers > 0 || words.size === 0))) return;
    const what = reduce ? 'cells with words' : 'cells';
    fail('too-large', `the data has more than ${budget} ${what}`, { file: text.file });
  }
}
