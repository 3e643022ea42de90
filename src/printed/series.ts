/** What pandas prints for a series: a label and a value on each line, and a footer. */
import { type PrintedCell, trimmedCell } from './lines.js';

const FOOTER = /^(?:Freq: \S+, )?(?:Name: (?<name>.*), )?(?:Length: \d+, )?dtype: \S+$/;

/** Whether the last of `lines`, which has no blank ones, is the footer of a series. */
export function isSeries(lines: readonly string[]): boolean {
  return lines.length > 1 && FOOTER.test(lines[lines.length - 1]);
}

/** Returns a function that returns the cells of a line. The footer gives the header, above the first line. */
export function seriesCells(lines: readonly string[]): (line: number) => PrintedCell[] | null {
  const footer = lines.findLastIndex((line) => FOOTER.test(line));
  const name = FOOTER.exec(lines[footer])?.groups?.name ?? 'value';
  const written = lines.flatMap((line, i) => (i < footer && line.trim() !== '' ? [i] : []));
  // The lines below are one line further down, so that the header has a line.
  const positions = new Map(written.map((line, i) => [i + 1, line]));
  return (line) => {
    if (line === 0) return [cellOf('', footer), cellOf(name, footer)];
    const position = positions.get(line);
    if (position === undefined) return null;
    const text = lines[position].trimEnd();
    const valueStart = text.lastIndexOf(' ') + 1;
    return [
      trimmedCell(lines, position, 0, valueStart),
      trimmedCell(lines, position, valueStart, text.length),
    ];
  };

  function cellOf(text: string, line: number): PrintedCell {
    return { text, line, start: 0, end: 1 };
  }
}
