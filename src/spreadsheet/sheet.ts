import { formatCell, MAX_COLUMNS, MAX_ROWS, parseCell } from './cell-reference.js';
import { formatSerial } from './dates.js';
import { readRichText } from './rich-text.js';
import type { XmlReader } from './xml.js';

/** A row that has at least one value. */
export interface SheetRow {
  /** Counted from 1, as in the sheet. */
  readonly row: number;
  /** The column of the first field, counted from 1. */
  readonly first: number;
  /** The fields from `first` on, separated by commas; texts are in quotes. */
  readonly fields: string;
  /** The column of the last field. */
  readonly last: number;
  /** Whether it has one value only, which is text. */
  readonly isSingleText: boolean;
}

/** Cells that are shown as one; their value is in the first one. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Cells without a value that could be missed: how many, and the first ones. */
export interface CellList {
  count: number;
  readonly first: string[];
}

export interface SheetCells {
  readonly rows: readonly SheetRow[];
  readonly merged: readonly MergedCells[];
  /** Cells with an error such as #DIV/0!. */
  readonly errors: CellList;
  /** Cells with a formula whose result the file does not contain. */
  readonly formulas: CellList;
}

export interface SheetContext {
  readonly strings: readonly string[];
  /** For each style, whether it shows numbers as dates. */
  readonly styles: readonly boolean[];
  readonly is1904: boolean;
  /** Called with the length of each row. */
  readonly addSize: (length: number) => void;
  readonly failCell: (cell: string, problem: string) => never;
}

const MAX_LISTED = 5;
const MAX_MERGED = 2 ** 16;

/** Reads `xl/worksheets/sheet1.xml`. Formulas count by their stored results. Styles of empty cells are ignored. */
export function readSheet(xml: XmlReader, context: SheetContext): SheetCells {
  const rows: SheetRow[] = [];
  const merged: MergedCells[] = [];
  const cells = new CellParser(xml, context);
  let lastRow = 0;
  for (let token = xml.next(); token !== null; token = xml.next()) {
    if (token !== 'start') continue;
    if (xml.name === 'row') {
      const row = Number(xml.attribute('r') ?? lastRow + 1);
      if (!Number.isInteger(row) || row <= lastRow || row > MAX_ROWS) {
        context.failCell(`row ${lastRow + 1}`, 'the next row has an invalid number');
      }
      lastRow = row;
      const parsed = readRow(xml, row, cells, context);
      if (parsed) rows.push(parsed);
    } else if (xml.name === 'mergeCell' && merged.length < MAX_MERGED) {
      const [start, end] = (xml.attribute('ref') ?? '').split(':').map(parseCell);
      if (start && end && end.row >= start.row && end.column >= start.column) {
        merged.push({ top: start.row, left: start.column, bottom: end.row, right: end.column });
      }
    }
  }
  return { rows, merged, errors: cells.errors, formulas: cells.formulas };
}

function readRow(xml: XmlReader, row: number, cells: CellParser, context: SheetContext): SheetRow | null {
  const { depth } = xml;
  const fields: string[] = [];
  let first = 0;
  let column = 0;
  let values = 0;
  while (xml.depth >= depth) {
    if (xml.next() !== 'start' || xml.name !== 'c') continue;
    const name = xml.attribute('r');
    const position = name === undefined ? { row, column: column + 1 } : parseCell(name);
    if (position?.row !== row || position.column <= column || position.column > MAX_COLUMNS) {
      context.failCell(formatCell(row, column + 1), 'the next cell has an invalid name');
    }
    column = position.column;
    const field = cells.read(row, column);
    if (field === '') continue;
    if (values === 0) first = column;
    values++;
    while (fields.length < column - first) fields.push('');
    fields.push(field);
  }
  if (values === 0) return null;
  const joined = fields.join(',');
  context.addSize(joined.length);
  const isSingleText = values === 1 && joined.startsWith('"');
  return { row, first, fields: joined, last: first + fields.length - 1, isSingleText };
}

/** Reads cells as fields of a table. */
class CellParser {
  readonly errors: CellList = { count: 0, first: [] };
  readonly formulas: CellList = { count: 0, first: [] };

  constructor(
    private readonly xml: XmlReader,
    private readonly context: SheetContext,
  ) {}

  /** Moves behind the cell that was started last, and returns its value; '' if it is empty. */
  read(row: number, column: number): string {
    const { xml } = this;
    const type = xml.attribute('t') ?? 'n';
    const style = Number(xml.attribute('s') ?? 0);
    const { depth } = xml;
    let value = '';
    let hasFormula = false;
    while (xml.depth >= depth) {
      if (xml.next() !== 'start') continue;
      if (xml.name === 'v') value = xml.readContent();
      else if (xml.name === 'is') value = readRichText(xml);
      else if (xml.name === 'f') hasFormula = true;
    }
    if (value === '' && hasFormula && type !== 'str') addCell(this.formulas, row, column);
    return value === '' ? '' : this.toField(type, style, value, row, column);
  }

  private toField(type: string, style: number, value: string, row: number, column: number): string {
    const { context } = this;
    const failCell = (problem: string) => context.failCell(formatCell(row, column), problem);
    switch (type) {
      case 's': {
        const index = Number(value);
        const text = context.strings[index];
        if (!Number.isInteger(index) || text === undefined)
          failCell('it refers to a text that does not exist');
        return quoteText(text);
      }
      case 'str':
      case 'inlineStr':
        return quoteText(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false';
      case 'e':
        addCell(this.errors, row, column, value);
        return '';
      case 'd':
        return quoteText(
          value.trim().replace(/T(?:00:00:00(?:\.0*)?Z?$)?/, (t) => (t.length > 1 ? '' : ' ')),
        );
      default: {
        const text = value.trim();
        const number = text === '' ? Number.NaN : Number(text);
        if (!Number.isFinite(number)) failCell('its value is not a number');
        return context.styles[style] ? (formatSerial(number, context.is1904) ?? text) : text;
      }
    }
  }
}

function addCell(list: CellList, row: number, column: number, value?: string): void {
  list.count++;
  if (list.first.length >= MAX_LISTED) return;
  const cell = formatCell(row, column);
  list.first.push(value === undefined ? cell : `${cell} (${value.slice(0, 20)})`);
}

/** Returns a text as a field in quotes on one line; '' if it is blank. */
function quoteText(text: string): string {
  const line = text.replace(/[\0-\x1f\u2028\u2029]+/g, ' ').trim();
  return line === '' ? '' : `"${line.replaceAll('"', '""')}"`;
}
