import { fail } from '../diagnostics.js';

/** Decompresses a stream. A chunk of either stream is valid only until the next one is requested. */
export type Decompress = (compressed: Iterable<Uint8Array>, file: string) => Iterable<Uint8Array>;

/** A compression of whole files. */
export interface Codec {
  readonly name: string;
  /** The suffixes of file names, without the dot. */
  readonly suffixes: readonly string[];
  /** Whether the first bytes of a file are those of this compression; absent if it has no signature. */
  readonly signature?: (start: Uint8Array) => boolean;
  /** Decompresses a small file in one step, faster than `decompress`; null if the result is larger than `maxBytes`. */
  readonly decompressWhole?: (bytes: Uint8Array, maxBytes: number, file: string) => Uint8Array | null;
  readonly decompress: Decompress;
}

export function failTruncated(codec: string, file: string): never {
  fail(
    'compressed-truncated',
    `the ${codec} data ends too early`,
    { file },
    'copy or download the file again',
  );
}

export function failDamaged(codec: string, reason: string, file: string): never {
  fail('compressed-damaged', `the ${codec} data is damaged: ${reason}`, { file });
}
