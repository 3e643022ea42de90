import type { HeatmapError } from '../diagnostics.js';
import { type Codec, failDamaged } from './codec.js';
import { loadFzstd } from './packages.js';
import { isZstd, readFrames } from './zstd-frames.js';

/** The Zstandard format. Checksums are not verified. */
export const ZSTD: Codec = {
  name: 'zstd',
  suffixes: ['zst', 'zstd'],
  signature: isZstd,
  *decompress(compressed, file) {
    const { Decompress } = loadFzstd();
    const output: Uint8Array[] = [];
    const createDecoder = () => new Decompress((chunk) => output.push(chunk));
    let decoder = createDecoder();
    for (const { bytes, isFirst, isLast } of readFrames(compressed, file)) {
      if (isFirst) decoder = createDecoder();
      try {
        decoder.push(bytes, isLast);
      } catch (error) {
        failDamaged('zstd', (error as Error).message, file);
      }
      yield* output;
      output.length = 0;
    }
  },
};

/**
 * Decompresses a buffer whose uncompressed size is known.
 *
 * @throws Error for damaged data
 */
export function decompressZstd(bytes: Uint8Array, length: number): Uint8Array {
  let maxLength = 0;
  try {
    for (const part of readFrames([bytes], '')) maxLength += part.maxLength;
  } catch (error) {
    throw new Error((error as HeatmapError).diagnostics[0].message);
  }
  // The decoder fills an output that is too long, however long that takes.
  const output = maxLength < length ? null : loadFzstd().decompress(bytes, new Uint8Array(length));
  if (output?.length !== length)
    throw new Error('the decompressed data does not have the length that the file states');
  return output;
}
