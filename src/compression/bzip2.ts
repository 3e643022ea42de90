import { BitReader } from './bit-reader.js';
import { ByteQueue } from './byte-queue.js';
import { readBlock } from './bzip2-block.js';
import { type Codec, failDamaged } from './codec.js';

const NAME = 'bzip2';

/** The signatures of a block and of the end of a stream: the digits of pi and of its square root. */
const BLOCK = [0x314159, 0x265359];
const END = [0x177245, 0x385090];

/** The bzip2 format. A file may consist of several streams, as `pbzip2` writes it. */
export const BZIP2: Codec = {
  name: NAME,
  suffixes: ['bz2'],
  signature: (start) => {
    const [b, z, h, level] = start;
    const isHeader = b === 0x42 && z === 0x5a && h === 0x68 && level >= 0x31 && level <= 0x39;
    // Text can also start with "BZh", so the first byte of the first block or of the end must match.
    return isHeader && (start[4] === 0x31 || start[4] === 0x17) && (start[5] === 0x41 || start[5] === 0x72);
  },
  *decompress(compressed, file) {
    const queue = new ByteQueue(compressed);
    for (let isFirst = true; isFirst || !queue.isAtEnd(); isFirst = false) {
      yield* decompressStream(new BitReader(queue, NAME, file), file);
    }
  },
};

function* decompressStream(bits: BitReader, file: string): Generator<Uint8Array> {
  const header = bits.read(24);
  const level = bits.read(8) - 0x30;
  if (header !== 0x425a68 || level < 1 || level > 9) failDamaged(NAME, 'a stream has no header', file);
  const maxLength = level * 100_000;
  let streamChecksum = 0;
  for (;;) {
    const signature = [bits.read(24), bits.read(24)];
    const checksum = readUint32(bits);
    if (signature[0] === END[0] && signature[1] === END[1]) {
      if (checksum !== streamChecksum) failDamaged(NAME, 'a checksum does not match', file);
      return;
    }
    if (signature[0] !== BLOCK[0] || signature[1] !== BLOCK[1]) {
      failDamaged(NAME, 'a block has no signature', file);
    }
    const block = readBlock(bits, maxLength, (reason) => failDamaged(NAME, reason, file));
    const blockChecksum = yield* expandRuns(block);
    if (blockChecksum !== checksum) failDamaged(NAME, 'a checksum does not match', file);
    streamChecksum = (((streamChecksum << 1) | (streamChecksum >>> 31)) ^ checksum) >>> 0;
  }
}

function readUint32(bits: BitReader): number {
  return bits.read(16) * 2 ** 16 + bits.read(16);
}

const CHUNK_BYTES = 2 ** 16;
/** Four equal bytes are followed by the number of further repeats, at most 255. */
const RUN_LENGTH = 4;
const MAX_REPEATS = 255;

/** Expands the runs of equal bytes in a block, and returns the checksum of the result. */
function* expandRuns(block: Uint8Array): Generator<Uint8Array, number> {
  const chunk = new Uint8Array(CHUNK_BYTES);
  let length = 0;
  let checksum = 0xffffffff;
  let run = 0;
  let last = -1;
  for (const byte of block) {
    if (run === RUN_LENGTH) {
      chunk.fill(last, length, length + byte);
      length += byte;
      run = 0;
      last = -1;
    } else {
      run = byte === last ? run + 1 : 1;
      last = byte;
      chunk[length++] = byte;
    }
    if (length > CHUNK_BYTES - MAX_REPEATS - 1) {
      checksum = updateChecksum(checksum, chunk, length);
      yield chunk.subarray(0, length);
      length = 0;
    }
  }
  checksum = updateChecksum(checksum, chunk, length);
  if (length > 0) yield chunk.subarray(0, length);
  return ~checksum >>> 0;
}

let checksumTable: Int32Array | undefined;

/** Updates a CRC-32 that takes the bits of each byte from the highest to the lowest, unlike that of gzip. */
function updateChecksum(checksum: number, bytes: Uint8Array, length: number): number {
  checksumTable ??= Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte << 24;
    for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
    return value;
  });
  let value = checksum;
  for (let i = 0; i < length; i++) value = (value << 8) ^ checksumTable[((value >>> 24) ^ bytes[i]) & 255];
  return value;
}
