import { type Diagnostic, quote } from '../../diagnostics.js';
import { numberHints } from '../../table/number.js';
import type { Table } from './table.js';
import type { TextBuffer } from './text-buffer.js';

/** The error for a record at `start` with a wrong number of fields. */
export function raggedRecordError(
  text: TextBuffer,
  start: number,
  actual: number,
  expected: number,
): Diagnostic {
  return {
    severity: 'error',
    code: 'ragged-row',
    message: `the line has ${actual} ${actual === 1 ? 'field' : 'fields'}, but most lines have ${expected}`,
    place: text.place(start),
  };
}

/** A cell that is neither a number nor missing, with its position in the text and in the matrix. */
export interface NonNumericCell {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly column: number;
  readonly rowLabel: string | null;
  readonly columnLabel: string | null;
}

/** The error for text among numbers, with hints for the likely causes. */
export function nonNumericCellError(
  { text, dialect, layout, options }: Table,
  cell: NonNumericCell,
): Diagnostic {
  const { content, row, column, rowLabel, columnLabel } = cell;
  const position: string[] = [];
  if (rowLabel !== null) position.push(`row ${quote(rowLabel)}`);
  if (columnLabel !== null) position.push(`column ${quote(columnLabel)}`);
  const hints = numberHints(content, dialect.decimal);
  if (row === 0 && !layout.header && options.header === undefined) {
    hints.push('if the first line contains the column labels, set "header": true');
  }
  if (column === 0 && !layout.rowLabels && options.rowLabels === undefined) {
    hints.push('if the first column contains the row labels, set "rowLabels": true');
  }
  if (row === 0 && layout.hasMixedColumns) {
    hints.push('if this is a long table, one line for each cell, name its columns with "x", "y" and "value"');
  }
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quote(content)}${position.length > 0 ? ` in ${position.join(', ')}` : ''} is not a number`,
    place: text.place(cell.start, cell.end),
    hints,
  };
}
