import type { Report } from '../diagnostics.js';
import { type Dataset, NO_NAMES, type Slice } from '../matrix/matrix.js';
import type { ReadOptions } from '../spec/data.js';
import { type AxisField, axisTitle, valueTitle, WEEKDAYS } from '../spec/fields.js';
import { calendarSlices } from './calendar.js';
import { columnName, type RecordFields, resolveFields } from './columns.js';
import { type PanelAxis, panelAxes } from './label-index.js';
import type { LongTable, TableNames } from './long-table.js';
import { checkCellCount } from './record-collector.js';
import { type ReadCells, readRecords } from './records.js';
import { DAY } from './units.js';

/**
 * Pivots a table of records to a matrix or to a stack of panels.
 *
 * - `options.x` and `options.y` are the fields with the column and row labels, `value` has the cells, `panel` the panels.
 * - Labels with a natural order are in this order, others in order of first appearance. Panels share them as `panelAxes`
 *   decides.
 * - Values are numbers or missing. If no value is a number, they are categories.
 * - Cells without a record are missing, or 0 for `count` and `sum`. The note `absent-cells` counts them.
 * - A calendar has one panel for each year.
 *
 * Errors: those of `resolveFields` and `readRecords`, `too-large`.
 */
export function pivotLongTable(table: LongTable, options: ReadOptions, report: Report): Dataset {
  const fields = resolveFields(table, options);
  return pivotCells(table, readRecords(table, fields, options, report), fields, options, report);
}

/** Arranges the cells of records in matrices. */
export function pivotCells(
  table: TableNames,
  records: ReadCells,
  fields: RecordFields,
  options: ReadOptions,
  report: Report,
): Dataset {
  if (fields.x.kind === 'calendar') return pivotCalendar(table, records, fields, options, report);
  const panels = records.panel;
  const panelCount = panels?.labels.length ?? 1;
  // Groups of a panel in the order in which panels are drawn. A unit without a record has none.
  const groupOfPanel = new Int32Array(panelCount).fill(-1);
  for (let group = 0; group < records.panelGroups.length; group++)
    groupOfPanel[panels?.positions[group] ?? group] = group;
  const xAxes = axesOf(records, 'x');
  const yAxes = axesOf(records, 'y');
  const isZero = isZeroIfAbsent(fields);
  const axesOfPanel = Array.from(groupOfPanel, (group) => [
    xAxes[Math.max(0, group)],
    yAxes[Math.max(0, group)],
  ]);
  const totalCells = axesOfPanel.reduce((sum, [x, y]) => sum + x.labels.length * y.labels.length, 0);
  checkCellCount(totalCells, table.name);
  const { categories, unit, cells, rows, values } = records;
  const slices = axesOfPanel.map(([x, y], position): Slice => {
    const [columns, rowCount] = [x.labels.length, y.labels.length];
    const matrix = {
      rows: rowCount,
      columns,
      values: new Float64Array(rowCount * columns).fill(isZero ? 0 : Number.NaN),
      rowLabels: y.labels,
      columnLabels: x.labels,
      categories,
      ...(unit !== null && { unit }),
      ...(records.x.edges && { columnEdges: records.x.edges }),
      ...(records.y.edges && { rowEdges: records.y.edges }),
    };
    return { title: panels?.labels[position] ?? null, matrix };
  });
  for (let cell = 0; cell < cells.count; cell++) {
    const panel = rows.rows[cells.rows[cell]];
    const { matrix } = slices[panels?.positions[panel] ?? panel];
    const row = yAxes[panel].positionOf(rows.columns[cells.rows[cell]]);
    const column = xAxes[panel].positionOf(cells.columns[cell]);
    matrix.values[row * matrix.columns + column] = values[cell];
  }
  reportAbsent(totalCells - cells.count, totalCells, isZero, table.name, report);
  const titleOf = (field: AxisField<number>) => {
    const name = columnName(table, field.column);
    return name === null ? null : axisTitle(field, name);
  };
  return {
    slices,
    leadingShape: panels === null ? [] : [slices.length],
    names: { x: titleOf(fields.x), y: titleOf(fields.y), value: titleOfValue(table, fields) },
  };
}

/** Returns the cells, which are in one row of days, as a calendar. */
function pivotCalendar(
  table: TableNames,
  { x, cells, values, categories, unit }: ReadCells,
  fields: RecordFields,
  { weekStart }: ReadOptions,
  report: Report,
): Dataset {
  const isZero = isZeroIfAbsent(fields);
  const ofDays = new Float64Array(x.labels.length).fill(isZero ? 0 : Number.NaN);
  for (let cell = 0; cell < cells.count; cell++) ofDays[x.positions[cells.columns[cell]]] = values[cell];
  reportAbsent(ofDays.length - cells.count, ofDays.length, isZero, table.name, report, 'days');
  const firstDay = (x.edges?.values[0] ?? 0) / DAY;
  const weekStartIndex = weekStart === undefined ? 0 : WEEKDAYS.indexOf(weekStart);
  const slices = calendarSlices({ firstDay, values: ofDays, categories, unit }, weekStartIndex);
  return {
    slices,
    leadingShape: [slices.length],
    names: { ...NO_NAMES, value: titleOfValue(table, fields) },
  };
}

/** Whether a cell without a record is 0. */
function isZeroIfAbsent({ value }: RecordFields): boolean {
  return value.kind === 'aggregate' && ['count', 'sum'].includes(value.aggregate);
}

function titleOfValue(table: TableNames, { value }: RecordFields): string | null {
  return valueTitle(value, value.column === null ? null : columnName(table, value.column));
}

/** Returns the axis of each panel, by group. */
function axesOf(records: ReadCells, key: 'x' | 'y'): readonly PanelAxis[] {
  return panelAxes(
    records[key],
    records.panelGroups.map((panel) => panel[key]),
  );
}

function reportAbsent(
  absent: number,
  total: number,
  isZero: boolean,
  file: string,
  report: Report,
  noun = 'cells',
): void {
  if (absent === 0) return;
  const value = isZero ? '0' : 'missing';
  report({
    severity: 'note',
    code: 'absent-cells',
    message: `${absent} of ${total} ${noun} have no record and are ${value}`,
    place: { file },
  });
}
