/**
 * Decompresses a block of LZ4 into `output` from `start` on, and returns the position after its last byte. Matches may
 * refer to bytes before `start`. Null if the block is damaged or does not fit.
 */
export function decompressLz4Block(input: Uint8Array, output: Uint8Array, start: number): number | null {
  let position = 0;
  let end = start;
  /** Reads a length that continues in further bytes if its four bits are all set. */
  const readLength = (bits: number): number => {
    let length = bits;
    for (let byte = bits === 15 ? 255 : 0; byte === 255; ) {
      byte = input[position++] ?? 0;
      length += byte;
    }
    return length;
  };
  while (position < input.length) {
    const token = input[position++];
    const literals = readLength(token >> 4);
    if (position + literals > input.length || end + literals > output.length) return null;
    output.set(input.subarray(position, position + literals), end);
    position += literals;
    end += literals;
    // The last sequence of a block has no match.
    if (position === input.length) return end;
    if (position + 2 > input.length) return null;
    const distance = input[position] | (input[position + 1] << 8);
    position += 2;
    const length = readLength(token & 15) + 4;
    if (distance === 0 || distance > end || end + length > output.length) return null;
    if (distance >= length) {
      output.copyWithin(end, end - distance, end - distance + length);
      end += length;
    } else {
      for (const stop = end + length; end < stop; end++) output[end] = output[end - distance];
    }
  }
  return null;
}
