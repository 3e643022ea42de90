import { fail, quote } from '../../diagnostics.js';
import type { ReadOptions } from '../../spec/data.js';
import { isMissing } from '../../table/missing.js';
import { type DecimalMark, hasThousandsSeparators, parseNumber } from '../../table/number.js';
import { findLineEnd, type TableSyntax } from './cursor.js';
import {
  cellKind,
  isNumericKind,
  type Sample,
  type SampledRecord,
  sampleTable,
  usualFieldCount,
} from './sample.js';
import { TextBuffer } from './text-buffer.js';

/** How a table is written: the syntax of its fields and the decimal mark of its numbers. */
export interface Dialect extends TableSyntax {
  readonly decimal: DecimalMark;
}

/** A dialect, and the first records of the table in this dialect. */
interface SniffedDialect {
  readonly dialect: Dialect;
  readonly sample: readonly SampledRecord[];
}

const [TAB, COMMA, SEMICOLON, PIPE, SPACE] = [...'\t,;| '].map((c) => c.charCodeAt(0));
/** In order of preference if several fit equally well. */
const DELIMITERS = [TAB, COMMA, SEMICOLON, PIPE, SPACE];
const SNIFFED_BYTES = 1 << 18;
/** The default prefixes of comment lines. */
const COMMENT_PREFIXES = ['#', '%'];

/**
 * Detects the dialect of a table: from `options`, then from its first line (Excel's `sep=;`), then from its first
 * records.
 *
 * - A delimiter fits if it splits most lines into the same number of fields. It fits better if the cells are numbers.
 * - One that another delimiter refutes is not chosen, however well it fits: blanks in words, or decimal commas.
 * - The decimal mark is a comma if more cells are numbers with it. Integers with groups of three digits (1,234) count
 *   for the comma only if the delimiter is a semicolon.
 *
 * Errors: `bad-delimiter`.
 */
export function sniffDialect(text: TextBuffer, options: ReadOptions): SniffedDialect {
  const separatorLine = readSeparatorLine(text);
  const start = separatorLine?.length ?? 0;
  const isComment = hasPrefix(options.comment ?? COMMENT_PREFIXES);
  const delimiters = possibleDelimiters(options, separatorLine?.delimiter);
  const fallback = delimiters.find((delimiter) => delimiter !== TAB) ?? delimiters[0];
  const head = text.bytes.subarray(start, start + SNIFFED_BYTES);
  const candidates = delimiters
    .filter((delimiter) => delimiter === fallback || occursIn(head, delimiter))
    .map((delimiter) => evaluateSyntax(text, { start, delimiter, isComment }, options));
  // If no delimiter fits, there is a single column, and a tab is a blank.
  const likely = candidates.filter(
    (candidate) => !candidates.some((other) => refutes(other, candidate, options)),
  );
  const best = candidates.some(({ score }) => score > 0)
    ? (likely.length > 0 ? likely : candidates).reduce((a, b) => (b.score > a.score ? b : a))
    : (candidates.find(({ syntax }) => syntax.delimiter === fallback) as Candidate);
  const { delimiter } = best.syntax;
  const preliminary = { start, delimiter, decimal: best.decimal, isComment };
  // A complete sample without comments is valid for every comment rule.
  const { records, hasComments, isTruncated } = best.sample;
  const finalRecords = hasComments || isTruncated ? null : records;
  const dialect =
    options.comment === undefined && mayHaveComments(text)
      ? {
          ...preliminary,
          isComment: guessComment(
            finalRecords ?? sampleTable(text, preliminary).records,
            preliminary,
            options,
          ),
        }
      : preliminary;
  return { dialect, sample: finalRecords ?? sampleTable(text, dialect).records };
}

/** Whether `delimiter` occurs in `head`. With spaces as delimiter, a tab is a delimiter too. */
function occursIn(head: Buffer, delimiter: number): boolean {
  return head.includes(delimiter) || (delimiter === SPACE && head.includes(TAB));
}

interface Candidate {
  readonly syntax: TableSyntax;
  readonly sample: Sample;
  readonly decimal: DecimalMark;
  /** The number of fields of most records. */
  readonly fieldCount: number;
  /** The share of records with this number of fields; 1 if all have it. */
  readonly regularity: number;
  /** How well the syntax fits, from 0 (not at all) to 3. */
  readonly score: number;
}

