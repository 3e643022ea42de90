import { fail } from '../../diagnostics.js';
import type { TableText } from './text.js';

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
 * offsets only, so that a line may be as long as the file. Lines end at LF, CRLF or CR; blank lines and comments
 * are passed over; a field that begins with a double quote ends at the next one that is not doubled (or, between
 * blanks, as R writes it, behind a backslash) and may hold delimiters and line ends.
 *
 *     while (cursor.record()) while (cursor.field()) use(cursor.start, cursor.end);
 *
 * Errors, from `field`: `unclosed-quote`, `text-after-quote`.
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

  private readonly bytes: Buffer;
  private at: number;
  private inRecord = false;
  private escaped = false;

  constructor(
    private readonly text: TableText,
    private readonly cut: Cut,
  ) {
    this.bytes = text.bytes;
    this.at = cut.start;
  }

  /** Moves to the next record; false at the end of the table. */
  record(): boolean {
    while (this.inRecord) this.field();
    const { bytes, text, cut } = this;
    while (this.at < bytes.length) {
      const content = this.afterBlanks(this.at);
      if (content === bytes.length || isLineEnd(bytes[content])) {
        this.at = afterLineEnd(bytes, content);
      } else if (cut.isComment(text, this.at)) {
        this.comments++;
        this.at = afterLineEnd(bytes, lineEnd(bytes, this.at));
      } else {
        this.recordStart = this.at;
        if (cut.delimiter === SPACE) this.at = content;
        this.inRecord = true;
        return true;
      }
    }
    return false;
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
    const { bytes, cut, text } = this;
    const open = this.at;
    const blanks = cut.delimiter === SPACE;
    this.escaped = false;
    let close = bytes.indexOf(QUOTE, open + 1);
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
    if (close < 0) {
      fail(
        'unclosed-quote',
        'a quoted field is never closed',
        text.place(open),
        'A double quote within a quoted field is written twice.',
      );
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
        'A double quote within a quoted field is written twice.',
      );
    }
    this.leaveField(next);
  }

  /** Passes over the delimiter or line end at `at`. */
  private leaveField(at: number): void {
    const { bytes } = this;
    let next = at;
    if (this.cut.delimiter === SPACE) next = this.afterBlanks(at);
    if (next < bytes.length && !isLineEnd(bytes[next])) {
      this.at = next > at ? next : next + 1;
    } else {
      this.inRecord = false;
      this.at = afterLineEnd(bytes, next);
    }
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
export function afterLineEnd(bytes: Uint8Array, at: number): number {
  return Math.min(bytes.length, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
}
