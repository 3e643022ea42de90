/** The file that a part is made of. */
import { crc32 } from 'node:zlib';
import { fail, type Place } from '../diagnostics.js';
import type { DataSpec, ReadOptions } from '../spec/data.js';
import type { ParsedSpec } from '../spec/parse.js';
import type { OpenFile, PrimarySource } from './load.js';
import type { Source } from './reader.js';

/** The bytes at the start of a file by which parts of different files are told apart. */
const FINGERPRINT_BYTES = 65_536;

/** Returns a text by which parts of different files are told apart. Call it before the file is read. */
export function fingerprintOf({ bytes, rest }: Source): string {
  const size = rest ? (rest.size ?? 'unknown') : bytes.length;
  return `${size}-${crc32(bytes.subarray(0, FINGERPRINT_BYTES)).toString(16)}`;
}

/** The keys of "data" that change the cells of the whole matrix. */
export const TRANSFORM_KEYS: readonly string[] = [
  'select',
  'transpose',
  'rows',
  'columns',
  'normalize',
  'transform',
];

/** Error: `part-unsupported` for a key that changes the cells of the whole matrix. */
export function checkNoTransform(data: DataSpec | undefined, placeOf: ParsedSpec['placeOf']): void {
  const key = TRANSFORM_KEYS.find((key) => typeof data === 'object' && Object.hasOwn(data, key));
  if (key === undefined) return;
  fail(
    'part-unsupported',
    `data.${key} needs all cells of the matrix at once`,
    placeOf(['data', key]),
    'give it to the figure of the merged data: "heatmap render all.hm"',
  );
}

/** Opens the data of a spec, or the matrix beside it. Error: `no-data`. */
export function openData(
  data: DataSpec | undefined,
  primary: PrimarySource | null,
  open: OpenFile,
  place: Place,
): { readonly source: Source; readonly options: ReadOptions } {
  if (data === undefined) {
    if (!primary) fail('no-data', 'the spec has no "data"', place);
    return { source: primary, options: primary.format ? { format: primary.format } : {} };
  }
  if (typeof data === 'string') return { source: open(data, place), options: {} };
  if (!('file' in data)) throw new TypeError('the data is in the spec');
  const { file, totals: _, ...options } = data;
  return { source: open(file, place), options };
}
