import { fail } from '../diagnostics.js';
import { ByteQueue } from './byte-queue.js';
import { failDamaged, failTruncated } from './codec.js';
import { checkHuffmanWeights } from './zstd-weights.js';

const NAME = 'zstd';

const FRAME = 0xfd2fb528;
/** The first of the sixteen signatures of frames that are skipped. */
const SKIPPABLE_FRAME = 0x184d2a50;

/** The largest window, which is kept in memory. The zstd command has the same limit. */
const MAX_WINDOW_BYTES = 2 ** 27;

/** A compressed block never expands to more bytes. */
const MAX_BLOCK_LENGTH = 2 ** 17;

/** A part of a frame: its header or one block. */
export interface FramePart {
  readonly bytes: Uint8Array;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The largest number of bytes that it can expand to. */
  readonly maxLength: number;
}

export function isZstd(start: Uint8Array): boolean {
  return isFrame(viewOf(start, 4)) || isSkippable(viewOf(start, 4));
}

/**
 * Splits Zstandard data into parts of frames. Checks what the decoder does not check: the size of the window before it is
 * allocated, and tables with which it would run forever. No part expands to more than 2 MiB.
 */
export function* readFrames(compressed: Iterable<Uint8Array>, file: string): Generator<FramePart> {
  const queue = new ByteQueue(compressed);
  const take = (length: number) => queue.take(length) ?? failTruncated(NAME, file);
  while (!queue.isAtEnd()) {
    const signature = take(4);
    if (isSkippable(viewOf(signature, 4))) {
      if (!queue.skip(viewOf(take(4), 4).getUint32(0, true))) failTruncated(NAME, file);
      continue;
    }
    if (!isFrame(viewOf(signature, 4))) {
      failDamaged(NAME, `the bytes at ${queue.position - 4} do not start a frame`, file);
    }
    const descriptor = take(1);
    const fields = take(fieldsLength(descriptor[0]));
    checkWindow(descriptor[0], fields, file);
    yield {
      bytes: Buffer.concat([signature, descriptor, fields]),
      isFirst: true,
      isLast: false,
      maxLength: 0,
    };
    for (let isLast = false; !isLast; ) {
      const header = take(3);
      const [low, middle, high] = header;
      const type = (low >> 1) & 3;
      const size = (low >> 3) | (middle << 5) | (high << 13);
      isLast = (low & 1) === 1;
      const content = take(type === REPEATED_BYTE ? 1 : size);
      if (type === COMPRESSED_BLOCK && !checkHuffmanWeights(content)) {
        failDamaged(NAME, 'a table of weights is invalid', file);
      }
      const checksum = isLast && hasChecksum(descriptor[0]) ? [take(4)] : [];
      const maxLength = type === COMPRESSED_BLOCK ? MAX_BLOCK_LENGTH : size;
      yield { bytes: Buffer.concat([header, content, ...checksum]), isFirst: false, isLast, maxLength };
    }
  }
}

// The types of blocks that are treated in a special way.
const REPEATED_BYTE = 1;
const COMPRESSED_BLOCK = 2;

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
