/** Texts that pictures carry in themselves: compression, and its limits when a file is read. */
import { constants, inflateSync } from 'node:zlib';
import { zlibSync } from 'fflate';
import { fail } from '../diagnostics.js';

/** The bytes of the longest text. A short file could expand to any size. */
const MAX_BYTES = 2 ** 26;

/** Returns a text as zlib data, which is the same on every machine: a library in JavaScript compresses it. */
export function compressText(text: string): Uint8Array {
  return zlibSync(new TextEncoder().encode(text), { level: 6 });
}

/** Returns the text of zlib data. Errors: `embedded-damaged`, `embedded-too-large`. */
export function decompressText(bytes: Uint8Array, file: string): string {
  try {
    const text = inflateSync(bytes, { maxOutputLength: MAX_BYTES, finishFlush: constants.Z_FINISH });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      fail(
        'embedded-too-large',
        `the spec in the figure expands to more than ${MAX_BYTES / 2 ** 20} MiB; heatmap does not write such figures`,
        { file },
      );
    }
    return failDamaged(file, 'it cannot be decompressed');
  }
}

/** Error: `embedded-damaged`. */
export function failDamaged(file: string, reason: string): never {
  fail(
    'embedded-damaged',
    `the spec in the figure is damaged: ${reason}`,
    { file },
    'another program may have changed the file; use a copy that heatmap wrote',
  );
}
