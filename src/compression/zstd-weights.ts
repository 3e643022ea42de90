/** The kind of literals that are compressed with a Huffman code of their own. */
const OWN_CODE = 2;
/** The length of the header of these literals, by the format of their sizes. */
const HEADER_LENGTHS = [3, 3, 4, 5];
/** A smaller first byte says that the weights of the code are compressed with a table of probabilities. */
const MIN_PLAIN_WEIGHTS = 128;

/**
 * Whether the weights of the Huffman code of a compressed block can be decoded. If one of them has the probability 1, no
 * bits are read for it and a decoder without a check never ends. The zstd library does not write such tables.
 */
export function checkHuffmanWeights(block: Uint8Array): boolean {
  if ((block[0] & 3) !== OWN_CODE) return true;
  const start = HEADER_LENGTHS[(block[0] >> 2) & 3];
  return block[start] >= MIN_PLAIN_WEIGHTS || !hasCertainSymbol(block, start + 1);
}

/** Whether a symbol of a table of probabilities has the probability 1. Named as in RFC 8878, section 4.1.1. */
function hasCertainSymbol(bytes: Uint8Array, start: number): boolean {
  const tableSize = 2 ** ((bytes[start] & 15) + 5);
  let position = 8 * start + 4;
  const readBits = (count: number) => {
    const byte = position >> 3;
    const bits = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    return (bits >> (position & 7)) & (2 ** count - 1);
  };
  let remaining = tableSize;
  for (let symbol = 0; symbol < 256 && remaining > 0; symbol++) {
    // Values below a limit have one bit less than the others.
    const bitCount = 32 - Math.clz32(remaining + 1);
    const range = 2 ** bitCount - 1;
    const limit = range - remaining - 1;
    let value = readBits(bitCount);
    const low = value & (range >> 1);
    if (low < limit) {
      value = low;
      position += bitCount - 1;
    } else {
      if (value > range >> 1) value -= limit;
      position += bitCount;
    }
    const probability = value - 1;
    if (probability === tableSize) return true;
    remaining -= Math.abs(probability);
    if (probability !== 0) continue;
    // Two bits repeat a probability of 0, and continue if they are both set.
    for (let repeats = 3; repeats === 3; symbol += repeats) {
      repeats = readBits(2);
      position += 2;
      if (symbol > 255) break;
    }
  }
  return false;
}
