/** Finds the blocks, the records and the cells of a data frame that pandas printed. */
import { fail } from '../diagnostics.js';
import { type PrintedCell, type PrintedLines, placeInLine, trimmedCell } from './lines.js';

/** Some columns of a frame, for all rows. */
export interface FrameBlock {
  readonly start: number;
  /** The lines of the block from `start` on: the header and the records; null for the line with the name of the index. */
  readonly lines: readonly (number | null)[];
  /** The name of the index; it is above the row labels. */
  readonly indexName: PrintedCell | null;
}

/** Returns the blocks of a print. All except the last one have a backslash at the end of their header. */
export function findBlocks(lines: readonly string[], footer: RegExp): FrameBlock[] {
  const blocks: FrameBlock[] = [];
  let line = 0;
  while (line < lines.length) {
    if (lines[line].trim() === '' || footer.test(lines[line])) {
      line++;
      continue;
    }
    const start = line;
    while (line < lines.length && lines[line].trim() !== '' && !footer.test(lines[line])) line++;
    if (line - start > 1) blocks.push(createBlock(lines, start, line));
  }
  return blocks;
}

function createBlock(lines: readonly string[], start: number, end: number): FrameBlock {
  const header = headerText(lines[start]);
  const second = lines[start + 1];
  // Values end where the header ends. A shorter line has only the name of the index.
  const isNameLine =
    end - start > 2 && /^\S+(?: \S+)*\s*$/.test(second) && second.trimEnd().length < header.length;
  const all = Array.from({ length: end - start }, (_, i) => start + i);
  return {
    start,
    lines: all.map((line) => (isNameLine && line === start + 1 ? null : line)),
    indexName: isNameLine ? trimmedCell(lines, start + 1, 0, second.length) : null,
  };
}

/** Returns a header without the backslash that announces another block. */
function headerText(line: string): string {
  return line.replace(/ *\\$/, '').trimEnd();
}

/** Returns a function that returns the cells of a record of a block, with the row label first. Error: `printed-frame`. */
export function splitBlock(block: FrameBlock, print: PrintedLines): (record: number) => PrintedCell[] {
  const { lines } = print;
  const header = headerText(lines[block.start]);
  const body = block.lines.slice(1).flatMap((line) => (line === null ? [] : [lines[line].trimEnd()]));
  const bounds = cellBounds(header, body);
  if (!bounds) {
    fail(
      'printed-frame',
      'the values are not aligned with the column labels',
      placeInLine(print, block.start),
      'write the data with df.to_csv("table.csv")',
    );
  }
  return (record) => {
    const line = block.lines[record] as number;
    const cells = bounds.slice(1).map((end, i) => trimmedCell(lines, line, bounds[i], end));
    if (record === 0 && block.indexName) cells[0] = block.indexName;
    return cells;
  };
}

/**
 * Whether lines without blank ones among them are a frame that needs its alignment: labels contain blanks, or a line below
 * the header has only the name of the index. pandas makes all lines equally long.
 */
export function isAlignedFrame(lines: readonly string[]): boolean {
  const [header, second] = lines;
  if (!lines.every((line) => line.length === header.length)) return false;
  const hasNameLine = /^\S+(?: \S+)* {2,}$/.test(second);
  if (!hasNameLine && !/^ {2,}\S/.test(header)) return false;
  const body = lines.slice(hasNameLine ? 2 : 1);
  const bounds = body.length > 0 ? cellBounds(header, body) : null;
  if (!bounds) return false;
  const words = (line: string) => line.trim().split(/\s+/).length;
  const cells = bounds.length - 1;
  return hasNameLine || words(header) !== cells - 1 || body.some((line) => words(line) !== cells);
}

/** Returns the bounds between the row labels and the columns; null if the values are not aligned with the header. */
export function cellBounds(header: string, body: readonly string[]): number[] | null {
  const ends = columnEnds(header, body);
  if (ends[ends.length - 1] !== header.length) return null;
  // The first word of the header can be the name of the columns, above the row labels.
  for (const [i, end] of ends.slice(0, 2).entries()) {
    const indexEnd = labelEnd(header, body, end);
    if (indexEnd !== null) return [0, indexEnd, ...ends.slice(i)];
  }
  return null;
}

/**
 * Returns the ends of the columns: where a word of the header ends, most values end too, and none goes on. Labels and
 * values are aligned on the right.
 */
function columnEnds(header: string, body: readonly string[]): number[] {
  const isBlank = (line: string, position: number) => position >= line.length || line[position] === ' ';
  return [...header.matchAll(/\S(?=\s|$)/g)]
    .map((match) => match.index + 1)
    .filter(
      (end) =>
        body.every((line) => isBlank(line, end)) &&
        body.filter((line) => !isBlank(line, end - 1)).length * 2 > body.length,
    );
}

/**
 * Returns the end of the row labels, which are aligned on the left: all lines are blank there, and only one word of each line
 * stands between it and the end of the first column. If there is no such position, the last one where all lines are blank.
 */
function labelEnd(header: string, body: readonly string[], firstEnd: number): number | null {
  const blank: number[] = [];
  for (let position = 1; position < firstEnd; position++) {
    if ([header, ...body].every((line) => line[position] === ' ')) blank.push(position);
  }
  const start = body.reduce((max, line) => Math.max(max, endBeforeLastWord(line.slice(0, firstEnd))), 0);
  return blank.find((position) => position >= start) ?? blank[blank.length - 1] ?? null;
}

/** Returns the end of the last but one word of a text; 0 if there is one word. */
function endBeforeLastWord(text: string): number {
  const end = text.trimEnd();
  return end.slice(0, end.lastIndexOf(' ') + 1).trimEnd().length;
}
