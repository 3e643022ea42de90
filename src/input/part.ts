import { fail, type Report } from '../diagnostics.js';
import { type Dataset, singleDataset } from '../matrix/matrix.js';
import { PartMerger } from '../matrix/part-merger.js';
import type { ReductionOptions, SourceStats } from '../matrix/reduction.js';
import { decodeAnyPart, isRecordPart } from '../parts/decode.js';
import { PART_CELLS, type PartFile } from '../parts/part-file.js';
import { describeRange, type PositionUnit } from '../parts/ranges.js';
import type { RecordOptions, RecordPart } from '../parts/record-part.js';
import type { ReadOptions } from '../spec/data.js';
import { RecordMerger } from '../table/record-merger.js';
import { recordOptions } from '../table/record-parts.js';
import { readAll } from './bytes.js';
import type { Reader } from './reader.js';

/**
 * Reads a matrix that `heatmap merge` wrote, or a part that has all rows. A matrix that is small enough has all its values.
 * A larger one has the blocks and the statistics of the whole matrix. Records have all their groups.
 *
 * Errors: those of `decodeAnyPart` and `RecordMerger`, `part-fields`, `part-incomplete`, `part-reducer`, `part-domain`, `part-transform`, `too-large`.
 */
export const readPart: Reader = (source, options, report, plan): Dataset => {
  const { bytes, name } = readAll(source);
  const file = decodeAnyPart(bytes, name);
  if (plan?.readRecords) failNoRecords(name);
  if (isRecordPart(file)) {
    checkFields(file.options, options, name);
    return readMergedRecords(file, report, name);
  }
  // Other options were used when the parts were made.
  const { x, y, value, panel, aggregate, where } = options;
  checkFields({}, { x, y, value, panel, aggregate, where }, name);
  const { columns, reducer, columnLabels, rowLabels, columnGroups, rowGroups, names, unit, isBoolean } = file;
  const { firstRow, endRow } = file.part;
  const count = file.rowCount ?? endRow;
  checkWhole({ first: firstRow, end: endRow, count: file.rowCount, unit: 'rows' }, name);
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

function readMergedRecords(part: RecordPart, report: Report, name: string): Dataset {
  const { first, end, count, unit } = part;
  checkWhole({ first, end, count, unit }, name);
  const merger = new RecordMerger(part, name);
  merger.add(part, name);
  return merger.finish(report);
}

/** A figure can ask for fields only if the records were grouped by them. Error: `part-fields`. */
function checkFields(own: RecordOptions, options: ReadOptions, name: string): void {
  for (const [key, asked] of Object.entries(recordOptions(options))) {
    if (JSON.stringify(own[key]) === JSON.stringify(asked)) continue;
    const found = own[key] === undefined ? `without "${key}"` : `with "${key}" ${JSON.stringify(own[key])}`;
    fail(
      'part-fields',
      `${name} was made ${found}, and the figure asks for ${JSON.stringify(asked)}`,
      { file: name },
      `leave out "${key}", or make the parts again with it`,
    );
  }
}

function failNoRecords(name: string): never {
  fail(
    'part-fields',
    `${name} has values of cells, and the figure asks for a column of the records`,
    { file: name },
    'name the file that has the column: "samples.csv:tissue"',
  );
}

/** Error: `part-incomplete`. */
function checkWhole(
  { first, end, count, unit }: { first: number; end: number; count: number | null; unit: PositionUnit },
  name: string,
): void {
  if (first === 0 && end === (count ?? end)) return;
  const total = count === null ? '' : ` of ${count} ${unit}`;
  const whole = unit === 'rows' ? ` of a matrix${total}` : total;
  fail(
    'part-incomplete',
    `${name} has only ${describeRange(first, end, unit)}${whole}`,
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
