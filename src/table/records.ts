import { type Diagnostic, HeatmapError, quote } from '../diagnostics.js';
import { throwErrors } from '../error-list.js';
import { checkSize } from '../matrix/limits.js';
import { AGGREGATES, type ReadOptions } from '../spec/data.js';
import { createAggregator } from './aggregate.js';
import type { ColumnPositions } from './columns.js';
import { LabelIndex, PanelLabelIndex } from './label-index.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { NonNumericCells, type NonNumericContext, withCount } from './non-numeric.js';
import { numberHints, parseNumber } from './number.js';
import { SparseCells } from './sparse-cells.js';

/** The cells of a long table, with aggregated values. */
export interface LongRecords {
  /** The number of records. */
  readonly count: number;
  readonly x: LabelIndex;
  readonly y: LabelIndex;
  readonly panels: readonly PanelLabels[];
  /** The row of a cell is an index into `panelRows`, its column a position in the panel. Missing values are NaN. */
  readonly cells: SparseCells;
  readonly panelRows: readonly PanelRow[];
  /** For categorical values: the categories that the values are indices into; else null. */
  readonly categories: readonly string[] | null;
}

export interface PanelLabels {
  readonly title: string;
  readonly x: PanelLabelIndex;
  readonly y: PanelLabelIndex;
}

/** A row of a panel. */
export interface PanelRow {
  readonly panel: number;
  readonly position: number;
}

/**
 * Reads the records of `table`. Without a panel column there is one panel, named ''.
 *
 * Values are numbers or missing. If no value is a number they are categories, unless `options.aggregate` needs numbers.
 *
 * Errors: `not-a-number` (one for each fault, as `NonNumericCells` groups them), `repeated-cell` (one for all further records
 * of a cell, unless `options.aggregate` is set), `too-large`.
 */
export function readRecords(table: LongTable, columns: ColumnPositions, options: ReadOptions): LongRecords {
  const { name } = table;
  const usedColumns = [
    columns.x,
    columns.y,
    columns.value,
    ...(columns.panel === null ? [] : [columns.panel]),
  ];
  const x = new LabelIndex('column labels', name);
  const y = new LabelIndex('row labels', name);
  const titles = new LabelIndex('panels', name);
  const categories = new LabelIndex('categories', name);
  const panels: PanelLabels[] = [];
  const aggregator = createAggregator(options.aggregate ?? 'first', name);
  const nonNumeric = new NonNumericCells();
  let repeatedCount = 0;
  let firstRepeated: Diagnostic | null = null;
  const allowsCategories = options.aggregate === undefined || options.aggregate === 'first';
  let count = 0;
  let numberCount = 0;
  const cells = new SparseCells();
  const panelRows: PanelRow[] = [];
  /** For each panel, the index in `panelRows` of each of its rows. */
  const rowIndices: number[][] = [];
  let totalCells = 0;
  for (; table.nextRecord(usedColumns); count++) {
    const panelIndex = titles.positionOf(columns.panel === null ? '' : table.cell(columns.panel));
    if (panelIndex === panels.length) {
      panels.push({
        title: titles.labels[panelIndex],
        x: new PanelLabelIndex(),
        y: new PanelLabelIndex(),
      });
      rowIndices.push([]);
    }
    const panel = panels[panelIndex];
    const sizeBefore = panel.x.positions.length * panel.y.positions.length;
    const position = panel.y.positionOf(y.positionOf(table.cell(columns.y)));
    const column = panel.x.positionOf(x.positionOf(table.cell(columns.x)));
    totalCells += panel.x.positions.length * panel.y.positions.length - sizeBefore;
    checkCellCount(totalCells, name);
    const rows = rowIndices[panelIndex];
    if (position === rows.length) rows.push(panelRows.push({ panel: panelIndex, position }) - 1);
    const cellCount = cells.count;
    const index = cells.indexOf(rows[position], column);
    if (index === cellCount) {
      cells.recordIds[index] = table.recordId(columns.value);
    } else if (options.aggregate === undefined) {
      repeatedCount++;
      firstRepeated ??= repeatedCellError(table, columns, cells.recordIds[index]);
    }
    const value = readValue(table.cell(columns.value));
    if (!Number.isNaN(value)) aggregator.add(cells, index, value);
  }
  const isCategorical = nonNumeric.count > 0 && numberCount === 0 && allowsCategories;
  if (!isCategorical) throwErrors(nonNumeric.errors(valueContext(table, columns, numberCount > 0)));
  if (firstRepeated) throw new HeatmapError(withCount(firstRepeated, repeatedCount));
  aggregator.finish(cells);
  return { count, x, y, panels, cells, panelRows, categories: isCategorical ? categories.labels : null };

  function readValue(text: string): number {
    if (isMissing(text, options.missingValues)) return Number.NaN;
    const value = parseNumber(text, options.decimal);
    if (!Number.isNaN(value)) {
      numberCount++;
      return value;
    }
    nonNumeric.add({
      row: count,
      column: columns.value,
      content: text,
      fault: () => numberHints(text, options.decimal ?? '.').join('; '),
      describe: () => nonNumericValueError(table, columns, text, options),
    });
    return numberCount === 0 && allowsCategories ? categories.positionOf(text) : Number.NaN;
  }
}

/** Error: `too-large`. */
export function checkCellCount(cells: number, file: string): void {
  checkSize(
    'cells',
    cells,
    file,
    'check that "x" and "y" name the right columns: these columns have very many labels',
  );
}

function repeatedCellError(table: LongTable, columns: ColumnPositions, firstRecordId: number): Diagnostic {
  const firstLine = table.line(firstRecordId, columns.value);
  const place = table.place(columns.value);
  const lines = firstLine && place.line ? `, on lines ${firstLine} and ${place.line}` : '';
  return {
    severity: 'error',
    code: 'repeated-cell',
    message: `${describeCell(table, columns)} has more than one value${lines}`,
    place,
    hints: [`set "aggregate" to combine the values of a cell: ${AGGREGATES.join(', ')}`],
  };
}

function nonNumericValueError(
  table: LongTable,
  columns: ColumnPositions,
  text: string,
  options: ReadOptions,
): Diagnostic {
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quote(text)} in ${describeCell(table, columns)} is not a number`,
    place: table.place(columns.value),
    hints: numberHints(text, options.decimal ?? '.'),
  };
}

/** What the errors of `NonNumericCells` say about the column with the values. */
function valueContext(
  { name, header }: LongTable,
  { value }: ColumnPositions,
  hasNumbers: boolean,
): NonNumericContext {
  const label = header[value] ?? '';
  return {
    file: name,
    hasNumbers: () => hasNumbers,
    nameOf: () => (label ? quote(label) : String(value + 1)),
    columnHints: () => ['set "value" to a column of numbers'],
  };
}

/** Names the cell of the current record in a diagnostic. */
function describeCell(table: LongTable, { x, y, panel }: ColumnPositions): string {
  const cell = `row ${quote(table.cell(y))}, column ${quote(table.cell(x))}`;
  return panel === null ? cell : `panel ${quote(table.cell(panel))}, ${cell}`;
}
