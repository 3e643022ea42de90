/** Collects the cells of records, one record or one part at a time. */
import { type Diagnostic, fail, quote } from '../diagnostics.js';
import { checkSize } from '../matrix/limits.js';
import type { CellState, RecordPart } from '../parts/record-part.js';
import { AGGREGATES } from '../spec/fields.js';
import type { Aggregator, PartialAggregator } from './aggregator.js';
import type { RecordFields } from './columns.js';
import type { Groupings } from './create-grouping.js';
import { alignWords, failGroups, type GroupAxis, type Grouping, type LoadedGroups } from './grouping.js';
import { PanelLabelIndex } from './label-index.js';
import { SparseCells } from './sparse-cells.js';

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
}

/** The cells of the groups of three axes, and the aggregate of their values. */
export class RecordCollector {
  readonly x: Grouping;
  readonly y: Grouping;
  readonly panel: Grouping | null;
  private readonly panelGroups: { x: PanelLabelIndex; y: PanelLabelIndex }[] = [];
  private cells = new SparseCells();
  private rows = new SparseCells();
  private totalCells = 0;

  constructor(
    groupings: Groupings,
    private readonly fields: RecordFields,
    private readonly aggregator: Aggregator,
    /** Whether several records can have one cell. */
    private readonly isAggregated: boolean,
    private readonly file: string,
  ) {
    this.x = groupings.x;
    this.y = groupings.y;
    this.panel = groupings.panel;
  }

  /** The number of cells so far. */
  get count(): number {
    return this.cells.count;
  }

  /** Whether groups must be combined before the next record. */
  get mustMerge(): boolean {
    return this.x.mustMerge || this.y.mustMerge || this.panel?.mustMerge === true;
  }

  /** Returns the cell of three groups. A new cell gets the index `count`. */
  cellOf(panelGroup: number, yGroup: number, xGroup: number): number {
    const row = this.rows.indexOf(panelGroup, yGroup);
    const { count } = this.cells;
    const cell = this.cells.indexOf(row, xGroup);
    if (cell === count) this.addCell(panelGroup, yGroup, xGroup);
    return cell;
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
    checkCellCount(this.totalCells, this.file);
  }

  /** Combines groups if there are too many. */
  merge(): void {
    const merge = (grouping: Grouping | null) => (grouping?.mustMerge ? grouping.merge() : null);
    this.renumber(merge(this.panel), merge(this.y), merge(this.x));
  }

