import type { Report } from '../../diagnostics.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { RecordSample } from '../../table/column-kinds.js';
import { isMissing } from '../../table/missing.js';
import { DETECTION_SAMPLE, isPlainMatrix } from '../../table/plain-matrix.js';
import { readUndeclaredTable } from '../../table/undeclared.js';
import type { ReadPlan } from '../reader.js';
import { createLongTable, sampleRecords } from './long.js';
import { reportGuesses } from './notes.js';
import type { SampledRecord } from './sample.js';
import type { DelimitedTable } from './table.js';

/**
 * Returns the dataset of a table with columns of several kinds, or null if it is a matrix of plain numbers or of
 * categories. Reports and errors: those of `readUndeclaredTable`.
 */
export function readUndeclared(
  table: DelimitedTable,
  sample: readonly SampledRecord[],
  report: Report,
  plan: ReadPlan,
): Dataset | null {
  const { text, dialect, layout } = table;
  if (layout.levels || layout.trailingDelimiter) return null;
  const options = { ...table.options, decimal: dialect.decimal };
  const labelColumn = layout.rowLabels ? 0 : null;
  // Only the first lines say which fields are in quotes.
  const [, ...body] = sample;
  const isQuoted = sample[0].fields.map((_, i) =>
    body.every(({ fields }) => fields[i] === undefined || fields[i].isQuoted || isMissing(fields[i].text)),
  );
  const texts = sample.map(({ fields }) => fields.map((field) => field.text));
  const start = { ...toRecordSample(table, texts), isQuoted };
  if (start.columns[0].length === 0 || isPlainMatrix(start, labelColumn, options)) return null;
  const records = toRecordSample(table, sampleRecords(text, dialect, false, DETECTION_SAMPLE));
  const lacksCorner = layout.rowLabels && !layout.corner;
  return readUndeclaredTable(
    {
      file: text.file,
      sample: { ...records, isQuoted },
      labelColumn,
      ...(plan.keptColumns && { keptColumns: plan.keptColumns }),
      open: () => {
        reportGuesses({ ...table, layout: { ...layout, uncertain: [] } }, report);
        return createLongTable({ ...table, layout: { ...layout, rowLabels: lacksCorner } }, report);
      },
    },
    options,
    report,
    plan,
  );
}

/** Returns records, the first of which can be the header, as columns. */
function toRecordSample({ layout }: DelimitedTable, records: readonly (readonly string[])[]): RecordSample {
  const body = layout.header ? records.slice(1) : records;
  const names = layout.header ? [...(layout.rowLabels && !layout.corner ? [''] : []), ...records[0]] : [];
  const width = Math.max(1, layout.header ? names.length : (records[0]?.length ?? 0));
  const header = Array.from({ length: width }, (_, i) => names[i] ?? '');
  const columns = header.map((_, i) => body.map((fields) => fields[i] ?? ''));
  return { header, columns, isComplete: isComplete(records) };
}

/** Whether no limit of the sample was reached. */
function isComplete(records: readonly (readonly string[])[]): boolean {
  const { records: maxRecords, cells, bytes } = DETECTION_SAMPLE;
  const cellCount = records.reduce((sum, fields) => sum + fields.length, 0);
  const length = records.reduce((sum, fields) => fields.reduce((n, text) => n + text.length + 1, sum), 0);
  return records.length < maxRecords && cellCount < cells && length < bytes / 2;
}
