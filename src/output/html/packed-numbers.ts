/** Numbers as base64 of deflated bytes. The bytes are sorted by their significance: first the lowest byte of each number. */
export interface PackedNumbers {
  readonly type: 'uint8' | 'uint16' | 'int32' | 'float32' | 'float64';
  /** The numbers are those in `bytes`, divided by this power of ten. */
  readonly divisor: number;
  readonly length: number;
  readonly bytes: string;
}

/** Stands for NaN among integers. */
export const MISSING_INTEGER = -(2 ** 31);
