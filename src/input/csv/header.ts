import type { ReadOptions } from '../../spec/data.js';
import type { DecimalMark } from '../../table/decimal.js';
import { isNumber, type Kind, kindOf, type SampledField, type SampledRecord, usualCount } from './sample.js';

/** Which parts of a table are labels. */
export interface Shape {
  /** The fields of every record below the header, a label among them. */
  readonly fields: number;
  readonly header: boolean;
  readonly rowLabels: boolean;
  /** Whether the header has a field above the row labels; R's write.table writes none. */
  readonly corner: boolean;
  /** Whether all records but the header seem to end with a delimiter. */
  readonly endsOpen: boolean;
  /** Whether some column beside the row labels holds words only and another one numbers. */
  readonly mixed: boolean;
  /** Guesses that the table could as well contradict. */
  readonly doubts: readonly ('header' | 'rowLabels')[];
}

interface Guess {
  readonly is: boolean;
  readonly sure: boolean;
}

const YES: Guess = { is: true, sure: true };
const NO: Guess = { is: false, sure: true };
const PROBABLY: Guess = { is: true, sure: false };
const HARDLY: Guess = { is: false, sure: false };

interface Cell extends SampledField {
  readonly kind: Kind;
}

/**
 * Tells a table's header row and label column by its first records (at least one); `options` override either. The
 * rules are in `guessHeader` and `guessRowLabels`. A header that is one field shorter than the other records belongs
 * to a table with row labels, as R's write.table writes it, unless the others all end with a delimiter.
 */
export function findShape(
  records: readonly SampledRecord[],
  decimal: DecimalMark,
  options: ReadOptions,
): Shape {
  const fields = usualCount(records);
  const regular = records.slice(1).filter((record) => record.count === fields);
  const cellsOf = (record: SampledRecord): Cell[] =>
    record.fields.map(({ text, quoted }) => ({
      text,
      quoted,
      kind: kindOf(text, decimal, options.missingValues),
    }));
  // A faulty first line may be too long for the rest.
  const first = cellsOf(records[0]).slice(0, fields);
  const rows = regular.map(cellsOf);
  const short = regular.length > 0 && records[0].count === fields - 1;
  const endsOpen = regular.length > 0 && regular.every((record) => record.endsOpen);
  const cornerless = short && !endsOpen && options.header !== false && options.rowLabels !== false;

  const header = choose(options.header, () => (short ? YES : guessHeader(first, rows)));
  const rowLabels = choose(options.rowLabels, () => {
    if (cornerless) return YES;
    return header.is ? guessRowLabels(first, rows) : guessRowLabels(null, [first, ...rows]);
  });
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i])).slice(rowLabels.is ? 1 : 0);
  return {
    fields,
    header: header.is,
    rowLabels: rowLabels.is,
    corner: rowLabels.is && !cornerless,
    endsOpen,
    mixed: columns.some(isNumericColumn) && columns.some(isWordColumn),
    doubts: [...(header.sure ? [] : ['header' as const]), ...(rowLabels.sure ? [] : ['rowLabels' as const])],
  };
}

function choose(option: boolean | undefined, guess: () => Guess): Guess {
  return option === undefined ? guess() : certain(option);
}

function certain(is: boolean): Guess {
  return is ? YES : NO;
}

/**
 * Whether `first` labels the columns of `rows`. It does when
 * - its first field is empty, as pandas and R leave the corner;
 * - it is quoted and the numbers below are not;
 * - words stand over at least half of the columns of numbers, or numbers over words;
 * - a word stands over a first column of numbers: an index and its name.
 * Words over words are labels, with a doubt, if none of them comes again below. For numbers over numbers see
 * `guessNumericHeader`.
 */
function guessHeader(first: readonly Cell[], rows: readonly (readonly Cell[])[]): Guess {
  const lead = first.length > 1 ? 1 : 0;
  const heads = first.slice(lead);
  const inner = () => rows.flatMap((row) => row.slice(lead));
  const index = rows.map((row) => row[0]);
  if (lead === 1 && isEmpty(first[0])) {
    const plain =
      count(heads, 'word') + count(index, 'word') > 0 || arePositions(heads) || arePositions(index);
    return plain ? YES : PROBABLY;
  }
  if (rows.length === 0) return certain(count(first, 'word') > 0 && !first.some(isNumeric));
  if (heads.every((cell) => cell.quoted) && inner().some((cell) => !cell.quoted && isNumeric(cell)))
    return YES;
  if (lead === 1 && first[0].kind === 'word' && isNumericColumn(index)) {
    return count(heads, 'real') === 0 ? YES : PROBABLY;
  }
  const isOverNumbers = first.map((_, i) => isNumericColumn(rows.map((row) => row[i])));
  if (!isOverNumbers.includes(true, lead)) {
    if (!inner().some((cell) => cell.kind === 'word')) return certain(count(heads, 'word') > 0);
    if (heads.every(isNumeric)) return YES;
    const below = new Set(inner().map((cell) => cell.text));
    return heads.some((cell) => below.has(cell.text)) ? NO : PROBABLY;
  }
  const overNumbers = first.filter((_, i) => isOverNumbers[i]);
  if (count(overNumbers, 'word') * 2 >= overNumbers.length) return YES;
  return lead === 1 && isLabelColumn(index)
    ? guessNumericHeader(heads, inner(), true)
    : guessNumericHeader(first, rows.flat(), false);
}

