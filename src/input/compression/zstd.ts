import { fail } from '../../diagnostics.js';
import { loadFzstd } from '../packages.js';
import { ByteQueue } from './byte-queue.js';
import { type Codec, failDamaged, failTruncated } from './codec.js';

const NAME = 'zstd';

const FRAME = 0xfd2fb528;
/** The first of the sixteen signatures of frames that are skipped. */
const SKIPPABLE_FRAME = 0x184d2a50;

/** The largest window, which is kept in memory. The zstd command has the same limit. */
const MAX_WINDOW_BYTES = 2 ** 27;

/** The Zstandard format. Checksums are not verified. */
export const ZSTD: Codec = {
  name: NAME,
  suffixes: ['zst', 'zstd'],
  signature: (start) => isFrame(viewOf(start, 4)) || isSkippable(viewOf(start, 4)),
  decompress: decompressFrames,
};

/**
 * Passes one block at a time to the decoder, so that hostile data cannot expand to more than 2 MiB in one step, and
 * checks the size of the window before the decoder allocates it.
 */
function* decompressFrames(compressed: Iterable<Uint8Array>, file: string): Generator<Uint8Array> {
  const queue = new ByteQueue(compressed);
  const take = (length: number) => queue.take(length) ?? failTruncated(NAME, file);
  const { Decompress } = loadFzstd();
  while (!queue.isAtEnd()) {
    const signature = take(4);
    if (isSkippable(viewOf(signature, 4))) {
      if (!queue.skip(viewOf(take(4), 4).getUint32(0, true))) failTruncated(NAME, file);
      continue;
    }
    if (!isFrame(viewOf(signature, 4))) {
      failDamaged(NAME, `the bytes at ${queue.position - 4} start no frame`, file);
    }
    const output: Uint8Array[] = [];
    const decoder = new Decompress((chunk) => output.push(chunk));
    const push = (bytes: Uint8Array, isLast: boolean) => {
      try {
        decoder.push(bytes, isLast);
      } catch (error) {
        failDamaged(NAME, (error as Error).message, file);
      }
    };
    const descriptor = take(1);
    const fields = take(fieldsLength(descriptor[0]));
    checkWindow(descriptor[0], fields, file);
    push(Buffer.concat([signature, descriptor, fields]), false);
    for (let isLast = false; !isLast; ) {
      const header = take(3);
      const [low, middle, high] = header;
      const type = (low >> 1) & 3;
      const size = (low >> 3) | (middle << 5) | (high << 13);
      isLast = (low & 1) === 1;
      // A block of type 1 is one byte that is repeated.
      const block = [header, take(type === 1 ? 1 : size)];
      if (isLast && hasChecksum(descriptor[0])) block.push(take(4));
      push(Buffer.concat(block), isLast);
      yield* output;
      output.length = 0;
    }
  }
}

function isFrame(start: DataView): boolean {
  return start.byteLength >= 4 && start.getUint32(0, true) === FRAME;
}

function isSkippable(start: DataView): boolean {
  return start.byteLength >= 4 && (start.getUint32(0, true) & 0xfffffff0) >>> 0 === SKIPPABLE_FRAME;
}

function hasChecksum(descriptor: number): boolean {
  return (descriptor & 4) !== 0;
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0;
}

/** The lengths of the dictionary field and, for frames in several segments, of the field with the content size. */
const DICTIONARY_LENGTHS = [0, 1, 2, 4];
const CONTENT_SIZE_LENGTHS = [0, 2, 4, 8];

/** Returns the length of the frame header after its descriptor. */
function fieldsLength(descriptor: number): number {
  const window = isSingleSegment(descriptor) ? 0 : 1;
  return window + DICTIONARY_LENGTHS[descriptor & 3] + contentSizeLength(descriptor);
}

function contentSizeLength(descriptor: number): number {
  return descriptor >> 6 === 0 && isSingleSegment(descriptor) ? 1 : CONTENT_SIZE_LENGTHS[descriptor >> 6];
}

function checkWindow(descriptor: number, fields: Uint8Array, file: string): void {
  if ((descriptor & 8) !== 0) failDamaged(NAME, 'a reserved bit of a frame header is set', file);
  const dictionaryLength = DICTIONARY_LENGTHS[descriptor & 3];
  const dictionaryStart = isSingleSegment(descriptor) ? 0 : 1;
  const sizeStart = dictionaryStart + dictionaryLength;
  if (fields.subarray(dictionaryStart, sizeStart).some((byte) => byte !== 0)) {
    fail(
      'compressed-unsupported',
      'the zstd data needs a dictionary, which the file does not contain',
      { file },
      'decompress it first: zstd -d -D DICTIONARY FILE',
    );
  }
  const windowSize = isSingleSegment(descriptor)
    ? littleEndian(fields.subarray(sizeStart)) + (descriptor >> 6 === 1 ? 256 : 0)
    : 2 ** (10 + (fields[0] >> 3)) * (1 + (fields[0] & 7) / 8);
  if (windowSize <= MAX_WINDOW_BYTES) return;
  fail(
    'compressed-unsupported',
    `the zstd data needs a window of ${windowSize} bytes; the limit is ${MAX_WINDOW_BYTES}`,
    { file },
    'decompress it first: zstd -d --long=31 FILE',
  );
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

/** A view of the first `length` bytes, or of all if there are fewer. */
function viewOf(bytes: Uint8Array, length: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length));
}
