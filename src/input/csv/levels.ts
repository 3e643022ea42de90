/**
 * Detects labels with several levels: those of a pandas MultiIndex, of R's ftable, and of spreadsheets in which a group is
 * named once, above or beside its first item.
 */
import type { ReadOptions } from '../../spec/data.js';
import type { DecimalMark } from '../../table/number.js';
import {
  countKind,
  isEmpty,
  isLabelColumn,
  isNumeric,
  isNumericColumn,
  type SampledCell,
  type TableLevels,
} from './header.js';
import { cellKind, type SampledRecord, usualFieldCount } from './sample.js';

const MAX_LEVELS = 8;

/** The first records of a table as cells; all have the same number of fields. */
type Grid = readonly (readonly SampledCell[])[];

/**
 * Returns the levels of the labels of a table from its first records; null if all labels have one level. The options
 * `header` and `rowLabels` override the detection. `isAligned` tells that blanks align the columns, as R's ftable does.
 */
export function sniffLevels(
  records: readonly SampledRecord[],
  decimal: DecimalMark,
  options: ReadOptions,
  isAligned = false,
): TableLevels | null {
  const { header, rowLabels } = options;
  const width = usualFieldCount(records);
  const regular = records.filter(({ fieldCount }) => fieldCount === width);
  if (width < 2 || records[0].fieldCount !== width) return null;
  const grid = regular.map(({ fields }) =>
    fields.map(({ text, isQuoted }) => ({
      text,
      isQuoted,
      kind: cellKind(text.trim(), decimal, options.missingValues),
    })),
  );
  const detected = detectHeaderLevels(grid, isAligned) ?? detectRowLevels(grid);
  if (header === undefined && rowLabels === undefined) return detected;
  const headerLines = header === undefined ? (detected?.headerLines ?? 1) : Number(header);
  const labelColumns = rowLabels === undefined ? (detected?.labelColumns ?? 1) : Number(rowLabels);
  if (headerLines < 2 && labelColumns < 2) return null;
  return {
    headerLines,
    hasNameLine: headerLines > 0 && nameCount(grid[headerLines]) > 0,
    labelColumns,
    hasNameColumn: detected?.labelColumns === labelColumns && detected.hasNameColumn,
  };
}

/** Detects several header lines, or one header line above the names of the row labels. */
function detectHeaderLevels(grid: Grid, isAligned: boolean): TableLevels | null {
  const corner = firstHeaderColumn(grid[0]);
  if (corner === null) return null;
  for (let line = 1; line <= MAX_LEVELS && line + 1 < grid.length; line++) {
    const names = nameCount(grid[line]);
    if (names === 0) continue;
    const body = grid.slice(line + 1);
    const hasNameColumn = isNameColumn(grid.slice(0, line), body, corner);
    const isTable = hasNameColumn && (corner > 1 || isAligned);
    if (line === 1 && !isTable && !isCompactTable(grid, names, body)) continue;
    const labelColumns = Math.max(corner, names);
    const firstCell = labelColumns + (hasNameColumn ? 1 : 0);
    if (line > 1 && !(names <= corner && areHeaderLines(grid.slice(0, line), body, firstCell))) continue;
    if (!hasNumericCells(body, firstCell)) continue;
    return { headerLines: line, hasNameLine: true, labelColumns, hasNameColumn };
  }
  return detectUnnamedLevels(grid, corner);
}

