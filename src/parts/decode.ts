import { inflateRawSync } from 'node:zlib';
import { fail } from '../diagnostics.js';
import { Halvings } from '../matrix/halvings.js';
import { Histogram } from '../matrix/histogram.js';
import type { SourceExtremum } from '../matrix/reduction.js';
import type { StripRun } from '../matrix/strip-forest.js';
import { coverRows, findHeaderFault } from './check-header.js';
import { type Container, decodeContainer, failDamaged } from './container.js';
import { decodeRecords, isRecordHeader } from './decode-records.js';
import { BINADE_BYTES, type ExtremumHeader, type PartHeader } from './layout.js';
import { swapBytes } from './little-endian.js';
import { PART_CELLS, type PartFile } from './part-file.js';
import type { RecordPart } from './record-part.js';

/**
 * Reads a part of a matrix or of records from the bytes of a file, after its checksum. `name` is the name of the file in
 * messages.
 *
 * Errors: those of `decodeContainer`, `part-damaged`.
 */
export function decodeAnyPart(bytes: Uint8Array, name: string): PartFile | RecordPart {
  const container = decodeContainer(bytes, name);
  const { header } = container;
  const part = isRecordHeader(header)
    ? decodeRecords(header, container, name)
    : decodeMatrix(container, name);
  container.finish();
  return part;
}

/** Whether a part is one of records. */
export function isRecordPart(part: PartFile | RecordPart): part is RecordPart {
  return 'cells' in part;
}

/** Reads a part of a matrix. Errors: those of `decodeAnyPart`, `part-mismatch`. */
export function decodePart(bytes: Uint8Array, name: string): PartFile {
  const part = decodeAnyPart(bytes, name);
  if (isRecordPart(part)) failKind(name, 'records, and the other parts have a matrix');
  return part;
}

/** Reads a part of records. Errors: those of `decodeAnyPart`, `part-mismatch`. */
export function decodeRecordPart(bytes: Uint8Array, name: string): RecordPart {
  const part = decodeAnyPart(bytes, name);
  if (!isRecordPart(part)) failKind(name, 'a matrix, and the other parts have records');
  return part;
}

function failKind(name: string, found: string): never {
  fail(
    'part-mismatch',
    `${name} has ${found}`,
    { file: name },
    'make all parts of the same data with the same flags',
  );
}

function decodeMatrix({ header: unchecked, take }: Container, name: string): PartFile {
  const fault = findHeaderFault(unchecked);
  if (fault !== null) failDamaged(name, fault);
  const header = unchecked as PartHeader;
  const halvings = new Halvings(header.columns, PART_CELLS);
  if (!coverRows(header, halvings)) failDamaged(name, 'its blocks do not match its rows');
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

function readExtremum(extremum: ExtremumHeader | null): SourceExtremum | null {
  return extremum && { ...extremum, value: Number(extremum.value) };
}
