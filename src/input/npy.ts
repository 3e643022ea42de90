import { fail, type Report } from '../diagnostics.js';
import { type CellContext, type DType, parseDType } from '../dtype.js';
import { Accumulator, type AccumulatorResult } from '../matrix/accumulator.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { type Dataset, NO_NAMES } from '../matrix/matrix.js';
import { transpose } from '../matrix/transpose.js';
import { checkPanelCount, selectSlices } from '../transform/select.js';
import { type ArrayLayout, arrayLayout, datasetFromArray, formatShape } from './array.js';
import { ByteReader } from './bytes.js';
import { type NpyHeader, readNpyHeader } from './npy/header.js';
import { lazyNpyMatrix } from './npy/lazy-matrix.js';
import { type ArrayPart, consecutiveRanges, selectPart } from './npy/part.js';
import type { Reader, ReadPlan, Source } from './reader.js';

/** Everything known about an NPY file before its values are read. */
export interface NpyInfo {
  readonly header: NpyHeader;
  readonly dtype: DType;
  readonly layout: ArrayLayout;
  readonly cells: number;
  /** The offset after the last value. */
  readonly end: number;
  /** Throws the error for a file that ends before that offset. */
  readonly failTruncated: (message: string) => never;
}

/** What diagnostics and the dataset need besides the bytes. */
interface NpyContext extends CellContext {
  /** One title for each slice. */
  readonly titles?: readonly string[];
  /** The part to read of a large array. Absent: all, because labels or another shape follow. */
  readonly selection?: ReadPlan['selection'];
}

/**
 * Reads an array written by `numpy.save`, in either byte order and in C or Fortran order.
 *
 * - Numbers: f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8 and b1 (true is 1). Integers above 2^53 are rounded to the nearest double.
 * - Strings: U and S become categories, except those that `isMissing` accepts.
 * - NaN is missing; ±Infinity is kept. There are no labels.
 * - Only the selected slices, rows and columns are kept, row by row. Doubles that are already in memory are not copied.
 *
 * Reports `npy-trailing-bytes`. Errors: those of `inspectNpy` and `readNpyDataset`, and `npy-text`.
 */
export const readNpy: Reader = (source, { missingValues }, report, readPlan = NO_REDUCTION) => {
  const { name, bytes, rest } = source;
  const size = rest ? rest.size : bytes.length;
  const info = inspectNpy(bytes, size, name);
  const dataset = readNpyDataset(
    info,
    source,
    { name, missingValues, selection: readPlan.selection },
    readPlan,
  );
  if (size !== null && info.end < size) reportTrailingBytes(info.end, size, name, report);
  return dataset;
};

function reportTrailingBytes(end: number, size: number, name: string, report: Report): void {
  report({
    severity: 'warning',
    code: 'npy-trailing-bytes',
    message: `the array ends at byte ${end}; the ${size - end} bytes after it are ignored`,
    place: { file: name },
    hints: ['only the first array of an NPY file is read; save several arrays as NPZ'],
  });
}

/**
 * Checks everything that can be checked without reading a value. `start` contains the first bytes of the file, at least
 * `MAX_HEADER_BYTES` of a longer file. `size` is the size of the whole file, or null if it is unknown.
 *
 * Errors: those of `readNpyHeader`, `parseDType` and `arrayLayout`, and `npy-truncated`.
 */
export function inspectNpy(start: Uint8Array, size: number | null, name: string): NpyInfo {
  const header = readNpyHeader(start, name);
  const dtype = parseDType(header.descr, name);
  const layout = arrayLayout(header.shape, name);
  const cells = header.shape.reduce((product, length) => product * length, 1);
  const end = header.start + cells * dtype.size;
  const failTruncated = (message: string) => fail('npy-truncated', message, { file: name });
  const info = { header, dtype, layout, cells, end, failTruncated };
  if (size !== null && info.end > size) failIncomplete(info, size);
  return info;
}

/** Fails for a file that has `size` bytes. */
function failIncomplete({ header, dtype, cells, failTruncated }: NpyInfo, size: number): never {
  const expected = cells * dtype.size;
  const bytes = Number.isFinite(expected) ? `${expected} bytes` : 'more bytes than any file has';
  return failTruncated(
    `the header announces ${bytes} (${formatShape(header.shape)} of "${header.descr}"), but ${size - header.start} bytes follow`,
  );
}

