import type { ReadOptions } from '../../spec/data.js';
import type { DecimalMark } from '../../table/number.js';
import {
  type CellKind,
  cellKind,
  isNumericKind,
  type SampledField,
  type SampledRecord,
  usualFieldCount,
} from './sample.js';

/** The lines and columns of labels with several levels. */
export interface TableLevels {
  /** The number of lines with column labels. */
  readonly headerLines: number;
  /** Whether a line with the names of the levels of the row labels follows, as pandas and R's ftable write it. */
  readonly hasNameLine: boolean;
  /** The number of columns with row labels. */
  readonly labelColumns: number;
  /** Whether a column with the names of the levels of the column labels follows, as R's ftable writes it. */
  readonly hasNameColumn: boolean;
}

/** Which parts of a table are labels. */
export interface TableLayout {
  /** The number of fields of each record below the header, including the row label. */
  readonly fieldCount: number;
  readonly header: boolean;
  readonly rowLabels: boolean;
  /** Whether the header has a field above the row labels. R's write.table does not write one. */
  readonly corner: boolean;
  /** Whether all sampled records except the header end with a delimiter. */
  readonly trailingDelimiter: boolean;
  /** Null if all labels have one level. */
  readonly levels: TableLevels | null;
  /** The guesses that could be wrong. */
  readonly uncertain: readonly ('header' | 'rowLabels')[];
}

interface Guess {
  readonly value: boolean;
  readonly isCertain: boolean;
}

const YES: Guess = { value: true, isCertain: true };
const NO: Guess = { value: false, isCertain: true };
const PROBABLY_YES: Guess = { value: true, isCertain: false };
const PROBABLY_NO: Guess = { value: false, isCertain: false };

export interface SampledCell extends SampledField {
  readonly kind: CellKind;
}

/**
 * Detects the header row and the label column of a table from its first records (at least one). `options` override
 * both guesses. The rules are in `guessHeader` and `guessRowLabels`.
 *
 * A header with one field less than the other records means that the table has row labels, as R's write.table writes
 * them. The exception is a table in which all other records end with a delimiter.
 */
export function sniffHeader(
  records: readonly SampledRecord[],
  decimal: DecimalMark,
  options: ReadOptions,
): TableLayout {
  const fieldCount = usualFieldCount(records);
  const regular = records.slice(1).filter((record) => record.fieldCount === fieldCount);
  const toCells = (record: SampledRecord): SampledCell[] =>
    record.fields.map(({ text, isQuoted }) => ({
      text,
      isQuoted,
      kind: cellKind(text, decimal, options.missingValues),
    }));
  // An invalid first line can have more fields than the other lines.
  const first = toCells(records[0]).slice(0, fieldCount);
  const rows = regular.map(toCells);
  const isShort = regular.length > 0 && records[0].fieldCount === fieldCount - 1;
  const trailingDelimiter = regular.length > 0 && regular.every((record) => record.trailingDelimiter);
  const lacksCorner =
    isShort && !trailingDelimiter && options.header !== false && options.rowLabels !== false;

  const header = optionOrGuess(options.header, () => (isShort ? YES : guessHeader(first, rows)));
  const rowLabels = optionOrGuess(options.rowLabels, () => {
    if (lacksCorner) return YES;
    return header.value ? guessRowLabels(first, rows) : guessRowLabels(null, [first, ...rows]);
  });
  return {
    fieldCount,
    header: header.value,
    rowLabels: rowLabels.value,
    corner: rowLabels.value && !lacksCorner,
    trailingDelimiter,
    levels: null,
    uncertain: [
      ...(header.isCertain ? [] : ['header' as const]),
      ...(rowLabels.isCertain ? [] : ['rowLabels' as const]),
    ],
  };
}

function optionOrGuess(option: boolean | number | string | undefined, guess: () => Guess): Guess {
  return option === undefined ? guess() : certainGuess(option !== false);
}

function certainGuess(value: boolean): Guess {
  return value ? YES : NO;
}

