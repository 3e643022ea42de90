import { fail, HeatmapError, type Place, type Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import { type PrintedCell, type PrintedLines, placeInLine } from '../printed/lines.js';
import type { ReadOptions } from '../spec/data.js';
import { readAll } from './bytes.js';
import { TextBuffer } from './csv/text-buffer.js';
import { readTable } from './csv.js';
import { decodeText } from './decode.js';
import type { ReadPlan, Source } from './reader.js';

/** A print is made for people. A longer text is not a print. */
const MAX_BYTES = 2 ** 26;

/** Reads a text as lines. Errors: `file-too-large`, and those of `decodeText`. */
export function readLines(source: Source, report: Report): PrintedLines {
  const { name: file, rest } = source;
  const size = rest ? (rest.size ?? Infinity) : source.bytes.length;
  if (size > MAX_BYTES) {
    const message = `a printed table or array can have at most ${MAX_BYTES} bytes`;
    fail('file-too-large', message, { file }, 'write the data as CSV or NPY instead of printing it');
  }
  const text = new TextDecoder().decode(decodeText(readAll(source), report));
  return { file, lines: text.split(/\r\n|\n|\r/) };
}

/** The character that ASCII has for this purpose. It occurs in no print. */
const DELIMITER = '\u001f';

/**
 * Reads the records of a printed table as `readTable` reads delimited text. `cellsOf` returns the cells of the record in
 * a line, or null if the line has none. Diagnostics name the places of the print.
 */
export function readPrintedRecords(
  print: PrintedLines,
  cellsOf: (line: number) => readonly PrintedCell[] | null,
  options: ReadOptions,
  report: Report,
  plan: ReadPlan | undefined,
): Dataset {
  const delimited = print.lines.map((_, line) => encodeRecord(cellsOf(line) ?? [])).join('\n');
  const readOptions: ReadOptions = { ...options, delimiter: DELIMITER, comment: false };
  const buffer = new TextBuffer(print.file, Buffer.from(delimited));
  try {
    return readTable(buffer, readOptions, (diagnostic) => report(relocate(diagnostic)), plan);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    throw new HeatmapError(error.diagnostics.map(relocate));
  }

  function relocate<T extends { readonly place?: Place }>(diagnostic: T): T {
    const { line, column = 1 } = diagnostic.place ?? {};
    const cells = line === undefined ? null : cellsOf(line - 1);
    if (!cells?.length) return diagnostic;
    let end = 0;
    const cell = cells.find(({ text }) => {
      end += encode(text).length + 1;
      return column <= end;
    });
    const { line: cellLine, start, end: cellEnd } = cell ?? cells[cells.length - 1];
    return { ...diagnostic, place: placeInLine(print, cellLine, start, cellEnd) };
  }
}

function encodeRecord(cells: readonly PrintedCell[]): string {
  // A line with one empty field would be a blank line.
  return cells.length === 1 && cells[0].text === ''
    ? '""'
    : cells.map(({ text }) => encode(text)).join(DELIMITER);
}

function encode(text: string): string {
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}
