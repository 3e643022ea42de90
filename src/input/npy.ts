import { fail, type Report } from '../diagnostics.js';
import { type Accumulated, Accumulator } from '../matrix/accumulator.js';
import { checkSize, WHOLE } from '../matrix/limits.js';
import { type Dataset, NO_NAMES } from '../matrix/matrix.js';
import { transposed } from '../matrix/transpose.js';
import { checkPanels, selection } from '../transform/select.js';
import { type ArrayLayout, arrayLayout, datasetFromArray, shapeText } from './array.js';
import { ByteReader, held } from './bytes.js';
import { type CellContext, type CellType, cellType } from './npy/cell.js';
import { type NpyHeader, readNpyHeader } from './npy/header.js';
import type { Reader, Source, Wanted } from './reader.js';

/** All that is known of an NPY file before its first value is read; none of it costs memory. */
export interface NpyPlan {
  readonly header: NpyHeader;
  readonly type: CellType;
  readonly layout: ArrayLayout;
  readonly cells: number;
  /** The offset after the last value. */
  readonly end: number;
}

/**
 * Reads an array as `numpy.save` writes it: the numbers f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8 and b1 (true is 1), the
 * texts U and S (a matrix of words, except what `isMissing`), either byte order, C or Fortran order. Values are
 * exact, but for integers beyond 2^53, which become the nearest double. NaN is missing, ±Infinity stays. No labels.
 * Numbers are read line by line, and only the slices that are wanted; the doubles of a file that is held stay where
 * they are.
 *
 * Reports `npy-trailing-bytes`. Errors: those of `planNpy`, and `npy-text`.
 */
export const readNpy: Reader = (source, { missingValues }, report, wanted = WHOLE) => {
  const { name, bytes, rest } = source;
  const plan = planNpy(bytes, rest ? rest.size : bytes.length, name);
  const dataset = npyDataset(plan, source, { name, missingValues }, wanted);
  const size = rest ? rest.size : bytes.length;
  if (size !== null && plan.end < size) reportTrailing(plan.end, size, name, report);
  return dataset;
};

function reportTrailing(end: number, size: number, name: string, report: Report): void {
  report({
    severity: 'warning',
    code: 'npy-trailing-bytes',
    message: `the array ends at byte ${end}; the ${size - end} bytes after it were not read`,
    place: { file: name },
    hints: ['only the first of several arrays in one NPY file is read; keep them in an NPZ'],
  });
}

/**
 * Checks all that can be checked without reading a value. `beginning` are the file's first bytes, at least
 * `LONGEST_HEADER` of them if it is that long; `size` is the length of the whole file, null where that is not known.
 *
 * Errors: those of `readNpyHeader`, `cellType` and `arrayLayout`, and `npy-truncated`.
 */
export function planNpy(beginning: Uint8Array, size: number | null, name: string): NpyPlan {
  const header = readNpyHeader(beginning, name);
  const type = cellType(header.descr, name);
  const layout = arrayLayout(header.shape, name);
  const cells = header.shape.reduce((product, length) => product * length, 1);
  const plan = { header, type, layout, cells, end: header.start + cells * type.size };
  if (size !== null && plan.end > size) truncated(plan, size, name);
  return plan;
}

function truncated({ header, type, cells }: NpyPlan, size: number, name: string): never {
  const promised = cells * type.size;
  const bytes = Number.isFinite(promised) ? String(promised) : 'countless';
  fail(
    'npy-truncated',
    `the header promises ${bytes} bytes (${shapeText(header.shape)} of "${header.descr}"), but ${size - header.start} follow it`,
    { file: name },
  );
}

