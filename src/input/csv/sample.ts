import { type DecimalMark, numberOf } from '../../table/decimal.js';
import { isMissing } from '../../table/missing.js';
import { type Cut, TableCursor } from './cursor.js';
import type { TableText } from './text.js';

/** A field as the guesses see it. */
export interface SampledField {
  readonly text: string;
  readonly quoted: boolean;
}

export interface SampledRecord {
  /** The first fields, at most `KEPT_FIELDS`. */
  readonly fields: readonly SampledField[];
  /** How many there are. */
  readonly count: number;
  /** Whether nothing, not even quotes, follows its last delimiter. */
  readonly endsOpen: boolean;
}

/** The first records of a table. */
export interface Sample {
  readonly records: readonly SampledRecord[];
  /** Whether comments were passed over between them. */
  readonly hasComments: boolean;
  /** Whether there would be more in it but for the bytes that were to be looked at. */
  readonly isCut: boolean;
}

const KEPT_RECORDS = 64;
const KEPT_FIELDS = 200;
/** Bytes of a field that are looked at. */
const KEPT_BYTES = 1000;

/** Bytes in which a record must begin to be in the sample, unless it is one of the first. */
const SAMPLED_BYTES = 1 << 18;
const LEAST_RECORDS = 8;
const KEPT_CELLS = 2000;

/**
 * The first records of a table, or of its first `bytes` bytes; then the first one is cut at that limit, a later
 * one is left out. Ends before a fault of quoting, which is for the reading proper to report.
 */
export function takeSample(text: TableText, cut: Cut, bytes = Number.POSITIVE_INFINITY): Sample {
  const cursor = new TableCursor(text, cut, true);
  const limit = cut.start + bytes;
  const enough = cut.start + SAMPLED_BYTES;
  const records: SampledRecord[] = [];
  let cells = 0;
  try {
    while (records.length < KEPT_RECORDS && cursor.record()) {
      if (records.length >= LEAST_RECORDS && (cursor.recordStart > enough || cells >= KEPT_CELLS)) break;
      const fields: SampledField[] = [];
      let count = 0;
      for (; cursor.end <= limit && cursor.field(); count++) {
        if (count < KEPT_FIELDS) fields.push({ text: cursor.content(KEPT_BYTES), quoted: cursor.quoted });
      }
      if (cursor.end > limit && records.length > 0) break;
      cells += fields.length;
      records.push({ fields, count, endsOpen: cursor.start === cursor.end && !cursor.quoted });
      if (cursor.end > limit) break;
    }
  } catch {
    // The records before the fault are the sample.
  }
  return { records, hasComments: cursor.comments > 0, isCut: cursor.end > limit };
}

/** The number of fields that most records have; the first record, which may be a shorter header, has half a vote. */
export function usualCount(records: readonly SampledRecord[]): number {
  const votes = new Map<number, number>();
  records.forEach(({ count }, i) => {
    votes.set(count, (votes.get(count) ?? 0) + (i === 0 ? 0.5 : 1));
  });
  let usual = 0;
  for (const [count, n] of votes) if (n > (votes.get(usual) ?? 0)) usual = count;
  return usual;
}

export type Kind = 'whole' | 'real' | 'missing' | 'word';

const WHOLE = /^[ \t]*[+-]?\d+[ \t]*$/;

/** What a field holds: a number written without (`whole`) or with mark or exponent (`real`), nothing, or a word. */
export function kindOf(text: string, decimal: DecimalMark, missing?: readonly string[]): Kind {
  if (isMissing(text, missing)) return 'missing';
  if (Number.isNaN(numberOf(text, decimal))) return 'word';
  return WHOLE.test(text) ? 'whole' : 'real';
}

export function isNumber(kind: Kind): boolean {
  return kind === 'whole' || kind === 'real';
}
