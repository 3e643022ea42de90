import { isUtf8 } from 'node:buffer';
import { fail, type Report } from '../diagnostics.js';
import type { Source } from './reader.js';

/** A text in pieces, each of them valid UTF-8 and whole characters. */
export interface Decoded {
  /** The first of them. */
  readonly head: Uint8Array;
  /** The next one; null at the end. */
  readonly next: () => Uint8Array | null;
  /** The length of them all in bytes, or nearly; null where it is not known. */
  readonly size: number | null;
}

/**
 * The text of `source`, of which `bytes` are all, as valid UTF-8 without a byte order mark, whatever it was written
 * in: UTF-8, UTF-16 of either byte order (told by its mark, or by where its NUL bytes lie), else Windows-1252, which is
 * reported as the warning `not-utf8`. UTF-8 is not copied.
 *
 * Errors: `not-text` (NUL bytes, or UTF-16 that is none).
 */
export function decodeText({ name, bytes }: Source, report: Report): Uint8Array {
  const { mark, decode } = decoderFor(name, bytes, report);
  return decode(bytes.subarray(mark), true);
}

/**
 * As `decodeText`, piece by piece: what is not valid UTF-8 is Windows-1252 from that piece on in which it is found, as
 * the pieces before it are gone.
 */
export function decodePieces(source: Source, report: Report): Decoded {
  const { name, bytes, rest } = source;
  const { mark, decode, keepsLength } = decoderFor(name, bytes, report);
  const head = decode(bytes.subarray(mark), !rest);
  let ended = !rest;
  return {
    head,
    next() {
      if (ended) return null;
      const piece = rest?.next() ?? null;
      ended = piece === null;
      return decode(piece ?? new Uint8Array(0), ended);
    },
    size: rest ? (keepsLength ? rest.size : null) : head.length,
  };
}

interface Decoder {
  /** The length of the byte order mark. */
  readonly mark: number;
  /** Whether the text is about as long as what it is decoded from. */
  readonly keepsLength: boolean;
  /** The characters that are complete with `piece`, the `last` one or not. */
  readonly decode: (piece: Uint8Array, last: boolean) => Uint8Array;
}

function decoderFor(name: string, head: Uint8Array, report: Report): Decoder {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return utf8Decoder(name, 3, report);
  if (startsWith(head, 0xff, 0xfe)) return utf16Decoder(name, 2, 'utf-16le');
  if (startsWith(head, 0xfe, 0xff)) return utf16Decoder(name, 2, 'utf-16be');
  const encoding = unmarkedUtf16(head);
  return encoding ? utf16Decoder(name, 0, encoding) : utf8Decoder(name, 0, report);
}

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

const LOOKED_AT = 1024;

/** Mostly ASCII in UTF-16 has a NUL in nearly every unit, and on one side only. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const nuls = [0, 0];
  const length = Math.min(bytes.length, LOOKED_AT);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nuls[i % 2]++;
  const enough = length / 4;
  if (nuls[1] > enough && nuls[0] * 4 < nuls[1]) return 'utf-16le';
  if (nuls[0] > enough && nuls[1] * 4 < nuls[0]) return 'utf-16be';
  return null;
}

function utf8Decoder(name: string, mark: number, report: Report): Decoder {
  let isValid = true;
  let offset = mark;
  let begun = new Uint8Array(0);
  return {
    mark,
    keepsLength: true,
    decode(piece, last) {
      const nul = piece.indexOf(0);
      if (nul >= 0) {
        fail('not-text', `the file is not text: it has a NUL byte at offset ${offset + nul}`, { file: name });
      }
      offset += piece.length;
      if (!isValid) return fromWindows1252(piece);
      const bytes = begun.length > 0 ? Buffer.concat([begun, piece]) : piece;
      const end = last ? bytes.length : wholeCharacters(bytes);
      begun = Uint8Array.from(bytes.subarray(end));
      const text = bytes.subarray(0, end);
      if (isUtf8(text)) return text;
      isValid = false;
      report({
        severity: 'warning',
        code: 'not-utf8',
        message: 'the file is not valid UTF-8 and was read as Windows-1252',
        place: { file: name },
        hints: ['if letters beyond ASCII look wrong, save the file as UTF-8'],
      });
      return fromWindows1252(bytes);
    },
  };
}

/** The length of `bytes` without a character at their end that is only begun. */
function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back];
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
  }
  return length;
}

const CHUNK = 1 << 20;

function utf16Decoder(name: string, mark: number, encoding: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const encoder = new TextEncoder();
  return {
    mark,
    keepsLength: false,
    decode(bytes, last) {
      // Two bytes of UTF-16 are at most three of UTF-8; up to three bytes may be left from the piece before.
      const text = new Uint8Array((Math.ceil(bytes.length / 2) + 2) * 3);
      let length = 0;
      try {
        for (let at = 0; at === 0 || at < bytes.length; at += CHUNK) {
          const stream = !last || at + CHUNK < bytes.length;
          const piece = decoder.decode(bytes.subarray(at, at + CHUNK), { stream });
          length += encoder.encodeInto(piece, text.subarray(length)).written;
        }
      } catch {
        fail('not-text', 'the file looks like UTF-16 but is not valid UTF-16', { file: name });
      }
      const decoded = text.subarray(0, length);
      if (decoded.includes(0))
        fail('not-text', 'the file is not text: it has NUL characters', { file: name });
      return decoded;
    },
  };
}

/** What the bytes 0x80 to 0x9f mean; every other byte is its own code point. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By a table of our own, as Node's decoder takes it for Latin-1 in some versions. */
function fromWindows1252(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length * 3);
  let length = 0;
  for (const byte of bytes) {
    const point = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
    if (point < 0x80) {
      text[length++] = point;
    } else if (point < 0x800) {
      text[length++] = 0xc0 | (point >> 6);
      text[length++] = 0x80 | (point & 0x3f);
    } else {
      text[length++] = 0xe0 | (point >> 12);
      text[length++] = 0x80 | ((point >> 6) & 0x3f);
      text[length++] = 0x80 | (point & 0x3f);
    }
  }
  return text.subarray(0, length);
}
