/** Fonts for tests: the bundled ones, and what is made from them by exchanging tables. */
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';

export const BUNDLED = ['Arimo-Regular', 'Arimo-Bold', 'DejaVuSans'] as const;

export function fontBytes(file: (typeof BUNDLED)[number]): Uint8Array {
  return readFileSync(new URL(`../../../src/fonts/ttf/${file}.ttf`, import.meta.url));
}

/** The oracle: another reader of the same bytes. */
export function oracle(bytes: Uint8Array): fontkit.Font {
  return fontkit.create(Buffer.from(bytes)) as fontkit.Font;
}

/** Everything that a Latin text goes through besides kerning is switched off, or `kerning` as well. */
export function oracleAdvance(font: fontkit.Font, text: string, kerning = true): number {
  const off = ['ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'calt', 'clig', 'liga', 'rclt', 'curs'].map((tag) => [
    tag,
    false,
  ]);
  return font.layout(text, { ...Object.fromEntries(off), kern: kerning }, 'latn', undefined, 'ltr')
    .advanceWidth;
}

/** Numbers of 16 bits, big-endian, as most of a font is made of. */
export function words(...numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((number) => [(number >> 8) & 0xff, number & 0xff]));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export interface TablePlace {
  readonly tag: string;
  readonly record: number;
  readonly offset: number;
  readonly length: number;
}

export function tablePlaces(bytes: Uint8Array): TablePlace[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: view.getUint16(4) }, (_, i) => {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    return { tag, record, offset: view.getUint32(record + 8), length: view.getUint32(record + 12) };
  });
}

/** The font with tables put in the place of its own, or taken out (null). */
export function withTables(bytes: Uint8Array, changes: Record<string, Uint8Array | null>): Uint8Array {
  const tables = new Map<string, Uint8Array | null>();
  for (const { tag, offset, length } of tablePlaces(bytes))
    tables.set(tag, bytes.subarray(offset, offset + length));
  for (const [tag, table] of Object.entries(changes)) tables.set(tag, table);
  const kept = [...tables].flatMap(([tag, table]) => (table ? [{ tag, table }] : []));
  let offset = 12 + 16 * kept.length;
  const records = kept.map(({ tag, table }) => {
    const record = joined(Buffer.from(tag, 'latin1'), long(0), long(offset), long(table.length));
    offset += table.length;
    return record;
  });
  return joined(words(1, 0, kept.length, 0, 0, 0), ...records, ...kept.map(({ table }) => table));
}

/** A collection whose only font is this one. */
export function collectionOf(bytes: Uint8Array): Uint8Array {
  const head = joined(Buffer.from('ttcf', 'latin1'), words(1, 0), long(1), long(16));
  const all = joined(head, bytes);
  const view = new DataView(all.buffer);
  for (const { record, offset } of tablePlaces(bytes))
    view.setUint32(head.length + record + 8, offset + head.length);
  return all;
}

function long(number: number): Uint8Array {
  return words(number >>> 16, number & 0xffff);
}
