import { fail, type Report } from '../diagnostics.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { pivotLongTable } from '../table/pivot.js';
import { isLongTable, usesColumnNames } from '../table/record-options.js';
import { separateAlignedColumns } from './csv/aligned.js';
import { findCommentHeader } from './csv/comment-header.js';
import { TableCursor } from './csv/cursor.js';
import { type Dialect, sniffDialect } from './csv/dialect.js';
import { reportGroupedNumbers } from './csv/grouped-numbers.js';
import { sniffHeader, type TableLayout, type TableLevels } from './csv/header.js';
import { sniffLevels } from './csv/levels.js';
import { createLongTable } from './csv/long.js';
import { reportGuesses } from './csv/notes.js';
import { type SampledRecord, sampleTable, usualFieldCount } from './csv/sample.js';
import type { DelimitedTable } from './csv/table.js';
import { TextBuffer } from './csv/text-buffer.js';
import { readUndeclared } from './csv/undeclared.js';
import { readWideTable } from './csv/wide.js';
import { decodeStream } from './decode.js';
import type { Reader, ReadPlan } from './reader.js';

/**
 * Reads delimited text: a matrix with or without labels or, if the options name its columns, a long table.
 *
 * - What the options leave open is guessed and reported as the note `guessed`.
 * - If the first line or column could be labels or data, `uncertain-header` or `uncertain-row-labels` is reported.
 * - If the decimal mark could be a thousands separator, `uncertain-decimal` is reported.
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
  const { dialect, sample } = sniffTable(text, options, report);
  if (sample.length === 0) failEmpty(text, dialect);
  reportGroupedNumbers({ text, dialect, options }, sample, report);
  if (plan.readRecords || isLongTable(options)) {
    const table = sniffLongTable({ text, dialect, options }, sample);
    reportGuesses(table, report);
    if (plan.readRecords) return plan.readRecords(createLongTable(table, report), dialect.decimal);
    return pivotLongTable(createLongTable(table, report), { ...options, decimal: dialect.decimal }, report);
  }
  const aligned =
    dialect.delimiter === SPACE && hasUnequalRecords(sample) ? alignedTable(text, options) : null;
  const table = aligned ?? { text, dialect, options, layout: sniffLayout(sample, dialect, options) };
  const undeclared = aligned ? null : readUndeclared(table, sample, report, plan);
  if (undeclared) return undeclared;
  reportGuesses(table, report);
  return readWideTable(table, report, plan);
}

/** Detects the dialect. A header that is written as a comment becomes the first record. */
function sniffTable(text: TextBuffer, options: ReadOptions, report: Report): ReturnType<typeof sniffDialect> {
  const sniffed = sniffDialect(text, options);
  const start = findCommentHeader(text, sniffed.dialect, sniffed.sample, options, report);
  if (start === null) return sniffed;
  const dialect = { ...sniffed.dialect, start };
  return { dialect, sample: sampleTable(text, dialect).records };
}

const SPACE = 32;

function hasUnequalRecords(sample: readonly SampledRecord[]): boolean {
  return sample.some(({ fieldCount }) => fieldCount !== sample[0].fieldCount);
}

/** Returns a table that R's ftable aligned with blanks, which omits blank labels; null for any other text. */
function alignedTable(text: TextBuffer, options: ReadOptions): DelimitedTable | null {
  const bytes = separateAlignedColumns(text);
  if (bytes === null) return null;
  const separated = new TextBuffer(text.file, bytes);
  const { dialect, sample } = sniffDialect(separated, { ...options, format: 'csv', delimiter: '\t' });
  const levels = sample.length > 0 ? sniffLevels(sample, dialect.decimal, options, true) : null;
  return (
    levels && { text: separated, dialect, options, layout: levelLayout(sample, levels), isAligned: true }
  );
}

function sniffLayout(
  sample: readonly SampledRecord[],
  { decimal }: Dialect,
  given: ReadOptions,
): TableLayout {
  const isNamed = typeof given.rowLabels === 'string';
  const options = isNamed ? { ...given, header: given.header ?? true, rowLabels: undefined } : given;
  const levels = sniffLevels(sample, decimal, options);
  return levels ? levelLayout(sample, levels) : sniffHeader(sample, decimal, options);
}

function levelLayout(sample: readonly SampledRecord[], levels: TableLevels): TableLayout {
  return {
    fieldCount: usualFieldCount(sample),
    header: levels.headerLines > 0,
    rowLabels: levels.labelColumns > 0,
    corner: levels.labelColumns > 0,
    trailingDelimiter: false,
    levels,
    uncertain: [],
  };
}

/**
 * A long table has a header if columns are given by name. It has row labels only if the header has no field above
 * them (R).
 */
function sniffLongTable(
  table: Omit<DelimitedTable, 'layout'>,
  sample: readonly SampledRecord[],
): DelimitedTable {
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
