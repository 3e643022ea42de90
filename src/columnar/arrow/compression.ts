import { decompressLz4Block } from '../../compression/lz4.js';
import { decompressZstd } from '../../compression/zstd.js';

const LZ4_FRAME = 0;
const ZSTD = 1;

/** The length in front of a buffer that is stored without compression. */
const UNCOMPRESSED = -1;

/** Decompresses a buffer, which starts with its uncompressed length. @throws Error for damaged data */
export function decompressBuffer(
  bytes: Uint8Array,
  codec: number,
  reserve: (bytes: number) => void,
): Uint8Array {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigInt64(0, true));
  const content = bytes.subarray(8);
  if (length === UNCOMPRESSED) return content;
  if (!(length >= 0 && length < 2 ** 32)) throw new Error('a buffer has an impossible length');
  reserve(length);
  if (codec === LZ4_FRAME) return decompressLz4Frame(content, length);
  if (codec === ZSTD) return decompressZstd(content, length);
  throw new Error('a buffer has an unknown compression');
}

const FRAME = 0x184d2204;
/** The bit of the size of a block that is stored without compression. */
const STORED_BLOCK = 0x80000000;

// The flags of a frame.
const BLOCK_CHECKSUMS = 0x10;
const CONTENT_SIZE = 0x08;
const DICTIONARY = 0x01;

/** Decompresses a frame of LZ4 to exactly `length` bytes. Checksums are not verified. */
function decompressLz4Frame(bytes: Uint8Array, length: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== FRAME) throw new Error('a buffer has no LZ4 frame');
  const flags = view.getUint8(4);
  // The flags, the maximum size of a block, optional fields, and a checksum.
  let position = 7 + (flags & CONTENT_SIZE ? 8 : 0) + (flags & DICTIONARY ? 4 : 0);
  const output = new Uint8Array(length);
  let end = 0;
  for (;;) {
    const header = view.getUint32(position, true);
    if (header === 0) break;
    const size = header % STORED_BLOCK;
    const block = bytes.subarray(position + 4, position + 4 + size);
    if (block.length < size) throw new Error('an LZ4 block is incomplete');
    if (header >= STORED_BLOCK) {
      if (end + size > length) throw new Error('a buffer is longer than its stated length');
      output.set(block, end);
      end += size;
    } else {
      const next = decompressLz4Block(block, output, end);
      if (next === null) throw new Error('an LZ4 block is damaged');
      end = next;
    }
    position += 4 + size + (flags & BLOCK_CHECKSUMS ? 4 : 0);
  }
  if (end !== length) throw new Error('a buffer is shorter than its stated length');
  return output;
}