/** Detects several header lines above rows whose labels have no names of their own. */
function detectUnnamedLevels(grid: Grid, corner: number): TableLevels | null {
  const isLabelLine = (cells: readonly SampledCell[]) =>
    countKind(cells, 'text') > 0 && !cells.some(isNumeric);
  let headerLines = 1;
  while (headerLines < Math.min(MAX_LEVELS, grid.length) && isLabelLine(grid[headerLines].slice(corner)))
    headerLines++;
  if (headerLines === 1) {
    if (!isNumericLevel(grid, corner)) return null;
    headerLines = 2;
  }
  const body = grid.slice(headerLines);
  const header = grid.slice(0, headerLines);
  const texts = countLeading(body, isLabelColumn);
  // A first column of numbers is an index if the header has something else above it than above the other columns.
  const isWithoutLabels = texts === 0 && !isEmpty(header[0][0]) && isEmpty(header[0][1]);
  const labelColumns = isWithoutLabels ? 0 : Math.max(1, texts);
  if (labelColumns >= grid[0].length) return null;
  // Below an empty corner, a line of text whose own label is empty is no row of cells.
  const isCornerEmpty =
    labelColumns > 0 &&
    header.every((line) => line.slice(0, labelColumns).every(isEmpty)) &&
    !body.some((row) => isEmpty(row[labelColumns - 1]));
  if (!isCornerEmpty && !haveGroups(header[0].slice(labelColumns))) return null;
  if (!areDistinctLines(header, labelColumns) || !hasNumericCells(body, labelColumns)) return null;
  return { headerLines, hasNameLine: false, labelColumns, hasNameColumn: false };
}

/**
 * Whether the second line has numbers that label columns below groups, such as `k,1,2,1,2` below `g,A,A,B,B`. It differs
 * from the rows below: only its first cell is empty or text, or only its other cells are integers.
 */
function isNumericLevel(grid: Grid, corner: number): boolean {
  const [groups, line, ...body] = grid;
  if (body.length === 0 || corner !== 1 || !areRepeated(groups.slice(1))) return false;
  const cells = line.slice(1);
  const index = body.map((row) => row[0]);
  if (countKind(cells, 'integer') < cells.length) return false;
  if (isEmpty(line[0])) return isEmpty(groups[0]) && !index.some(isEmpty);
  if (line[0].kind === 'text' && index.every(isNumeric)) return true;
  const others = body.flatMap((row) => row.slice(1));
  return countKind(others, 'integer') === 0 && countKind(others, 'decimal') > 0;
}

/** Whether each title occurs in neighbouring cells, and at least one of them more than once. */
function areRepeated(cells: readonly SampledCell[]): boolean {
  const runs = cells.filter((cell, i) => cell.text !== cells[i - 1]?.text);
  const titles = new Set(runs.map(({ text }) => text));
  return runs.length < cells.length && titles.size === runs.length && !cells.some(isEmpty);
}

/**
 * Whether lines are the levels of column labels: all but the first one are text, or the first one has groups and the others
 * are text or integers that differ from the rows below. No two columns have the same labels.
 */
function areHeaderLines(header: Grid, body: Grid, firstCell: number): boolean {
  const [groups, ...others] = header.map((line) => line.slice(firstCell));
  const hasIntegers = body.some((row) => countKind(row.slice(firstCell), 'integer') > 0);
  const isLevelOfNumbers = (cells: readonly SampledCell[]) =>
    countKind(cells, 'integer') === cells.length &&
    (!hasIntegers || new Set(cells.map(({ text }) => text)).size < cells.length);
  const isLevel = (cells: readonly SampledCell[]) => !cells.some(isNumeric) || isLevelOfNumbers(cells);
  const areTexts = !others.flat().some(isNumeric);
  return (areTexts || haveGroups(groups)) && others.every(isLevel) && areDistinctLines(header, firstCell);
}

/** Whether a cell repeats the one before it, or is empty because its group is named once. */
function haveGroups(cells: readonly SampledCell[]): boolean {
  return cells.some(
    (cell, i) =>
      i > 0 && !isEmpty(cells[0]) && (isEmpty(cell) || cell.text.trim() === cells[i - 1].text.trim()),
  );
}

/** Whether no two columns have the same labels in all lines. */
function areDistinctLines(header: Grid, firstCell: number): boolean {
  return areDistinct(transposed(header.map((line) => fillBlanks(line.slice(firstCell)))));
}

/** Returns the first column, except the first one, above which the first header line is not empty; null if there is none. */
function firstHeaderColumn(line: readonly SampledCell[]): number | null {
  const column = line.findIndex((cell, i) => i > 0 && !isEmpty(cell));
  return column < 0 || column > MAX_LEVELS ? null : column;
}

/** Returns the number of cells before the empty rest of a line; 0 if the line has no empty rest or no text before it. */
function nameCount(line: readonly SampledCell[] | undefined): number {
  const last = line?.findLastIndex((cell) => !isEmpty(cell)) ?? -1;
  return line && last + 1 < line.length && line.some((cell) => cell.kind === 'text') ? last + 1 : 0;
}

