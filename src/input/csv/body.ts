import { fail } from '../../diagnostics.js';
import { throwErrors } from '../../error-list.js';
import { Accumulator, type AccumulatorResult } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import type { ItemGroups, KeptPart } from '../../matrix/matrix.js';
import type { MemoryBudget } from '../../matrix/reduction.js';
import { isMissing } from '../../table/missing.js';
import { NonNumericCells } from '../../table/non-numeric.js';
import { parseNumber, parseNumberBytes } from '../../table/number.js';
import type { TableCursor } from './cursor.js';
import { createNonNumericCell, nonNumericContext, type RaggedRecords } from './errors.js';
import { createRowPaths } from './level-labels.js';
import { NumberScanner } from './number-scanner.js';
import { type BodyOptions, type DelimitedTable, labelFieldCount } from './table.js';

/** The cells of a table without its header; missing values are NaN. */
export interface TableBody extends AccumulatorResult {
  readonly rowLabels: readonly string[] | null;
  readonly rowGroups?: ItemGroups;
  /** The part that the values are, if the rest was left out. */
  readonly kept?: KeptPart;
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
 * Text among numbers is an error. If there are more numbers than `budget` allows, they are reduced.
 *
 * Errors: those of `ragged`, which may already contain the header; `not-a-number` (one for each fault, as
 * `NonNumericCells` groups them), `too-large`, and those of `TableCursor`.
 */
export function readBody(
  cursor: TableCursor,
  table: DelimitedTable,
  bodyOptions: BodyOptions,
  ragged: RaggedRecords,
  budget: MemoryBudget,
): TableBody {
  const { text, dialect, layout, options } = table;
  const labelFields = labelFieldCount(layout);
  const columns = layout.fieldCount - labelFields;
  const paths = layout.levels && createRowPaths(layout.levels);
  // If a number can mean "missing", every field is compared as text.
  const hasMissingNumbers = options.missingValues?.some(
    (value) => !Number.isNaN(parseNumber(value, dialect.decimal)),
  );
  const scanner = hasMissingNumbers ? null : new NumberScanner(dialect.delimiter, dialect.decimal);
  const nonNumeric = new NonNumericCells();
  const missingCounts = new Uint32Array(columns);
  const record = new RecordTexts();
  const ignored = ignoredColumns(columns, bodyOptions.kept);
  const rowLabels: string[] | null = layout.rowLabels ? [] : null;
  const categories = new Map<string, number>();
  const { part } = bodyOptions;
  const accumulator = part ?? new Accumulator(columns, budget);
  const row = new Float64Array(columns);
  let numberCount = 0;
  let trailingDelimiter = true;
  while (cursor.nextRecord()) {
    const rowLabel = paths ? paths.read(cursor) : rowLabels && cursor.nextField() ? cursor.content() : null;
    record.clear();
    let column = 0;
    for (;;) {
      if (scanner) {
        const next = cursor.readNumbers(scanner, row, column);
        numberCount += ignored ? countKept(ignored, column, next) : next - column;
        column = next;
      }
      if (!cursor.nextField()) break;
      if (column < columns) {
        const value = parseNumberBytes(text.bytes, cursor.start, cursor.end, dialect.decimal);
        const isNumber = !Number.isNaN(value) && !hasMissingNumbers;
        row[column] = isNumber ? value : readText(value, column);
        if (isNumber && !ignored?.[column]) numberCount++;
      }
      column++;
    }
    // It is unknown which fields of a ragged record are cells, so its cells are not reported.
    if (column === columns) {
      const target =
        accumulator instanceof Accumulator ? accumulator : accumulator.prepare(rowLabel, numberCount > 0);
      if (target) checkBudget(target);
      commitTexts(rowLabel);
      accumulator.add(row);
      if (
        accumulator instanceof Accumulator &&
        accumulator.rows === ROWS_FOR_ESTIMATE &&
        text.size !== null
      ) {
        const bytesRead = cursor.offsetInText - dialect.start;
        const estimate = (accumulator.rows * (text.size - dialect.start)) / bytesRead;
        accumulator.reserve(ESTIMATE_MARGIN * estimate, false);
      }
      if (paths) checkSize('row labels', paths.commit(), text.file);
      else if (rowLabels) checkSize('row labels', rowLabels.push(rowLabel!), text.file);
      trailingDelimiter &&= cursor.start === cursor.end && !cursor.isQuoted;
    } else {
      ragged.add(cursor.recordStart, column + (paths?.fieldsRead ?? labelFields));
    }
  }
  const hasNumbers = (column: number) =>
    accumulator.rows > missingCounts[column] + nonNumeric.countIn(column);
  const context = nonNumericContext(table, bodyOptions, columns, hasNumbers);
  throwErrors(ragged.errors(), ...(numberCount > 0 ? [nonNumeric.errors(context)] : []));
  return {
    ...accumulator.finish(),
    rowLabels,
    ...paths?.finish(),
    categories: categories.size > 0 ? [...categories.keys()] : null,
    trailingDelimiter,
  };

  /** Returns the value of a field that is not a number, or that is a number in `missingValues`. */
  function readText(value: number, column: number): number {
    if (ignored?.[column]) return value;
    const content = cursor.content();
    if (isMissing(content, options.missingValues)) {
      record.missing[record.missingCount++] = column;
      return Number.NaN;
    }
    if (!Number.isNaN(value)) {
      numberCount++;
      return value;
    }
    const start = cursor.start - cursor.recordStart;
    record.add(column, content, start, cursor.end - cursor.recordStart);
    if (numberCount > 0) return Number.NaN;
    const index = categories.get(content) ?? categories.size;
    categories.set(content, index);
    checkSize('categories', categories.size, text.file);
    return index;
  }

  /** Counts the texts of a complete record. */
  function commitTexts(rowLabel: string | null): void {
    const { recordStart } = cursor;
    for (let i = 0; i < record.missingCount; i++) missingCounts[record.missing[i]]++;
    for (let i = 0; i < record.length; i++) {
      const column = record.columns[i];
      const content = record.contents[i];
      if (nonNumeric.isDecided(column)) {
        nonNumeric.addDecided(column);
        continue;
      }
      const [start, end] = [recordStart + record.starts[i], recordStart + record.ends[i]];
      const cell = { content, start, end, row: accumulator.rows, column, rowLabel };
      nonNumeric.add(createNonNumericCell(table, cell, bodyOptions.columnLabels));
    }
  }

  /** Fails if the next row exceeds the budget and cannot be reduced. Categories are never reduced. */
  function checkBudget({ rows, columns, budget: { maxCells, reduction } }: Accumulator): void {
    const isReducible = reduction && (numberCount > 0 || categories.size === 0);
    if ((rows + 1) * columns <= maxCells || isReducible) return;
    const noun = reduction ? 'categorical cells' : 'cells';
    fail('too-large', `the data has more than ${maxCells} ${noun}`, { file: text.file });
  }
}

/** The texts of one record: missing values and cells that are not numbers. */
class RecordTexts {
  /** The columns of the missing values. */
  missingCount = 0;
  readonly missing: number[] = [];
  /** The columns and contents of the other texts. */
  length = 0;
  readonly columns: number[] = [];
  readonly contents: string[] = [];
  /** The ranges of the texts, from the start of the record. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  clear(): void {
    this.length = 0;
    this.missingCount = 0;
  }

  add(column: number, content: string, start: number, end: number): void {
    const i = this.length++;
    this.columns[i] = column;
    this.contents[i] = content;
    this.starts[i] = start;
    this.ends[i] = end;
  }
}

/** Returns 1 for each column that is not kept, or null if all are. */
function ignoredColumns(columns: number, kept: readonly number[] | null): Uint8Array | null {
  if (kept === null) return null;
  const ignored = new Uint8Array(columns).fill(1);
  for (const column of kept) ignored[column] = 0;
  return ignored;
}

function countKept(ignored: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let column = start; column < end; column++) if (!ignored[column]) count++;
  return count;
}
