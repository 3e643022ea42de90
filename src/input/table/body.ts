import { Faults, throwFaults } from '../faults.js';
import { checkSize, LIMITS } from '../limits.js';
import { isMissing } from '../missing.js';
import type { Table } from '../table.js';
import type { TableCursor } from './cursor.js';
import { numberIn, numberOf } from './decimal.js';
import { raggedRecord, strayCell } from './faults.js';

/** The cells of a table without its header. */
export interface Body {
  readonly rows: number;
  /** Row-major; missing and words are NaN. */
  readonly values: Float64Array;
  readonly rowLabels: readonly string[] | null;
  /** Whether there are words and not one number. */
  readonly isWords: boolean;
  /** Whether nothing follows the last delimiter of any record. */
  readonly endsOpen: boolean;
}

/**
 * Reads the records that follow where `cursor` stands as rows of numbers. Words beside numbers are faults; where
 * there are only words they are left for `readWords`. `columnLabels` are for messages.
 *
 * Errors: `not-a-number`, `ragged-row` (each such cell and line, beside those that `ragged` has already),
 * `too-large`, and those of `TableCursor`.
 */
export function readBody(
  cursor: TableCursor,
  table: Table,
  columnLabels: readonly string[] | null,
  ragged: Faults,
): Body {
  const { text, dialect, shape, options } = table;
  const { bytes } = text;
  const columns = shape.fields - (shape.rowLabels ? 1 : 0);
  // A number may stand for "missing"; then every field is first compared as text.
  const numbersMayMiss = options.missingValues?.some(
    (value) => !Number.isNaN(numberOf(value, dialect.decimal)),
  );
  const strays = new Faults(text.file, 'cells that are not numbers');
  const rowLabels: string[] | null = shape.rowLabels ? [] : null;
  let values = new Float64Array(0);
  let row = 0;
  let numbers = 0;
  let endsOpen = true;
  while (cursor.record()) {
    const first = row * columns;
    if (first + columns > values.length) {
      checkSize('cells', first + columns, text.file);
      const progress = (cursor.recordStart - dialect.start) / (bytes.length - dialect.start);
      values = grown(values, first + columns, progress);
    }
    const rowLabel = rowLabels && cursor.field() ? cursor.content() : null;
    const known = strays.count;
    let column = 0;
    for (; cursor.field(); column++) {
      if (column >= columns) continue;
      let value = numberIn(bytes, cursor.start, cursor.end, dialect.decimal);
      if (Number.isNaN(value) || numbersMayMiss) {
        const content = cursor.content();
        if (isMissing(content, options.missingValues)) value = Number.NaN;
        else if (Number.isNaN(value)) {
          const { start, end } = cursor;
          const columnLabel = columnLabels?.[column] ?? null;
          const stray = { content, start, end, row, column, rowLabel, columnLabel };
          strays.add(() => strayCell(table, stray));
        }
      }
      if (!Number.isNaN(value)) numbers++;
      values[first + column] = value;
    }
    if (column === columns) {
      row++;
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
  return {
    rows: row,
    values: values.subarray(0, row * columns),
    rowLabels,
    isWords: strays.count > 0,
    endsOpen,
  };
}

/** `values` with room for `needed` cells, and for all that come if the table goes on as in its first `progress` (0–1). */
function grown(values: Float64Array, needed: number, progress: number): Float64Array<ArrayBuffer> {
  const expected = progress > 0 ? (needed / progress) * 1.05 : needed;
  const room = new Float64Array(Math.min(LIMITS.cells, Math.ceil(Math.max(expected, 2 * values.length))));
  room.set(values);
  return room;
}

/**
 * The words of a table that has no numbers, in order of first appearance; their indices are put into `values`.
 * `cursor` stands where that of `readBody` stood.
 */
export function readWords(
  cursor: TableCursor,
  { text, shape, options }: Table,
  values: Float64Array,
): string[] {
  const indices = new Map<string, number>();
  let at = 0;
  while (cursor.record()) {
    if (shape.rowLabels) cursor.field();
    while (cursor.field()) {
      const word = cursor.content();
      if (!isMissing(word, options.missingValues)) {
        const index = indices.get(word) ?? indices.size;
        indices.set(word, index);
        checkSize('words', indices.size, text.file);
        values[at] = index;
      }
      at++;
    }
  }
  return [...indices.keys()];
}