/**
 * Guesses whether `first` labels the columns of `rows`. It does if
 * - its first field is empty, as pandas and R write the corner;
 * - its fields are quoted and the numbers below are not;
 * - it has text above at least half of the numeric columns, or numbers above text;
 * - it has text above a first column of numbers: an index and its name.
 *
 * Text above text is a header, with low certainty, if no header cell occurs again below. For numbers above numbers see
 * `guessNumericHeader`.
 */
function guessHeader(first: readonly SampledCell[], rows: readonly (readonly SampledCell[])[]): Guess {
  const labelColumns = first.length > 1 ? 1 : 0;
  const headerCells = first.slice(labelColumns);
  const bodyCells = () => rows.flatMap((row) => row.slice(labelColumns));
  const index = rows.map((row) => row[0]);
  if (labelColumns === 1 && isEmpty(first[0])) {
    const hasLabels =
      countKind(headerCells, 'text') + countKind(index, 'text') > 0 ||
      arePositions(headerCells) ||
      arePositions(index);
    return hasLabels ? YES : PROBABLY_YES;
  }
  if (rows.length === 0) return certainGuess(countKind(first, 'text') > 0 && !first.some(isNumeric));
  const isQuotedHeader = headerCells.every((cell) => cell.isQuoted);
  if (isQuotedHeader && bodyCells().some((cell) => !cell.isQuoted && isNumeric(cell))) return YES;
  if (labelColumns === 1 && first[0].kind === 'text' && isNumericColumn(index)) {
    return countKind(headerCells, 'decimal') === 0 ? YES : PROBABLY_YES;
  }
  const isAboveNumbers = first.map((_, i) => isNumericColumn(rows.map((row) => row[i])));
  if (!isAboveNumbers.includes(true, labelColumns)) {
    if (!bodyCells().some((cell) => cell.kind === 'text'))
      return certainGuess(countKind(headerCells, 'text') > 0);
    if (headerCells.every(isNumeric)) return YES;
    const bodyTexts = new Set(bodyCells().map((cell) => cell.text));
    return headerCells.some((cell) => bodyTexts.has(cell.text)) ? NO : PROBABLY_YES;
  }
  const aboveNumbers = first.filter((_, i) => isAboveNumbers[i]);
  if (countKind(aboveNumbers, 'text') * 2 >= aboveNumbers.length) return YES;
  return labelColumns === 1 && isLabelColumn(index)
    ? guessNumericHeader(headerCells, bodyCells(), true)
    : guessNumericHeader(first, rows.flat(), false);
}

/**
 * Guesses whether the numbers `headerCells` label the columns of the numbers `bodyCells`.
 *
 * With row labels, a header is likely. It is one if
 * - it has only integers and the body only decimals, or the other way round;
 * - it has increasing integers, and the body has decimals or the steps are equal.
 *
 * Without row labels, only 0, 1, 2, … above numbers that are all decimals is a header: pandas without its index.
 */
function guessNumericHeader(
  headerCells: readonly SampledCell[],
  bodyCells: readonly SampledCell[],
  hasRowLabels: boolean,
): Guess {
  const allIntegers = countKind(headerCells, 'integer') === headerCells.length;
  const allDecimals = countKind(headerCells, 'decimal') === headerCells.length;
  const differs =
    (allIntegers && countKind(bodyCells, 'integer') === 0) ||
    (allDecimals && countKind(bodyCells, 'decimal') === 0);
  const increases = allIntegers && areIncreasing(headerCells);
  if (hasRowLabels) {
    const isEvenlySpaced = headerCells.length > 2 && haveEqualSteps(headerCells);
    if (differs || (increases && (isEvenlySpaced || countKind(bodyCells, 'decimal') > 0)))
      return PROBABLY_YES;
    return allIntegers ? PROBABLY_NO : NO;
  }
  if (!allIntegers || !differs || !increases || headerCells.length < 3) return NO;
  return arePositions(headerCells) ? PROBABLY_YES : PROBABLY_NO;
}

/**
 * Guesses whether the first column of `rows` labels them. `header` is the header row, if there is one. The column
 * does if
 * - the corner of the header is empty;
 * - its fields are quoted and the numbers beside it are not;
 * - at least half of it is text beside numbers, or it has numbers beside text.
 *
 * Below a header, a first column of integers labels the rows if
 * - its values equal the header;
 * - the header has text above it and numbers above every other column;
 * - its values are distinct and most other columns are not integers. This is certain if the steps are equal, or if
 *   the header has text above it and the values increase.
 *
 * Without a header, numbers are data. Text beside text labels the rows, with low certainty, if
 * - its values are distinct;
 * - the other columns repeat some values, but contain no value of the first column;
 * - the header has text.
 */
