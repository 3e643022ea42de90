/**
 * Numbers as base64 of deflated bytes, in texts beside the data of the page. The bytes are sorted by their significance:
 * first the lowest byte of each number.
 */
export interface PackedNumbers {
  readonly type: 'uint8' | 'uint16' | 'int32' | 'float32' | 'float64';
  /** The numbers are those in the texts, divided by this power of ten. */
  readonly divisor: number;
  readonly length: number;
  /** The first text with these numbers, and the end. */
  readonly texts: readonly [start: number, end: number];
}

/** Stand for NaN and -0 among integers. */
export const MISSING_INTEGER = -(2 ** 31);
export const NEGATIVE_ZERO_INTEGER = MISSING_INTEGER + 1;
