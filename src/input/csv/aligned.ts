import type { TextBuffer } from './text-buffer.js';

/** Larger texts are not tables for reading. */
const MAX_BYTES = 1 << 20;
const MAX_LINES = 10_000;
/** A text with more columns is not a table that was printed for reading. */
const MAX_COLUMNS = 1000;

/**
 * Returns the text of a table whose columns are aligned with blanks, as R's ftable is written, with tabs between its
 * columns. A column ends where all lines have a blank. Null if the text is long, has tabs, or has a single column.
 */
export function separateAlignedColumns({ bytes, size }: TextBuffer): Buffer | null {
  if (bytes.length !== size || size > MAX_BYTES || bytes.includes('\t')) return null;
  const lines = bytes
    .toString('utf8')
    .split(/\r\n|[\r\n]/)
    .filter((line) => line.trim() !== '')
    .map((line) => [...line]);
  if (lines.length > MAX_LINES) return null;
  const columns = textColumns(lines);
  if (columns.length < 2 || columns.length > MAX_COLUMNS) return null;
  const separated = lines.map((line) =>
    columns
      .map(([start, end]) => line.slice(start, end).join('').trim())
      .map((cell) => (cell.includes('"') ? quoteCell(cell.replace(/^"(.*)"$/, '$1')) : cell))
      .join('\t'),
  );
  return Buffer.from(`${separated.join('\n')}\n`);
}

/** Returns the ranges of characters between those at which all lines have a blank. */
function textColumns(lines: readonly (readonly string[])[]): (readonly [start: number, end: number])[] {
  const width = lines.reduce((max, line) => Math.max(max, line.length), 0);
  const hasText = new Uint8Array(width + 1);
  for (const line of lines) {
    line.forEach((character, i) => {
      if (character !== ' ') hasText[i] = 1;
    });
  }
  const columns: (readonly [number, number])[] = [];
  for (let start = hasText.indexOf(1); start >= 0; start = hasText.indexOf(1, start)) {
    const end = hasText.indexOf(0, start);
    columns.push([start, end]);
    start = end;
  }
  return columns;
}

function quoteCell(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
