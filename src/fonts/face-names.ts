/** Reads the names and weights of the fonts in a file, without the rest of the file. */
import { readNames } from './name-table.js';
import { FontTable, MAX_TABLES } from './sfnt.js';

/** What decides whether a font is the one that a user names. */
export interface FaceNames {
  readonly index: number;
  readonly family: string;
  readonly weight: number;
  readonly isItalic: boolean;
  readonly isVariable: boolean;
}

/** Limits the time that a malicious file can take. */
const MAX_FACES = 64;
const HEADER_LENGTH = 12;
const RECORD_LENGTH = 16;
const ITALIC_OR_OBLIQUE = 0x201;

/** `read` returns bytes from an offset, fewer at the end of the file. Errors: `bad-font`. */
export function readFaceNames(read: (at: number, length: number) => Uint8Array, file: string): FaceNames[] {
  const part = (at: number, length: number) => new FontTable(file, 'file', read(at, length));
  const header = part(0, HEADER_LENGTH);
  if (header.text(0, 4) !== 'ttcf') return [readFace(0, 0)];
  const count = Math.min(header.u32(8), MAX_FACES);
  const offsets = part(HEADER_LENGTH, 4 * count);
  return Array.from({ length: count }, (_, index) => readFace(index, offsets.u32(4 * index)));

  function readFace(index: number, start: number): FaceNames {
    const count = Math.min(part(start, HEADER_LENGTH).u16(4), MAX_TABLES);
    const directory = part(start + HEADER_LENGTH, RECORD_LENGTH * count);
    const records = new Map(
      Array.from({ length: count }, (_, i) => [directory.text(RECORD_LENGTH * i, 4), RECORD_LENGTH * i]),
    );
    const find = (tag: string) => {
      const at = records.get(tag);
      return at === undefined ? null : part(directory.u32(at + 8), directory.u32(at + 12));
    };
    const { family } = readNames({
      find,
      require: (tag) => find(tag) ?? header.failDamaged(`has no "${tag}"`),
    });
    const os2 = find('OS/2');
    return {
      index,
      family,
      weight: os2?.u16(4) ?? 400,
      isItalic: os2 !== null && os2.length >= 64 && (os2.u16(62) & ITALIC_OR_OBLIQUE) !== 0,
      isVariable: records.has('fvar'),
    };
  }
}
