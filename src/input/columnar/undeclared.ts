import type { ColumnTable } from '../../columnar/column-table.js';
import { fail, quote, type Report } from '../../diagnostics.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { inferColumnKinds, type RecordSample } from '../../table/column-kinds.js';
import { MAX_SAMPLES } from '../../table/long-table.js';
import { DETECTION_SAMPLE, isPlainMatrix } from '../../table/plain-matrix.js';
import { readUndeclaredTable, reportOmitted, type UndeclaredTable } from '../../table/undeclared.js';
import { readWideRecords, type WideRoles } from '../../table/wide-records.js';
import { sniffHeader, type TableLayout } from '../csv/header.js';
import { reportUncertain } from '../csv/notes.js';
import type { ReadPlan } from '../reader.js';
import { createLongTable } from './long.js';
import { areNumbers, type ColumnRoles, readWideColumns } from './wide.js';

/** A table with more columns is a matrix. */
const MAX_COLUMNS = 1000;
/** The records that show whether the first column has row labels, as for a table of text. */
const LABEL_SAMPLE = { records: 63, cells: 2000 };

/**
 * Reads a table whose options do not name its columns, as the same table of text is read. The index of a pandas data
 * frame must be its first columns; it has the row labels. Several columns are levels of labels.
 *
 * Reports and errors: those of `readUndeclaredTable`, `uncertain-row-labels`, and the errors of `readWideColumns`.
 */
export function readUndeclared(
  table: ColumnTable,
  given: ReadOptions,
  report: Report,
  plan: ReadPlan,
): Dataset {
  // Numbers in text have a decimal point, and the file itself names its columns.
  const options = { ...given, decimal: undefined, header: true };
  const levels = labelLevels(table, options);
  if (levels > 1) return readLevels(table, levels, options, report, plan);
  const first = sampleTable(table, { ...DETECTION_SAMPLE, records: MAX_SAMPLES });
  const guess = levels === 1 ? INDEX : guessLabels(table, first, options);
  const labelColumn = guess.rowLabels ? 0 : null;
  const isMatrix = table.columns.length > MAX_COLUMNS || isPlainMatrix(first, labelColumn, options);
  const sample = isMatrix ? first : sampleTable(table, DETECTION_SAMPLE);
  const undeclared: UndeclaredTable = {
    file: table.file,
    sample,
    labelColumn,
    hasIndex: levels === 1,
    ...(plan.keptColumns && { keptColumns: plan.keptColumns }),
    open: () => createLongTable(table),
    readNumbers: (roles) =>
      areNumbers(table, roles) ? readWideColumns(table, toColumnRoles(roles), options, plan) : null,
  };
  const dataset = isMatrix ? null : readUndeclaredTable(undeclared, options, report, plan);
  if (dataset) return dataset;
  if (levels === 0) reportLabels(table, guess, options, report);
  const named =
    typeof options.rowLabels === 'string' ? sample.header.indexOf(options.rowLabels) : labelColumn;
  return readMatrix(table, named, sample, options, plan);
}

/** Returns the number of columns that certainly have row labels, all of them first. */
function labelLevels({ columns, indexColumns }: ColumnTable, { rowLabels }: ReadOptions): number {
  if (typeof rowLabels === 'number') return Math.min(rowLabels, columns.length - 1);
  return rowLabels === undefined ? Math.min(indexColumns.length, columns.length - 1) : 0;
}

/** Returns the first records of a table, with texts as a table of text would have them. */
function sampleTable(table: ColumnTable, limit: { records: number; cells: number }): RecordSample {
  const header = table.columns.map(({ name }) => name);
  const count = Math.max(1, Math.min(limit.records, Math.floor(limit.cells / header.length)));
  const long = createLongTable(table, count);
  const positions = [...header.keys()];
  const columns = header.map((): string[] => []);
  while (long.nextRecord(positions)) for (const i of positions) columns[i].push(long.cell(i));
  // A column of text that has numbers is like one in quotes.
  const isQuoted = table.columns.map(({ kind }) => kind === 'text');
  return { header, columns, isQuoted, isComplete: table.rows <= count };
}

