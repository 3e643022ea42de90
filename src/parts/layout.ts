/**
 * The layout of a part file. All numbers are little-endian, and each section ends at a multiple of 8 bytes.
 *
 * | bytes | content |
 * | --- | --- |
 * | 8 | the signature |
 * | 4 | the version of the format |
 * | 4 | the length of the header |
 * | 8 | the length of the file |
 * | … | the header: JSON in UTF-8 |
 * | … | the sections of a matrix or of records |
 * | 4 | the CRC-32 of all bytes before it |
 *
 * The sections of a matrix are, for each run of strips, its values as doubles and, if it has them, its counts as 32-bit
 * integers; then the counts of the histogram as doubles, compressed (deflate).
 *
 * The header of records has `"kind": "records"` and the members of `RecordHeader`. The sections are the groups of each cell
 * on x, y and, if there is one, the panel, as 32-bit integers; then the lists that the aggregate saves, as doubles. A sum is
 * exact, as three lists: the sum of each cell, what its rounding lost, and pairs of a cell and a further number to add.
 * - `count`: counts. `sum`, `mean`, `share`: counts and sums. `sd`: counts, sums, sums of squares, and the squares that no double
 *   has, as triples: a cell, a digit of 32 bits, and its position in a multiple of 2^-2148.
 * - `min`, `max`: values. `first`, `last` and single values: positions from 1, values, and the number of all values.
 *
 * The header of a matrix has the members of `PartFile`. A run has the number of steps after which it is, its position, and its length
 * in strips; `Halvings` defines the steps.
 */
import type { SourceExtremum, SourceStats } from '../matrix/reduction.js';
import type { StripRun } from '../matrix/strip-forest.js';
import type { PartFile } from './part-file.js';

/** A byte above 127 and line ends of both kinds, so that a transfer as text is noticed. */
export const SIGNATURE = Uint8Array.of(0x89, 0x48, 0x4d, 0x50, 0x0d, 0x0a, 0x1a, 0x0a);
export const VERSION_OF_FORMAT = 1;
export const PREFIX_BYTES = 24;
export const CHECKSUM_BYTES = 4;
/** The number of bins in a binade of a histogram. */
export const BINADE_BYTES = 4096 * 8;

export interface PartHeader extends Omit<PartFile, 'part'> {
  readonly firstRow: number;
  readonly endRow: number;
  readonly stats: Omit<SourceStats, 'histogram' | 'min' | 'max'> & {
    readonly min: ExtremumHeader | null;
    readonly max: ExtremumHeader | null;
  };
  readonly runs: readonly RunHeader[];
  /** The binades of the histogram, by index. */
  readonly binades: readonly number[];
  readonly histogramBytes: number;
}

/** An extreme value, whose sign matters also for a zero. JSON writes −0 as 0. */
export interface ExtremumHeader extends Omit<SourceExtremum, 'value'> {
  readonly value: number | '-0';
}

export interface RunHeader extends Pick<StripRun, 'step' | 'position' | 'length'> {
  readonly hasCounts: boolean;
}

export function roundUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