function guessRowLabels(
  header: readonly SampledCell[] | null,
  rows: readonly (readonly SampledCell[])[],
): Guess {
  if ((rows[0] ?? header ?? []).length < 2) return NO;
  if (header && isEmpty(header[0])) return YES;
  if (rows.length === 0) return NO;
  const index = rows.map((row) => row[0]);
  const hasOther = (test: (cell: SampledCell) => boolean) =>
    rows.some((row) => row.some((cell, i) => i > 0 && test(cell)));
  const isQuotedIndex = index.every((cell) => cell.isQuoted);
  if (isQuotedIndex && hasOther((cell) => !cell.isQuoted && isNumeric(cell))) return YES;
  if (!hasOther(isNumeric)) {
    const others = rows.flatMap((row) => row.slice(1));
    if (index.every(isNumeric)) return others.some((cell) => cell.kind === 'text') ? YES : NO;
    const otherTexts = new Set(others.map((cell) => cell.text));
    if (header?.every(isNumeric) || index.some((cell) => otherTexts.has(cell.text))) return NO;
    return areDistinct(index) && otherTexts.size < others.length ? PROBABLY_YES : PROBABLY_NO;
  }
  if (isLabelColumn(index)) return YES;
  if (!header || countKind(index, 'integer') < index.length) return NO;

  const headerCells = header.slice(1);
  const equalsIndex = headerCells.every((cell, i) => cell.text === index[i]?.text);
  if (headerCells.length === index.length && equalsIndex) return YES;
  if (header[0].kind === 'text' && headerCells.every(isNumeric)) return YES;
  const columns = headerCells.map((_, i) => rows.map((row) => row[i + 1]));
  const integerColumns = columns.filter((column) => countKind(column, 'integer') === column.length);
  if (integerColumns.length * 2 >= columns.length) {
    return arePositions(index) && index.length > 2 ? PROBABLY_YES : NO;
  }
  if (!areDistinct(index) || index.length < 2) return PROBABLY_NO;
  const isNamedAndIncreasing = header[0].kind === 'text' && areIncreasing(index);
  return haveEqualSteps(index) || isNamedAndIncreasing ? YES : PROBABLY_YES;
}

export function isEmpty(cell: SampledCell): boolean {
  return cell.text.trim() === '';
}

export function isNumeric(cell: SampledCell): boolean {
  return isNumericKind(cell.kind);
}

export function countKind(cells: readonly SampledCell[], kind: CellKind): number {
  return cells.filter((cell) => cell.kind === kind).length;
}

/** Whether most cells are numbers. A few texts among numbers are errors, not labels. */
export function isNumericColumn(cells: readonly SampledCell[]): boolean {
  return cells.filter(isNumeric).length > countKind(cells, 'text');
}

/** Whether at least half of the cells are text. */
export function isLabelColumn(cells: readonly SampledCell[]): boolean {
  return countKind(cells, 'text') > 0 && !isNumericColumn(cells);
}

function areDistinct(cells: readonly SampledCell[]): boolean {
  return new Set(cells.map((cell) => cell.text)).size === cells.length;
}

/** Whether the cells are 0, 1, 2, … or 1, 2, 3, …, at least two of them. */
function arePositions(cells: readonly SampledCell[]): boolean {
  const start = cells[0]?.text === '1' ? 1 : 0;
  return cells.length > 1 && cells.every((cell, i) => cell.text === String(start + i));
}

function areIncreasing(cells: readonly SampledCell[]): boolean {
  return cells.every((cell, i) => i === 0 || Number(cell.text) > Number(cells[i - 1].text));
}

function haveEqualSteps(cells: readonly SampledCell[]): boolean {
  const step = Number(cells[1].text) - Number(cells[0].text);
  return cells.every((cell, i) => i === 0 || Number(cell.text) - Number(cells[i - 1].text) === step);
}