/** Whether a column has text in the header and nothing below. */
function isNameColumn(header: Grid, body: Grid, column: number): boolean {
  return (
    header.every((line) => line[column].kind === 'text') &&
    body.length > 0 &&
    body.every((row) => isEmpty(row[column]))
  );
}

/** Whether names of several row levels are below one header line, and each group of rows is named once. */
function isCompactTable(grid: Grid, names: number, body: Grid): boolean {
  return (
    names > 1 &&
    names < grid[0].length &&
    isEmpty(grid[0][0]) &&
    countLeading(body, isLabelColumn) >= names &&
    !isEmpty(body[0][0]) &&
    body.some((row) => isEmpty(row[0]))
  );
}

/**
 * Detects several columns of row labels below one header line: columns of text in which no row occurs twice and the first
 * one has groups of neighbours. With one column of numbers only, the groups must be named once, or the labels must have no
 * names: else the table is a long table.
 */
function detectRowLevels([header, ...body]: Grid): TableLevels | null {
  const labelColumns = countLeading(body, isLabelColumn);
  if (labelColumns < 2 || labelColumns > MAX_LEVELS || body.length < 2) return null;
  const hasNameColumn = labelColumns + 1 < header.length && isNameColumn([header], body, labelColumns);
  const firstCell = labelColumns + (hasNameColumn ? 1 : 0);
  const cells = header.slice(firstCell);
  if (!hasNumericCells(body, firstCell) || cells.some(isEmpty)) return null;
  const isUnnamed = header.slice(0, labelColumns).every(isEmpty);
  const isHeader = isUnnamed || !cells.every(isNumeric) || header[0].text !== body[0][0].text;
  const paths = fillRows(body.map((row) => row.slice(0, labelColumns)));
  const groups = paths.map(([title]) => title);
  const isNamedOnce = body.some((row) => isEmpty(row[0]));
  if (!isHeader || !areDistinct(paths) || !areNeighbours(groups)) return null;
  if (!isNamedOnce && !isUnnamed && cells.length < 2) return null;
  return { headerLines: 1, hasNameLine: false, labelColumns, hasNameColumn };
}

/** Whether equal titles are next to each other, at least two of them. */
function areNeighbours(titles: readonly string[]): boolean {
  const runs = titles.filter((title, i) => title !== titles[i - 1]);
  return new Set(runs).size === runs.length && runs.length < titles.length;
}

/** Returns the number of columns from the first one on that pass a test. */
function countLeading(rows: Grid, test: (column: readonly SampledCell[]) => boolean): number {
  let count = 0;
  while (count < (rows[0]?.length ?? 0) && test(rows.map((row) => row[count]))) count++;
  return count;
}

/** Whether there are cells, and each column of them has numbers or nothing. */
function hasNumericCells(rows: Grid, firstCell: number): boolean {
  const columns = Array.from({ length: (rows[0]?.length ?? 0) - firstCell }, (_, i) =>
    rows.map((row) => row[firstCell + i]),
  );
  return (
    columns.some(isNumericColumn) &&
    columns.every((column) => isNumericColumn(column) || countKind(column, 'text') === 0)
  );
}

/** Returns the texts of a line with the last text before each blank in its place. */
function fillBlanks(line: readonly SampledCell[]): string[] {
  let last = '';
  return line.map(({ text }) => {
    last = text.trim() || last;
    return last;
  });
}

/** Returns the texts of label columns with the text above in place of each blank, except in the last column. */
function fillRows(rows: Grid): string[][] {
  const last: string[] = [];
  return rows.map((row) =>
    row.map(({ text }, level) => {
      const label = text.trim();
      if (label !== '' || level === row.length - 1) last[level] = label;
      return last[level] ?? '';
    }),
  );
}

function transposed(lines: readonly (readonly string[])[]): string[][] {
  return lines[0].map((_, i) => lines.map((line) => line[i]));
}

function areDistinct(paths: readonly (readonly string[])[]): boolean {
  return new Set(paths.map((path) => JSON.stringify(path))).size === paths.length;
}
