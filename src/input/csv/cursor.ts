import { fail } from '../../diagnostics.js';
import type { NumberScanner } from './number-scanner.js';
import { MAX_FIELD_BYTES, type TextBuffer } from './text-buffer.js';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;

/** How a table is split into records and fields. */
export interface TableSyntax {
  /** The byte offset of the table; that of its first label if a prefix stands before it. */
  readonly start: number;
  /** The byte between fields. A space means any sequence of spaces and tabs. */
  readonly delimiter: number;
  /** Whether the line at the offset `lineStart` is a comment. */
  readonly isComment: (text: TextBuffer, lineStart: number) => boolean;
}

/**
 * Splits the bytes of a table into records and fields, without interpreting them.
 *
 * - Lines end with LF, CRLF or CR. Blank lines and comments are skipped.
 * - A field that starts with a double quote ends at the next one that is not escaped. It can contain delimiters and
 *   line ends. A quote is escaped by doubling it or, if blanks are the delimiter, by a backslash, as R writes it.
 * - Positions are offsets in the window of `text`. The cursor moves the window, so they are valid only until the next
 *   call.
 *
 *     while (cursor.nextRecord()) while (cursor.nextField()) use(cursor.start, cursor.end);
 *
 * Errors: `record-too-long`; from `nextField`: `unclosed-quote`, `text-after-quote`, `field-too-long` (if quoted).
 */
export class TableCursor {
  /** The range of the last field, without the quotes around it. */
  start = 0;
  end = 0;
  isQuoted = false;
  /** Whether the last field contains escaped quotes. */
  hasEscapes = false;
  /** The number of comment lines skipped so far. */
  commentCount = 0;
  /** The start of the last record. */
  recordStart = 0;

  private bytes: Buffer;
  private pos: number;
  /** The number of line ends before `pos`. */
  private lineCount: number;
  /** The number of line ends before the record. */
  private recordLineCount = 0;
  private isInRecord = false;

  /** With `keepsWindow`, the window still contains all bytes read, so that another cursor can start again. */
  constructor(
    private readonly text: TextBuffer,
    private readonly syntax: TableSyntax,
    private readonly keepsWindow = false,
  ) {
    this.bytes = text.bytes;
    this.pos = syntax.start;
    this.lineCount = countLineEnds(this.bytes, syntax.start);
  }

  /** The line of the next field or record, counted from 1. */
  get line(): number {
    return this.lineCount + 1;
  }

  /** The offset of the last record from the start of the text, in bytes. */
  get offsetInText(): number {
    return this.text.discarded + this.recordStart;
  }

  /** Moves to the next record. Returns false at the end of the table. */
  nextRecord(): boolean {
    while (this.isInRecord) this.nextField();
    const { text, syntax } = this;
    for (;;) {
      while (this.pos >= text.completeEnd && this.loadMore(this.pos, this.lineCount));
      const { bytes } = this;
      if (this.pos >= bytes.length) return false;
      const content = this.skipBlanks(this.pos);
      if (content === bytes.length || isLineEnd(bytes[content])) {
        this.endLine(content);
      } else if (syntax.isComment(text, this.pos)) {
        this.commentCount++;
        this.endLine(findLineEnd(bytes, this.pos));
      } else {
        this.recordStart = this.pos;
        this.recordLineCount = this.lineCount;
        if (syntax.delimiter === SPACE) this.pos = content;
        this.isInRecord = true;
        return true;
      }
    }
  }

  /**
   * Reads the next fields into `row` from `column` on, as long as `scanner` accepts them. Returns the column after
   * the last one. If it read a field, `start` and `end` become a range that is not empty.
   */
  readNumbers(scanner: NumberScanner, row: Float64Array, column: number): number {
    if (!this.isInRecord || this.pos >= this.text.lastLineEnd) return column;
    const next = scanner.read(this.bytes, this.pos, row, column);
    if (next === column) return column;
    this.start = this.pos;
    this.end = scanner.pos;
    this.isQuoted = false;
    this.pos = scanner.pos;
    if (scanner.reachedLineEnd) this.endRecord(scanner.pos);
    return next;
  }

  /** Moves to the next field of the record. Returns false after the last field. */
  nextField(): boolean {
    if (!this.isInRecord) return false;
    const { bytes } = this;
    const { delimiter } = this.syntax;
    let pos = this.pos;
    if (bytes[pos] === QUOTE) {
      this.readQuotedField();
      return true;
    }
    const { length } = bytes;
    const secondDelimiter = delimiter === SPACE ? TAB : delimiter;
    for (; pos < length; pos++) {
      const byte = bytes[pos];
      if (byte === delimiter || byte === LF || byte === CR || byte === secondDelimiter) break;
    }
    this.start = this.pos;
    this.end = pos;
    this.isQuoted = false;
    this.hasEscapes = false;
    this.endField(pos);
    return true;
  }

  /** Returns the text of the last field, or of its first `maxBytes` bytes. Error: `field-too-long`. */
  content(maxBytes = this.end - this.start): string {
    const content = this.text.slice(this.start, Math.min(this.end, this.start + maxBytes));
    return this.hasEscapes ? this.unescape(content) : content;
  }

