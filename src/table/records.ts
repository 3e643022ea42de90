import { type Diagnostic, quote } from '../diagnostics.js';
import { Faults, throwFaults } from '../fault-list.js';
import { checkSize } from '../matrix/limits.js';
import { AGGREGATES, type ReadOptions } from '../spec/data.js';
import { joinBy } from './aggregate.js';
import { Labels, PanelLabels } from './axis.js';
import type { LongColumns } from './columns.js';
import { numberHints, numberOf } from './decimal.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { Slots } from './sparse-cells.js';

/** What the records of a long table say, their values joined. */
export interface LongRecords {
  /** How many there are. */
  readonly count: number;
  readonly x: Labels;
  readonly y: Labels;
  readonly panels: readonly LongPanel[];
  /** In the rows of all panels, in order of first appearance: missing is NaN; words are indices. */
  readonly cells: Slots;
  readonly rows: readonly LongRow[];
  /** Null where the values are numbers. */
  readonly words: readonly string[] | null;
}

export interface LongPanel {
  readonly title: string;
  readonly x: PanelLabels;
  readonly y: PanelLabels;
}

/** A row of a panel. */
export interface LongRow {
  readonly panel: number;
  readonly position: number;
}

/**
 * Reads the records of `table`; one panel, named '', where it has no column of panels. Values are numbers or missing;
 * where not one is a number they are words, unless these are to be joined as numbers.
 *
 * Errors: `not-a-number` (each such value), `repeated-cell` (each record of a cell that had one, unless values are
 * to be joined), `too-large`.
 */
export function readRecords(table: LongTable, columns: LongColumns, options: ReadOptions): LongRecords {
  const { source } = table;
  const asked = [columns.x, columns.y, columns.value, ...(columns.panel === null ? [] : [columns.panel])];
  const x = new Labels('column labels', source);
  const y = new Labels('row labels', source);
  const titles = new Labels('panels', source);
  const words = new Labels('words', source);
  const panels: LongPanel[] = [];
  const join = joinBy(options.aggregate ?? 'first', source);
  const strays = new Faults(source, 'values that are not numbers');
  const repeats = new Faults(source, 'cells that were there before');
  const mayBeWords = options.aggregate === undefined || options.aggregate === 'first';
  let count = 0;
  let numbers = 0;
  const cells = new Slots();
  const rows: LongRow[] = [];
  /** For each panel its `rows`. */
  const rowsOf: number[][] = [];
  let room = 0;
  for (; table.next(asked); count++) {
    const at = titles.positionOf(columns.panel === null ? '' : table.cell(columns.panel));
    if (at === panels.length) {
      panels.push({ title: titles.list[at], x: new PanelLabels(), y: new PanelLabels() });
      rowsOf.push([]);
    }
    const panel = panels[at];
    const before = panel.x.positions.length * panel.y.positions.length;
    const position = panel.y.positionOf(y.positionOf(table.cell(columns.y)));
    const column = panel.x.positionOf(x.positionOf(table.cell(columns.x)));
    room += panel.x.positions.length * panel.y.positions.length - before;
    checkCells(room, source);
    if (position === rowsOf[at].length) rowsOf[at].push(rows.push({ panel: at, position }) - 1);
    const known = cells.count;
    const slot = cells.slotOf(rowsOf[at][position], column);
    if (slot === known) {
      cells.marks[slot] = table.mark(columns.value);
    } else if (options.aggregate === undefined) {
      repeats.add(() => repeatedCell(table, columns, cells.marks[slot]));
    }
    const value = numberOrWord(table.cell(columns.value));
    if (!Number.isNaN(value)) join.add(cells, slot, value);
  }
  const areWords = strays.count > 0 && numbers === 0 && mayBeWords;
  if (!areWords) throwFaults(strays);
  throwFaults(repeats);
  join.finish(cells);
  return { count, x, y, panels, cells, rows, words: areWords ? words.list : null };

  function numberOrWord(text: string): number {
    if (isMissing(text, options.missingValues)) return Number.NaN;
    const value = numberOf(text, options.decimal);
    if (!Number.isNaN(value)) numbers++;
    else {
      strays.add(() => strayValue(table, columns, text, options));
      if (numbers === 0 && mayBeWords) return words.positionOf(text);
    }
    return value;
  }
}

/** Error: `too-large`. */
export function checkCells(cells: number, file: string): void {
  checkSize(
    'cells',
    cells,
    file,
    'see whether "x" and "y" name the right columns: these have very many labels',
  );
}

function repeatedCell(table: LongTable, columns: LongColumns, mark: number): Diagnostic {
  const before = table.line(mark, columns.value);
  const place = table.place(columns.value);
  const lines = before && place.line ? `, on lines ${before} and ${place.line}` : '';
  return {
    severity: 'error',
    code: 'repeated-cell',
    message: `${cellName(table, columns)} has more than one value${lines}`,
    place,
    hints: [`say how to join the values of a cell with "aggregate": ${AGGREGATES.join(', ')}`],
  };
}

function strayValue(table: LongTable, columns: LongColumns, text: string, options: ReadOptions): Diagnostic {
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quote(text)} in ${cellName(table, columns)} is not a number`,
    place: table.place(columns.value),
    hints: numberHints(text, options.decimal ?? '.'),
  };
}

/** How messages name the cell that the record is about. */
function cellName(table: LongTable, { x, y, panel }: LongColumns): string {
  const cell = `row ${quote(table.cell(y))}, column ${quote(table.cell(x))}`;
  return panel === null ? cell : `panel ${quote(table.cell(panel))}, ${cell}`;
}
