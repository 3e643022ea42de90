import { fail, type Place, placeIn } from '../../diagnostics.js';

const LF = 10;
const CR = 13;
/** Bytes of one label or word: far beyond any that can be drawn, far below what a string can hold. */
const LONGEST_FIELD = 1 << 24;
/** Characters of a field that a message quotes. */
const LONGEST_QUOTED = 40;

/** The bytes of a table, valid UTF-8, and how to speak of its pieces; offsets are in bytes. */
export class TableText {
  readonly bytes: Buffer;
  /** The last place asked for: faults come in the order of the file, so counting its lines costs one pass in all. */
  private known = { offset: 0, line: 1, lineStart: 0 };

  constructor(
    readonly file: string,
    bytes: Uint8Array,
  ) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
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

  /** The text from `start` to `end` as a message shows it: in double quotes, cut where it is long. */
  quote(start: number, end: number): string {
    // A character has at most four bytes, so this cut never shows.
    const text = this.bytes.toString('utf8', start, Math.min(end, start + 4 * (LONGEST_QUOTED + 1)));
    return quoted(text);
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

  private lineOf(offset: number): { readonly line: number; readonly lineStart: number } {
    const { bytes } = this;
    let {
      offset: at,
      line,
      lineStart,
    } = this.known.offset <= offset ? this.known : { offset: 0, line: 1, lineStart: 0 };
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

/** `text` in double quotes, cut where it is long. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUOTED + 2));
  const shown =
    characters.length > LONGEST_QUOTED ? [...characters.slice(0, LONGEST_QUOTED - 1), '…'] : characters;
  return JSON.stringify(shown.join(''));
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