  /** Combines the groups of the same bin, and returns the cells. */
  finish(): RecordCells {
    const [panel, y, x] = [this.panel?.finish() ?? null, this.y.finish(), this.x.finish()];
    const binsOf = (axis: GroupAxis | null) => (axis?.isMerged ? axis.positions : null);
    if (binsOf(panel) || binsOf(y) || binsOf(x)) this.renumber(binsOf(panel), binsOf(y), binsOf(x));
    const withBins = (axis: GroupAxis) =>
      axis.isMerged ? { ...axis, positions: Int32Array.from(axis.labels.keys()) } : axis;
    const { panelGroups, cells, rows } = this;
    return {
      panel: panel && withBins(panel),
      ...alignWords(withBins(x), withBins(y)),
      panelGroups,
      cells,
      rows,
      values: this.aggregator.finish(cells.count),
    };
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
      targets[i] = this.cellOf(
        panels ? panels[oldPanel] : oldPanel,
        ys ? ys[oldY] : oldY,
        xs ? xs[oldX] : oldX,
      );
    }
    if (!this.isAggregated && this.cells.count < oldCells.count) this.failRepeatedBins();
    this.aggregator.merge(targets);
  }

  private failRepeatedBins(): never {
    const message = 'several records are in the same bins';
    fail('repeated-cell', message, { file: this.file }, aggregateHint(this.fields));
  }

  /** Returns the cells so far, for a part of the records. */
  save(aggregator: PartialAggregator): CellState {
    const { cells, rows, panel } = this;
    const { count } = cells;
    return {
      x: Uint32Array.from(cells.columns.subarray(0, count)),
      y: Uint32Array.from({ length: count }, (_, cell) => rows.columns[cells.rows[cell]]),
      panel: panel && Uint32Array.from({ length: count }, (_, cell) => rows.rows[cells.rows[cell]]),
      aggregate: aggregator.save(count),
    };
  }

  /** Adds the groups of a later part, which is in `file`. The cells are added next. Error: `part-damaged`. */
  loadGroups(states: RecordPart['groups'], file: string): LoadedAxes {
    const load = (grouping: Grouping | null, key: keyof Groupings): LoadedGroups | null => {
      const state = states[key];
      if ((state === null) !== (grouping === null)) failGroups(file);
      return state && grouping ? grouping.load(state, file) : null;
    };
    const [panel, y, x] = [load(this.panel, 'panel'), load(this.y, 'y'), load(this.x, 'x')];
    const renumbered = [panel, y, x].map((axis) => axis?.renumbered ?? null);
    if (renumbered.some((numbers) => numbers !== null))
      this.renumber(renumbered[0], renumbered[1], renumbered[2]);
    return { panel: panel?.groups ?? null, y: y?.groups ?? null, x: x?.groups ?? null };
  }

  /**
   * Adds the cells of a later part, whose groups are numbered as `groups` say. Errors: `repeated-cell`, `part-damaged`, in
   * `file`.
   * `aggregate` is the state of their aggregate.
   */
  loadCells(
    { x, y, panel, aggregate }: CellState,
    groups: LoadedAxes,
    aggregator: PartialAggregator,
    file: string,
  ): void {
    const numberOf = (numbers: Int32Array | null, group: number): number =>
      numbers?.[group] ?? failGroups(file);
    const targets = new Int32Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const { count } = this;
      const [panelGroup, yGroup, xGroup] = [
        panel ? numberOf(groups.panel, panel[i]) : 0,
        numberOf(groups.y, y[i]),
        numberOf(groups.x, x[i]),
      ];
      targets[i] = this.cellOf(panelGroup, yGroup, xGroup);
      if (targets[i] < count && !this.isAggregated) this.failRepeatedPart(panelGroup, yGroup, xGroup, file);
    }
    aggregator.load(aggregate, targets);
    if (this.mustMerge) this.merge();
  }

  private failRepeatedPart(panelGroup: number, yGroup: number, xGroup: number, file: string): never {
    const message = `${this.describeCell(panelGroup, yGroup, xGroup)} has a value in ${file} and in an earlier part`;
    fail('repeated-cell', message, { file }, aggregateHint(this.fields));
  }

  /** Names a cell in a diagnostic. */
  describeCell(panelGroup: number, yGroup: number, xGroup: number): string {
    const { x, y, panel, fields } = this;
    const column = quote(x.labelOf(xGroup));
    const cell =
      fields.x.kind === 'calendar'
        ? `the day ${column}`
        : `row ${quote(y.labelOf(yGroup))}, column ${column}`;
    return panel === null ? cell : `panel ${quote(panel.labelOf(panelGroup))}, ${cell}`;
  }

  /** Returns the error for two records of one cell, on two lines of the file if they are known. */
  repeatedCellError(cell: string, lines: string, place: Diagnostic['place']): Diagnostic {
    const message = `${cell} has more than one value${lines}`;
    return { severity: 'error', code: 'repeated-cell', message, place, hints: [aggregateHint(this.fields)] };
  }
}

/** The numbers of the groups of a part, on each axis. */
export type LoadedAxes = Readonly<Record<keyof Groupings, Int32Array | null>>;

function aggregateHint({ value: { text } }: RecordFields): string {
  return `combine the values of a cell: --value 'mean(${text})', or one of ${AGGREGATES.join(', ')}`;
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
