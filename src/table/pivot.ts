import { fail, type Report } from '../diagnostics.js';
import type { Dataset, Slice } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { arranged } from './axis.js';
import { findColumns } from './columns.js';
import type { LongTable } from './long-table.js';
import { checkCells, readRecords } from './records.js';

export type { LongTable };

/**
 * Builds the matrix, or the stack of panels, that a long table spells out: `options.x` names the column that
 * labels the matrix's columns, `y` the one that labels its rows, `value` the one of its cells, `panel` the one that
 * names the panels. Labels stand in order of first appearance; panels share them as `arranged` says. Values are
 * numbers or missing; if not one is a number, they are words. Cells that never occur are missing, and
 * counted in the note `absent-cells`. What is held are labels and cells, but not the records, unless `options.aggregate`
 * is the median.
 *
 * Errors: those of `findColumns` and `readRecords`, `no-rows`, `too-large`.
 */
export function buildLong(table: LongTable, options: ReadOptions, report: Report): Dataset {
  const columns = findColumns(table, options);
  const records = readRecords(table, columns, options);
  if (records.count === 0) fail('no-rows', 'the table has a header row and no other', { file: table.source });
  const x = arranged(
    records.x,
    records.panels.map((panel) => panel.x),
  );
  const y = arranged(
    records.y,
    records.panels.map((panel) => panel.y),
  );
  const total = records.panels.reduce((cells, _, i) => cells + x[i].labels.length * y[i].labels.length, 0);
  checkCells(total, table.source);
  const slices = records.panels.map(({ title }, i): Slice => {
    const [columnLabels, rowLabels] = [x[i].labels, y[i].labels];
    const [width, rows] = [columnLabels.length, rowLabels.length];
    const values = new Float64Array(rows * width).fill(Number.NaN);
    const matrix = { rows, columns: width, values, rowLabels, columnLabels, words: records.words };
    return { title: columns.panel === null ? null : title, matrix };
  });
  const { cells, rows } = records;
  for (let slot = 0; slot < cells.count; slot++) {
    const { panel, position } = rows[cells.rows[slot]];
    const { values, columns } = slices[panel].matrix;
    const row = y[panel].places?.[position] ?? position;
    const column = x[panel].places?.[cells.columns[slot]] ?? cells.columns[slot];
    values[row * columns + column] = cells.values[slot];
  }
  if (cells.count < total) {
    report({
      severity: 'note',
      code: 'absent-cells',
      message: `${total - cells.count} of ${total} cells have no record and are missing`,
      place: { file: table.source },
    });
  }
  const name = (column: number) => table.header[column] || null;
  return {
    slices,
    leading: columns.panel === null ? [] : [slices.length],
    names: { x: name(columns.x), y: name(columns.y), value: name(columns.value) },
  };
}
