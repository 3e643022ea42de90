import { type Diagnostic, quote } from '../../diagnostics.js';
import { ErrorList } from '../../error-list.js';
import { joinFirst } from '../../phrases.js';
import { columnHints } from '../../table/column-hints.js';
import type { NonNumericCell, NonNumericContext } from '../../table/non-numeric.js';
import { numberHints } from '../../table/number.js';
import type { BodyOptions, DelimitedTable } from './table.js';
import type { TextBuffer } from './text-buffer.js';

/** The number of lines that an error lists. */
const MAX_LISTED_LINES = 5;

/** Records with a wrong number of fields. Those with the same number of fields are one error. */
export class RaggedRecords {
  private readonly groups = new Map<
    number,
    { readonly error: Diagnostic; readonly lines: number[]; count: number }
  >();

  /** `expected` is the number of fields of most records. */
  constructor(
    private readonly text: TextBuffer,
    private readonly expected: number,
  ) {}

  /** Adds the record at `start`, which has `actual` fields. */
  add(start: number, actual: number): void {
    const group = this.groups.get(actual);
    if (!group) {
      this.groups.set(actual, { error: this.errorAt(start, actual), lines: [], count: 1 });
      return;
    }
    group.count++;
    if (group.lines.length <= MAX_LISTED_LINES) group.lines.push(this.text.place(start).line ?? 0);
  }

  errorAt(start: number, actual: number): Diagnostic {
    return {
      severity: 'error',
      code: 'ragged-row',
      message: `the line has ${actual} ${actual === 1 ? 'field' : 'fields'}, but most lines have ${this.expected}`,
      place: this.text.place(start),
    };
  }

  errors(): ErrorList {
    const errors = new ErrorList(this.text.file, 'lines with a wrong number of fields');
    for (const { error, lines, count } of this.groups.values()) {
      errors.add(() => ({ ...error, message: `${error.message}${otherLines(lines, count - 1)}` }));
    }
    return errors;
  }
}

/** Returns " (also lines 5, 7 and 9)"; '' if there is no other line. */
function otherLines(lines: readonly number[], count: number): string {
  if (count === 0) return '';
  if (count === 1) return ` (also line ${lines[0]})`;
  return ` (also lines ${joinFirst(lines.map(String), MAX_LISTED_LINES, count)})`;
}

/** A cell that is neither a number nor missing, with its position in the text and in the matrix. */
interface TextCell {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly column: number;
  readonly rowLabel: string | null;
}

/** Returns a cell for `NonNumericCells`. */
export function createNonNumericCell(
  table: DelimitedTable,
  cell: TextCell,
  columnLabels: readonly string[] | null,
): NonNumericCell {
  const { content, row, column } = cell;
  return {
    row,
    column,
    content,
    fault: () => numberHints(content, table.dialect.decimal).join('; '),
    describe: () => textCellError(table, cell, columnLabels),
  };
}

/** A text that could stand for a missing value: it is short and has no digit, which a misspelled number has. */
const MISSING_NAME = /^\P{N}{1,12}$/u;

/** The error for text among numbers, with hints for the likely causes. */
function textCellError(
  table: DelimitedTable,
  cell: TextCell,
  columnLabels: readonly string[] | null,
): Diagnostic {
  const { text, dialect, layout, options } = table;
  const { content, row, column, rowLabel } = cell;
  const position: string[] = [];
  if (rowLabel !== null) position.push(`row ${quote(rowLabel)}`);
  // A header can have fewer fields than the other lines.
  const columnLabel = columnLabels?.[column];
  if (columnLabel !== undefined) position.push(`column ${quote(columnLabel)}`);
  const hints = [...numberHints(content, dialect.decimal)];
  if (row === 0 && !layout.header && options.header === undefined) {
    hints.push('if the first line contains the column labels, set "header": true');
  }
  if (column === 0) for (const hint of rowLabelHints(table)) hints.push(hint);
  if (hints.length === 0 && MISSING_NAME.test(content)) {
    hints.push(`if it stands for a missing value, set "missingValues": [${quote(content)}]`);
  }
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quote(content)}${position.length > 0 ? ` in ${position.join(', ')}` : ''} is not a number`,
    place: text.place(cell.start, cell.end),
    hints,
  };
}

function rowLabelHints({ layout, options }: DelimitedTable): string[] {
  const isOpen = !layout.rowLabels && options.rowLabels === undefined;
  return isOpen ? ['if the first column contains the row labels, set "rowLabels": true'] : [];
}

/** What the errors of `NonNumericCells` say about a wide table with `columns` columns. */
export function nonNumericContext(
  table: DelimitedTable,
  { columnLabels, name, kept }: BodyOptions,
  columns: number,
  hasNumbers: (column: number) => boolean,
): NonNumericContext {
  const labelOf = (column: number) => columnLabels?.[column] ?? null;
  return {
    file: table.text.file,
    hasNumbers,
    nameOf: (column) => {
      const label = labelOf(column);
      return label === null ? String(column + 1) : quote(label);
    },
    columnHints(wordColumns) {
      const words = new Set(wordColumns);
      const numeric = (kept ?? Array.from({ length: columns }, (_, column) => column)).filter(
        (column) => !words.has(column) && hasNumbers(column),
      );
      return [
        ...(wordColumns[0] === 0 ? rowLabelHints(table) : []),
        ...columnHints([name, ...wordColumns.map(labelOf)], numeric, labelOf),
      ];
    },
  };
}
