import { fail } from '../diagnostics.js';
import { type Dataset, singleDataset } from '../matrix/matrix.js';
import { PartMerger } from '../matrix/part-merger.js';
import type { ReductionOptions, SourceStats } from '../matrix/reduction.js';
import { decodePart } from '../parts/decode.js';
import { describeRows } from '../parts/merge.js';
import { PART_CELLS, type PartFile } from '../parts/part-file.js';
import { readAll } from './bytes.js';
import type { Reader } from './reader.js';

/**
 * Reads a matrix that `heatmap merge` wrote, or a part that has all rows. A matrix that is small enough has all its values.
 * A larger one has the blocks and the statistics of the whole matrix.
 *
 * Errors: those of `decodePart`, `part-incomplete`, `part-reducer`, `part-domain`, `part-transform`, `too-large`.
 */
export const readPart: Reader = (source, _options, _report, plan): Dataset => {
  const { bytes, name } = readAll(source);
  const file = decodePart(bytes, name);
  const { columns, reducer, columnLabels, rowLabels, columnGroups, rowGroups, names, unit, isBoolean } = file;
  const count = checkComplete(file, name);
  const merger = new PartMerger(columns, PART_CELLS, reducer, { first: 0, end: count, count });
  merger.add(file.part);
  const { rows, values, reduction } = merger.finish();
  const matrix = {
    rows,
    columns,
    values,
    rowLabels,
    columnLabels,
    categories: null,
    ...(columnGroups && { columnGroups }),
    ...(rowGroups && { rowGroups }),
    ...(unit !== null && { unit }),
    ...(isBoolean && { isBoolean }),
  };
  if (!reduction) return singleDataset(matrix, names);
  if (!plan?.reduction) {
    fail(
      'too-large',
      `${name} has one value for each block of ${reduction.factor.rows} × ${reduction.factor.columns} values, and the figure needs each value`,
      { file: name },
    );
  }
  const sourceStats = checkRequest(file, plan.reduction, reduction.sourceStats, name);
  return singleDataset({ ...matrix, reduction: { ...reduction, sourceStats } }, names);
};

/** Returns the number of rows of the matrix. */
function checkComplete({ part, rowCount }: PartFile, name: string): number {
  const { firstRow, endRow } = part;
  const count = rowCount ?? endRow;
  if (firstRow === 0 && endRow === count) return count;
  const total = rowCount === null ? '' : ` of ${rowCount} rows`;
  fail(
    'part-incomplete',
    `${name} has only ${describeRows(firstRow, endRow)} of a matrix${total}`,
    { file: name },
    'join all parts with "heatmap merge", then draw the result',
  );
}

/** Returns the statistics that a figure needs. The file must have been made for such a figure. */
function checkRequest(
  { reducer, domain }: PartFile,
  { reducer: wanted, stats, mapValues }: ReductionOptions,
  source: SourceStats,
  name: string,
): SourceStats {
  const place = { file: name };
  if (wanted !== reducer) {
    fail(
      'part-reducer',
      `${name} was reduced with "${reducer}", and the figure asks for "${wanted}"`,
      place,
      `set cells.reduce to "${reducer}", or reduce the matrix with --set cells.reduce=${wanted}`,
    );
  }
  if (mapValues) {
    fail(
      'part-transform',
      `${name} has one value for each block, and data.transform changes single values`,
      place,
      'change the values before they are reduced',
    );
  }
  const isCounted = (end: 0 | 1, given: number | null, extreme: number | undefined) =>
    given === null ||
    given === domain[end] ||
    extreme === undefined ||
    (end ? extreme <= given : extreme >= given);
  if (!isCounted(0, stats.low, source.min?.value) || !isCounted(1, stats.high, source.max?.value)) {
    const ends = [stats.low, stats.high].map((end) => end ?? '').join(',');
    fail(
      'part-domain',
      `${name} does not have the number of values outside of the colour domain ${ends}`,
      place,
      `reduce the matrix with --domain ${ends}, or use another domain`,
    );
  }
  return {
    ...source,
    below: stats.low !== null && stats.low === domain[0] ? source.below : 0,
    above: stats.high !== null && stats.high === domain[1] ? source.above : 0,
    histogram: stats.histogram ? source.histogram : null,
  };
}
