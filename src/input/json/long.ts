import type { Place } from '../../diagnostics.js';
import { itemPlace, itemTexts, placeOf, textOf } from '../../json/locate.js';
import type { JsonDocument, JsonNode } from '../../json/node.js';
import type { LongTable } from '../../table/pivot.js';
import { isNumbers, type Line } from './cells.js';
import type { Frame } from './frame.js';

/** The frame as text, as every long table is read: a number exactly as it is written, null and an absent value as ''. */
export function longTable(
  { lines, nodes, byColumn, rows, columns, columnLabels }: Frame,
  document: JsonDocument,
): LongTable {
  let row = -1;
  const columnTexts = byColumn ? lines.map(textsOf) : null;
  return {
    source: document.file,
    header: columnLabels ?? Array<string>(columns).fill(''),
    next: () => ++row < rows,
    // A column that lacks the last rows is shorter than the others.
    cell: (column) => (columnTexts ? (columnTexts[column][row] ?? '') : textIn(lines[row], column)),
    place: (column) => placeOfField(row, column),
    mark: () => row,
    line: (mark, column) => placeOfField(mark, column).line,
  };

  function placeOfField(row: number, column: number): Place {
    const [line, item] = byColumn ? [column, row] : [row, column];
    const cells = lines[line];
    return isNumbers(cells)
      ? itemPlace(document, cells, item)
      : placeOf(document, cells[item] ?? nodes[line]);
  }

  function textsOf(line: Line): readonly string[] {
    return isNumbers(line) ? itemTexts(document, line).map(unlessNull) : Array.from(line, textOfCell);
  }

  /** Rows are short, so that nothing is kept of them. */
  function textIn(line: Line, item: number): string {
    return isNumbers(line) ? unlessNull(itemTexts(document, line)[item]) : textOfCell(line[item]);
  }

  function textOfCell(node: JsonNode | undefined): string {
    return node === undefined || node.kind === 'null' ? '' : textOf(document, node);
  }
}

function unlessNull(text: string): string {
  return text === 'null' ? '' : text;
}
