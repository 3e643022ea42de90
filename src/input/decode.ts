import { isUtf8 } from 'node:buffer';
import { fail, type Report } from '../diagnostics.js';
import type { Source } from './reader.js';

/** A text as a stream of chunks. Each chunk is valid UTF-8 and ends between two characters. */
export interface TextStream {
  /** The first chunk. */
  readonly head: Uint8Array;
  /** Returns the next chunk, or null at the end. */
  readonly next: () => Uint8Array | null;
  /** The approximate length of the whole text in bytes; null if it is unknown. */
  readonly size: number | null;
}

/**
 * Returns the text of `source`, which must have no `rest`, as valid UTF-8 without a byte order mark. UTF-8 is not
 * copied.
 *
 * The encoding is UTF-8 or UTF-16, detected by the byte order mark or by the positions of NUL bytes. Any other text
 * is decoded as Windows-1252, and the warning `not-utf8` is reported.
 *
 * Errors: `not-text` (NUL bytes, or invalid UTF-16).
 */
export function decodeText({ name, bytes }: Source, report: Report): Uint8Array {
  const { bomLength, decode } = decoderFor(name, bytes, report);
  return decode(bytes.subarray(bomLength), true);
}

/**
 * Decodes as `decodeText` does, one chunk at a time. From the first chunk that is not valid UTF-8 on, the text is
 * decoded as Windows-1252; earlier chunks have been consumed already.
 */
export function decodeStream(source: Source, report: Report): TextStream {
  const { name, bytes, rest } = source;
  const { bomLength, decode, preservesLength } = decoderFor(name, bytes, report);
  const head = decode(bytes.subarray(bomLength), !rest);
  let ended = !rest;
  return {
    head,
    next() {
      if (ended) return null;
      const chunk = rest?.next() ?? null;
      ended = chunk === null;
      return decode(chunk ?? new Uint8Array(0), ended);
    },
    size: rest ? (preservesLength ? rest.size : null) : head.length,
  };
}

interface Decoder {
  /** The length of the byte order mark in bytes. */
  readonly bomLength: number;
  /** Whether the decoded text is about as long as the source. */
  readonly preservesLength: boolean;
  /** Returns the characters that `chunk` completes. `isLast` marks the last chunk. */
  readonly decode: (chunk: Uint8Array, isLast: boolean) => Uint8Array;
}

function decoderFor(name: string, head: Uint8Array, report: Report): Decoder {
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return utf8Decoder(name, 3, report);
  if (startsWith(head, 0xff, 0xfe)) return utf16Decoder(name, 2, 'utf-16le');
  if (startsWith(head, 0xfe, 0xff)) return utf16Decoder(name, 2, 'utf-16be');
  const encoding = detectUtf16(head);
  return encoding ? utf16Decoder(name, 0, encoding) : utf8Decoder(name, 0, report);
}

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

const SNIFFED_BYTES = 1024;

/**
 * Detects UTF-16 without a byte order mark: ASCII text has a NUL in nearly every code unit, always on the same side.
 */
function detectUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const nulCounts = [0, 0];
  const length = Math.min(bytes.length, SNIFFED_BYTES);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nulCounts[i % 2]++;
  const threshold = length / 4;
  if (nulCounts[1] > threshold && nulCounts[0] * 4 < nulCounts[1]) return 'utf-16le';
  if (nulCounts[0] > threshold && nulCounts[1] * 4 < nulCounts[0]) return 'utf-16be';
  return null;
}

function utf8Decoder(name: string, bomLength: number, report: Report): Decoder {
  let isValid = true;
  let offset = bomLength;
  let incomplete = new Uint8Array(0);
  return {
    bomLength,
    preservesLength: true,
    decode(chunk, isLast) {
      const nul = chunk.indexOf(0);
      if (nul >= 0) {
        fail('not-text', `the file is not text: it has a NUL byte at offset ${offset + nul}`, { file: name });
      }
      offset += chunk.length;
      if (!isValid) return decodeWindows1252(chunk);
      const bytes = incomplete.length > 0 ? Buffer.concat([incomplete, chunk]) : chunk;
      const end = isLast ? bytes.length : lengthOfCompleteCharacters(bytes);
      incomplete = Uint8Array.from(bytes.subarray(end));
      const text = bytes.subarray(0, end);
      if (isUtf8(text)) return text;
      isValid = false;
      report({
        severity: 'warning',
        code: 'not-utf8',
        message: 'the file is not valid UTF-8 and is read as Windows-1252',
        place: { file: name },
        hints: ['if non-ASCII characters look wrong, save the file as UTF-8'],
      });
      return decodeWindows1252(bytes);
    },
  };
}

/** Returns the length of `bytes` without an incomplete character at the end. */
function lengthOfCompleteCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let distance = 1; distance <= Math.min(3, length); distance++) {
    const byte = bytes[length - distance];
    if (byte < 0x80) return length;
    if (byte >= 0xc0)
      return distance < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - distance : length;
  }
  return length;
}

const CHUNK_SIZE = 1 << 20;

function utf16Decoder(name: string, bomLength: number, encoding: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const encoder = new TextEncoder();
  return {
    bomLength,
    preservesLength: false,
    decode(bytes, isLast) {
      // Two bytes of UTF-16 become at most three bytes of UTF-8; up to three bytes may remain from the previous chunk.
      const text = new Uint8Array((Math.ceil(bytes.length / 2) + 2) * 3);
      let length = 0;
      try {
        for (let start = 0; start === 0 || start < bytes.length; start += CHUNK_SIZE) {
          const stream = !isLast || start + CHUNK_SIZE < bytes.length;
          const chunk = decoder.decode(bytes.subarray(start, start + CHUNK_SIZE), { stream });
          length += encoder.encodeInto(chunk, text.subarray(length)).written;
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

/** The characters of the bytes 0x80 to 0x9f; every other byte equals its code point. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decodes with a table of its own, because Node's decoder treats Windows-1252 as Latin-1 in some versions. */
function decodeWindows1252(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length * 3);
  let length = 0;
  for (const byte of bytes) {
    const codePoint = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
    if (codePoint < 0x80) {
      text[length++] = codePoint;
    } else if (codePoint < 0x800) {
      text[length++] = 0xc0 | (codePoint >> 6);
      text[length++] = 0x80 | (codePoint & 0x3f);
    } else {
      text[length++] = 0xe0 | (codePoint >> 12);
      text[length++] = 0x80 | ((codePoint >> 6) & 0x3f);
      text[length++] = 0x80 | (codePoint & 0x3f);
    }
  }
  return text.subarray(0, length);
}