function evaluateSyntax(text: TextBuffer, syntax: TableSyntax, options: ReadOptions): Candidate {
  const sample = sampleTable(text, syntax, SNIFFED_BYTES);
  const { records } = sample;
  const fieldCount = usualFieldCount(records);
  const regular = records.filter((record) => record.fieldCount === fieldCount);
  const hasShortHeader = records.length > 1 && records[0].fieldCount === fieldCount - 1;
  const body = regular.length > 1 && !hasShortHeader ? regular.slice(1) : regular;
  const decimal = options.decimal ?? guessDecimal(text, syntax.delimiter, body);
  let [cells, numbers] = [0, 0];
  for (const record of body) {
    // The first column is skipped, because it often contains labels.
    for (let i = 1; i < record.fields.length; i++) {
      const cell = record.fields[i].text;
      if (isMissing(cell, options.missingValues)) continue;
      cells++;
      if (!Number.isNaN(parseNumber(cell, decimal)) || hasThousandsSeparators(cell)) numbers++;
    }
  }
  const regularity = regular.length / records.length;
  const headerShare = hasShortHeader ? 0.5 / records.length : 0;
  const score = fieldCount < 2 ? 0 : (regularity + headerShare) * (1 + (2 * numbers) / Math.max(1, cells));
  return { syntax, sample, decimal, fieldCount, regularity, score };
}

/**
 * Whether `other` shows that the delimiter of `candidate` is only a character in words or numbers.
 *
 * - Blanks are, if another delimiter splits all lines evenly, unless the blanks separate nothing but numbers (0,5 1,5).
 * - A delimiter that does not occur in the header is, if another one splits the header as most other lines.
 * - Commas are, if they are the decimal marks between semicolons or tabs.
 */
function refutes(other: Candidate, candidate: Candidate, { decimal }: ReadOptions): boolean {
  const [header] = candidate.sample.records;
  const [otherHeader] = other.sample.records;
  if (other === candidate || other.fieldCount < 2 || other.sample.isFaulty || !header) return false;
  const [by, of] = [other.syntax.delimiter, candidate.syntax.delimiter];
  if (of === SPACE) {
    const isEven = other.regularity === 1 && other.sample.records.length > 1;
    const mayBeNumbers = (by === COMMA || by === PIPE) && other.score < candidate.score;
    return isEven && !(mayBeNumbers && hasNoWords(candidate));
  }
  const isInHeader = header.fieldCount > 1;
  const splitsHeader = otherHeader.fieldCount === other.fieldCount && other.regularity > 0.5;
  if (by !== SPACE && !isInHeader && splitsHeader) return true;
  const hasDecimals = by === TAB || by === SEMICOLON || (by === SPACE && !isInHeader);
  if (of !== COMMA || decimal === '.' || !hasDecimals) return false;
  return other.regularity >= candidate.regularity && hasDecimalCommas(other);
}

/** Whether all cells beside the first column are numbers or missing, in the first line too. */
function hasNoWords({ sample, decimal }: Candidate): boolean {
  return sample.records.every(({ fields }) =>
    fields.slice(1).every(({ text }) => isMissing(text) || !Number.isNaN(parseNumber(text, decimal))),
  );
}

/** Whether there are commas below the first line, and all of them are in numbers or in quotes. */
function hasDecimalCommas({ sample: { records } }: Candidate): boolean {
  const body = records.length > 1 ? records.slice(1) : records;
  const withCommas = body.flatMap(({ fields }) =>
    fields.filter(({ text, isQuoted }) => !isQuoted && text.includes(',')),
  );
  return withCommas.length > 0 && withCommas.every(({ text }) => !Number.isNaN(parseNumber(text, ',')));
}

function guessDecimal(text: TextBuffer, delimiter: number, body: readonly SampledRecord[]): DecimalMark {
  if (delimiter === COMMA) return '.';
  const cells = body.flatMap((record) => record.fields.map((field) => field.text));
  const withPoint = cells.filter((cell) => !Number.isNaN(parseNumber(cell, '.')));
  const withComma = cells.filter((cell) => !Number.isNaN(parseNumber(cell, ',')));
  if (withComma.length > withPoint.length) {
    const hasDecimals = withComma.some((cell) => cell.includes(',') && !hasThousandsSeparators(cell));
    return delimiter === SEMICOLON || hasDecimals ? ',' : '.';
  }
  // All numbers are integers so far; in a sparse table the first decimals can come much later.
  const isUndecided = delimiter === SEMICOLON && withComma.length === withPoint.length;
  return isUndecided && text.head.includes(COMMA) && !text.head.includes('.') ? ',' : '.';
}

