import { fail, quote } from '../../diagnostics.js';
import type { ReadOptions } from '../../spec/data.js';
import { type DecimalMark, isGrouped, numberOf } from '../../table/decimal.js';
import { isMissing } from '../../table/missing.js';
import { type Cut, lineEnd } from './cursor.js';
import { isNumber, kindOf, type Sample, type SampledRecord, takeSample, usualCount } from './sample.js';
import { TableText } from './text.js';

/** How a table is written: how its bytes are cut into fields, and which mark its numbers have. */
export interface Dialect extends Cut {
  readonly decimal: DecimalMark;
}

/** A dialect, and the first records of the table that is written in it. */
interface FoundDialect {
  readonly dialect: Dialect;
  readonly sample: readonly SampledRecord[];
}

const [TAB, COMMA, SEMICOLON, BAR, SPACE] = [...'\t,;| '].map((c) => c.charCodeAt(0));
/** In the order in which they are preferred where two fit equally well. */
const DELIMITERS = [TAB, COMMA, SEMICOLON, BAR, SPACE];
const SNIFFED_BYTES = 1 << 18;
/** What comments begin with where nobody says so. */
const MARKS = ['#', '%'];

/**
 * The dialect of a table: what `options` say of it, then what its first line says (Excel's `sep=;`), then what
 * fits its first lines best. A delimiter fits when it cuts most lines into the same number of fields, and better
 * when the cells are numbers. The decimal mark is a comma where more cells are numbers with it; whole numbers in
 * groups of three (1,234) speak for it only between semicolons.
 *
 * Errors: `bad-delimiter`.
 */
export function findDialect(text: TableText, options: ReadOptions): FoundDialect {
  const excel = excelLine(text);
  const start = excel?.length ?? 0;
  const isComment = markedLine(options.comment ?? MARKS);
  const possible = delimiters(options, excel?.delimiter);
  const last = possible.find((delimiter) => delimiter !== TAB) ?? possible[0];
  const head = text.bytes.subarray(start, start + SNIFFED_BYTES);
  const candidates = possible
    .filter((delimiter) => delimiter === last || occurs(delimiter, head))
    .map((delimiter) => sniff(text, { start, delimiter, isComment }, options));
  // If none fits there is a single column; a tab is then best taken for a blank.
  const best = candidates.some(({ score }) => score > 0)
    ? candidates.reduce((a, b) => (b.score > a.score ? b : a))
    : (candidates.find(({ cut }) => cut.delimiter === last) as Candidate);
  const marked = { start, delimiter: best.cut.delimiter, decimal: best.decimal, isComment };
  // A whole sample without marked lines is the same whichever of these are comments.
  const { records, hasComments, isCut } = best.sample;
  const known = hasComments || isCut ? null : records;
  const dialect =
    options.comment === undefined && mayHaveMarks(text)
      ? { ...marked, isComment: guessComment(known ?? takeSample(text, marked).records, marked, options) }
      : marked;
  return { dialect, sample: known ?? takeSample(text, dialect).records };
}

/** Whether anything can be cut at `delimiter`: a blank is a tab as well. */
function occurs(delimiter: number, head: Buffer): boolean {
  return head.includes(delimiter) || (delimiter === SPACE && head.includes(TAB));
}

interface Candidate {
  readonly cut: Cut;
  readonly sample: Sample;
  readonly decimal: DecimalMark;
  /** How well they fit: from 0, not at all, to 3. */
  readonly score: number;
}

function sniff(text: TableText, cut: Cut, options: ReadOptions): Candidate {
  const sample = takeSample(text, cut, SNIFFED_BYTES);
  const { records } = sample;
  const fields = usualCount(records);
  const regular = records.filter(({ count }) => count === fields);
  const shortHeader = records.length > 1 && records[0].count === fields - 1;
  const body = regular.length > 1 && !shortHeader ? regular.slice(1) : regular;
  const decimal = options.decimal ?? guessDecimal(text, cut.delimiter, body);
  let [cells, numbers] = [0, 0];
  for (const record of body) {
    // A first column of labels would only blur the picture.
    for (let i = 1; i < record.fields.length; i++) {
      const cell = record.fields[i].text;
      if (isMissing(cell, options.missingValues)) continue;
      cells++;
      if (!Number.isNaN(numberOf(cell, decimal)) || isGrouped(cell)) numbers++;
    }
  }
  const fitting = (regular.length + (shortHeader ? 0.5 : 0)) / records.length;
  const score = fields < 2 ? 0 : fitting * (1 + (2 * numbers) / Math.max(1, cells));
  return { cut, sample, decimal, score };
}

