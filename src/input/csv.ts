import { fail, type Report } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { isLongTable, usesColumnNames } from '../table/columns.js';
import { pivotLongTable } from '../table/pivot.js';
import { TableCursor } from './csv/cursor.js';
import { type Dialect, sniffDialect } from './csv/dialect.js';
import { sniffHeader } from './csv/header.js';
import { createLongTable } from './csv/long.js';
import { reportGuesses } from './csv/notes.js';
import type { SampledRecord } from './csv/sample.js';
import type { Table } from './csv/table.js';
import { TextBuffer } from './csv/text-buffer.js';
import { readWideTable } from './csv/wide.js';
import { decodeStream } from './decode.js';
import type { Reader, ReadPlan } from './reader.js';

/**
 * Reads delimited text: a matrix with or without labels or, if the options name its columns, a long table.
 *
 * - What the options leave open is guessed and reported as the note `guessed`.
 * - If the first line or column could be labels or data, `uncertain-header` or `uncertain-row-labels` is reported.
 * - Guesses use the first megabyte. A source with a `rest` is read through a window of a few records.
 *
 * Errors: `not-text`, `empty-file`, and those of `sniffDialect`, `readWideTable`, `createLongTable` and
 * `pivotLongTable`.
 */
export const readCsv: Reader = (source, options, report, readPlan) =>
  readTable(new TextBuffer(source.name, decodeStream(source, report)), options, report, readPlan);

/** Reads as `readCsv` does, from a text buffer that has not been advanced yet. */
export function readTable(
  text: TextBuffer,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan = NO_REDUCTION,
): Dataset {
  const { dialect, sample } = sniffDialect(text, options);
  if (sample.length === 0) failEmpty(text, dialect);
  if (isLongTable(options)) {
    const table = sniffLongTable({ text, dialect, options }, sample);
    reportGuesses(table, report);
    return pivotLongTable(createLongTable(table, report), { ...options, decimal: dialect.decimal }, report);
  }
  const table = { text, dialect, options, layout: sniffHeader(sample, dialect.decimal, options) };
  reportGuesses(table, report);
  return readWideTable(table, report, plan);
}

/**
 * A long table has a header if columns are given by name. It has row labels only if the header has no field above
 * them (R).
 */
function sniffLongTable(table: Omit<Table, 'layout'>, sample: readonly SampledRecord[]): Table {
  const { dialect, options } = table;
  const header = options.header ?? (usesColumnNames(options) || undefined);
  const layout = sniffHeader(sample, dialect.decimal, { ...options, header, rowLabels: undefined });
  const rowLabels = layout.rowLabels && !layout.corner;
  const uncertain = layout.uncertain.filter((part) => part === 'header');
  return { ...table, options: { ...options, rowLabels }, layout: { ...layout, rowLabels, uncertain } };
}

/** Fails for a table without records, or with the syntax error that kept its first record out of the sample. */
function failEmpty(text: TextBuffer, dialect: Dialect): never {
  const cursor = new TableCursor(text, dialect);
  if (cursor.nextRecord()) while (cursor.nextField()) cursor.content();
  const content = cursor.commentCount > 0 ? 'contains only comments' : 'is empty';
  fail('empty-file', `the file ${content}`, { file: text.file });
}
