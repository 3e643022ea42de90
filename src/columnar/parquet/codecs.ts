/** Decompresses the pages of a Parquet file. */
import * as zlib from 'node:zlib';
import { decompressLz4Block } from '../../compression/lz4.js';
import { decompressSnappy } from '../../compression/snappy.js';
import { decompressZstd } from '../../compression/zstd.js';

/** Decompresses a page to exactly `length` bytes; throws if it is damaged. */
type Decompressor = (bytes: Uint8Array, length: number) => Uint8Array;

/** The decompressors by the name of the codec. `UNCOMPRESSED` needs none. */
export const DECOMPRESSORS: Readonly<Record<string, Decompressor>> = {
  SNAPPY(bytes, length) {
    const output = new Uint8Array(length);
    if (!decompressSnappy(bytes, output)) throw new Error('a Snappy block is damaged');
    return output;
  },
  GZIP: (bytes, length) => zlib.unzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: decompressZstd,
  LZ4_RAW(bytes, length) {
    const output = new Uint8Array(length);
    if (decompressLz4Block(bytes, output, 0) !== length) throw new Error('an LZ4 block is damaged');
    return output;
  },
  LZ4: (bytes, length) => decompressHadoopLz4(bytes, length) ?? DECOMPRESSORS.LZ4_RAW(bytes, length),
};

/** Decompresses the blocks of Hadoop, each with two lengths before it. Null if the page is written in another way. */
function decompressHadoopLz4(bytes: Uint8Array, length: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const output = new Uint8Array(length);
  let end: number | null = 0;
  for (let position = 0; position < bytes.length; ) {
    if (position + 8 > bytes.length) return null;
    const expectedEnd: number = end + view.getUint32(position);
    const start = position + 8;
    position = start + view.getUint32(position + 4);
    if (position > bytes.length) return null;
    end = decompressLz4Block(bytes.subarray(start, position), output, end);
    if (end === null || end !== expectedEnd) return null;
  }
  return end === length ? output : null;
}
