/** Finds the header, the records and the cells of a table that is printed with lines. */
import { type PrintedCell, trimmedCell } from './lines.js';

export interface PrintedTable {
  /** The lines with the names of the columns, at least one. */
  readonly headerLines: readonly number[];
  /** Whether a line is a record below the header. */
  readonly isRecord: (line: number) => boolean;
  readonly split: (line: number) => PrintedCell[];
  /** How to write or print all of a table in this style. */
  readonly howTo: string;
}

const WRITE_ALL = 'write the whole table, for example as CSV';
const WRITE_ALL_OF_BOX =
  'in polars, df.write_csv("table.csv") writes all of it and pl.Config(tbl_rows=-1, tbl_cols=-1) prints it; in DuckDB, COPY … TO \'table.csv\'';

const PSQL_RULE = /^-+(?:\+-+)+$/;
const GRID_RULE = /^[+|][-=+:|]+$/;
/** Box-drawing characters. */
const BOX_RULE = /^\s*[\u2500-\u257f]+\s*$/;
const BOX_SEPARATOR = /[│┃║┆┇┊┋╎╏]/;
const FOOTER = /^\(\d+ rows?\)$|^Time: |^\d+ rows? in set/;
/** The types below the names in DuckDB. */
const DUCKDB_TYPE =
  /^(?:boolean|u?(?:tiny|small|big|huge)?int(?:eger)?|u?int(?:8|16|32|64|128)|float|double|decimal\(\d+,\d+\)|varchar|date|time|timestamp.*)$/;

/** Returns the table in `lines`, which starts with its first line that is not blank; null if it has another form. */
export function findTable(lines: readonly string[]): PrintedTable | null {
  const first = lines.findIndex((line) => line.trim() !== '' && !/^shape: \(\d+, \d+\)$/.test(line));
  if (first < 0 || first + 1 >= lines.length) return null;
  const [line, next] = [lines[first], lines[first + 1]];
  if (BOX_RULE.test(line)) return boxTable(lines, first);
  if (/^\+[-=+]+\+$/.test(line.trim()) && next.trim().startsWith('|')) return gridTable(lines, first);
  if (PSQL_RULE.test(next.trim()) && line.includes('|')) return psqlTable(lines, first);
  const isPsqlFormat = line.trim().startsWith('|') && /^\|[-+]+\|$/.test(next.trim());
  if ((isMarkdownRule(next) || isPsqlFormat) && line.includes('|') && next.includes('|')) {
    return markdownTable(lines, first);
  }
  return null;
}

/** Whether a line has only cells such as :---: between bars. */
function isMarkdownRule(line: string): boolean {
  if (!/^[\s|:-]+$/.test(line)) return false;
  const cells = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.every((cell) => /^:?-+:?$/.test(cell.trim()));
}

function isGridRule(line: string): boolean {
  return GRID_RULE.test(line) && /[-=]/.test(line);
}

function markdownTable(lines: readonly string[], first: number): PrintedTable {
  const end = endOfTable(lines, first, (line) => line.includes('|'));
  return {
    headerLines: [first],
    isRecord: (line) => line > first + 1 && line < end,
    split: (line) => splitAt(lines, line, /(?<!\\)\|/g).map(withoutMarkup),
    howTo: WRITE_ALL,
  };
}

/** Removes the emphasis around a cell of Markdown, and the backslashes before bars. */
function withoutMarkup(cell: PrintedCell): PrintedCell {
  const text = cell.text.replace(/^(\*\*|__|\*|`)(.+)\1$/, '$2').replaceAll('\\|', '|');
  return { ...cell, text };
}

function gridTable(lines: readonly string[], top: number): PrintedTable {
  const isRule = (line: number) => isGridRule(lines[line].trim());
  const end = endOfTable(lines, top, (line) => /^\s*[+|]/.test(line));
  const { headerLines, bodyStart } = headerBetween(isRule, top, end);
  return {
    headerLines,
    isRecord: (line) => line >= bodyStart && line < end && !isRule(line),
    split: (line) => splitAt(lines, line, /\|/g),
    howTo: WRITE_ALL,
  };
}

function psqlTable(lines: readonly string[], first: number): PrintedTable {
  const rule = lines[first + 1].trim();
  const end = endOfTable(lines, first, (line) => !FOOTER.test(line.trim()));
  const columns = rule.split('+').length;
  return {
    headerLines: [first],
    isRecord: (line) => line > first + 1 && line < end,
    split(line) {
      const cells = splitAt(lines, line, / ?\|(?: |$)/g, false);
      if (cells.length === columns) return cells;
      // A cell contains a bar, so the widths decide.
      let start = 0;
      return rule.split('+').map((dashes) => {
        const cell = trimmedCell(lines, line, start, start + dashes.length);
        start += dashes.length + 1;
        return cell;
      });
    },
    howTo: WRITE_ALL,
  };
}

function boxTable(lines: readonly string[], top: number): PrintedTable | null {
  const isRule = (line: number) => BOX_RULE.test(lines[line]) && !BOX_SEPARATOR.test(lines[line].trim()[0]);
  const end = endOfTable(lines, top, (line) => /[\u2500-\u257f]/.test(line));
  const split = (line: number) => splitAt(lines, line, new RegExp(BOX_SEPARATOR, 'g'));
  const { headerLines, bodyStart } = headerBetween(isRule, top, end);
  if (headerLines.length === 0) return null;
  const columns = split(headerLines[0]).length;
  const polarsRule = headerLines.findIndex((line) => split(line).every(({ text }) => text === '---'));
  const last = headerLines[headerLines.length - 1];
  const hasTypes = headerLines.length > 1 && split(last).every(({ text }) => DUCKDB_TYPE.test(text));
  return {
    headerLines:
      polarsRule > 0 ? headerLines.slice(0, polarsRule) : hasTypes ? headerLines.slice(0, -1) : headerLines,
    // A line over all columns is the footer of DuckDB.
    isRecord: (line) =>
      line >= bodyStart && line < end && !isRule(line) && (columns === 1 || split(line).length > 1),
    split,
    howTo: WRITE_ALL_OF_BOX,
  };
}

/** Returns the lines between the first two rules, and the line after the second one. */
function headerBetween(isRule: (line: number) => boolean, top: number, end: number) {
  const headerLines: number[] = [];
  let line = top + 1;
  for (; line < end && !isRule(line); line++) headerLines.push(line);
  return { headerLines, bodyStart: line + 1 };
}

function endOfTable(lines: readonly string[], first: number, belongs: (line: string) => boolean): number {
  let end = first + 1;
  while (end < lines.length && lines[end].trim() !== '' && belongs(lines[end])) end++;
  return end;
}

/** Splits a line at `separator`. With `hasBorders`, separators at its start and end enclose the cells. */
function splitAt(
  lines: readonly string[],
  line: number,
  separator: RegExp,
  hasBorders = true,
): PrintedCell[] {
  const text = lines[line];
  const cells: PrintedCell[] = [];
  let start = 0;
  for (const match of text.matchAll(separator)) {
    cells.push(trimmedCell(lines, line, start, match.index));
    start = match.index + match[0].length;
  }
  cells.push(trimmedCell(lines, line, start, text.length));
  if (!hasBorders) return cells;
  const isOpen = /^\s*[|\u2500-\u257f]/.test(text);
  const isClosed =
    cells.length > 1 && cells[cells.length - 1].text === '' && /[|\u2500-\u257f]\s*$/.test(text);
  return cells.slice(isOpen ? 1 : 0, isClosed ? -1 : undefined);
}
