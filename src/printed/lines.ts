import { fail, type Place, placeAtOffset } from '../diagnostics.js';

/** The text of a print, as lines. */
export interface PrintedLines {
  readonly file: string;
  readonly lines: readonly string[];
}

/** A cell of a printed table: its text, and where it is. */
export interface PrintedCell {
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Returns the place of a part of a line. */
export function placeInLine({ file, lines }: PrintedLines, line: number, start = 0, end = start + 1): Place {
  const place = placeAtOffset(file, lines[line], start, Math.max(1, end - start));
  return { ...place, line: line + 1 };
}

/** Fails for a print in which some rows or columns are replaced by dots. `howTo` says how to print all of them. */
export function failAbbreviated(print: PrintedLines, line: number, what: string, ...howTo: string[]): never {
  const start = Math.max(0, print.lines[line].search(/\.\.|…|·/));
  const message = `the print is abbreviated: ${what} are replaced by dots`;
  fail('abbreviated-print', message, placeInLine(print, line, start, start + 3), ...howTo);
}

/** Returns the part of a line without blanks around it. */
export function trimmedCell(lines: readonly string[], line: number, start: number, end: number): PrintedCell {
  const part = lines[line].slice(start, end);
  const text = part.trim();
  const first = start + (text === '' ? 0 : part.indexOf(text));
  return { text, line, start: first, end: first + text.length };
}
