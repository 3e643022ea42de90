import type { ColumnTable } from '../../columnar/column-table.js';
import { fail, quote, type Report } from '../../diagnostics.js';
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import { listFirst } from '../../phrases.js';
import type { ReadOptions } from '../../spec/data.js';
import { pivotLongTable } from '../../table/pivot.js';
import { isLongTable } from '../../table/record-options.js';
import type { ReadPlan } from '../reader.js';
import { createLongTable } from './long.js';
import { readUndeclared } from './undeclared.js';

const MAX_LISTED = 10;

/**
 * Reads a table that is stored by column. If the options name its columns, it is a long table; else the detector for all
 * tables decides what it shows.
 *
 * Reports `skipped-columns`. Errors: `no-rows`, `no-columns`, `column-type`, and those of `readUndeclared` and
 * `pivotLongTable`.
 */
export function readColumnTable(
  table: ColumnTable,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan = NO_REDUCTION,
): Dataset {
  if (table.rows === 0) fail('no-rows', 'the table has no rows', { file: table.file });
  if (plan.readRecords) return plan.readRecords(createLongTable(table), '.');
  if (isLongTable(options))
    return pivotLongTable(createLongTable(table), { ...options, decimal: undefined }, report);
  const positions = drawablePositions(table, report);
  const dataset = readUndeclared(selectColumns(table, positions), options, report, plan);
  const { decided } = dataset;
  if (!decided) return dataset;
  const toFilePosition = ([key, value]: [string, (typeof decided)[string]]) => [
    key,
    typeof value === 'number' ? positions[value] : value,
  ];
  return { ...dataset, decided: Object.fromEntries(Object.entries(decided).map(toFilePosition)) };
}

/** Returns the positions of the columns that can be drawn. Those of a pandas index come first, as in a table of text. */
function drawablePositions({ file, columns, indexColumns }: ColumnTable, report: Report): number[] {
  const isDrawable = (i: number) => columns[i].kind !== 'other';
  const index = indexColumns.filter(isDrawable);
  const cells = [...columns.keys()].filter((i) => isDrawable(i) && !index.includes(i));
  const formatColumns = (listed: ColumnTable['columns']) =>
    listFirst(listed, MAX_LISTED, ({ name, type }) => `${quote(name)} (${type})`);
  if (cells.length === 0) {
    fail(
      'no-columns',
      `the table has no columns to draw; its columns are ${formatColumns(columns)}`,
      { file },
      'write the table again with a column of numbers or words',
    );
  }
  const skipped = columns.filter((_, i) => !isDrawable(i));
  if (skipped.length > 0) {
    report({
      severity: 'warning',
      code: 'skipped-columns',
      message: `columns without numbers, text or times are not drawn: ${formatColumns(skipped)}`,
      place: { file },
    });
  }
  return [...index, ...cells];
}

/** Returns a table with these columns. The name that pandas invents for an index without one is removed. */
function selectColumns(table: ColumnTable, positions: readonly number[]): ColumnTable {
  return {
    ...table,
    columns: positions.map((position) => {
      const column = table.columns[position];
      return /^__index_level_\d+__$/.test(column.name) ? { ...column, name: '' } : column;
    }),
    indexColumns: positions.flatMap((position, i) => (table.indexColumns.includes(position) ? [i] : [])),
    batches: (columns, maxRows) =>
      table.batches(
        columns.map((i) => positions[i]),
        maxRows,
      ),
  };
}
