import { crc32, deflateRawSync } from 'node:zlib';
import {
  CHECKSUM_BYTES,
  type PartHeader,
  PREFIX_BYTES,
  roundUp,
  SIGNATURE,
  VERSION_OF_FORMAT,
} from './layout.js';
import { swapBytes } from './little-endian.js';
import type { PartFile } from './part-file.js';

/** Returns a part as the bytes of a file. */
export function encodePart({ part, ...identity }: PartFile): Uint8Array {
  const { runs, firstRow, endRow } = part;
  const { histogram, ...stats } = part.stats;
  const binades = [...(histogram?.filledBinades() ?? [])];
  const counts = Buffer.concat(binades.map(([, counts]) => toBytes(counts)));
  // Most counts are small, so they take a few per cent of their size.
  const histogramBytes = deflateRawSync(counts, { level: 1 });
  const header: PartHeader = {
    ...identity,
    firstRow,
    endRow,
    stats,
    runs: runs.map(({ step, position, length, counts }) => ({
      step,
      position,
      length,
      hasCounts: counts !== null,
    })),
    binades: binades.map(([index]) => index),
    histogramBytes: histogramBytes.length,
  };
  const headerBytes = Buffer.from(JSON.stringify(header, keepSignOfZero));
  const sections = [
    headerBytes,
    ...runs.flatMap(({ values, counts }) =>
      counts ? [toBytes(values), toBytes(counts)] : [toBytes(values)],
    ),
  ];
  const size = sections.reduce((sum, { length }) => sum + roundUp(length), PREFIX_BYTES);
  const bytes = Buffer.alloc(size + histogramBytes.length + CHECKSUM_BYTES);
  bytes.set(SIGNATURE);
  bytes.writeUInt32LE(VERSION_OF_FORMAT, 8);
  bytes.writeUInt32LE(headerBytes.length, 12);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 16);
  let offset = PREFIX_BYTES;
  for (const section of sections) {
    bytes.set(section, offset);
    offset += roundUp(section.length);
  }
  bytes.set(histogramBytes, offset);
  const end = bytes.length - CHECKSUM_BYTES;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}

function toBytes(array: Float64Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return swapBytes(bytes, array.BYTES_PER_ELEMENT);
}

/** JSON writes −0 as 0. */
function keepSignOfZero(_: string, value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : value;
}
