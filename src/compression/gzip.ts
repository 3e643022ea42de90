import * as zlib from 'node:zlib';
import { type Codec, failDamaged, failTruncated } from './codec.js';
import { loadFflate } from './packages.js';

const NAME = 'gzip';

/** The gzip format. A file may consist of several members, as `bgzip` and `cat a.gz b.gz` write it. */
export const GZIP: Codec = {
  name: NAME,
  suffixes: ['gz', 'bgz'],
  signature: (start) => start[0] === 0x1f && start[1] === 0x8b,
  decompressWhole(bytes, maxBytes, file) {
    // The last four bytes are the size of the last member.
    if (bytes.length < 18 || viewOf(bytes).getUint32(bytes.length - 4, true) > maxBytes) return null;
    try {
      return zlib.gunzipSync(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE') return null;
      return code === 'Z_BUF_ERROR' ? failTruncated(NAME, file) : failDamaged(NAME, message, file);
    }
  },
  decompress: gunzip,
};

/** The number of compressed bytes that are decompressed in one step. Deflate expands them to at most 8 MiB. */
const STEP_BYTES = 2 ** 13;
/** The number of compressed bytes that are kept to find the checksum at the end of a member. */
const HISTORY_BYTES = 2 ** 16;

function* gunzip(compressed: Iterable<Uint8Array>, file: string): Generator<Uint8Array> {
  const output: Uint8Array[] = [];
  let history: Uint8Array = new Uint8Array(0);
  let inputLength = 0;
  let checksum = 0;
  let size = 0;
  const stream = new (loadFflate().Gunzip)((chunk) => {
    checksum = zlib.crc32(chunk, checksum);
    size = (size + chunk.length) >>> 0;
    output.push(chunk);
  });
  stream.onmember = checkMember;

  /** Compares the checksum and the size of a member with its last eight bytes, which end at `end` of the input. */
  function checkMember(end: number): void {
    const offset = end - 8 - (inputLength - history.length);
    if (offset < 0) failDamaged(NAME, `a header is longer than ${HISTORY_BYTES} bytes`, file);
    const trailer = viewOf(history);
    if (trailer.getUint32(offset, true) !== checksum || trailer.getUint32(offset + 4, true) !== size) {
      failDamaged(NAME, 'a checksum does not match', file);
    }
    checksum = 0;
    size = 0;
  }

  function push(slice: Uint8Array, isLast: boolean): void {
    inputLength += slice.length;
    history = Buffer.concat([history, slice]).subarray(-HISTORY_BYTES);
    try {
      // The library keeps a part of its input, but the buffer of the input is reused.
      stream.push(Uint8Array.from(slice), isLast);
    } catch (error) {
      const { code, message } = error as { code?: number; message: string };
      if (code === undefined) throw error;
      // The library's code 0 is an unexpected end.
      if (code === 0) failTruncated(NAME, file);
      failDamaged(NAME, message, file);
    }
  }

  for (const chunk of compressed) {
    for (let start = 0; start < chunk.length; start += STEP_BYTES) {
      push(chunk.subarray(start, start + STEP_BYTES), false);
      yield* output;
      output.length = 0;
    }
  }
  push(new Uint8Array(0), true);
  yield* output;
  if (inputLength < 18) failTruncated(NAME, file);
  checkMember(inputLength);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
