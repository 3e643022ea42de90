import { fail } from '../../diagnostics.js';
import { ErrorList, throwErrors } from '../../error-list.js';
import { Accumulator, type AccumulatorResult } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import type { MemoryBudget } from '../../matrix/reduction.js';
import { isMissing } from '../../table/missing.js';
import { parseNumber, parseNumberBytes } from '../../table/number.js';
import type { TableCursor } from './cursor.js';
import { nonNumericCellError, raggedRecordError } from './errors.js';
import { NumberScanner } from './number-scanner.js';
import type { Table } from './table.js';

/** The cells of a table without its header; missing values are NaN. */
export interface Body extends AccumulatorResult {
  readonly rowLabels: readonly string[] | null;
  /** If no cell is a number: the categories in order of first appearance. The values are indices into them. */
  readonly categories: readonly string[] | null;
  /** Whether every record ends with a delimiter. */
  readonly trailingDelimiter: boolean;
}

/** The number of rows after which the number of all rows can be estimated. */
const ROWS_FOR_ESTIMATE = 16;
/** A margin that avoids a second allocation if the estimate is slightly too small. */
const ESTIMATE_MARGIN = 1.05;

/**
 * Reads the records from the position of `cursor` on as rows of numbers, or of categories if no cell is a number.
 *
 * Text among numbers is an error. `columnLabels` are for messages. If there are more numbers than `budget` allows, they
 * are reduced.
 *
 * Errors: `not-a-number` and `ragged-row` (one for each cell and line, after the errors already in `ragged`),
 * `too-large`, and those of `TableCursor`.
 */
export function readBody(
  cursor: TableCursor,
  table: Table,
  columnLabels: readonly string[] | null,
  ragged: ErrorList,
  budget: MemoryBudget,
): Body {
  const { text, dialect, layout, options } = table;
  const columns = layout.fieldCount - (layout.rowLabels ? 1 : 0);
  // If a number can mean "missing", every field is compared as text.
  const hasMissingNumbers = options.missingValues?.some(
    (value) => !Number.isNaN(parseNumber(value, dialect.decimal)),
  );
  const scanner = hasMissingNumbers ? null : new NumberScanner(dialect.delimiter, dialect.decimal);
  const nonNumeric = new ErrorList(text.file, 'cells that are not numbers');
  const rowLabels: string[] | null = layout.rowLabels ? [] : null;
  const categories = new Map<string, number>();
  const accumulator = new Accumulator(columns, budget);
  const row = new Float64Array(columns);
  let numberCount = 0;
  let trailingDelimiter = true;
  while (cursor.nextRecord()) {
    const rowLabel = rowLabels && cursor.nextField() ? cursor.content() : null;
    const errorsBefore = nonNumeric.count;
    let column = 0;
    for (;;) {
      if (scanner) {
        const next = cursor.readNumbers(scanner, row, column);
        numberCount += next - column;
        column = next;
      }
      if (!cursor.nextField()) break;
      if (column < columns) {
        const value = parseNumberBytes(text.bytes, cursor.start, cursor.end, dialect.decimal);
        const isNumber = !Number.isNaN(value) && !hasMissingNumbers;
        row[column] = isNumber ? value : readText(value, column, rowLabel);
        if (isNumber) numberCount++;
      }
      column++;
    }
    if (column === columns) {
      checkBudget();
      accumulator.add(row);
      if (accumulator.rows === ROWS_FOR_ESTIMATE && text.size !== null) {
        const bytesRead = cursor.offsetInText - dialect.start;
        const estimate = (accumulator.rows * (text.size - dialect.start)) / bytesRead;
        accumulator.reserve(ESTIMATE_MARGIN * estimate, false);
      }
      if (rowLabels) checkSize('row labels', rowLabels.push(rowLabel!), text.file);
      trailingDelimiter &&= cursor.start === cursor.end && !cursor.isQuoted;
    } else {
      // It is unknown which fields of a ragged record are cells, so its cells are not reported.
      nonNumeric.truncate(errorsBefore);
      const fields = column + (rowLabels ? 1 : 0);
      ragged.add(() => raggedRecordError(text, cursor.recordStart, fields, layout.fieldCount));
    }
  }
  throwErrors(ragged, ...(numberCount > 0 ? [nonNumeric] : []));
  return {
    ...accumulator.finish(),
    rowLabels,
    categories: categories.size > 0 ? [...categories.keys()] : null,
    trailingDelimiter,
  };

  /** Returns the value of a field that is not a number, or that is a number in `missingValues`. */
  function readText(value: number, column: number, rowLabel: string | null): number {
    const content = cursor.content();
    if (isMissing(content, options.missingValues)) return Number.NaN;
    if (!Number.isNaN(value)) {
      numberCount++;
      return value;
    }
    const { start, end } = cursor;
    const columnLabel = columnLabels?.[column] ?? null;
    const cell = { content, start, end, row: accumulator.rows, column, rowLabel, columnLabel };
    nonNumeric.add(() => nonNumericCellError(table, cell));
    if (numberCount > 0) return Number.NaN;
    const index = categories.get(content) ?? categories.size;
    categories.set(content, index);
    checkSize('categories', categories.size, text.file);
    return index;
  }

  /** Fails if the next row exceeds the budget and cannot be reduced. Categories are never reduced. */
  function checkBudget(): void {
    const { maxCells, reduction } = budget;
    const isReducible = reduction && (numberCount > 0 || categories.size === 0);
    if ((accumulator.rows + 1) * columns <= maxCells || isReducible) return;
    const noun = reduction ? 'categorical cells' : 'cells';
    fail('too-large', `the data has more than ${maxCells} ${noun}`, { file: text.file });
  }
}
