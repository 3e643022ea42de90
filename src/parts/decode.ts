import { crc32, inflateRawSync } from 'node:zlib';
import { fail } from '../diagnostics.js';
import { Halvings } from '../matrix/halvings.js';
import { Histogram } from '../matrix/histogram.js';
import type { SourceExtremum } from '../matrix/reduction.js';
import type { StripRun } from '../matrix/strip-forest.js';
import { coverRows, findHeaderFault } from './check-header.js';
import {
  BINADE_BYTES,
  CHECKSUM_BYTES,
  type PartHeader,
  PREFIX_BYTES,
  roundUp,
  SIGNATURE,
  VERSION_OF_FORMAT,
} from './layout.js';
import { swapBytes } from './little-endian.js';
import { PART_CELLS, type PartFile } from './part-file.js';

/**
 * Reads a part from the bytes of a file, after its checksum. `name` is the name of the file in messages.
 *
 * Errors: `part-format`, `part-version`, `part-truncated`, `part-damaged`.
 */
export function decodePart(bytes: Uint8Array, name: string): PartFile {
  const header = readHeader(bytes, name);
  const halvings = new Halvings(header.columns, PART_CELLS);
  if (!coverRows(header, halvings)) failDamaged(name, 'its blocks do not match its rows');
  let offset = roundUp(PREFIX_BYTES + headerLength(bytes));
  const take = (length: number) => {
    const end = offset + length;
    if (end > bytes.length - CHECKSUM_BYTES) failDamaged(name, 'it has fewer numbers than its header says');
    // The copy is aligned for the arrays of numbers.
    const taken = Uint8Array.from(bytes.subarray(offset, end));
    offset = roundUp(end);
    return taken;
  };
  const runs = header.runs.map(({ step, position, length, hasCounts }): StripRun => {
    const cells = length * halvings.at(step).width;
    const values = new Float64Array(swapBytes(take(8 * cells), 8).buffer);
    const counts = hasCounts ? new Uint32Array(swapBytes(take(4 * cells), 4).buffer) : null;
    return { step, position, length, values, counts };
  });
  const histogram = readHistogram(header, take(header.histogramBytes), name);
  const { firstRow, endRow, stats, runs: _, binades, histogramBytes, ...identity } = header;
  const sourceStats = { ...stats, min: readExtremum(stats.min), max: readExtremum(stats.max), histogram };
  return { ...identity, part: { firstRow, endRow, runs, stats: sourceStats } };
}

function headerLength(bytes: Uint8Array): number {
  return viewOf(bytes).getUint32(12, true);
}

function readHeader(bytes: Uint8Array, name: string): PartHeader {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) {
    fail('part-format', `${name} is not a part of a matrix`, { file: name }, REDUCE_HINT);
  }
  const view = viewOf(bytes);
  const version = bytes.length >= PREFIX_BYTES ? view.getUint32(8, true) : VERSION_OF_FORMAT;
  if (version !== VERSION_OF_FORMAT) {
    fail(
      'part-version',
      `${name} has version ${version} of the format, and this program reads version ${VERSION_OF_FORMAT}`,
      { file: name },
      'make all parts and merge them with the same version of heatmap',
    );
  }
  const length = bytes.length >= PREFIX_BYTES ? Number(view.getBigUint64(16, true)) : null;
  if (length === null || length > bytes.length) {
    const expected = length === null ? '' : `, and it should have ${length}`;
    fail(
      'part-truncated',
      `${name} ends after ${bytes.length} bytes${expected}`,
      { file: name },
      REDUCE_HINT,
    );
  }
  const end = bytes.length - CHECKSUM_BYTES;
  if (length < bytes.length) failDamaged(name, `${bytes.length - length} bytes follow its end`);
  if (length < PREFIX_BYTES + CHECKSUM_BYTES || crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) {
    failDamaged(name, 'its checksum is wrong');
  }
  if (PREFIX_BYTES + headerLength(bytes) > end) failDamaged(name, 'its header is longer than the file');
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength(bytes)));
  const header = parseJson(text);
  const fault = findHeaderFault(header);
  if (fault !== null) failDamaged(name, fault);
  return header as PartHeader;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readHistogram({ binades }: PartHeader, deflated: Uint8Array, name: string): Histogram {
  const histogram = new Histogram();
  const maxOutputLength = binades.length * BINADE_BYTES;
  let bytes = new Uint8Array(0);
  try {
    if (binades.length > 0) bytes = Uint8Array.from(inflateRawSync(deflated, { maxOutputLength }));
  } catch {
    failDamaged(name, 'its histogram cannot be decompressed');
  }
  if (bytes.length !== maxOutputLength) failDamaged(name, 'its histogram is incomplete');
  const counts = new Float64Array(swapBytes(bytes, 8).buffer);
  const bins = BINADE_BYTES / 8;
  binades.forEach((index, i) => {
    histogram.addBinade(index, counts.subarray(i * bins, (i + 1) * bins));
  });
  return histogram;
}

function readExtremum(extremum: SourceExtremum | null): SourceExtremum | null {
  return extremum && { ...extremum, value: Number(extremum.value) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const REDUCE_HINT = 'make the part again with "heatmap reduce"';

function failDamaged(name: string, reason: string): never {
  fail('part-damaged', `${name} is damaged: ${reason}`, { file: name }, REDUCE_HINT);
}
