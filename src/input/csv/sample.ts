import { isMissing } from '../../table/missing.js';
import { type DecimalMark, parseNumber } from '../../table/number.js';
import { TableCursor, type TableSyntax } from './cursor.js';
import type { TextBuffer } from './text-buffer.js';

/** A field, possibly truncated, that guesses are based on. */
export interface SampledField {
  readonly text: string;
  readonly isQuoted: boolean;
}

export interface SampledRecord {
  /** The first fields, at most `MAX_FIELDS`. */
  readonly fields: readonly SampledField[];
  /** The number of all fields. */
  readonly fieldCount: number;
  /** Whether the record ends with a delimiter. An empty field in quotes after it does not count. */
  readonly trailingDelimiter: boolean;
}

/** The first records of a table. */
export interface Sample {
  readonly records: readonly SampledRecord[];
  /** Whether comments were skipped between them. */
  readonly hasComments: boolean;
  /** Whether the byte limit excluded a record or a part of one. */
  readonly isTruncated: boolean;
  /** Whether it ends before a quoting error. */
  readonly isFaulty: boolean;
}

const MAX_RECORDS = 64;
const MAX_FIELDS = 200;
/** The maximum number of bytes to read of each field. */
const MAX_FIELD_BYTES = 1000;

// After the first MIN_RECORDS records, the sample ends when it exceeds one of these limits.
const MIN_RECORDS = 8;
const MAX_SAMPLE_BYTES = 1 << 18;
const MAX_CELLS = 2000;

/**
 * Reads the first records of a table within its first `maxBytes` bytes. The first record is truncated at this limit, a
 * later one is excluded. The sample ends before a quoting error, which is reported when the table is read.
 */
export function sampleTable(
  text: TextBuffer,
  syntax: TableSyntax,
  maxBytes = Number.POSITIVE_INFINITY,
): Sample {
  const cursor = new TableCursor(text, syntax, true);
  const byteLimit = syntax.start + maxBytes;
  const sampleEnd = syntax.start + MAX_SAMPLE_BYTES;
  const records: SampledRecord[] = [];
  let cells = 0;
  let isFaulty = false;
  try {
    while (records.length < MAX_RECORDS && cursor.nextRecord()) {
      const isLarge = cursor.recordStart > sampleEnd || cells >= MAX_CELLS;
      if (records.length >= MIN_RECORDS && isLarge) break;
      const fields: SampledField[] = [];
      let fieldCount = 0;
      for (; cursor.end <= byteLimit && cursor.nextField(); fieldCount++) {
        if (fieldCount >= MAX_FIELDS) continue;
        fields.push({ text: cursor.content(MAX_FIELD_BYTES), isQuoted: cursor.isQuoted });
      }
      if (cursor.end > byteLimit && records.length > 0) break;
      cells += fields.length;
      const trailingDelimiter = cursor.start === cursor.end && !cursor.isQuoted;
      records.push({ fields, fieldCount, trailingDelimiter });
      if (cursor.end > byteLimit) break;
    }
  } catch {
    // The records before the error are the sample.
    isFaulty = true;
  }
  return { records, hasComments: cursor.commentCount > 0, isTruncated: cursor.end > byteLimit, isFaulty };
}

/** Returns the most frequent number of fields. The first record counts half, because it can be a shorter header. */
export function usualFieldCount(records: readonly SampledRecord[]): number {
  const weights = new Map<number, number>();
  records.forEach(({ fieldCount }, i) => {
    weights.set(fieldCount, (weights.get(fieldCount) ?? 0) + (i === 0 ? 0.5 : 1));
  });
  let usualCount = 0;
  for (const [count, weight] of weights) if (weight > (weights.get(usualCount) ?? 0)) usualCount = count;
  return usualCount;
}

export type CellKind = 'integer' | 'decimal' | 'missing' | 'text';

const INTEGER = /^[ \t]*[+-]?\d+[ \t]*$/;
/** Most numbers. They need no further test. */
const USUAL_NUMBER = /^-?\d+(\.\d+)?$/;

/** Returns the kind of a cell. A `decimal` is a number with a decimal mark or an exponent. */
export function cellKind(text: string, decimal: DecimalMark, missingValues?: readonly string[]): CellKind {
  if (decimal === '.' && !missingValues?.length) {
    const usual = USUAL_NUMBER.exec(text);
    if (usual) return usual[1] === undefined ? 'integer' : 'decimal';
  }
  if (isMissing(text, missingValues)) return 'missing';
  if (Number.isNaN(parseNumber(text, decimal))) return 'text';
  return INTEGER.test(text) ? 'integer' : 'decimal';
}

export function isNumericKind(kind: CellKind): boolean {
  return kind === 'integer' || kind === 'decimal';
}
