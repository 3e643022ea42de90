import type { ColumnTable } from '../../columnar/column-table.js';
import { fail, type Report } from '../../diagnostics.js';
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import type { ReadOptions } from '../../spec/data.js';
import { isLongTable } from '../../table/columns.js';
import { pivotLongTable } from '../../table/pivot.js';
import type { ReadPlan } from '../reader.js';
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
  return pivotLongTable(createLongTable(table), { ...options, decimal: undefined }, report);
}
