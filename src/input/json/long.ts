import type { Place } from '../../diagnostics.js';
import { itemPlace, itemTexts, placeOf, textOf } from '../../json/locate.js';
import type { JsonDocument, JsonNode } from '../../json/node.js';
import type { LongTable } from '../../table/long-table.js';
import { createTextTable } from '../../table/text-table.js';
import { type CellVector, isNumberList } from './cells.js';
import type { DataFrame } from './data-frame.js';

/**
 * Returns a data frame as a long table of strings: numbers as they are written, null and absent values as ''.
 * `rowLabels`, if there are any, become a first column without a name.
 */
export function createLongTable(
  { vectors, nodes, byColumn, rows, columns, columnLabels }: DataFrame,
  document: JsonDocument,
  rowLabels: readonly string[] | null = null,
): LongTable {
  const columnTexts = byColumn ? vectors.map(textsOf) : null;
  const header = columnLabels ?? Array<string>(columns).fill('');
  // A column without values for the last rows is shorter than the others.
  const textAt = (row: number, column: number) =>
    columnTexts ? (columnTexts[column][row] ?? '') : textIn(vectors[row], column);
  return createTextTable({
    name: document.file,
    header: rowLabels ? ['', ...header] : header,
    count: rows,
    text: rowLabels ? (row, column) => (column === 0 ? rowLabels[row] : textAt(row, column - 1)) : textAt,
    place: rowLabels ? (row, column) => placeOfCell(row, Math.max(0, column - 1)) : placeOfCell,
  });

  function placeOfCell(row: number, column: number): Place {
    const [index, item] = byColumn ? [column, row] : [row, column];
    const vector = vectors[index];
    return isNumberList(vector)
      ? itemPlace(document, vector, item)
      : placeOf(document, vector[item] ?? nodes[index]);
  }

  function textsOf(vector: CellVector): readonly string[] {
    return isNumberList(vector)
      ? itemTexts(document, vector).map(emptyIfNull)
      : Array.from(vector, textOfCell);
  }

  /** Rows are short, so their strings are not cached. */
  function textIn(vector: CellVector, item: number): string {
    return isNumberList(vector) ? emptyIfNull(itemTexts(document, vector)[item]) : textOfCell(vector[item]);
  }

  function textOfCell(node: JsonNode | undefined): string {
    return node === undefined || node.kind === 'null' ? '' : textOf(document, node);
  }
}

function emptyIfNull(text: string): string {
  return text === 'null' ? '' : text;
}
