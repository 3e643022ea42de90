/**
 * Decompresses a block of Snappy into `output`. Returns false if the block is damaged or has another length.
 *
 * Source: https://github.com/google/snappy/blob/main/format_description.txt
 */
export function decompressSnappy(input: Uint8Array, output: Uint8Array): boolean {
  let position = 0;
  let end = 0;
  /** Reads a number of `size` bytes, the lowest first. */
  const read = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value += (input[position++] ?? 0) * 2 ** (8 * i);
    return value;
  };
  // The block begins with its length when decompressed, in groups of seven bits.
  while (input[position++] >= 128);
  while (position < input.length) {
    const tag = input[position++];
    const kind = tag & 3;
    if (kind === 0) {
      const bits = tag >> 2;
      const length = (bits < 60 ? bits : read(bits - 59)) + 1;
      if (position + length > input.length || end + length > output.length) return false;
      output.set(input.subarray(position, position + length), end);
      position += length;
      end += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const distance = kind === 1 ? (tag >> 5) * 256 + read(1) : read(kind === 2 ? 2 : 4);
    if (position > input.length || distance === 0 || distance > end || end + length > output.length)
      return false;
    // A copy may overlap the bytes that it writes.
    for (const stop = end + length; end < stop; end++) output[end] = output[end - distance];
  }
  return end === output.length;
}
