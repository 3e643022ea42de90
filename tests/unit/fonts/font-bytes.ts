/** Fonts for tests: the bundled fonts, and variants of them with other tables. */
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';

export const BUNDLED = ['Arimo-Regular', 'Arimo-Bold', 'DejaVuSans'] as const;

export function fontBytes(file: (typeof BUNDLED)[number]): Uint8Array {
  return readFileSync(new URL(`../../../src/fonts/ttf/${file}.ttf`, import.meta.url));
}

/** Reads the same bytes with fontkit, for comparison. */
export function readWithFontkit(bytes: Uint8Array): fontkit.Font {
  return fontkit.create(Buffer.from(bytes)) as fontkit.Font;
}

/** Returns the advance of a text in fontkit, without any Latin layout feature except kerning, or without kerning too. */
export function fontkitAdvance(font: fontkit.Font, text: string, kerning = true): number {
  const features = ['ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'calt', 'clig', 'liga', 'rclt', 'curs'].map(
    (tag) => [tag, false],
  );
  return font.layout(text, { ...Object.fromEntries(features), kern: kerning }, 'latn', undefined, 'ltr')
    .advanceWidth;
}

/** Returns 16-bit numbers as big-endian bytes. */
export function uint16Bytes(...numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((number) => [(number >> 8) & 0xff, number & 0xff]));
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export interface TableEntry {
  readonly tag: string;
  readonly record: number;
  readonly offset: number;
  readonly length: number;
}

export function tableEntries(bytes: Uint8Array): TableEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: view.getUint16(4) }, (_, i) => {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    return { tag, record, offset: view.getUint32(record + 8), length: view.getUint32(record + 12) };
  });
}

/** Returns the font with some tables replaced, or removed (null). */
export function replaceTables(bytes: Uint8Array, changes: Record<string, Uint8Array | null>): Uint8Array {
  const tables = new Map<string, Uint8Array | null>();
  for (const { tag, offset, length } of tableEntries(bytes))
    tables.set(tag, bytes.subarray(offset, offset + length));
  for (const [tag, table] of Object.entries(changes)) tables.set(tag, table);
  const remaining = [...tables].flatMap(([tag, table]) => (table ? [{ tag, table }] : []));
  let offset = 12 + 16 * remaining.length;
  const records = remaining.map(({ tag, table }) => {
    const record = concatBytes(
      Buffer.from(tag, 'latin1'),
      uint32Bytes(0),
      uint32Bytes(offset),
      uint32Bytes(table.length),
    );
    offset += table.length;
    return record;
  });
  return concatBytes(
    uint16Bytes(1, 0, remaining.length, 0, 0, 0),
    ...records,
    ...remaining.map(({ table }) => table),
  );
}

/** Returns a collection whose only font is this one. */
export function createCollection(bytes: Uint8Array): Uint8Array {
  const header = concatBytes(
    Buffer.from('ttcf', 'latin1'),
    uint16Bytes(1, 0),
    uint32Bytes(1),
    uint32Bytes(16),
  );
  const all = concatBytes(header, bytes);
  const view = new DataView(all.buffer);
  for (const { record, offset } of tableEntries(bytes))
    view.setUint32(header.length + record + 8, offset + header.length);
  return all;
}

function uint32Bytes(number: number): Uint8Array {
  return uint16Bytes(number >>> 16, number & 0xffff);
}