/**
 * Whether `heads`, numbers, label the columns of the numbers `below`; never without a doubt. Beside row labels they
 * do when they are whole and no number below is, or the other way round, and when they are whole and rise, by even
 * steps if all numbers are whole: a table with row labels seldom lacks a header. Without row labels they only do as
 * 0, 1, 2, … over numbers that all have a decimal mark: pandas without its index.
 */
function guessNumericHeader(heads: readonly Cell[], below: readonly Cell[], labelled: boolean): Guess {
  const allWhole = count(heads, 'whole') === heads.length;
  const allReal = count(heads, 'real') === heads.length;
  const differ = (allWhole && count(below, 'whole') === 0) || (allReal && count(below, 'real') === 0);
  const rise = allWhole && heads.every((cell, i) => i === 0 || Number(cell.text) > Number(heads[i - 1].text));
  if (labelled) {
    const even = heads.length > 2 && areEvenSteps(heads);
    if (differ || (rise && (even || count(below, 'real') > 0))) return PROBABLY;
    return allWhole ? HARDLY : NO;
  }
  if (!allWhole || !differ || !rise || heads.length < 3) return NO;
  return arePositions(heads) ? PROBABLY : HARDLY;
}

/**
 * Whether the first column of `rows` labels them; `header` is the line of column labels, if there is one. It does when
 * - the header leaves its corner empty;
 * - it is quoted and the numbers beside it are not;
 * - at least half of it is words beside numbers, or it is numbers beside words.
 * Under a header, a first column of whole numbers labels the rows when the header reads the same, when every other
 * column is headed by a number but this one by a word, and when its numbers differ and most other columns are not
 * whole (with a doubt unless the steps are even, or a word stands over numbers that rise). Without a header, numbers are data. Words beside words are
 * labels, with a doubt, if they all differ and none comes in the columns beside them, where words do come again, and
 * if no header of numbers stands over them as over the others.
 */
function guessRowLabels(header: readonly Cell[] | null, rows: readonly (readonly Cell[])[]): Guess {
  if ((rows[0] ?? header ?? []).length < 2) return NO;
  if (header && isEmpty(header[0])) return YES;
  if (rows.length === 0) return NO;
  const index = rows.map((row) => row[0]);
  const hasBeside = (test: (cell: Cell) => boolean) =>
    rows.some((row) => row.some((cell, i) => i > 0 && test(cell)));
  if (index.every((cell) => cell.quoted) && hasBeside((cell) => !cell.quoted && isNumeric(cell))) return YES;
  if (!hasBeside(isNumeric)) {
    const beside = rows.flatMap((row) => row.slice(1));
    if (index.every(isNumeric)) return beside.some((cell) => cell.kind === 'word') ? YES : NO;
    const others = new Set(beside.map((cell) => cell.text));
    if (header?.every(isNumeric) || index.some((cell) => others.has(cell.text))) return NO;
    return areDifferent(index) && others.size < beside.length ? PROBABLY : HARDLY;
  }
  if (isLabelColumn(index)) return YES;
  if (!header || count(index, 'whole') < index.length) return NO;

  const heads = header.slice(1);
  if (heads.length === index.length && heads.every((cell, i) => cell.text === index[i].text)) return YES;
  if (header[0].kind === 'word' && heads.every(isNumeric)) return YES;
  const columns = heads.map((_, i) => rows.map((row) => row[i + 1]));
  const whole = columns.filter((column) => count(column, 'whole') === column.length).length;
  if (whole * 2 >= columns.length) return arePositions(index) && index.length > 2 ? PROBABLY : NO;
  if (!areDifferent(index) || index.length < 2) return HARDLY;
  return areEvenSteps(index) || (header[0].kind === 'word' && areRising(index)) ? YES : PROBABLY;
}

function isEmpty(cell: Cell): boolean {
  return cell.text.trim() === '';
}

function isNumeric(cell: Cell): boolean {
  return isNumber(cell.kind);
}

function count(cells: readonly Cell[], kind: Kind): number {
  return cells.filter((cell) => cell.kind === kind).length;
}

/** Mostly numbers: a word or two among them is a fault, not a label. */
function isNumericColumn(cells: readonly Cell[]): boolean {
  return cells.filter(isNumeric).length > count(cells, 'word');
}

/** At least half words. */
function isLabelColumn(cells: readonly Cell[]): boolean {
  return count(cells, 'word') > 0 && !isNumericColumn(cells);
}

function isWordColumn(cells: readonly Cell[]): boolean {
  return cells.length > 1 && count(cells, 'word') === cells.length;
}

function areDifferent(cells: readonly Cell[]): boolean {
  return new Set(cells.map((cell) => cell.text)).size === cells.length;
}

/** 0, 1, 2, … or 1, 2, 3, …, at least two of them. */
function arePositions(cells: readonly Cell[]): boolean {
  const from = cells[0]?.text === '1' ? 1 : 0;
  return cells.length > 1 && cells.every((cell, i) => cell.text === String(from + i));
}

function areRising(cells: readonly Cell[]): boolean {
  return cells.every((cell, i) => i === 0 || Number(cell.text) > Number(cells[i - 1].text));
}

function areEvenSteps(cells: readonly Cell[]): boolean {
  const step = Number(cells[1].text) - Number(cells[0].text);
  return cells.every((cell, i) => i === 0 || Number(cell.text) - Number(cells[i - 1].text) === step);
}
