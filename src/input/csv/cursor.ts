import { fail } from '../../diagnostics.js';
import type { NumberRun } from './number-scanner.js';
import { LONGEST_FIELD, type TableText } from './text.js';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;

/** How a table is cut into records and fields. */
export interface Cut {
  /** Where the table begins, a byte offset. */
  readonly start: number;
  /** The byte between fields; a space stands for any run of spaces and tabs. */
  readonly delimiter: number;
  /** Whether the line that begins at this offset is a comment. */
  readonly isComment: (text: TableText, lineStart: number) => boolean;
}

/**
 * Walks the bytes of a table record by record, field by field, and knows nothing of what they mean. It holds
 * offsets only, into the window that `text` shows, and moves that on with the record it is in: offsets are good until
 * the next step. Lines end at LF, CRLF or CR; blank lines and comments
 * are passed over; a field that begins with a double quote ends at the next one that is not doubled (or, between
 * blanks, as R writes it, behind a backslash) and may hold delimiters and line ends.
 *
 *     while (cursor.record()) while (cursor.field()) use(cursor.start, cursor.end);
 *
 * Errors: `record-too-long`; from `field`: `unclosed-quote`, `text-after-quote`, `field-too-long` (a quoted one).
 */
export class TableCursor {
  /** The field that `field` read last: its content without the quotes around it. */
  start = 0;
  end = 0;
  quoted = false;
  /** The comment lines passed over so far. */
  comments = 0;
  /** Where the record begins that `record` found last. */
  recordStart = 0;

  private bytes: Buffer;
  private at: number;
  /** The line ends passed over so far. */
  private lines: number;
  /** Those before the record. */
  private recordLines = 0;
  private inRecord = false;
  private escaped = false;

  /** One that `looksAhead` keeps all it has passed in the window, so that another one can begin anew. */
  constructor(
    private readonly text: TableText,
    private readonly cut: Cut,
    private readonly looksAhead = false,
  ) {
    this.bytes = text.bytes;
    this.at = cut.start;
    this.lines = cut.start > 0 ? 1 : 0;
  }

  /** The line in which the next field begins, or the next record, counting from 1. */
  get line(): number {
    return this.lines + 1;
  }

  /** How much of the text lies before the record that `record` found last, in bytes. */
  get passed(): number {
    return this.text.passed + this.recordStart;
  }

  /** Moves to the next record; false at the end of the table. */
  record(): boolean {
    while (this.inRecord) this.field();
    const { text, cut } = this;
    for (;;) {
      while (this.at >= text.whole && this.readOn(this.at, this.lines));
      const { bytes } = this;
      if (this.at >= bytes.length) return false;
      const content = this.afterBlanks(this.at);
      if (content === bytes.length || isLineEnd(bytes[content])) {
        this.endLine(content);
      } else if (cut.isComment(text, this.at)) {
        this.comments++;
        this.endLine(lineEnd(bytes, this.at));
      } else {
        this.recordStart = this.at;
        this.recordLines = this.lines;
        if (cut.delimiter === SPACE) this.at = content;
        this.inRecord = true;
        return true;
      }
    }
  }

  /**
   * Reads the fields that come next into `row` from `column` on, as far as they are what `run` reads; returns the column
   * behind the last one. `start` and `end` are then those of some field that is not empty, if there was one.
   */
  numbers(run: NumberRun, row: Float64Array, column: number): number {
    if (!this.inRecord || this.at >= this.text.lastLineEnd) return column;
    const next = run.read(this.bytes, this.at, row, column);
    if (next === column) return column;
    this.start = this.at;
    this.end = run.at;
    this.quoted = false;
    this.at = run.at;
    if (run.ended) this.endRecord(run.at);
    return next;
  }

  /** Moves to the next field of the record; false where the record has no more. */
  field(): boolean {
    if (!this.inRecord) return false;
    const { bytes } = this;
    const { delimiter } = this.cut;
    let at = this.at;
    if (bytes[at] === QUOTE) {
      this.quotedField();
      return true;
    }
    const { length } = bytes;
    const otherBlank = delimiter === SPACE ? TAB : delimiter;
    for (; at < length; at++) {
      const byte = bytes[at];
      if (byte === delimiter || byte === LF || byte === CR || byte === otherBlank) break;
    }
    this.start = this.at;
    this.end = at;
    this.quoted = false;
    this.escaped = false;
    this.leaveField(at);
    return true;
  }

