import { type Diagnostic, quote } from '../../diagnostics.js';
import { numberHints } from '../../table/decimal.js';
import type { Table } from './table.js';
import type { TableText } from './text.js';

/** A record that begins at `start` and has `found` fields among records of `expected`. */
export function raggedRecord(text: TableText, start: number, found: number, expected: number): Diagnostic {
  return {
    severity: 'error',
    code: 'ragged-row',
    message: `the line has ${found} ${found === 1 ? 'field' : 'fields'}, not ${expected} as most lines have`,
    place: text.place(start),
  };
}

/** A cell that is neither a number nor missing: where it stands in the text and in the matrix. */
export interface Stray {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly column: number;
  readonly rowLabel: string | null;
  readonly columnLabel: string | null;
}

export function strayCell({ text, dialect, shape, options }: Table, stray: Stray): Diagnostic {
  const { content, row, column, rowLabel, columnLabel } = stray;
  const where: string[] = [];
  if (rowLabel !== null) where.push(`row ${quote(rowLabel)}`);
  if (columnLabel !== null) where.push(`column ${quote(columnLabel)}`);
  const hints = numberHints(content, dialect.decimal);
  if (row === 0 && !shape.header && options.header === undefined) {
    hints.push('if the first line holds the column labels, say "header": true');
  }
  if (column === 0 && !shape.rowLabels && options.rowLabels === undefined) {
    hints.push('if the first column holds the row labels, say "rowLabels": true');
  }
  if (row === 0 && shape.mixed) {
    hints.push('if this is a long table, one line for each cell, name its columns with "x", "y" and "value"');
  }
  return {
    severity: 'error',
    code: 'not-a-number',
    message: `${quote(content)}${where.length > 0 ? ` in ${where.join(', ')}` : ''} is not a number`,
    place: text.place(stray.start, stray.end),
    hints,
  };
}
