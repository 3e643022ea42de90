import { deflateRawSync } from 'node:zlib';
import type { SourceExtremum } from '../matrix/reduction.js';
import { encodeContainer } from './container.js';
import type { ExtremumHeader, PartHeader } from './layout.js';
import { toBytes } from './little-endian.js';
import type { PartFile } from './part-file.js';

/** Returns a part of a matrix as the bytes of a file. */
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
    stats: { ...stats, min: writeExtremum(stats.min), max: writeExtremum(stats.max) },
    runs: runs.map(({ step, position, length, counts }) => ({
      step,
      position,
      length,
      hasCounts: counts !== null,
    })),
    binades: binades.map(([index]) => index),
    histogramBytes: histogramBytes.length,
  };
  const sections = runs.flatMap(({ values, counts }) =>
    counts ? [toBytes(values), toBytes(counts)] : [toBytes(values)],
  );
  return encodeContainer(header, [...sections, histogramBytes]);
}

function writeExtremum(extremum: SourceExtremum | null): ExtremumHeader | null {
  return extremum && { ...extremum, value: Object.is(extremum.value, -0) ? '-0' : extremum.value };
}
