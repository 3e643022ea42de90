import { fail, type Report } from '../diagnostics.js';
import type { Dataset, Slice } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { resolveColumns } from './columns.js';
import { panelAxes } from './label-index.js';
import type { LongTable } from './long-table.js';
import { checkCellCount, readRecords } from './records.js';

/**
 * Pivots a long table to a matrix or to a stack of panels.
 *
 * - `options.x` and `options.y` are the columns with the column and row labels, `value` has the cells, `panel` the
 *   panels.
 * - Labels are in order of first appearance. Panels share them as `panelAxes` decides.
 * - Values are numbers or missing. If no value is a number, they are categories.
 * - Cells without a record are missing. The note `absent-cells` counts them.
 * - Only labels and cells are kept in memory, and all values if `options.aggregate` is "median".
 *
 * Errors: those of `resolveColumns` and `readRecords`, `no-rows`, `too-large`.
 */
export function pivotLongTable(table: LongTable, options: ReadOptions, report: Report): Dataset {
  const columns = resolveColumns(table, options);
  const records = readRecords(table, columns, options);
  if (records.count === 0)
    fail('no-rows', 'the table has a header row but no data rows', { file: table.name });
  const xAxes = panelAxes(
    records.x,
    records.panels.map((panel) => panel.x),
  );
  const yAxes = panelAxes(
    records.y,
    records.panels.map((panel) => panel.y),
  );
  const totalCells = records.panels.reduce(
    (cells, _, i) => cells + xAxes[i].labels.length * yAxes[i].labels.length,
    0,
  );
  checkCellCount(totalCells, table.name);
  const slices = records.panels.map(({ title }, i): Slice => {
    const [columnLabels, rowLabels] = [xAxes[i].labels, yAxes[i].labels];
    const [width, rows] = [columnLabels.length, rowLabels.length];
    const values = new Float64Array(rows * width).fill(Number.NaN);
    const { categories } = records;
    const matrix = { rows, columns: width, values, rowLabels, columnLabels, categories };
    return { title: columns.panel === null ? null : title, matrix };
  });
  const { cells, panelRows } = records;
  for (let index = 0; index < cells.count; index++) {
    const { panel, position } = panelRows[cells.rows[index]];
    const matrix = slices[panel].matrix;
    const row = yAxes[panel].positions?.[position] ?? position;
    const column = xAxes[panel].positions?.[cells.columns[index]] ?? cells.columns[index];
    matrix.values[row * matrix.columns + column] = cells.values[index];
  }
  if (cells.count < totalCells) {
    report({
      severity: 'note',
      code: 'absent-cells',
      message: `${totalCells - cells.count} of ${totalCells} cells have no record and are missing`,
      place: { file: table.name },
    });
  }
  const nameOf = (column: number) => table.header[column] || null;
  return {
    slices,
    leadingShape: columns.panel === null ? [] : [slices.length],
    names: { x: nameOf(columns.x), y: nameOf(columns.y), value: nameOf(columns.value) },
  };
}
