/** Reads the records of a table into cells, in one pass. */
import { type Diagnostic, fail, HeatmapError, quote, type Report } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import type { ReadOptions } from '../spec/data.js';
import { AGGREGATES } from '../spec/fields.js';
import { type Aggregator, createAggregator } from './aggregate.js';
import { type RecordFields, usedColumns } from './columns.js';
import { ConditionFilter } from './conditions.js';
import { createGroupings } from './create-grouping.js';
import type { GroupAxis, Grouping } from './grouping.js';
import { PanelLabelIndex } from './label-index.js';
import type { LongTable } from './long-table.js';
import { withCount } from './non-numeric.js';
import { GrowingArray, SparseCells } from './sparse-cells.js';
import { createValueReader, type ValueReader } from './value-reader.js';

/** The cells of a table of records, with combined values. */
export interface RecordCells {
  readonly x: GroupAxis;
  readonly y: GroupAxis;
  /** Null for one panel. */
  readonly panel: GroupAxis | null;
  /** For each panel, the groups that occur in it, in order of first appearance. */
  readonly panelGroups: readonly { readonly x: PanelLabelIndex; readonly y: PanelLabelIndex }[];
  /** A row is an index into `rows`, a column a group of `x`. */
  readonly cells: SparseCells;
  /** The panel and the group of `y` of each row. */
  readonly rows: SparseCells;
  readonly values: Float64Array;
  /** For categorical values: the categories that the values are indices into; else null. */
  readonly categories: readonly string[] | null;
  /** The unit of the values, such as "%"; null without one. */
  readonly unit: string | null;
}

/**
 * Reads the records of `table` that meet the conditions.
 *
 * - A record without a date or number for an axis is skipped. The note `skipped-records` counts them.
 * - Only groups and cells are kept in memory, and all values for `median` and `distinct`, as the note `held-values` says.
 *
 * Errors: those of the groupings, conditions and values, `repeated-cell` (one for all further records of a cell, unless
 * they are aggregated), `too-large`.
 */
export function readRecords(
  table: LongTable,
  fields: RecordFields,
  options: ReadOptions,
  report: Report,
): RecordCells {
  return new RecordReader(table, fields, options).readAll(report);
}

class RecordReader {
  private readonly x: Grouping;
  private readonly y: Grouping;
  private readonly panel: Grouping | null;
  private readonly filters: readonly ConditionFilter[];
  private readonly reader: ValueReader;
  private readonly aggregator: Aggregator;
  private readonly panelGroups: { x: PanelLabelIndex; y: PanelLabelIndex }[] = [];
  private cells = new SparseCells();
  private rows = new SparseCells();
  private totalCells = 0;
  private count = 0;
  private readonly recordIds = new GrowingArray();
  private repeatedCount = 0;
  private firstRepeated: Diagnostic | null = null;

  constructor(
    private readonly table: LongTable,
    private readonly fields: RecordFields,
    options: ReadOptions,
  ) {
    const withDefaults = { ...options, decimal: options.decimal ?? '.' } as const;
    const { x, y, panel } = createGroupings(table, fields, withDefaults);
    this.x = x;
    this.y = y;
    this.panel = panel;
    this.filters = fields.conditions.map((condition) => new ConditionFilter(condition, table, withDefaults));
    this.reader = createValueReader(table, fields.value, withDefaults);
    this.aggregator = createAggregator(this.reader.aggregate ?? 'first', table.name);
  }

  readAll(report: Report): RecordCells {
    const { table, x, y, panel, filters, reader, aggregator } = this;
    const columns = usedColumns(this.fields);
    const describeCell = () => this.describeCell();
    let keptCount = 0;
    let skippedCount = 0;
    for (; table.nextRecord(columns); this.count++) {
      if (filters.length > 0 && !filters.every((filter) => filter.keeps())) continue;
      keptCount++;
      if (!x.read(table) || !y.read(table) || (panel && !panel.read(table))) {
        skippedCount++;
        continue;
      }
      const panelGroup = panel === null ? 0 : panel.group(table);
      const yGroup = y.group(table);
      const xGroup = x.group(table);
      const row = this.rows.indexOf(panelGroup, yGroup);
      const { count } = this.cells;
      const cell = this.cells.indexOf(row, xGroup);
      if (cell === count) {
        this.addCell(panelGroup, yGroup, xGroup);
        if (reader.aggregate === null)
          this.recordIds.set(cell, table.recordId(this.fields.value.column ?? 0));
      } else if (reader.aggregate === null) this.addRepeated(cell);
      const value = reader.read(table, this.count, describeCell);
      if (!Number.isNaN(value)) aggregator.add(cell, value);
      if (cell === count && (x.mustMerge || y.mustMerge || panel?.mustMerge)) this.merge();
    }
    const { firstRepeated, repeatedCount } = this;
    const categories = reader.finish();
    if (firstRepeated) throw new HeatmapError(withCount(firstRepeated, repeatedCount));
    this.checkKept(keptCount, skippedCount);
    this.reportCounts(keptCount, skippedCount, report);
    const axes = this.finishAxes();
    const { cells, rows, panelGroups } = this;
    const values = aggregator.finish(cells.count);
    return { ...axes, panelGroups, cells, rows, values, categories, unit: categories ? null : reader.unit };
  }