  /** Replaces the escaped quotes in the text of a field. */
  unescape(content: string): string {
    return this.syntax.delimiter === SPACE ? content.replace(/\\"|""/g, '"') : content.replaceAll('""', '"');
  }

  private readQuotedField(): void {
    const { syntax, text } = this;
    let closingQuote = this.findClosingQuote();
    // The byte after a quote decides whether the quote closes the field, so its line must be in the window.
    while (
      (closingQuote < 0 || closingQuote >= text.completeEnd) &&
      this.bytes.length - this.pos <= MAX_FIELD_BYTES &&
      this.loadMore(this.recordStart, this.recordLineCount)
    ) {
      closingQuote = this.findClosingQuote();
    }
    const { bytes, pos: openingQuote } = this;
    const hint = 'write a double quote inside a quoted field twice';
    if ((closingQuote < 0 ? bytes.length : closingQuote) - openingQuote > MAX_FIELD_BYTES) {
      fail(
        'field-too-long',
        `a quoted field is not closed within ${MAX_FIELD_BYTES} bytes`,
        text.place(openingQuote),
        hint,
      );
    }
    if (closingQuote < 0)
      fail('unclosed-quote', 'a quoted field is not closed', text.place(openingQuote), hint);
    const splitsOnBlanks = syntax.delimiter === SPACE;
    for (let pos = openingQuote + 1; pos < closingQuote; pos++) {
      if (bytes[pos] === LF || (bytes[pos] === CR && bytes[pos + 1] !== LF)) this.lineCount++;
    }
    this.start = openingQuote + 1;
    this.end = closingQuote;
    this.isQuoted = true;
    const following = splitsOnBlanks ? closingQuote + 1 : this.skipBlanks(closingQuote + 1);
    if (following < bytes.length && !isLineEnd(bytes[following]) && !this.isDelimiter(bytes[following])) {
      fail(
        'text-after-quote',
        'text follows the closing quote of a field; only a delimiter is allowed there',
        text.place(following),
        hint,
      );
    }
    this.endField(following);
  }

  /** Returns the offset of the quote that closes the field at `pos`, or -1 if it is not in the window. */
  private findClosingQuote(): number {
    const { bytes } = this;
    const splitsOnBlanks = this.syntax.delimiter === SPACE;
    this.hasEscapes = false;
    let closingQuote = bytes.indexOf(QUOTE, this.pos + 1);
    for (; closingQuote >= 0; closingQuote = bytes.indexOf(QUOTE, closingQuote + 1)) {
      if (splitsOnBlanks && bytes[closingQuote - 1] === BACKSLASH) {
        this.hasEscapes = true;
      } else if (bytes[closingQuote + 1] === QUOTE) {
        this.hasEscapes = true;
        closingQuote++;
      } else {
        break;
      }
    }
    return closingQuote;
  }

  /** Moves past the delimiter or line end at `pos`. */
  private endField(pos: number): void {
    const { bytes } = this;
    let next = pos;
    if (this.syntax.delimiter === SPACE) next = this.skipBlanks(pos);
    if (next < bytes.length && !isLineEnd(bytes[next])) {
      this.pos = next > pos ? next : next + 1;
    } else {
      this.endRecord(next);
    }
  }

  private endRecord(end: number): void {
    this.isInRecord = false;
    this.endLine(end);
  }

  /** Moves past the line end at `end`. */
  private endLine(end: number): void {
    this.pos = skipLineEnd(this.bytes, end);
    this.lineCount++;
  }

  /**
   * Loads more text. Bytes before `windowStart`, which `lineCount` line ends precede, are no longer needed. Returns
   * false at the end of the text.
   */
  private loadMore(windowStart: number, lineCount: number): boolean {
    const discarded = this.keepsWindow ? 0 : windowStart;
    if (!this.text.advance(discarded, lineCount)) return false;
    this.bytes = this.text.bytes;
    this.pos -= discarded;
    this.recordStart -= discarded;
    return true;
  }

  private isDelimiter(byte: number): boolean {
    return byte === this.syntax.delimiter || (byte === TAB && this.syntax.delimiter === SPACE);
  }

  /** Returns the first offset from `pos` on that is not a blank. A tab is not a blank if it is the delimiter. */
  private skipBlanks(pos: number): number {
    const { bytes } = this;
    const secondBlank = this.syntax.delimiter === TAB ? SPACE : TAB;
    let next = pos;
    while (bytes[next] === SPACE || bytes[next] === secondBlank) next++;
    return next;
  }
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

/** Returns the number of line ends before `end`. */
function countLineEnds(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let pos = 0; pos < end; pos++) {
    if (bytes[pos] === LF || (bytes[pos] === CR && bytes[pos + 1] !== LF)) count++;
  }
  return count;
}

/** Returns the offset of the end of the line at `pos`. */
export function findLineEnd(bytes: Uint8Array, pos: number): number {
  let end = pos;
  while (end < bytes.length && !isLineEnd(bytes[end])) end++;
  return end;
}

/** Returns the offset after the line end at `pos`. */
function skipLineEnd(bytes: Uint8Array, pos: number): number {
  return Math.min(bytes.length, pos + (bytes[pos] === CR && bytes[pos + 1] === LF ? 2 : 1));
}
