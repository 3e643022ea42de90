import type { BitReader } from './bit-reader.js';

/** The number of symbols that use the same code. */
const GROUP_LENGTH = 50;
const MAX_CODE_LENGTH = 20;

// Symbols: the two digits of the length of a run, then positions in the list of recent bytes, then the end.
const RUN_A = 0;
const RUN_B = 1;

/** Reads a block, starting after its checksum, and returns its bytes before runs are expanded. */
export function readBlock(bits: BitReader, maxLength: number, fail: (reason: string) => never): Uint8Array {
  if (bits.read(1) === 1) fail('a block is randomized, which only very old versions of bzip2 do');
  const origin = bits.read(24);
  const bytes = readUsedBytes(bits);
  if (bytes.length === 0) fail('a block has no bytes');
  const codes = readCodes(bits, bytes.length + 2, fail);
  const end = bytes.length + 1;
  const transformed = new Uint8Array(maxLength);
  let length = 0;
  let runLength = 0;
  let runDigit = 1;
  for (;;) {
    const symbol = codes.next();
    if (symbol === RUN_A || symbol === RUN_B) {
      runLength += runDigit << symbol;
      runDigit *= 2;
      if (runLength > maxLength - length) fail('a block is too long');
      continue;
    }
    if (runLength > 0) {
      transformed.fill(bytes[0], length, length + runLength);
      length += runLength;
      runLength = 0;
      runDigit = 1;
    }
    if (symbol === end) break;
    if (length === maxLength) fail('a block is too long');
    const byte = bytes[symbol - 1];
    bytes.copyWithin(1, 0, symbol - 1);
    bytes[0] = byte;
    transformed[length++] = byte;
  }
  if (origin >= length) fail('a block starts after its end');
  return invertTransform(transformed.subarray(0, length), origin);
}

/** Returns the bytes that occur in a block, in ascending order: sixteen flags for ranges, then one for each byte. */
function readUsedBytes(bits: BitReader): Uint8Array {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue;
    const flags = bits.read(16);
    for (let i = 0; i < 16; i++) if ((flags >> (15 - i)) & 1) used.push(range * 16 + i);
  }
  return Uint8Array.from(used);
}

/** Reads the codes of a block. `next` decodes the next symbol. */
function readCodes(
  bits: BitReader,
  symbolCount: number,
  fail: (reason: string) => never,
): { readonly next: () => number } {
  const codeCount = bits.read(3);
  if (codeCount < 2 || codeCount > 6) fail('the number of codes is wrong');
  const selectors = new Uint8Array(bits.read(15));
  const recent = Array.from({ length: codeCount }, (_, i) => i);
  for (let i = 0; i < selectors.length; i++) {
    let position = 0;
    while (bits.read(1) === 1) if (++position >= codeCount) fail('a code does not exist');
    const [selector] = recent.splice(position, 1);
    recent.unshift(selector);
    selectors[i] = selector;
  }
  const codes = Array.from({ length: codeCount }, () => createCode(readLengths(bits, symbolCount, fail)));
  let group = -1;
  let left = 0;
  let code = codes[0];
  return {
    next() {
      if (left === 0) {
        if (++group >= selectors.length) fail('a block has too few codes');
        code = codes[selectors[group]];
        left = GROUP_LENGTH;
      }
      left--;
      let value = 0;
      for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
        value = value * 2 + bits.read(1);
        const index = value - code.first[length];
        if (index >= 0 && index < code.counts[length]) return code.symbols[code.offsets[length] + index];
      }
      return fail('a code does not exist');
    },
  };
}

/** Reads the length of the code of each symbol, as differences from the previous length. */
function readLengths(bits: BitReader, symbolCount: number, fail: (reason: string) => never): Uint8Array {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_LENGTH) fail('a code is too long');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return lengths;
}

/** A canonical Huffman code. The arrays are indexed by the length of a code word. */
interface HuffmanCode {
  /** All symbols in the order of their code words. */
  readonly symbols: Uint16Array;
  /** The number of code words, the first one, and the position of its symbol. */
  readonly counts: Int32Array;
  readonly first: Int32Array;
  readonly offsets: Int32Array;
}

function createCode(lengths: Uint8Array): HuffmanCode {
  const counts = new Int32Array(MAX_CODE_LENGTH + 1);
  const first = new Int32Array(MAX_CODE_LENGTH + 1);
  const offsets = new Int32Array(MAX_CODE_LENGTH + 1);
  for (const length of lengths) counts[length]++;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    first[length] = (first[length - 1] + counts[length - 1]) << 1;
    offsets[length] = offsets[length - 1] + counts[length - 1];
  }
  const symbols = new Uint16Array(lengths.length);
  const next = offsets.slice();
  lengths.forEach((length, symbol) => {
    symbols[next[length]++] = symbol;
  });
  return { symbols, counts, first, offsets };
}

/** Inverts the Burrows-Wheeler transform; `origin` is the row of the original text among its sorted rotations. */
function invertTransform(transformed: Uint8Array, origin: number): Uint8Array {
  const { length } = transformed;
  const starts = new Int32Array(257);
  for (const byte of transformed) starts[byte + 1]++;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] += starts[byte];
  const next = new Int32Array(length);
  for (let i = 0; i < length; i++) next[starts[transformed[i]]++] = i;
  const text = new Uint8Array(length);
  let row = next[origin];
  for (let i = 0; i < length; i++) {
    text[i] = transformed[row];
    row = next[row];
  }
  return text;
}
