/**
 * The layout of a part file. All numbers are little-endian.
 *
 * | bytes | content |
 * | --- | --- |
 * | 8 | the signature |
 * | 4 | the version of the format |
 * | 4 | the length of the header |
 * | 8 | the length of the file |
 * | … | the header: JSON in UTF-8, then zeros up to a multiple of 8 bytes |
 * | … | for each run of strips: its values as doubles and, if it has them, its counts as 32-bit integers, up to a multiple of 8 bytes |
 * | … | the counts of the histogram as doubles, compressed (deflate) |
 * | 4 | the CRC-32 of all bytes before it |
 *
 * The header has the members of `PartFile`. A run has the number of steps after which it is, its position, and its length
 * in strips; `Halvings` defines the steps.
 */
import type { SourceStats } from '../matrix/reduction.js';
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
  /** Extreme values are numbers, or "-0". */
  readonly stats: Omit<SourceStats, 'histogram'>;
  readonly runs: readonly RunHeader[];
  /** The binades of the histogram, by index. */
  readonly binades: readonly number[];
  readonly histogramBytes: number;
}

export interface RunHeader extends Pick<StripRun, 'step' | 'position' | 'length'> {
  readonly hasCounts: boolean;
}

export function roundUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