function guessDecimal(text: TableText, delimiter: number, body: readonly SampledRecord[]): DecimalMark {
  if (delimiter === COMMA) return '.';
  const cells = body.flatMap((record) => record.fields.map((field) => field.text));
  const points = cells.filter((cell) => !Number.isNaN(numberOf(cell, '.')));
  const commas = cells.filter((cell) => !Number.isNaN(numberOf(cell, ',')));
  if (commas.length > points.length) {
    const ungrouped = commas.some((cell) => cell.includes(',') && !isGrouped(cell));
    return delimiter === SEMICOLON || ungrouped ? ',' : '.';
  }
  // Only whole numbers so far: a sparse table may have its first decimals far below.
  const undecided = delimiter === SEMICOLON && commas.length === points.length;
  return undecided && text.head.includes(COMMA) && !text.head.includes('.') ? ',' : '.';
}

function delimiters(options: ReadOptions, excel: number | undefined): readonly number[] {
  const given = options.delimiter === undefined ? excel : delimiterByte(options.delimiter);
  if (given === COMMA && options.decimal === ',') {
    fail('bad-delimiter', 'the comma cannot be both the delimiter and the decimal mark');
  }
  if (given !== undefined) return [given];
  if (options.format === 'table') return [SPACE];
  return options.decimal === ',' ? DELIMITERS.filter((delimiter) => delimiter !== COMMA) : DELIMITERS;
}

function delimiterByte(delimiter: string): number {
  // What a shell hands over for a tab.
  const one = delimiter === '\\t' ? '\t' : delimiter;
  if (one.length !== 1 || one > '~' || '"\r\n'.includes(one)) {
    fail(
      'bad-delimiter',
      `the delimiter ${quote(delimiter)} is not one ASCII character other than a quote or a line end`,
      undefined,
      'A blank (" ") stands for any run of blanks.',
    );
  }
  return one.charCodeAt(0);
}

/** Excel's first line `sep=;`: its delimiter, and its length in bytes with its line end. */
function excelLine(text: TableText): { readonly delimiter: number; readonly length: number } | null {
  const match = /^"?sep=([\t -~])"?(?:\r\n|[\r\n]|$)/i.exec(text.bytes.toString('latin1', 0, 10));
  return match && { delimiter: match[1].charCodeAt(0), length: match[0].length };
}

/** Lines that begin with one of `markers`; none if that is false. */
function markedLine(markers: string | readonly string[] | false): Cut['isComment'] {
  const marks = markers === false ? [] : [markers].flat().map((marker) => Buffer.from(marker));
  return ({ bytes }, at) =>
    marks.some((mark) => bytes[at] === mark[0] && mark.equals(bytes.subarray(at, at + mark.length)));
}

/** Whether there could be a comment in `text`; a long one is not searched for that. */
function mayHaveMarks({ bytes, size }: TableText): boolean {
  const isShort = bytes.length === size && size <= SNIFFED_BYTES;
  return !isShort || MARKS.some((mark) => bytes.includes(mark));
}

/**
 * A line that begins with # or % is a comment unless it would be data: between delimiters other than blanks, when
 * it has as many fields as the others and its first field is the mark alone (`#,0.5,0.2`), or is one label
 * more in a first column of words or under an empty corner (`##ing,0.5,0.2`).
 */
function guessComment(
  records: readonly SampledRecord[],
  dialect: Dialect,
  options: ReadOptions,
): Cut['isComment'] {
  const { delimiter, decimal } = dialect;
  if (delimiter === SPACE) return dialect.isComment;
  const kind = (text: string) => kindOf(text, decimal, options.missingValues);
  const fields = usualCount(records);
  const body = records.slice(1);
  const [corner, ...index] = records.map((record) => record.fields[0].text);
  const guess = !corner?.trim() || index.length === 0 || index.some((label) => kind(label) === 'word');
  const labelled = options.rowLabels ?? guess;
  const numbers = body.some((record) => record.fields.slice(1).some((field) => isNumber(kind(field.text))));
  return (text, at) => {
    if (!dialect.isComment(text, at)) return false;
    const line = new TableText(text.file, text.bytes.subarray(at, lineEnd(text.bytes, at)));
    const [record] = takeSample(line, { start: 0, delimiter, isComment: () => false }).records;
    if (record?.count !== fields) return true;
    const [first, ...rest] = record.fields.map((field) => field.text);
    if (MARKS.includes(first)) return false;
    return !labelled || (numbers && rest.some((cell) => kind(cell) === 'word'));
  };
}
