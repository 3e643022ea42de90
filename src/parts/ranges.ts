/** The positions of parts: rows of a matrix, records of a table, or pieces such as files. */
import { fail } from '../diagnostics.js';

/** What positions count. */
export type PositionUnit = 'rows' | 'records' | 'pieces';

/** The positions of one part. */
export interface PartRange {
  /** The name of the file in messages. */
  readonly name: string;
  readonly first: number;
  /** The position after the last one. */
  readonly end: number;
}

/**
 * Checks that each position is in one part. The ranges are sorted. With `isPartial`, positions can be missing before the
 * first range and after the last one; `count` is the number of all positions, or null if it is unknown.
 *
 * Errors: `part-overlap`, `part-missing`.
 */
export function checkRanges(
  ranges: readonly PartRange[],
  count: number | null,
  isPartial: boolean,
  unit: PositionUnit,
): void {
  const whole = unit === 'rows' ? 'matrix' : 'data';
  const flag = unit === 'pieces' ? '--piece' : '--rows';
  const failMissing = (from: number, to: number, ...hints: string[]) =>
    fail('part-missing', `no part has ${describeRange(from, to, unit)} of the ${whole}`, undefined, ...hints);
  const [first, last] = [ranges[0], ranges[ranges.length - 1]];
  ranges.slice(1).forEach(({ name, first: start, end }, i) => {
    const before = ranges[i];
    if (start < before.end) {
      fail(
        'part-overlap',
        `${before.name} and ${name} both have ${describeRange(start, Math.min(end, before.end), unit)}`,
        { file: name },
        unit === 'pieces'
          ? 'give each piece its own number in --piece'
          : `give each ${unit === 'rows' ? 'row' : 'record'} to one part; the end of --rows FROM:TO is not included`,
      );
    }
    if (start > before.end) {
      const hint = `reduce them with --rows ${before.end}:${start}`;
      const pieceHint = `reduce the missing ones with ${flag} ${before.end + 1}/${count ?? 'N'}`;
      failMissing(before.end, start, unit === 'pieces' ? pieceHint : hint);
    }
  });
  if (isPartial) return;
  const partialHint = 'to join some neighbouring parts before all others, use --partial';
  if (first.first > 0) failMissing(0, first.first, partialHint);
  if (count !== null && last.end < count) failMissing(last.end, count, partialHint);
}

/** Names positions in a message. `to` is not included. Pieces are counted from 1, as the flag counts them. */
export function describeRange(from: number, to: number, unit: PositionUnit): string {
  const start = unit === 'pieces' ? 1 : 0;
  return to - from === 1
    ? `${unit.slice(0, -1)} ${from + start}`
    : `${unit} ${from + start} to ${to - 1 + start}`;
}
