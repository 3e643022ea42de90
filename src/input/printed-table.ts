import { fail } from '../diagnostics.js';
import { failAbbreviated, type PrintedCell, type PrintedLines } from '../printed/lines.js';
import { findTable, type PrintedTable } from '../printed/ruled.js';
import { readLines, readPrintedRecords } from './printed-text.js';
import type { Reader } from './reader.js';
import { firstLines, type TextHead } from './text-head.js';

/** Whether a text starts with a table that is printed with lines: Markdown, psql, polars and others. */
export function isPrintedTable(head: TextHead): boolean {
  const lines = firstLines(head, 8).map((line) => line.trimEnd());
  return findTable(lines) !== null;
}

/**
 * Reads a table that a program printed with lines between its parts.
 *
 * - Markdown; psql and MySQL; tables in boxes, such as those of polars, DuckDB and rich; the grids of `tabulate`.
 * - The header is the part above the first line. Types below the names are skipped.
 * - Options, labels and long tables work as for delimited text.
 *
 * Errors: `printed-table`, `abbreviated-print`, `file-too-large`, and those of `readCsv`.
 */
export const readPrintedTable: Reader = (source, options, report, plan) => {
  const print = readLines(source, report);
  const table = findTable(print.lines);
  if (!table) {
    const message = 'expected a table with a line of dashes below its header, such as Markdown';
    fail('printed-table', message, { file: print.file });
  }
  const header = table.headerLines.map((line) => table.split(line));
  const names = joinHeader(header);
  rejectAbbreviated(print, table, names);
  const cellsOf = (line: number) =>
    line === table.headerLines[0] ? names : table.isRecord(line) ? table.split(line) : null;
  return readPrintedRecords(print, cellsOf, { header: true, ...options }, report, plan);
};

/** Joins the lines of a header into one name for each column. */
function joinHeader([first, ...others]: readonly (readonly PrintedCell[])[]): readonly PrintedCell[] {
  return first.map((cell, i) => {
    const parts = [cell, ...others.map((cells) => cells[i])].map((part) => part?.text ?? '');
    return { ...cell, text: parts.filter((text) => text !== '').join(' ') };
  });
}

const DOTS = /^(?:…|\.{2,3}|·)$/;

function rejectAbbreviated(print: PrintedLines, table: PrintedTable, names: readonly PrintedCell[]): void {
  const dots = names.find(({ text }) => DOTS.test(text));
  if (dots) failAbbreviated(print, dots.line, 'some columns', table.howTo);
  for (let line = 0; line < print.lines.length; line++) {
    if (!table.isRecord(line)) continue;
    const texts = table.split(line).map(({ text }) => text);
    const hasDots =
      texts.length > 0 && DOTS.test(texts[0]) && texts.every((text) => DOTS.test(text) || text === '');
    if (hasDots) failAbbreviated(print, line, 'some rows', table.howTo);
  }
}
