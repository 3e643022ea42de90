import * as zlib from 'node:zlib';
import { fail } from '../diagnostics.js';
import { type Codec, failDamaged, failTruncated } from './codec.js';

const NAME = 'brotli';

/** The limit for the decompressed file: 512 MiB. Twice as much memory is needed while it is decompressed. */
const MAX_BYTES = 2 ** 29;

/** The brotli format. It has no signature and, in one thread, cannot be decompressed in parts. */
export const BROTLI: Codec = {
  name: NAME,
  suffixes: ['br'],
  *decompress(compressed, file) {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (const chunk of compressed) {
      chunks.push(Uint8Array.from(chunk));
      size += chunk.length;
      if (size > MAX_BYTES) failTooLarge(file);
    }
    yield decompressWhole(Buffer.concat(chunks), file);
  },
};

function decompressWhole(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return zlib.brotliDecompressSync(bytes, { maxOutputLength: MAX_BYTES, chunkSize: 2 ** 18 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return failTooLarge(file);
    if (code === 'Z_BUF_ERROR') return failTruncated(NAME, file);
    return failDamaged(NAME, 'it cannot be decoded', file);
  }
}

function failTooLarge(file: string): never {
  fail(
    'too-large',
    `${file} has more than ${MAX_BYTES} bytes, the limit for ${NAME}, which is decompressed in memory`,
    { file },
    'use gzip or zstd, which are decompressed while they are read',
  );
}