/** Reads the array that `info` describes from `source`. Errors: `too-large`, and those of `selectSlices`. */
export function readNpyDataset(
  info: NpyInfo,
  source: Source,
  context: NpyContext,
  readPlan: ReadPlan,
): Dataset {
  const { header, dtype, layout } = info;
  const { select } = readPlan;
  if (header.fortranOrder && readPlan.reduction?.part) {
    fail(
      'part-unsupported',
      'the array is in Fortran order, so its rows are spread over the whole file',
      { file: context.name },
      'save it with np.save(path, np.ascontiguousarray(x))',
    );
  }
  const { start, count, leadingShape } = select
    ? selectSlices(layout.leadingShape, [layout.rows, layout.columns], select.indices, select.place)
    : { start: 0, count: info.cells / (layout.rows * layout.columns), leadingShape: layout.leadingShape };
  const isStreamable = !header.fortranOrder || layout.leadingShape.length === 0;
  if (!dtype.decode || !isStreamable) {
    checkSize('cells', info.cells, context.name);
    return readSequential(info, source, context);
  }
  checkPanelCount(count, { file: context.name });
  const part = selectPart(layout, count, header.fortranOrder, context.selection);
  const budget = part?.budget ?? readPlan;
  const maxCells = Math.max(1, Math.floor(budget.maxCells / count));
  // A matrix in Fortran order is read as its transpose.
  const [rowCount, columns] = header.fortranOrder
    ? [layout.columns, layout.rows]
    : [layout.rows, layout.columns];
  checkSize('cells in one row or column', columns, context.name);
  const keptColumns = part?.fields?.length ?? columns;
  if (!budget.reduction) {
    checkSize('cells', count * (part?.lines?.length ?? rowCount) * keptColumns, context.name);
  }
  const sliceSize = rowCount * columns;
  const view = !part && sliceSize <= maxCells ? viewValues(info, source) : null;
  const offset = start * sliceSize * dtype.size;
  const needsAll = part !== null || count > 1 || !budget.reduction || budget.reduction.part !== undefined;
  const isWide = columns * dtype.size >= MIN_LAZY_ROW && !header.fortranOrder;
  if (isWide && !needsAll && sliceSize <= maxCells && source.rest && source.reopen) {
    const matrix = lazyNpyMatrix(info, source.reopen, header.start + offset);
    const slices = [{ title: context.titles?.[0] ?? null, matrix }];
    return { slices, leadingShape, names: NO_NAMES, ...(select && { selected: true }) };
  }
  const bytes = new ByteReader(source, header.start);
  if (bytes.skip(offset) < offset) failIncomplete(info, header.start + offset);
  const slices = Array.from({ length: count }, (_, i) => {
    const first = (start + i) * sliceSize;
    const { rows, ...values } = view
      ? { rows: rowCount, values: view.subarray(first, first + sliceSize) }
      : accumulateRows(
          bytes,
          info,
          { rows: rowCount, columns },
          new Accumulator(keptColumns, { maxCells, reduction: budget.reduction }),
          part,
        );
    const unlabelled = { rowLabels: null, columnLabels: null, categories: null };
    const isBoolean = dtype.isBoolean && { isBoolean: true };
    const stored = { rows, columns: keptColumns, ...unlabelled, ...isBoolean, ...values };
    const matrix = header.fortranOrder ? transpose(stored) : stored;
    return {
      title: context.titles?.[i] ?? null,
      matrix: part ? { ...matrix, rows: layout.rows, columns: layout.columns, kept: part.kept } : matrix,
    };
  });
  return { slices, leadingShape, names: NO_NAMES, ...(select && { selected: true }) };
}

/** Returns a view of the values if they are in memory as aligned doubles in native byte order; else null. */
function viewValues({ header, dtype, cells }: NpyInfo, { bytes, rest }: Source): Float64Array | null {
  const start = bytes.byteOffset + header.start;
  if (rest || !dtype.isNativeDouble || start % Float64Array.BYTES_PER_ELEMENT !== 0) return null;
  return new Float64Array(bytes.buffer as ArrayBuffer, start, cells);
}

/** Bytes. Reading shorter rows one by one takes longer than the first use of memory for all of them. */
const MIN_LAZY_ROW = 2 ** 10;

/** The size of the read buffer, which contains whole rows. */
const BUFFER_BYTES = 1 << 20;

