/**
 * Reads `count` unsigned integers of `bitWidth` bits from the hybrid encoding of Parquet: runs of one repeated value, and
 * runs of packed values.
 *
 * @throws Error if the bytes from `start` to `end` have fewer values
 */
export function readRuns(
  bytes: Uint8Array,
  start: number,
  end: number,
  bitWidth: number,
  count: number,
): Uint32Array {
  if (bitWidth > 32) throw new Error('a value has more than 32 bits');
  const output = new Uint32Array(count);
  let position = start;
  const nextByte = () => {
    if (position >= end) throw new Error('a page has too few values');
    return bytes[position++];
  };
  for (let filled = 0; filled < count; ) {
    let header = 0;
    for (let shift = 0, byte = 128; byte >= 128 && shift < 35; shift += 7) {
      byte = nextByte();
      header += (byte & 127) * 2 ** shift;
    }
    const length = Math.floor(header / 2);
    if (header % 2 === 1) {
      const values = Math.min(8 * length, count - filled);
      // The last run can be shorter than its header says.
      const packed = bytes.subarray(position, Math.min(end, position + Math.ceil((values * bitWidth) / 8)));
      if (packed.length * 8 < values * bitWidth) throw new Error('a page has too few values');
      unpack(packed, bitWidth, output.subarray(filled, filled + values));
      position += length * bitWidth;
      filled += values;
    } else {
      let value = 0;
      for (let shift = 0; shift < bitWidth; shift += 8) value += nextByte() * 2 ** shift;
      output.fill(value, filled, filled + length);
      filled += length;
    }
  }
  return output;
}

/** Unpacks integers, the lowest bits first. */
function unpack(packed: Uint8Array, bitWidth: number, output: Uint32Array): void {
  const range = 2 ** bitWidth;
  let buffer = 0;
  let bits = 0;
  let position = 0;
  for (let i = 0; i < output.length; i++) {
    // At most 31 + 8 bits, which a double represents exactly.
    for (; bits < bitWidth; bits += 8) buffer += packed[position++] * 2 ** bits;
    output[i] = buffer % range;
    buffer = Math.floor(buffer / range);
    bits -= bitWidth;
  }
}
