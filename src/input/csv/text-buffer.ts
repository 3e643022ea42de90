import { fail, type Place, placeAtOffset } from '../../diagnostics.js';
import type { TextStream } from '../decode.js';

const LF = 10;
const CR = 13;
/** The maximum size of a label or category: more than can be drawn, less than the longest string. */
export const MAX_FIELD_BYTES = 1 << 24;

/** The usual size of the window on a text that is a stream, in bytes. */
const DEFAULT_WINDOW = 1 << 20;
/** The maximum size of one record, to which the window grows. */
const MAX_RECORD_BYTES = 1 << 28;

/**
 * A window on the text of a table, in valid UTF-8. It contains the whole text if this is in memory; otherwise it moves
 * forward as the text is read. Offsets are in bytes from the start of the window.
 */
export class TextBuffer {
  bytes: Buffer;
  /** The end of the last complete line in the window. The end of the text completes a line too. */
  completeEnd = 0;
  /** The offset of the last line end; -1 if there is none. */
  lastLineEnd = -1;
  /** The start of the text, for detecting the dialect. */
  readonly head: Buffer;
  /** The number of bytes before the window. */
  discarded = 0;
  /** The approximate length of the text in bytes; null if it is unknown. */
  readonly size: number | null;

  private next: (() => Uint8Array | null) | null;
  private storage = Buffer.alloc(0);
  private windowStart: LinePosition = { offset: 0, line: 1, lineStart: 0 };
  /** The last position found. Errors are in file order, so counting lines from here needs one pass in total. */
  private lastLookup = this.windowStart;

  constructor(
    readonly file: string,
    text: Uint8Array | TextStream,
    private readonly windowSize = DEFAULT_WINDOW,
    private readonly maxRecord = MAX_RECORD_BYTES,
  ) {
    const decoded = 'next' in text ? text : { head: text, next: null, size: text.length };
    const { head } = decoded;
    this.bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
    this.next = decoded.next;
    this.size = decoded.size;
    if (!this.next || head.length >= windowSize) this.findLineEnds();
    else this.advance(0, 0);
    this.head = this.next ? this.bytes.subarray(0, windowSize) : this.bytes;
  }

  /**
   * Moves the window to `start`, the start of a line after `lineCount` line ends, and loads at least as many bytes as
   * it keeps. Returns false, and changes nothing, at the end of the text. Error: `record-too-long`.
   */
  advance(start: number, lineCount: number): boolean {
    if (!this.next) return false;
    const retained = this.bytes.subarray(start);
    if (retained.length > this.maxRecord) {
      fail(
        'record-too-long',
        `a record does not end within ${this.maxRecord} bytes`,
        this.place(start),
        'check for a quote that is not closed, and that the file has line ends',
      );
    }
    const capacity = Math.max(this.windowSize, 2 * retained.length);
    let { storage } = this;
    let length = retained.length;
    if (storage.length < length) storage = Buffer.allocUnsafe(capacity);
    storage.set(retained);
    while (length < capacity) {
      const chunk = this.next();
      if (!chunk) {
        this.next = null;
        break;
      }
      if (length + chunk.length > storage.length) {
        const filled = storage.subarray(0, length);
        storage = Buffer.allocUnsafe(capacity + chunk.length);
        storage.set(filled);
      }
      storage.set(chunk, length);
      length += chunk.length;
    }
    this.storage = storage;
    this.bytes = storage.subarray(0, length);
    this.discarded += start;
    if (start > 0) this.windowStart = { offset: 0, line: lineCount + 1, lineStart: 0 };
    this.lastLookup = this.windowStart;
    this.findLineEnds();
    return true;
  }

  private findLineEnds(): void {
    const { bytes, next } = this;
    const lastLineFeed = bytes.lastIndexOf(LF);
    // If the last byte is a carriage return, a line feed can follow it.
    const laterCarriageReturn = bytes
      .subarray(lastLineFeed + 1, bytes.length - (next ? 1 : 0))
      .lastIndexOf(CR);
    this.lastLineEnd = laterCarriageReturn < 0 ? lastLineFeed : lastLineFeed + 1 + laterCarriageReturn;
    this.completeEnd = next ? this.lastLineEnd + 1 : bytes.length;
  }

  /** Returns the text of a range. Error: `field-too-long`. */
  slice(start: number, end: number): string {
    if (end - start > MAX_FIELD_BYTES) {
      fail(
        'field-too-long',
        `a field has ${end - start} bytes; at most ${MAX_FIELD_BYTES} are allowed`,
        this.place(start),
      );
    }
    return this.bytes.toString('utf8', start, end);
  }

  /** Returns the place of a range. */
  place(start: number, end = start + 1): Place {
    const { bytes, file } = this;
    const { line, lineStart } = this.locateLine(start);
    const column = 1 + utf16Length(bytes, lineStart, start);
    // An excerpt of the line, with complete characters and long enough for `placeAtOffset`.
    const excerptStart = characterStart(bytes, Math.max(lineStart, start - 400));
    const excerptEnd = characterStart(bytes, Math.min(bytes.length, start + 1000));
    const offset = utf16Length(bytes, excerptStart, start);
    const length = utf16Length(bytes, start, Math.min(end, excerptEnd));
    const excerpt = placeAtOffset(file, bytes.toString('utf8', excerptStart, excerptEnd), offset, length);
    return { ...excerpt, line, column };
  }

  private locateLine(offset: number): LinePosition {
    const { bytes } = this;
    let {
      offset: pos,
      line,
      lineStart,
    } = this.lastLookup.offset <= offset ? this.lastLookup : this.windowStart;
    for (; pos < offset; pos++) {
      const byte = bytes[pos];
      if (byte === LF || (byte === CR && bytes[pos + 1] !== LF)) {
        line++;
        lineStart = pos + 1;
      }
    }
    this.lastLookup = { offset, line, lineStart };
    return this.lastLookup;
  }
}

/** An offset with its line. */
interface LinePosition {
  readonly offset: number;
  readonly line: number;
  readonly lineStart: number;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function characterStart(bytes: Uint8Array, offset: number): number {
  let pos = offset;
  while (pos > 0 && pos < bytes.length && isContinuation(bytes[pos])) pos--;
  return pos;
}

/** Returns the length in UTF-16 code units of the UTF-8 text from `start` to `end`. */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let pos = start; pos < end; pos++) {
    if (!isContinuation(bytes[pos])) length += bytes[pos] >= 0xf0 ? 2 : 1;
  }
  return length;
}