function accumulateRows(
  bytes: ByteReader,
  info: NpyInfo,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  accumulator: Accumulator,
  part: ArrayPart | null,
): AccumulatorResult {
  const { lines = null, fields = null } = part ?? {};
  accumulator.reserve(lines?.length ?? rows, true);
  const { decode, size } = info.dtype;
  const rowsPerBuffer = Math.max(1, Math.min(rows, Math.floor(BUFFER_BYTES / (columns * size))));
  const buffer = new Uint8Array(rowsPerBuffer * columns * size);
  const values = new Float64Array(rowsPerBuffer * columns);
  const keptRow = new Float64Array(fields?.length ?? 0);
  let position = 0;
  const range = accumulator.requestedRows(rows);
  for (const { from, to } of lines ? consecutiveRanges(lines) : [range]) {
    skipTo(from);
    while (position < to) {
      const count = Math.min(rowsPerBuffer, to - position);
      const target = buffer.subarray(0, count * columns * size);
      checkFilled(bytes.fill(target), target.length);
      decode?.(target, values);
      for (let i = 0; i < count; i++) addRow(i * columns);
      position += count;
    }
  }
  skipTo(rows);
  return { ...accumulator.finish(), rows: lines ? accumulator.rows : rows };

  function addRow(start: number): void {
    if (!fields) {
      accumulator.add(values, start);
      return;
    }
    for (let i = 0; i < fields.length; i++) keptRow[i] = values[start + fields[i]];
    accumulator.add(keptRow);
  }

  function skipTo(row: number): void {
    const length = (row - position) * columns * size;
    checkFilled(bytes.skip(length), length);
    position = row;
  }

  function checkFilled(length: number, expected: number): void {
    if (length < expected) failIncomplete(info, info.header.start + position * columns * size + length);
  }
}

/** Reads strings, and stacks in Fortran order, in the order of the file. */
function readSequential(info: NpyInfo, source: Source, context: NpyContext): Dataset {
  const { header, dtype, layout, cells } = info;
  const bytes = new ByteReader(source, header.start);
  const buffer = new Uint8Array(
    dtype.size * Math.max(1, Math.min(cells, Math.floor(BUFFER_BYTES / dtype.size))),
  );
  const { read, categories } = dtype.createReader(buffer, context);
  const values = new Float64Array(cells);
  for (let cell = 0; cell < cells; ) {
    const target = buffer.subarray(0, Math.min(buffer.length, (cells - cell) * dtype.size));
    const offset = header.start + cell * dtype.size;
    const filled = bytes.fill(target);
    if (filled < target.length) failIncomplete(info, offset + filled);
    for (let start = 0; start < target.length; start += dtype.size) values[cell++] = read(start, offset);
  }
  // Axes of length one are dropped, so there are at most log2(cells) axes.
  const lengths = [...layout.leadingShape, layout.rows, layout.columns];
  const ordered = header.fortranOrder ? fromFortranOrder(values, lengths) : values;
  const dataset = datasetFromArray(
    lengths,
    ordered,
    categories && sortByAppearance(ordered, categories),
    context,
  );
  if (!dtype.isBoolean) return dataset;
  const slices = dataset.slices.map(({ title, matrix }) => ({
    title,
    matrix: { ...matrix, isBoolean: true },
  }));
  return { ...dataset, slices };
}

/** Returns an array whose first axis varies fastest with its last axis varying fastest. */
function fromFortranOrder(values: Float64Array, lengths: readonly number[]): Float64Array {
  const strides = fortranStrides(lengths);
  const index = lengths.map(() => 0);
  const reordered = new Float64Array(values.length);
  let source = 0;
  for (let i = 0; i < reordered.length; i++) {
    reordered[i] = values[source];
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      if (++index[axis] < lengths[axis]) break;
      source -= strides[axis] * lengths[axis];
      index[axis] = 0;
    }
  }
  return reordered;
}

/**
 * Returns the categories in the order in which `values`, indices into them, name them first, and adapts `values`. Returns
 * null if all values are missing.
 */
function sortByAppearance(values: Float64Array, categories: readonly string[]): readonly string[] | null {
  const newIndices = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const index = newIndices.get(values[i]) ?? newIndices.size;
    newIndices.set(values[i], index);
    values[i] = index;
  }
  return newIndices.size > 0 ? [...newIndices.keys()].map((index) => categories[index]) : null;
}

/** Returns the distance between neighbours on each axis. */
function fortranStrides(lengths: readonly number[]): number[] {
  let stride = 1;
  return lengths.map((length) => {
    const own = stride;
    stride *= length;
    return own;
  });
}
