import { isUtf8 } from 'node:buffer';
import { fail, type Report } from '../diagnostics.js';
import type { Source } from './reader.js';

/**
 * The text of `source` as valid UTF-8 without a byte order mark, whatever it was written in: UTF-8, UTF-16 of
 * either byte order (told by its mark, or by where its NUL bytes lie), else Windows-1252, which is reported as the
 * warning `not-utf8`. UTF-8 is not copied.
 *
 * Errors: `not-text` (NUL bytes, or UTF-16 that is none).
 */
export function decodeText(source: Source, report: Report): Uint8Array {
  const { name, bytes } = source;
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return checkedUtf8(name, bytes.subarray(3), report);
  if (startsWith(bytes, 0xff, 0xfe)) return fromUtf16(name, bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return fromUtf16(name, bytes.subarray(2), 'utf-16be');
  const encoding = unmarkedUtf16(bytes);
  return encoding ? fromUtf16(name, bytes, encoding) : checkedUtf8(name, bytes, report);
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

function checkedUtf8(name: string, bytes: Uint8Array, report: Report): Uint8Array {
  const nul = bytes.indexOf(0);
  if (nul >= 0) fail('not-text', `the file is not text: it has a NUL byte at offset ${nul}`, { file: name });
  if (isUtf8(bytes)) return bytes;
  report({
    severity: 'warning',
    code: 'not-utf8',
    message: 'the file is not valid UTF-8 and was read as Windows-1252',
    place: { file: name },
    hints: ['if letters beyond ASCII look wrong, save the file as UTF-8'],
  });
  return fromWindows1252(bytes);
}

const CHUNK = 1 << 20;

function fromUtf16(name: string, bytes: Uint8Array, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const encoder = new TextEncoder();
  // Two bytes of UTF-16 are at most three of UTF-8.
  const text = new Uint8Array(Math.ceil(bytes.length / 2) * 3);
  let length = 0;
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const piece = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length });
      length += encoder.encodeInto(piece, text.subarray(length)).written;
    }
  } catch {
    fail('not-text', 'the file looks like UTF-16 but is not valid UTF-16', { file: name });
  }
  const decoded = text.subarray(0, length);
  if (decoded.includes(0)) fail('not-text', 'the file is not text: it has NUL characters', { file: name });
  return decoded;
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
