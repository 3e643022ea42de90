import { fail, type Report } from '../diagnostics.js';
import { WHOLE } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { callsByName, isLong } from '../table/columns.js';
import { buildLong } from '../table/pivot.js';
import { TableCursor } from './csv/cursor.js';
import { type Dialect, findDialect } from './csv/dialect.js';
import { findShape } from './csv/header.js';
import { longTable } from './csv/long.js';
import { readMatrix } from './csv/matrix.js';
import { reportGuesses } from './csv/notes.js';
import type { SampledRecord } from './csv/sample.js';
import type { Table } from './csv/table.js';
import { TableText } from './csv/text.js';
import { decodePieces } from './decode.js';
import type { Reader } from './reader.js';

/**
 * Reads delimited text: a matrix with or without labels or, if the options name its columns, a long table. What the
 * options leave open is found by looking, and said in the note `guessed`; where a first line or column of labels
 * might as well be data, in the warnings `uncertain-header` and `uncertain-row-labels`. Of a source with a `rest` a window
 * of a few records is held at a time, besides what becomes of them; guesses are made of its first megabyte.
 *
 * Errors: `not-text`, `empty-file`, and those of `findDialect`, `readMatrix`, `longTable` and `buildLong`.
 */
export const readCsv: Reader = (source, options, report, holding) =>
  readTable(new TableText(source.name, decodePieces(source, report)), options, report, holding);

/** `readCsv`, of a text that nothing has been read of. */
export function readTable(text: TableText, options: ReadOptions, report: Report, holding = WHOLE): Dataset {
  const { dialect, sample } = findDialect(text, options);
  if (sample.length === 0) failEmpty(text, dialect);
  if (isLong(options)) {
    const table = longShaped({ text, dialect, options }, sample);
    reportGuesses(table, report);
    return buildLong(longTable(table, report), { ...options, decimal: dialect.decimal }, report);
  }
  const table = { text, dialect, options, shape: findShape(sample, dialect.decimal, options) };
  reportGuesses(table, report);
  return readMatrix(table, report, holding);
}

/** A long table has a header if columns are called by name, and no row labels but those that R puts under no header. */
function longShaped(table: Omit<Table, 'shape'>, sample: readonly SampledRecord[]): Table {
  const { dialect, options } = table;
  const header = options.header ?? (callsByName(options) || undefined);
  const shape = findShape(sample, dialect.decimal, { ...options, header, rowLabels: undefined });
  const rowLabels = shape.rowLabels && !shape.corner;
  const doubts = shape.doubts.filter((doubt) => doubt === 'header');
  return { ...table, options: { ...options, rowLabels }, shape: { ...shape, rowLabels, doubts } };
}

/** Fails for a table without a single record, or with the fault that kept the first one from being looked at. */
function failEmpty(text: TableText, dialect: Dialect): never {
  const cursor = new TableCursor(text, dialect);
  if (cursor.record()) while (cursor.field()) cursor.content();
  const what = cursor.comments > 0 ? 'nothing but comments' : 'nothing';
  fail('empty-file', `the file holds ${what}`, { file: text.file });
}
