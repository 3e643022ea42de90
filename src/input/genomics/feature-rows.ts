import { type Diagnostic, quote } from '../../diagnostics.js';
import { ErrorList, throwErrors } from '../../error-list.js';
import { Accumulator, type AccumulatorResult } from '../../matrix/accumulator.js';
import { checkSize } from '../../matrix/limits.js';
import type { MemoryBudget } from '../../matrix/reduction.js';
import { isMissing } from '../../table/missing.js';
import { numberHints, parseNumber, parseNumberBytes } from '../../table/number.js';
import { TableCursor } from '../csv/cursor.js';
import { RaggedRecords } from '../csv/errors.js';
import { NumberScanner } from '../csv/number-scanner.js';
import type { TextBuffer } from '../csv/text-buffer.js';

const TAB = 9;
const HASH = 35;

/** How the rows of a table of features, such as genes, are written: fields that describe the feature, then numbers. */
export interface FeatureLayout {
  /** The number of fields before the numbers. */
  readonly leading: number;
  readonly columnLabels: readonly string[];
  /** Returns the row label from the fields before the numbers. */
  readonly labelOf: (leading: readonly string[]) => string;
  readonly missingValues: readonly string[] | undefined;
}

export interface FeatureRows extends AccumulatorResult {
  readonly rowLabels: readonly string[];
}

/** Splits a table at tabs. Lines that start with # are skipped if `hasComments`. */
export function createTabCursor(text: TextBuffer, hasComments: boolean): TableCursor {
  const isComment = ({ bytes }: TextBuffer, lineStart: number) => hasComments && bytes[lineStart] === HASH;
  return new TableCursor(text, { start: 0, delimiter: TAB, isComment });
}

/** Returns the fields of the next line, or null at the end. */
export function nextFields(cursor: TableCursor, file: string): string[] | null {
  if (!cursor.nextRecord()) return null;
  const fields: string[] = [];
  while (cursor.nextField()) checkSize('column labels', fields.push(cursor.content()), file);
  return fields;
}

/**
 * Reads all further lines of `cursor` as rows of numbers, and reduces them if there are more than `budget` allows.
 *
 * Errors: `ragged-row`, `not-a-number`, `too-large`, and those of `TableCursor`.
 */
export function readFeatureRows(
  text: TextBuffer,
  cursor: TableCursor,
  layout: FeatureLayout,
  budget: MemoryBudget,
): FeatureRows {
  const { leading, columnLabels, missingValues } = layout;
  const columns = columnLabels.length;
  // If a number can mean "missing", every field is compared as text.
  const hasMissingNumbers = missingValues?.some((value) => !Number.isNaN(parseNumber(value)));
  const scanner = hasMissingNumbers ? null : new NumberScanner(TAB, '.');
  const accumulator = new Accumulator(columns, budget);
  const ragged = new RaggedRecords(text, leading + columns);
  const errors = new ErrorList(text.file, 'cells that are not numbers');
  const rowLabels: string[] = [];
  const row = new Float64Array(columns);
  const fields: string[] = [];
  while (cursor.nextRecord()) {
    fields.length = 0;
    while (fields.length < leading && cursor.nextField()) fields.push(cursor.content());
    let column = 0;
    for (;;) {
      if (scanner) column = cursor.readNumbers(scanner, row, column);
      if (!cursor.nextField()) break;
      if (column < columns) row[column] = readCell(column);
      column++;
    }
    if (column !== columns) {
      ragged.add(cursor.recordStart, fields.length + column);
      continue;
    }
    if (!budget.reduction) checkSize('cells', (accumulator.rows + 1) * columns, text.file);
    accumulator.add(row);
    checkSize('row labels', rowLabels.push(layout.labelOf(fields)), text.file);
  }
  throwErrors(ragged.errors(), errors);
  return { ...accumulator.finish(), rowLabels };

  function readCell(column: number): number {
    const value = parseNumberBytes(text.bytes, cursor.start, cursor.end, '.');
    const isPlainNumber = !Number.isNaN(value) && scanner !== null;
    if (isPlainNumber) return value;
    const content = cursor.content();
    if (isMissing(content, missingValues)) return Number.NaN;
    if (Number.isNaN(value)) errors.add(() => cellError(content, column));
    return value;
  }

  function cellError(content: string, column: number): Diagnostic {
    const label = quote(layout.labelOf(fields));
    return {
      severity: 'error',
      code: 'not-a-number',
      message: `${quote(content)} in row ${label}, column ${quote(columnLabels[column])} is not a number`,
      place: text.place(cursor.start, cursor.end),
      hints: numberHints(content, '.'),
    };
  }
}
