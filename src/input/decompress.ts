/** Removes the compression of a file before a reader sees it. To add one, write its codec and name it in `CODECS`. */

import { BROTLI } from '../compression/brotli.js';
import { BZIP2 } from '../compression/bzip2.js';
import type { Codec } from '../compression/codec.js';
import { MAX_EXPANSION } from '../compression/expansion.js';
import { GZIP } from '../compression/gzip.js';
import { ZSTD } from '../compression/zstd.js';
import { fail } from '../diagnostics.js';
import type { Source } from './reader.js';

const CODECS: readonly Codec[] = [GZIP, ZSTD, BZIP2, BROTLI];

/** A decompressed file of up to this size is kept in memory, and a larger one is a stream. */
const MAX_WHOLE_BYTES = 2 ** 25;
/** The number of bytes that are read first of a file that is too large for memory even when compressed. */
const HEAD_BYTES = 2 ** 20;

/** Returns a file name without the suffix of a compression. */
export function withoutCompressionSuffix(name: string): string {
  const codec = codecOfName(name);
  return codec ? name.slice(0, name.lastIndexOf('.')) : name;
}

/**
 * Returns the decompressed source, which keeps its name in diagnostics. Other sources are returned as they are. The
 * first bytes decide and, for brotli, the suffix of the name. A file in a compressed file is not decompressed.
 *
 * Errors: `compressed-truncated`, `compressed-damaged`, `compressed-unsupported`, `expands-too-much`, `too-large`;
 * later also from the stream of a large file.
 */
export function decompress(source: Source, maxExpansion = MAX_EXPANSION): Source {
  const { name, bytes, rest } = source;
  if (source.innerName !== undefined) return source;
  const innerName = withoutCompressionSuffix(name);
  const codec = codecOf(source);
  if (!codec) return innerName === name ? source : { ...source, innerName };
  const whole = rest ? null : (codec.decompressWhole?.(bytes, MAX_WHOLE_BYTES, name) ?? null);
  if (whole) return { name, innerName, bytes: whole };

  const chunks = decompressChunks(codec, source, maxExpansion);
  const next = () => {
    const result = chunks.next();
    return result.done ? null : result.value;
  };
  // The operating system provides only the part of this buffer that is written.
  const head = Buffer.allocUnsafeSlow(rest ? HEAD_BYTES : MAX_WHOLE_BYTES);
  let size = 0;
  let excess: Uint8Array | null = null;
  while (excess === null) {
    const chunk = next();
    if (chunk === null) return { name, innerName, bytes: head.subarray(0, size) };
    const end = Math.min(chunk.length, head.length - size);
    head.set(chunk.subarray(0, end), size);
    size += end;
    if (end < chunk.length) excess = chunk.subarray(end);
  }
  const nextChunk = () => {
    const chunk = excess ?? next();
    excess = null;
    return chunk;
  };
  return { name, innerName, bytes: head, rest: { size: null, next: nextChunk, close: rest?.close } };
}

function codecOfName(name: string): Codec | undefined {
  const suffix = /[^/\\]\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? '';
  return CODECS.find(({ suffixes }) => suffixes.includes(suffix));
}

function codecOf({ name, bytes }: Source): Codec | undefined {
  const signed = CODECS.find(({ signature }) => signature?.(bytes));
  if (signed) return signed;
  // A file with the suffix of a compression with a signature, but without the signature, was decompressed already.
  const named = codecOfName(name);
  return named?.signature ? undefined : named;
}

/** Decompresses a source; no chunk is empty. */
function* decompressChunks(
  codec: Codec,
  { name, bytes, rest }: Source,
  maxExpansion: typeof MAX_EXPANSION,
): Generator<Uint8Array> {
  let compressedSize = 0;
  let size = 0;
  function* compressed(): Generator<Uint8Array> {
    for (let chunk: Uint8Array | null = bytes; chunk !== null; chunk = rest?.next() ?? null) {
      compressedSize += chunk.length;
      yield chunk;
    }
  }
  for (const chunk of codec.decompress(compressed(), name)) {
    size += chunk.length;
    if (size > maxExpansion.bytes && size > compressedSize * maxExpansion.ratio) {
      fail(
        'expands-too-much',
        `the ${codec.name} data expands to more than ${maxExpansion.bytes} bytes, over ${maxExpansion.ratio} times its size`,
        { file: name },
        'if you trust the file, decompress it first',
      );
    }
    if (chunk.length > 0) yield chunk;
  }
}
