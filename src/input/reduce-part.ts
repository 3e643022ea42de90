import { fail, type Place, type Report } from '../diagnostics.js';
import { Accumulator } from '../matrix/accumulator.js';
import type { Matrix } from '../matrix/matrix.js';
import type { MatrixPart } from '../matrix/matrix-part.js';
import type { PartRows, ReductionOptions } from '../matrix/reduction.js';
import { PART_CELLS, type PartFile } from '../parts/part-file.js';
import type { ParsedSpec } from '../spec/parse.js';
import { type OpenFile, type PrimarySource, readSource } from './load.js';
import { checkNoTransform, fingerprintOf, openData } from './part-source.js';
import { createReadPlan } from './read-plan.js';

/**
 * Reads some rows of the matrix of a spec, and reduces them to a part.
 *
 * Errors: those of the reader, `part-unsupported` for a figure that cannot be made of parts, `part-rows`.
 */
export function reducePart(
  { spec, placeOf }: ParsedSpec,
  primary: PrimarySource | null,
  open: OpenFile,
  rows: PartRows,
  report: Report,
): PartFile {
  const { data } = spec;
  const place = primary ? { file: primary.name } : placeOf(['data']);
  if (spec.panels) failUnsupported('a figure of several panels cannot be made of parts', placeOf(['panels']));
  if (typeof data === 'object' && !('file' in data)) failUnsupported('the data is in the spec', place);
  checkNoTransform(data, placeOf);
  const { blockingKeys, reduction } = createReadPlan(spec, null, data);
  if (!reduction) failUnsupported(`${blockingKeys.join(' and ')} needs each value of the matrix`, place);
  const { source, options } = openData(data, primary, open, place);
  const { low, high } = reduction.stats;
  const requested = { ...reduction, stats: { low, high, histogram: true }, part: rows };
  const budget = { maxCells: PART_CELLS, reduction: requested };
  const fingerprint = rows.fileStart === null ? fingerprintOf(source) : null;
  const dataset = readSource(source, options, report, { ...budget, blockingKeys: [] });
  const [slice, second] = dataset.slices;
  if (dataset.decided && 'x' in dataset.decided) {
    fail(
      'part-unsupported',
      `${source.name} has records, and a part needs the fields that group them`,
      place,
      'name them: --x, --y and --value',
    );
  }
  if (second) failUnsupported(`${source.name} has ${dataset.slices.length} matrices, not one`, place);
  const matrix = checkMatrix(slice.matrix, source.name, place);
  const part = matrix.part ?? reduceValues(matrix, requested);
  checkRows(part, rows, matrix.rows, source.name);
  const [from, to] = [part.firstRow - (rows.fileStart ?? 0), part.endRow - (rows.fileStart ?? 0)];
  return {
    columns: matrix.columns,
    reducer: reduction.reducer,
    domain: [low, high],
    columnLabels: matrix.columnLabels,
    columnGroups: matrix.columnGroups ?? null,
    names: dataset.names,
    unit: matrix.unit ?? null,
    isBoolean: matrix.isBoolean ?? false,
    source: fingerprint,
    rowCount: rows.rowCount ?? (rows.fileStart === null ? matrix.rows : null),
    rowLabels: matrix.rowLabels?.slice(from, to) ?? null,
    rowGroups: matrix.rowGroups?.map((level) => level.slice(from, to)) ?? null,
    part,
  };
}

/** Returns the matrix if a part can have all that is known of it. */
function checkMatrix(matrix: Matrix, name: string, place: Place): Matrix {
  const { categories, columnEdges, rowEdges, regions, columnAttributes, rowAttributes, reduction } = matrix;
  if (categories) failUnsupported(`${name} has words, and only numbers can be reduced`, place);
  const isSupported =
    !columnEdges && !rowEdges && !regions && !columnAttributes && !rowAttributes && !reduction;
  if (!isSupported) failUnsupported(`${name} has a numeric axis, attributes, or blocks of values`, place);
  return matrix;
}

/** Reduces a matrix that its reader kept in memory. */
function reduceValues({ values, rows, columns }: Matrix, reduction: ReductionOptions): MatrixPart {
  const accumulator = new Accumulator(columns, { maxCells: PART_CELLS, reduction });
  accumulator.reserve(rows, true);
  for (let row = 0; row < rows; row++) accumulator.add(values, row * columns);
  const { part } = accumulator.finish();
  if (!part) throw new TypeError('the accumulator made no part');
  return part;
}

function checkRows(part: MatrixPart, { from, to, rowCount }: PartRows, count: number, name: string): void {
  const place = { file: name };
  if (from >= count || (Number.isFinite(to) && to > count)) {
    const found = `--rows ${from}:${Number.isFinite(to) ? to : ''}`;
    fail('part-rows', `${name} has ${count} rows, and ${found} asks for others`, place);
  }
  if (rowCount !== undefined && part.endRow > rowCount) {
    fail('part-rows', `the part ends at row ${part.endRow - 1}, and --row-count is ${rowCount}`, place);
  }
}

function failUnsupported(message: string, place: Place): never {
  fail('part-unsupported', message, place, 'parts are made of one matrix of numbers, row by row');
}
