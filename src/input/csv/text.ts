import { fail, type Place, placeIn } from '../../diagnostics.js';
import type { Decoded } from '../decode.js';

const LF = 10;
const CR = 13;
/** Bytes of one label or word: far beyond any that can be drawn, far below what a string can hold. */
export const LONGEST_FIELD = 1 << 24;

/** Bytes that are looked at, at once, of a text that comes in pieces. */
const WINDOW = 1 << 20;
/** Bytes that are held for the sake of one record. */
const LONGEST_RECORD = 1 << 28;

/**
 * A window on the bytes of a table, which are valid UTF-8, and how to speak of its pieces. Of a text that is all there
 * the window shows everything; otherwise it moves on as the text is read. Offsets are in bytes, from where the
 * window begins.
 */
export class TableText {
  bytes: Buffer;
  /** Of the bytes: those in lines that are there to their end. */
  whole = 0;
  /** Where the last of the line ends is; -1 if there is none. */
  lastLineEnd = -1;
  /** What may be looked at to tell how the table is written. */
  readonly head: Buffer;
  /** How many bytes came before the window. */
  passed = 0;
  /** The length of the text, or nearly; null where it is not known. */
  readonly size: number | null;

  private next: (() => Uint8Array | null) | null;
  private room = Buffer.alloc(0);
  private first: Line = { offset: 0, line: 1, lineStart: 0 };
  /** The last place asked for: faults come in the order of the file, so counting its lines costs one pass in all. */
  private known = this.first;

  constructor(
    readonly file: string,
    text: Uint8Array | Decoded,
    private readonly window = WINDOW,
  ) {
    const decoded = 'next' in text ? text : { head: text, next: null, size: text.length };
    const { head } = decoded;
    this.bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
    this.next = decoded.next;
    this.size = decoded.size;
    if (!this.next || head.length >= window) this.findLineEnds();
    else this.read(0, 0);
    this.head = this.next ? this.bytes.subarray(0, window) : this.bytes;
  }

  /**
   * Reads on, as much again as is kept, and moves the window on to begin at `from`, a line start that `lines` line ends
   * come before. False, with nothing changed, where the text has no more. Error: `record-too-long`.
   */
  read(from: number, lines: number): boolean {
    if (!this.next) return false;
    const kept = this.bytes.subarray(from);
    if (kept.length > LONGEST_RECORD) {
      fail(
        'record-too-long',
        `a record does not end within ${LONGEST_RECORD} bytes`,
        this.place(from),
        'see whether a quote is open that should not be, and whether the file has line ends',
      );
    }
    const wanted = Math.max(this.window, 2 * kept.length);
    let { room } = this;
    let length = kept.length;
    if (room.length < length) room = Buffer.allocUnsafe(wanted);
    room.set(kept);
    while (length < wanted) {
      const piece = this.next();
      if (!piece) {
        this.next = null;
        break;
      }
      if (length + piece.length > room.length) {
        const held = room.subarray(0, length);
        room = Buffer.allocUnsafe(wanted + piece.length);
        room.set(held);
      }
      room.set(piece, length);
      length += piece.length;
    }
    this.room = room;
    this.bytes = room.subarray(0, length);
    this.passed += from;
    if (from > 0) this.first = { offset: 0, line: lines + 1, lineStart: 0 };
    this.known = this.first;
    this.findLineEnds();
    return true;
  }

  private findLineEnds(): void {
    const { bytes, next } = this;
    const feed = bytes.lastIndexOf(LF);
    // A line feed may follow a carriage return that is the last byte so far.
    const behind = bytes.subarray(feed + 1, bytes.length - (next ? 1 : 0)).lastIndexOf(CR);
    this.lastLineEnd = behind < 0 ? feed : feed + 1 + behind;
    this.whole = next ? this.lastLineEnd + 1 : bytes.length;
  }

  /** Errors: `field-too-long`. */
  slice(start: number, end: number): string {
    if (end - start > LONGEST_FIELD) {
      fail(
        'field-too-long',
        `a field is ${end - start} bytes long; ${LONGEST_FIELD} are allowed`,
        this.place(start),
      );
    }
    return this.bytes.toString('utf8', start, end);
  }

  place(start: number, end = start + 1): Place {
    const { bytes, file } = this;
    const { line, lineStart } = this.lineOf(start);
    const column = 1 + utf16Length(bytes, lineStart, start);
    // A window on the line, whole characters and wide enough for what `placeIn` shows.
    const from = characterStart(bytes, Math.max(lineStart, start - 400));
    const to = characterStart(bytes, Math.min(bytes.length, start + 1000));
    const offset = utf16Length(bytes, from, start);
    const length = utf16Length(bytes, start, Math.min(end, to));
    const shown = placeIn(file, bytes.toString('utf8', from, to), offset, length);
    return { ...shown, line, column };
  }

  private lineOf(offset: number): Line {
    const { bytes } = this;
    let { offset: at, line, lineStart } = this.known.offset <= offset ? this.known : this.first;
    for (; at < offset; at++) {
      const byte = bytes[at];
      if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        line++;
        lineStart = at + 1;
      }
    }
    this.known = { offset, line, lineStart };
    return this.known;
  }
}

/** The line of an offset. */
interface Line {
  readonly offset: number;
  readonly line: number;
  readonly lineStart: number;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function characterStart(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while (at > 0 && at < bytes.length && isContinuation(bytes[at])) at--;
  return at;
}

/** How many UTF-16 code units the UTF-8 from `start` to `end` makes: one a character, two beyond the basic plane. */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    if (!isContinuation(bytes[at])) length += bytes[at] >= 0xf0 ? 2 : 1;
  }
  return length;
}