type LabelGuess = Pick<TableLayout, 'rowLabels' | 'uncertain'>;

/** The first column is an index that the file declares. */
const INDEX: LabelGuess = { rowLabels: true, uncertain: [] };

/** Guesses whether the first column has row labels, as for a table of text. */
function guessLabels({ columns }: ColumnTable, sample: RecordSample, { rowLabels }: ReadOptions): LabelGuess {
  if (columns.length < 2) return { rowLabels: false, uncertain: [] };
  const count = Math.min(
    sample.columns[0].length,
    LABEL_SAMPLE.records,
    Math.ceil(LABEL_SAMPLE.cells / columns.length),
  );
  const toRecord = (fields: readonly { text: string; isQuoted: boolean }[]) => ({
    fields,
    fieldCount: fields.length,
    trailingDelimiter: false,
  });
  const header = toRecord(sample.header.map((text) => ({ text, isQuoted: false })));
  const records = Array.from({ length: count }, (_, row) =>
    toRecord(columns.map(({ kind }, i) => ({ text: sample.columns[i][row], isQuoted: kind === 'text' }))),
  );
  const given = typeof rowLabels === 'string' ? undefined : rowLabels;
  return sniffHeader([header, ...records], '.', { header: true, rowLabels: given });
}

function reportLabels(
  { file, columns }: ColumnTable,
  guess: LabelGuess,
  { rowLabels }: ReadOptions,
  report: Report,
): void {
  if (rowLabels !== undefined) return;
  const name = columns[0].name === '' ? 'the first column' : `${quote(columns[0].name)}, the first column`;
  report({
    severity: 'note',
    code: 'guessed',
    message: guess.rowLabels ? `the row labels are taken from ${name}` : 'read as no label column',
    place: { file },
  });
  reportUncertain({ ...guess, header: true }, { file }, report);
}

/** Reads numbers or, if there are none, categories. */
function readMatrix(
  table: ColumnTable,
  labelColumn: number | null,
  sample: RecordSample,
  options: ReadOptions,
  plan: ReadPlan,
): Dataset {
  const cells = [...table.columns.keys()].filter((position) => position !== labelColumn);
  if (cells.length === 0) fail('no-columns', 'the only column has the row labels', { file: table.file });
  const names = cells.map((position) => table.columns[position].name);
  const hasNames = names.some((name) => name !== '');
  const selected = plan.keptColumns?.(cells.length, hasNames ? names : null).map((i) => cells[i]);
  const kept = selected ? new Set(selected) : null;
  const roles = { rowLabels: labelColumn, cells, kept };
  const read = cells.filter((position) => kept === null || kept.has(position));
  const columns = inferColumnKinds(sample, options);
  const hasNumbers = read.some((position) => columns[position].numbers !== null);
  return areNumbers(table, roles) || !hasNumbers
    ? readWideColumns(table, toColumnRoles(roles), options, plan)
    : readWideRecords(createLongTable(table), columns, roles, options, plan);
}

function toColumnRoles({ rowLabels, cells, kept }: WideRoles): ColumnRoles {
  return { labels: rowLabels === null ? [] : [rowLabels], cells, kept };
}

/** Reads a table whose first columns are levels of row labels. */
function readLevels(
  table: ColumnTable,
  levels: number,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan,
): Dataset {
  const positions = [...table.columns.keys()];
  const rest = positions.slice(levels);
  const cellKind = (['number', 'boolean'] as const).find((kind) =>
    rest.some((i) => table.columns[i].kind === kind),
  );
  const cells = cellKind ? rest.filter((i) => table.columns[i].kind === cellKind) : rest;
  if (cells.length < rest.length) {
    const columns = inferColumnKinds(sampleTable(table, DETECTION_SAMPLE), options);
    reportOmitted(
      columns.filter(({ position }) => position >= levels && !cells.includes(position)),
      table.file,
      report,
    );
  }
  return readWideColumns(table, { labels: positions.slice(0, levels), cells, kept: null }, options, plan);
}
