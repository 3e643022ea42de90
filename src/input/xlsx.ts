import { type Diagnostic, fail, HeatmapError, type Report } from '../diagnostics.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { parseCell } from '../spreadsheet/cell-reference.js';
import type { CellList, SheetCells } from '../spreadsheet/sheet.js';
import { sheetTable, type TableText } from '../spreadsheet/table-text.js';
import { readAll } from './bytes.js';
import { TextBuffer } from './csv/text-buffer.js';
import { readTable } from './csv.js';
import type { Reader } from './reader.js';
import { readCells } from './xlsx/cells.js';

const MAX_LISTED = 20;
/** The size of a chunk of the table as text. */
const CHUNK_BYTES = 2 ** 16;

/**
 * Reads one sheet of a workbook as `readCsv` reads a table: with or without labels, or a long table.
 *
 * - `options.sheet` names the sheet, or gives its 0-based position. Without it, the first visible one is read, and
 *   `sheet-chosen` lists the others.
 * - Numbers are read as they are stored, and their number format is ignored. Dates are ISO texts.
 * - Formulas have their stored results. Cells with errors are missing values. Merged cells all have their value.
 *
 * Diagnostics have the row and the column of the sheet. Reports `sheet-chosen`, `sheet-left-out`, `cell-errors`,
 * `formula-values`. Errors: `empty-file`, `too-large`, and those of `readCells` and `readTable`.
 */
export const readXlsx: Reader = (source, options, report, plan = NO_REDUCTION) => {
  const { name: file, bytes } = readAll(source);
  const cells = readCells(bytes, options.sheet, file, report);
  if (cells.rows.length === 0) fail('empty-file', 'the sheet is empty', { file });
  const table = sheetTable(cells);
  checkSize('cells', table.rows * table.columns, file);
  reportCells(cells, table, file, report);
  const text = new TextBuffer(file, { ...textChunks(table), size: null });
  const ownOptions = { ...options, delimiter: ',', decimal: '.', comment: false } as const;
  try {
    return readTable(text, ownOptions, (diagnostic) => report(placeInSheet(diagnostic, table)), plan);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    throw new HeatmapError(error.diagnostics.map((diagnostic) => placeInSheet(diagnostic, table)));
  }
};

function reportCells({ errors, formulas }: SheetCells, table: TableText, file: string, report: Report): void {
  const place = { file };
  const { leftOut } = table;
  if (leftOut.length > 0) {
    const rows = leftOut.slice(0, MAX_LISTED).join(', ');
    report({
      severity: 'info',
      code: 'sheet-left-out',
      message: `rows with one text outside of the table are left out: ${rows}${leftOut.length > MAX_LISTED ? ', …' : ''}`,
      place,
    });
  }
  if (errors.count > 0) {
    report({
      severity: 'info',
      code: 'cell-errors',
      message: `cells with errors are missing values: ${formatCells(errors)}`,
      place,
    });
  }
  if (formulas.count > 0) {
    report({
      severity: 'warning',
      code: 'formula-values',
      message: `formulas without a stored result are missing values: ${formatCells(formulas)}`,
      place,
      hints: ['open the file in a spreadsheet program, which computes them, and save it'],
    });
  }
}

function formatCells({ count, first }: CellList): string {
  return first.join(', ') + (count > first.length ? ` and ${count - first.length} more` : '');
}

/** Returns the lines of a table as chunks of bytes. */
function textChunks(table: TableText): { head: Uint8Array; next: () => Uint8Array | null } {
  const lines = table.lines()[Symbol.iterator]();
  const next = () => {
    let text = '';
    while (text.length < CHUNK_BYTES) {
      const line = lines.next();
      if (line.done) break;
      text += line.value;
    }
    return text === '' ? null : Buffer.from(text);
  };
  return { head: next() ?? new Uint8Array(0), next };
}

/** Replaces the place in the text of the table by the cell. */
function placeInSheet(diagnostic: Diagnostic, table: TableText): Diagnostic {
  const { place } = diagnostic;
  if (place?.line === undefined || place.column === undefined) return diagnostic;
  const cell = table.cellAt(place.line, place.column);
  const { column } = parseCell(cell) ?? place;
  return { ...diagnostic, message: `cell ${cell}: ${diagnostic.message}`, place: { ...place, column } };
}
