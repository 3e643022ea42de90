/** What R prints for a contingency table whose dimensions have names: `print(table(cyl, gear))`. */
import { cellBounds, type FrameBlock } from './frame.js';

export interface ContingencyTable {
  /** The names of the dimensions. */
  readonly names: { readonly x: string; readonly y: string | null };
  /** The columns that R prints below each other if they do not fit into a line. */
  readonly blocks: readonly FrameBlock[];
}

/**
 * Returns the contingency table in some lines; null if they have another form. The name of the columns is alone in the first
 * line, above the first column. The name of the rows is above their labels, which are indented.
 */
export function findContingencyTable(lines: readonly string[]): ContingencyTable | null {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return null;
  const x = lines[first].trim();
  const nameStart = lines[first].indexOf(x);
  if (nameStart === 0) return null;
  const blocks: FrameBlock[] = [];
  let line = first;
  while (line < lines.length && lines[line].trim() !== '') {
    if (lines[line].trimEnd() !== lines[first].trimEnd()) return null;
    const start = line + 1;
    line = start;
    while (line < lines.length && lines[line].trim() !== '' && !isName(line)) line++;
    const [header = '', ...body] = lines.slice(start, line);
    if (body.length === 0 || !body.every((text) => text.startsWith('  '))) return null;
    const bounds = cellBounds(
      header.trimEnd(),
      body.map((text) => text.trimEnd()),
    );
    if (bounds?.[1] !== nameStart) return null;
    const all = Array.from({ length: line - start }, (_, i) => start + i);
    blocks.push({ start, lines: all, indexName: null });
  }
  if (lines.slice(line).some((text) => text.trim() !== '')) return null;
  const y = lines[first + 1].slice(0, nameStart).trim();
  return { names: { x, y: y === '' ? null : y }, blocks };

  function isName(at: number): boolean {
    return lines[at].trimEnd() === lines[first].trimEnd();
  }
}
