/** Reduces the data of a spec to a part, and joins parts: of a matrix or of records. */
import { fail, type Report } from '../diagnostics.js';
import { decodeAnyPart, decodePart, decodeRecordPart, isRecordPart } from '../parts/decode.js';
import { encodePart } from '../parts/encode.js';
import { encodeRecords } from '../parts/encode-records.js';
import { mergeParts } from '../parts/merge.js';
import type { ParsedSpec } from '../spec/parse.js';
import { mergeRecordParts } from '../table/merge-records.js';
import type { OpenFile, PrimarySource } from './load.js';
import { reducePart } from './reduce-part.js';
import { type RecordRange, readsRecords, reduceRecords } from './reduce-records.js';

/** Reduces some rows or records of the data of a spec. Returns the bytes of the part. */
export function reduceData(
  parsed: ParsedSpec,
  primary: PrimarySource | null,
  open: OpenFile,
  range: RecordRange,
  report: Report,
): Uint8Array {
  if (readsRecords(parsed.spec.data))
    return encodeRecords(reduceRecords(parsed, primary, open, range, report));
  if (range.piece) {
    fail(
      'part-unsupported',
      '--piece is for records, and a part of a matrix needs the positions of its rows',
      primary ? { file: primary.name } : parsed.placeOf(['data']),
      'give the position of the first row of the file: --first-row 8192',
    );
  }
  return encodePart(reducePart(parsed, primary, open, range, report));
}

/** A part file that is read twice, so that only one is in memory. */
export interface PartFileSource {
  readonly name: string;
  readonly readBytes: () => Uint8Array;
}

/** Joins parts in any order. Returns the bytes of the joined part. Errors: those of `mergeParts` and `mergeRecordParts`. */
export function mergeData(sources: readonly PartFileSource[], isPartial: boolean): Uint8Array {
  const [first] = sources;
  const isOfRecords = isRecordPart(decodeAnyPart(first.readBytes(), first.name));
  if (isOfRecords) {
    const parts = sources.map(({ name, readBytes }) => ({
      name,
      read: () => decodeRecordPart(readBytes(), name),
    }));
    return encodeRecords(mergeRecordParts(parts, isPartial));
  }
  const parts = sources.map(({ name, readBytes }) => ({ name, read: () => decodePart(readBytes(), name) }));
  return encodePart(mergeParts(parts, isPartial));
}
