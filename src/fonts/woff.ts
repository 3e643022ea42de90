/** Web fonts of the first version (WOFF): tables that are compressed one by one. */
import { inflateSync } from 'node:zlib';
import { zlibSync } from 'fflate';
import { joinBytes, joinTables } from './join-tables.js';
import { badFont, checkFontSize, type FontTable, printableTag } from './sfnt.js';

const SIGNATURE = 0x774f4646;
const HEADER_LENGTH = 44;
const ENTRY_LENGTH = 20;

/** Returns the font in a WOFF file. Errors: `bad-font`. */
export function openWoff(woff: FontTable, file: string): Uint8Array {
  const count = woff.u16(12);
  let total = 0;
  const tables = Array.from({ length: count }, (_, i): [string, Uint8Array] => {
    const entry = HEADER_LENGTH + ENTRY_LENGTH * i;
    const [start, length, originalLength] = [4, 8, 12].map((at) => woff.u32(entry + at));
    const tag = woff.text(entry, 4);
    total += originalLength;
    checkFontSize(total, file);
    const bytes = woff.bytes(start, start + length);
    return [tag, length === originalLength ? bytes : inflate(bytes, originalLength, tag, file)];
  });
  if (count === 0) woff.failDamaged('has no tables');
  return joinTables(woff.u32(4), tables);
}

function inflate(bytes: Uint8Array, length: number, tag: string, file: string): Uint8Array {
  try {
    const table = inflateSync(bytes, { maxOutputLength: length });
    if (table.length === length) return table;
  } catch {
    // The message below says the same for all reasons.
  }
  return badFont(file, `the font is damaged: its "${printableTag(tag)}" table cannot be decompressed`);
}

/**
 * Returns a font as a WOFF file. The compression is that of a library in JavaScript, so that the file is the same on every
 * machine.
 */
export function writeWoff(font: Uint8Array): Uint8Array {
  const source = new DataView(font.buffer, font.byteOffset, font.length);
  const count = source.getUint16(4);
  const head = new DataView(new ArrayBuffer(HEADER_LENGTH + ENTRY_LENGTH * count));
  const parts: Uint8Array[] = [new Uint8Array(head.buffer)];
  let offset = head.byteLength;
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const [tag, checksum, start, length] = [0, 4, 8, 12].map((at) => source.getUint32(record + at));
    const table = font.subarray(start, start + length);
    const packed = zlibSync(table, { level: 9 });
    const bytes = packed.length < length ? packed : table;
    const entry = HEADER_LENGTH + ENTRY_LENGTH * i;
    [tag, offset, bytes.length, length, checksum].forEach((value, k) => {
      head.setUint32(entry + 4 * k, value);
    });
    parts.push(bytes, new Uint8Array(-bytes.length & 3));
    offset += (bytes.length + 3) & ~3;
  }
  head.setUint32(0, SIGNATURE);
  head.setUint32(4, source.getUint32(0));
  head.setUint32(8, offset);
  head.setUint16(12, count);
  head.setUint32(16, font.length);
  head.setUint16(20, 1);
  return joinBytes(parts);
}
