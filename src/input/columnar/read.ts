import { fail, quote, type Report } from '../../diagnostics.js';
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { isLongTable } from '../../table/columns.js';
import { pivotLongTable } from '../../table/pivot.js';
import type { ReadPlan } from '../reader.js';
import type { ColumnTable } from './column-table.js';
import { createLongTable } from './long.js';
import { readWideColumns } from './wide.js';

/**
 * Reads a table that is stored by column: as a matrix or, if the options name its columns, as a long table.
 *
 * Errors: `no-rows`, `column-type`, and those of `readWideColumns` and `pivotLongTable`.
 */
export function readColumnTable(
  table: ColumnTable,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan = NO_REDUCTION,
): Dataset {
  if (table.rows === 0) fail('no-rows', 'the table has no rows', { file: table.file });
  if (!isLongTable(options)) return readWideColumns(table, options, report, plan);
  rejectOtherColumns(table, options);
  return pivotLongTable(createLongTable(table), { ...options, decimal: undefined }, report);
}

/** Fails if the options name a column that has neither numbers nor text. */
function rejectOtherColumns({ file, columns }: ColumnTable, options: ReadOptions): void {
  for (const key of ['x', 'y', 'value', 'panel'] as const) {
    const wanted = options[key];
    const column = columns.find(({ name }, i) => name === wanted || i === wanted);
    if (column?.kind !== 'other') continue;
    fail(
      'column-type',
      `"${key}" is the column ${quote(column.name)} of type ${column.type}; it must contain numbers, text or times`,
      { file },
    );
  }
}