  private addCell(panelGroup: number, yGroup: number, xGroup: number): void {
    const { panelGroups } = this;
    while (panelGroup >= panelGroups.length)
      panelGroups.push({ x: new PanelLabelIndex(), y: new PanelLabelIndex() });
    const { x, y } = panelGroups[panelGroup];
    this.totalCells -= x.positions.length * y.positions.length;
    x.positionOf(xGroup);
    y.positionOf(yGroup);
    this.totalCells += x.positions.length * y.positions.length;
    checkCellCount(this.totalCells, this.table.name);
  }

  /** Combines groups if there are too many. */
  private merge(): void {
    const merge = (grouping: Grouping | null) => (grouping?.mustMerge ? grouping.merge() : null);
    this.renumber(merge(this.panel), merge(this.y), merge(this.x));
  }

  /** Combines the groups of the same bin. */
  private finishAxes(): Pick<RecordCells, 'x' | 'y' | 'panel'> {
    const [panel, y, x] = [this.panel?.finish() ?? null, this.y.finish(), this.x.finish()];
    const binsOf = (axis: GroupAxis | null) => (axis?.isMerged ? axis.positions : null);
    if (binsOf(panel) || binsOf(y) || binsOf(x)) this.renumber(binsOf(panel), binsOf(y), binsOf(x));
    const withBins = (axis: GroupAxis) =>
      axis.isMerged ? { ...axis, positions: Int32Array.from(axis.labels.keys()) } : axis;
    return { panel: panel && withBins(panel), y: withBins(y), x: withBins(x) };
  }

  /** Renumbers groups, and combines the cells that become the same. Null keeps the numbers. */
  private renumber(panels: Int32Array | null, ys: Int32Array | null, xs: Int32Array | null): void {
    const { rows: oldRows, cells: oldCells } = this;
    this.rows = new SparseCells();
    this.cells = new SparseCells();
    this.panelGroups.length = 0;
    this.totalCells = 0;
    const targets = new Int32Array(oldCells.count);
    for (let i = 0; i < oldCells.count; i++) {
      const [oldPanel, oldY] = [oldRows.rows[oldCells.rows[i]], oldRows.columns[oldCells.rows[i]]];
      const oldX = oldCells.columns[i];
      const panelGroup = panels ? panels[oldPanel] : oldPanel;
      const yGroup = ys ? ys[oldY] : oldY;
      const xGroup = xs ? xs[oldX] : oldX;
      const { count } = this.cells;
      targets[i] = this.cells.indexOf(this.rows.indexOf(panelGroup, yGroup), xGroup);
      if (targets[i] === count) this.addCell(panelGroup, yGroup, xGroup);
    }
    if (this.reader.aggregate === null && this.cells.count < oldCells.count) this.failRepeatedBins();
    this.aggregator.merge(targets);
  }

  private failRepeatedBins(): never {
    fail(
      'repeated-cell',
      'several records are in the same bins',
      { file: this.table.name },
      this.aggregateHint(),
    );
  }

  private aggregateHint(): string {
    const name = this.fields.value.text;
    return `combine the values of a cell: --value 'mean(${name})', or one of ${AGGREGATES.join(', ')}`;
  }

  private addRepeated(cell: number): void {
    this.repeatedCount++;
    this.firstRepeated ??= this.repeatedCellError(this.recordIds.get(cell));
  }

  private repeatedCellError(firstRecordId: number): Diagnostic {
    const { table, fields } = this;
    const column = fields.value.column ?? 0;
    const firstLine = table.line(firstRecordId, column);
    const place = table.place(column);
    const lines = firstLine && place.line ? `, on lines ${firstLine} and ${place.line}` : '';
    return {
      severity: 'error',
      code: 'repeated-cell',
      message: `${this.describeCell()} has more than one value${lines}`,
      place,
      hints: [this.aggregateHint()],
    };
  }

  /** Names the cell of the current record in a diagnostic. */
  private describeCell(): string {
    const { x, y, panel, table } = this;
    const label = (grouping: Grouping) => quote(grouping.labelOf(grouping.group(table)));
    const cell =
      this.fields.x.kind === 'calendar' ? `the day ${label(x)}` : `row ${label(y)}, column ${label(x)}`;
    return panel === null ? cell : `panel ${label(panel)}, ${cell}`;
  }

  /** Errors: `no-rows`, `no-records`. */
  private checkKept(keptCount: number, skippedCount: number): void {
    const { table, filters, fields } = this;
    const place = { file: table.name };
    if (this.count === 0) fail('no-rows', 'the table has a header row but no data rows', place);
    if (keptCount === 0) {
      const conditions = fields.conditions.map(({ text }) => quote(text)).join(' and ');
      const hints = filters.flatMap((filter) => filter.hints());
      fail('no-records', `no record meets the condition ${conditions}`, place, ...hints);
    }
    if (skippedCount === keptCount)
      fail('no-records', 'no record has a value for each axis', place, 'check the columns in "x" and "y"');
  }

  private reportCounts(keptCount: number, skippedCount: number, report: Report): void {
    const { table, aggregator, fields } = this;
    const place = { file: table.name };
    if (this.filters.length > 0) {
      const message = `${keptCount} of ${this.count} records meet the conditions`;
      report({ severity: 'note', code: 'filtered-records', message, place });
    }
    if (skippedCount > 0) {
      const message = `${skippedCount} of ${keptCount} records have no value for an axis and were skipped`;
      report({ severity: 'info', code: 'skipped-records', message, place });
    }
    const { heldCount } = aggregator;
    if (heldCount !== undefined) {
      const message = `${quote(fields.value.text)} kept ${heldCount} values in memory`;
      report({ severity: 'note', code: 'held-values', message, place });
    }
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