function possibleDelimiters(options: ReadOptions, fromSeparatorLine: number | undefined): readonly number[] {
  const delimiter = options.delimiter === undefined ? fromSeparatorLine : delimiterByte(options.delimiter);
  if (delimiter === COMMA && options.decimal === ',') {
    fail('bad-delimiter', 'the comma cannot be both the delimiter and the decimal mark');
  }
  if (delimiter !== undefined) return [delimiter];
  if (options.format === 'table') return [SPACE];
  return options.decimal === ',' ? DELIMITERS.filter((byte) => byte !== COMMA) : DELIMITERS;
}

function delimiterByte(delimiter: string): number {
  // A shell passes \t as two characters.
  const character = delimiter === '\\t' ? '\t' : delimiter;
  if (character.length !== 1 || character > '~' || '"\r\n'.includes(character)) {
    fail(
      'bad-delimiter',
      `the delimiter ${quote(delimiter)} must be one ASCII character that is not a quote or a line end`,
      undefined,
      'use a space (" ") for columns separated by any number of spaces and tabs',
    );
  }
  return character.charCodeAt(0);
}

/** Reads Excel's first line `sep=;`: its delimiter, and its length in bytes including the line end. */
function readSeparatorLine(text: TextBuffer): { readonly delimiter: number; readonly length: number } | null {
  const match = /^"?sep=([\t -~])"?(?:\r\n|[\r\n]|$)/i.exec(text.bytes.toString('latin1', 0, 10));
  return match && { delimiter: match[1].charCodeAt(0), length: match[0].length };
}

/** Returns a test for lines that start with one of `prefixes`. If `prefixes` is false, no line passes. */
function hasPrefix(prefixes: string | readonly string[] | false): TableSyntax['isComment'] {
  const encoded = prefixes === false ? [] : [prefixes].flat().map((prefix) => Buffer.from(prefix));
  return ({ bytes }, lineStart) =>
    encoded.some(
      (prefix) =>
        bytes[lineStart] === prefix[0] && prefix.equals(bytes.subarray(lineStart, lineStart + prefix.length)),
    );
}

/** Whether `text` can contain a comment. A long text is not searched, so the answer is true. */
function mayHaveComments({ bytes, size }: TextBuffer): boolean {
  const isShort = bytes.length === size && size <= SNIFFED_BYTES;
  return !isShort || COMMENT_PREFIXES.some((prefix) => bytes.includes(prefix));
}

/**
 * Returns a test for comment lines. A line that starts with # or % is a comment unless it looks like data. Data has a
 * delimiter other than blanks, as many fields as the other lines, and either
 * - a first field that is the prefix alone (`#,0.5,0.2`), or
 * - a first field that is a label, because the first column has text or the corner is empty (`##ing,0.5,0.2`).
 */
function guessComment(
  records: readonly SampledRecord[],
  dialect: Dialect,
  options: ReadOptions,
): TableSyntax['isComment'] {
  const { delimiter, decimal } = dialect;
  if (delimiter === SPACE) return dialect.isComment;
  const kindOf = (text: string) => cellKind(text, decimal, options.missingValues);
  const fieldCount = usualFieldCount(records);
  const body = records.slice(1);
  const [corner, ...index] = records.map((record) => record.fields[0].text);
  const hasLabels =
    options.rowLabels ??
    (!corner?.trim() || index.length === 0 || index.some((label) => kindOf(label) === 'text'));
  const hasNumbers = body.some((record) =>
    record.fields.slice(1).some((field) => isNumericKind(kindOf(field.text))),
  );
  return (text, lineStart) => {
    if (!dialect.isComment(text, lineStart)) return false;
    const lineBytes = text.bytes.subarray(lineStart, findLineEnd(text.bytes, lineStart));
    const line = new TextBuffer(text.file, lineBytes);
    const [record] = sampleTable(line, { start: 0, delimiter, isComment: () => false }).records;
    if (record?.fieldCount !== fieldCount) return true;
    const [first, ...rest] = record.fields.map((field) => field.text);
    if (COMMENT_PREFIXES.includes(first)) return false;
    return !hasLabels || (hasNumbers && rest.some((cell) => kindOf(cell) === 'text'));
  };
}
