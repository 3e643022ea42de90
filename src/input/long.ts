import { fail, type Report } from '../diagnostics.js';
import type { Dataset, Slice } from '../matrix/matrix.js';
import { AGGREGATES, type ReadOptions } from '../spec/data.js';
import { Faults, throwFaults } from './faults.js';
import { checkSize } from './limits.js';
import { aggregate } from './long/aggregate.js';
import { panelAxis } from './long/axis.js';
import { findColumns, type LongColumns } from './long/columns.js';
import { cellName, readRecords } from './long/records.js';
import type { LongTable } from './long/table.js';

export type { LongTable };

/**
 * Builds the matrix, or the stack of panels, that a long table spells out: `options.x` names the column that
 * labels the matrix's columns, `y` the one that labels its rows, `value` the one of its cells, `panel` the one that
 * names the panels. Labels stand in order of first appearance; panels share them as `panelAxis` says. Values are
 * numbers or missing; if not one is a number, they are words. Cells that never occur are missing, and
 * counted in the note `absent-cells`.
 *
 * Errors: those of `findColumns`, `no-rows`, `not-a-number`, `repeated-cell` (each such record, unless
 * `options.aggregate` joins them), `too-large`.
 */
export function buildLong(table: LongTable, options: ReadOptions, report: Report): Dataset {
  const columns = findColumns(table, options);
  if (table.rows === 0) fail('no-rows', 'the table has a header row and no other', { file: table.source });
  const records = readRecords(table, columns, options);
  const x = panelAxis(records.x, records.panels);
  const y = panelAxis(records.y, records.panels);
  const starts = [0];
  for (const [panel, labels] of x.labels.entries())
    starts.push(starts[panel] + labels.length * y.labels[panel].length);
  const total = starts.at(-1)!;
  checkSize(
    'cells',
    total,
    table.source,
    'see whether "x" and "y" name the right columns: these have very many labels',
  );
  const cells = Int32Array.from(records.panels.positions, (panel, record) => {
    return starts[panel] + y.positions[record] * x.labels[panel].length + x.positions[record];
  });
  checkCells(table, columns, options, cells, total, report);
  const values = aggregate(options.aggregate ?? 'first', records.values, cells, total);
  const slices = records.panels.labels.map((title, panel): Slice => {
    const columnLabels = x.labels[panel];
    const rowLabels = y.labels[panel];
    const matrix = {
      rows: rowLabels.length,
      columns: columnLabels.length,
      values: values.subarray(starts[panel], starts[panel + 1]),
      rowLabels,
      columnLabels,
      words: records.words,
    };
    return { title: columns.panel === null ? null : title, matrix };
  });
  const name = (column: number) => table.header[column] || null;
  return {
    slices,
    leading: columns.panel === null ? [] : [slices.length],
    names: { x: name(columns.x), y: name(columns.y), value: name(columns.value) },
  };
}

/** Throws if a cell is repeated and nothing says how to join its values; says how many of `total` cells never occur. */
function checkCells(
  table: LongTable,
  columns: LongColumns,
  options: ReadOptions,
  cells: Int32Array,
  total: number,
  report: Report,
): void {
  /** The first record of each cell, plus one. */
  const firsts = new Int32Array(total);
  const repeats = new Faults(table.source, 'cells that were there before');
  let present = 0;
  for (const [record, cell] of cells.entries()) {
    if (firsts[cell] === 0) {
      firsts[cell] = record + 1;
      present++;
    } else if (options.aggregate === undefined) {
      repeats.add(() => {
        const before = table.place(firsts[cell] - 1, columns.value);
        const place = table.place(record, columns.value);
        const lines = before.line && place.line ? `, on lines ${before.line} and ${place.line}` : '';
        return {
          severity: 'error',
          code: 'repeated-cell',
          message: `${cellName(table, columns, record)} has more than one value${lines}`,
          place,
          hints: [`say how to join the values of a cell with "aggregate": ${AGGREGATES.join(', ')}`],
        };
      });
    }
  }
  throwFaults(repeats);
  if (present < total) {
    report({
      severity: 'note',
      code: 'absent-cells',
      message: `${total - present} of ${total} cells have no record and are missing`,
      place: { file: table.source },
    });
  }
}