  /** The text of the field that `field` read last, or of its first `most` bytes. Errors: `field-too-long`. */
  content(most = this.end - this.start): string {
    const content = this.text.slice(this.start, Math.min(this.end, this.start + most));
    if (!this.escaped) return content;
    return this.cut.delimiter === SPACE ? content.replace(/\\"|""/g, '"') : content.replaceAll('""', '"');
  }

  private quotedField(): void {
    const { cut, text } = this;
    let close = this.closingQuote();
    // What follows a quote decides whether it closes the field, so its line must be there.
    while (
      (close < 0 || close >= text.whole) &&
      this.bytes.length - this.at <= LONGEST_FIELD &&
      this.readOn(this.recordStart, this.recordLines)
    ) {
      close = this.closingQuote();
    }
    const { bytes, at: open } = this;
    const closing = 'A double quote within a quoted field is written twice.';
    if ((close < 0 ? bytes.length : close) - open > LONGEST_FIELD) {
      fail(
        'field-too-long',
        `a quoted field is not closed within ${LONGEST_FIELD} bytes`,
        text.place(open),
        closing,
      );
    }
    if (close < 0) fail('unclosed-quote', 'a quoted field is never closed', text.place(open), closing);
    const blanks = cut.delimiter === SPACE;
    for (let at = open + 1; at < close; at++) {
      if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) this.lines++;
    }
    this.start = open + 1;
    this.end = close;
    this.quoted = true;
    const next = blanks ? close + 1 : this.afterBlanks(close + 1);
    if (next < bytes.length && !isLineEnd(bytes[next]) && !this.isDelimiter(bytes[next])) {
      fail(
        'text-after-quote',
        'text follows the closing quote of a field, where only a delimiter may',
        text.place(next),
        closing,
      );
    }
    this.leaveField(next);
  }

  /** The offset of the quote that closes the field at hand; -1 if there is none in the window. */
  private closingQuote(): number {
    const { bytes } = this;
    const blanks = this.cut.delimiter === SPACE;
    this.escaped = false;
    let close = bytes.indexOf(QUOTE, this.at + 1);
    for (; close >= 0; close = bytes.indexOf(QUOTE, close + 1)) {
      if (blanks && bytes[close - 1] === BACKSLASH) {
        this.escaped = true;
      } else if (bytes[close + 1] === QUOTE) {
        this.escaped = true;
        close++;
      } else {
        break;
      }
    }
    return close;
  }

  /** Passes over the delimiter or line end at `at`. */
  private leaveField(at: number): void {
    const { bytes } = this;
    let next = at;
    if (this.cut.delimiter === SPACE) next = this.afterBlanks(at);
    if (next < bytes.length && !isLineEnd(bytes[next])) {
      this.at = next > at ? next : next + 1;
    } else {
      this.endRecord(next);
    }
  }

  private endRecord(end: number): void {
    this.inRecord = false;
    this.endLine(end);
  }

  /** Passes over the line end at `end`. */
  private endLine(end: number): void {
    this.at = afterLineEnd(this.bytes, end);
    this.lines++;
  }

  /** Reads on in the text, of which nothing is needed before `from` and its `lines` line ends; false if it has no more. */
  private readOn(from: number, lines: number): boolean {
    const dropped = this.looksAhead ? 0 : from;
    if (!this.text.read(dropped, lines)) return false;
    this.bytes = this.text.bytes;
    this.at -= dropped;
    this.recordStart -= dropped;
    return true;
  }

  private isDelimiter(byte: number): boolean {
    return byte === this.cut.delimiter || (byte === TAB && this.cut.delimiter === SPACE);
  }

  /** The first offset from `at` on that holds no blank; a tab that delimits is none. */
  private afterBlanks(at: number): number {
    const { bytes } = this;
    const otherBlank = this.cut.delimiter === TAB ? SPACE : TAB;
    let next = at;
    while (bytes[next] === SPACE || bytes[next] === otherBlank) next++;
    return next;
  }
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

/** The offset of the line end that ends the line at `at`. */
export function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && !isLineEnd(bytes[end])) end++;
  return end;
}

/** The offset behind the line end at `at`. */
function afterLineEnd(bytes: Uint8Array, at: number): number {
  return Math.min(bytes.length, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
}