/** The array that `plan` describes, of the file that is `source`. Errors: `too-large`, and those of `selection`. */
export function npyDataset(
  plan: NpyPlan,
  source: Source,
  context: CellContext & { readonly titles?: readonly string[] },
  wanted: Wanted,
): Dataset {
  const { header, type, layout } = plan;
  const { from, count, left } = wanted.select
    ? selection(layout.leading, [layout.rows, layout.columns], wanted.select.indices, wanted.select.place)
    : { from: 0, count: plan.cells / (layout.rows * layout.columns), left: layout.leading };
  const upright = !header.fortranOrder || layout.leading.length === 0;
  if (!type.decode || !upright) {
    checkSize('cells', plan.cells, context.name);
    return inAnyOrder(plan, held(source).bytes, context);
  }
  checkPanels(count, { file: context.name });
  const budget = Math.max(1, Math.floor(wanted.budget / count));
  if (!wanted.reduce) checkSize('cells', count * layout.rows * layout.columns, context.name);
  const [lines, cells] = header.fortranOrder ? [layout.columns, layout.rows] : [layout.rows, layout.columns];
  checkSize('cells of one line', cells, context.name);
  const holding = { budget, reduce: wanted.reduce };
  const asTheyLie = lines * cells <= budget ? valuesInPlace(plan, source) : null;
  const bytes = new ByteReader(source, header.start);
  const skipped = from * lines * cells * type.size;
  if (bytes.skip(skipped) < skipped) truncated(plan, header.start + skipped, context.name);
  const slices = Array.from({ length: count }, (_, i) => {
    const first = (from + i) * lines * cells;
    const { rows, ...values } = asTheyLie
      ? { rows: lines, values: asTheyLie.subarray(first, first + lines * cells) }
      : accumulated(bytes, plan, lines, new Accumulator(cells, holding), context.name);
    const read = { rows, columns: cells, rowLabels: null, columnLabels: null, words: null, ...values };
    const matrix = header.fortranOrder ? transposed(read) : read;
    return { title: context.titles?.[i] ?? null, matrix };
  });
  return { slices, leading: left, names: NO_NAMES, ...(wanted.select && { selected: true }) };
}

/** The values of a file that is held and has them as a matrix does; null where they are to be decoded. */
function valuesInPlace({ header, type, cells }: NpyPlan, { bytes, rest }: Source): Float64Array | null {
  const start = bytes.byteOffset + header.start;
  if (rest || !type.isDouble || start % Float64Array.BYTES_PER_ELEMENT !== 0) return null;
  return new Float64Array(bytes.buffer as ArrayBuffer, start, cells);
}

/** Bytes that are read at once, in whole lines. */
const BLOCK = 1 << 20;

function accumulated(
  bytes: ByteReader,
  plan: NpyPlan,
  lines: number,
  accumulator: Accumulator,
  name: string,
): Accumulated {
  accumulator.expect(lines, true);
  const { decode, size } = plan.type;
  const { columns } = accumulator;
  const atOnce = Math.max(1, Math.min(lines, Math.floor(BLOCK / (columns * size))));
  const block = new Uint8Array(atOnce * columns * size);
  const values = new Float64Array(atOnce * columns);
  for (let line = 0; line < lines; line += atOnce) {
    const count = Math.min(atOnce, lines - line);
    const wanted = block.subarray(0, count * columns * size);
    const found = bytes.fill(wanted);
    if (found < wanted.length) truncated(plan, plan.header.start + (line * columns * size + found), name);
    decode?.(wanted, values);
    for (let i = 0; i < count; i++) accumulator.add(values, i * columns);
  }
  return accumulator.finish();
}

/** Texts, and stacks of which the first axis runs fastest: all is held at once. */
function inAnyOrder(
  plan: NpyPlan,
  bytes: Uint8Array,
  context: CellContext & { readonly titles?: readonly string[] },
): Dataset {
  const { header, type, layout } = plan;
  if (bytes.length < plan.end) truncated(plan, bytes.length, context.name);
  const { read, words } = type.reader(bytes, context);
  // Axes of length one are gone, so there are fewer axes than the cells have binary digits.
  const lengths = [...layout.leading, layout.rows, layout.columns];
  const steps = strides(lengths, type.size, header.fortranOrder);
  const index = lengths.map(() => 0);
  const values = new Float64Array(plan.cells);
  let from = header.start;
  for (let to = 0; to < values.length; to++) {
    values[to] = read(from);
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++index[axis] < lengths[axis]) break;
      from -= steps[axis] * lengths[axis];
      index[axis] = 0;
    }
  }
  return datasetFromArray(lengths, values, words, context);
}

/** How many bytes lie between neighbours along each axis. */
function strides(lengths: readonly number[], size: number, fortranOrder: boolean): number[] {
  const fastestFirst = fortranOrder ? [...lengths.keys()] : [...lengths.keys()].reverse();
  const steps: number[] = [];
  let step = size;
  for (const axis of fastestFirst) {
    steps[axis] = step;
    step *= lengths[axis];
  }
  return steps;
}
