import type { FontTable, Tables } from './sfnt.js';

/** The names of a font; "" for one that it lacks. */
export interface FontNames {
  /** The name that CSS and design programs use, such as "Noto Sans". */
  readonly family: string;
  /** The name of the face in the family, such as "Bold Italic". */
  readonly style: string;
  readonly full: string;
  readonly postScript: string;
}

/** Limits on the time that a malicious font can take. */
const MAX_RECORDS = 2000;
const MAX_LENGTH = 200;

const WINDOWS = 3;
const MACINTOSH = 1;
const ENGLISH = 0x409;

const FAMILY = [16, 1];
const STYLE = [17, 2];
const FULL = [4];
const POST_SCRIPT = [6];

/** Reads the names of a font, in English if it has them in several languages. A damaged table has no names. */
export function readNames(tables: Tables): FontNames {
  const records = readRecords(tables.find('name'));
  const find = (numbers: readonly number[]) =>
    numbers.map((number) => records.get(number)?.text).find((text) => text) ?? '';
  return { family: find(FAMILY), style: find(STYLE), full: find(FULL), postScript: find(POST_SCRIPT) };
}

/** Returns the name with a number of its own, such as that of an axis; "" if the font lacks it. */
export function readName(tables: Tables, number: number): string {
  return readRecords(tables.find('name')).get(number)?.text ?? '';
}

function readRecords(table: FontTable | null): ReadonlyMap<number, { text: string; rank: number }> {
  const names = new Map<number, { text: string; rank: number }>();
  if (table === null || table.length < 6) return names;
  const count = Math.min(table.u16(2), MAX_RECORDS, Math.floor((table.length - 6) / 12));
  const storage = table.u16(4);
  for (let i = 0; i < count; i++) {
    const record = 6 + 12 * i;
    const [platform, , language, number, length, offset] = [0, 2, 4, 6, 8, 10].map((at) =>
      table.u16(record + at),
    );
    const rank = platform === WINDOWS ? (language === ENGLISH ? 3 : 1) : platform === MACINTOSH ? 0 : 2;
    const start = storage + offset;
    if (start + length > table.length || (names.get(number)?.rank ?? -1) >= rank) continue;
    const bytes = table.bytes(start, start + Math.min(length, 2 * MAX_LENGTH));
    const text = platform === MACINTOSH ? Buffer.from(bytes).toString('latin1') : utf16Text(bytes);
    names.set(number, { text: printable(text), rank });
  }
  return names;
}

function utf16Text(bytes: Uint8Array): string {
  const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
  return swapped.toString('utf16le');
}

/** Returns a name without the characters that a message or a style sheet must not contain. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"'\\<>&;{}]/gu, '')
    .slice(0, MAX_LENGTH)
    .trim();
}
