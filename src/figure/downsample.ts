/** Which cells are drawn: the cells of the matrix, or blocks of them where the page cannot show every cell. */
import { createBlockAggregator } from '../matrix/block-aggregator.js';
import { unreadRows } from '../matrix/lazy-matrix.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Reducer } from '../matrix/reduction.js';
import type { Axis, DrawnGrid, DrawnItems, NumericAxis, Resolution } from './figure.js';
import { extentsOf } from './numeric-axis.js';
import { type Blocks, numericBlocks } from './numeric-blocks.js';

/** The stored cells along an axis. "Stored" because a large matrix is already reduced while it is read. */
interface StoredAxis {
  /** The stored cell at each position. */
  readonly order: readonly number[] | Int32Array;
  readonly breaks: readonly number[];
  /** The number of items of the data in one stored cell. */
  readonly factor: number;
  readonly numeric: NumericAxis | null;
}

/**
 * Returns the cells to draw, at most as many in each segment as `resolution` allows, but at least one. Blocks along an
 * axis have equal sizes that differ by at most one cell; on a numeric axis, they are as small as pixels allow. No block
 * crosses a break. `mask` is row-major in the order of the data.
 */
export function downsample(
  matrix: Matrix,
  mask: Uint8Array | null,
  x: Axis,
  y: Axis,
  resolution: Resolution,
  reducer: Reducer,
): DrawnGrid {
  const stored = matrix.reduction ?? { rows: matrix.rows, columns: matrix.columns, factor: NOT_REDUCED };
  const across = storedAxis(x, stored.columns, stored.factor.columns);
  const down = storedAxis(y, stored.rows, stored.factor.rows);
  const [columns, rows] = [blocksFor(across, resolution.columns), blocksFor(down, resolution.rows)];
  const factor = { rows: rows.maxSize * down.factor, columns: columns.maxSize * across.factor };
  const source = { matrix, mask, across, down, width: stored.columns };
  const usedReducer = matrix.categories ? 'mode' : reducer;
  const isWhole = rows.maxSize === 1 && columns.maxSize === 1;
  return {
    ...(isWhole ? reorder(source) : aggregate(source, rows.edges, columns.edges, usedReducer)),
    rows: rows.counts,
    columns: columns.counts,
    aggregation:
      factor.rows === 1 && factor.columns === 1
        ? null
        : { reducer: usedReducer, ...factor, isUneven: x.numeric !== null || y.numeric !== null },
    rowItems: drawnItems(down, rows, matrix.rows),
    columnItems: drawnItems(across, columns, matrix.columns),
  };
}

function drawnItems({ order, factor }: StoredAxis, { edges, maxSize }: Blocks, count: number): DrawnItems {
  return { order, itemsPerPosition: factor, edges: maxSize === 1 ? null : edges, count };
}

const NOT_REDUCED = { rows: 1, columns: 1 };

/** The axis over stored cells. A reduced axis keeps only its direction: it is never sorted or split. */
function storedAxis({ order, breaks, numeric }: Axis, count: number, factor: number): StoredAxis {
  if (order.length === count) return { order, breaks, factor, numeric };
  const isReversed = order[0] > order[order.length - 1];
  const stored = new Int32Array(count);
  for (let i = 0; i < count; i++) stored[i] = isReversed ? count - 1 - i : i;
  return { order: stored, breaks: [], factor, numeric };
}

/** The smallest blocks that fit `resolution` in every segment. */
function blocksFor({ order, breaks, factor, numeric }: StoredAxis, resolution: readonly number[]): Blocks {
  if (numeric) return numericBlocks(extentsOf(numeric, order, factor), breaks, resolution);
  const ends = [...breaks, order.length];
  const lengths = ends.map((end, i) => end - (ends[i - 1] ?? 0));
  const maxSize = lengths.reduce(
    (max, length, i) => Math.max(max, Math.ceil(length / Math.max(1, resolution[i]))),
    1,
  );
  const counts = lengths.map((length) => Math.ceil(length / maxSize));
  const edges = [0];
  lengths.forEach((length, i) => {
    const start = edges[edges.length - 1];
    for (let k = 1; k <= counts[i]; k++) edges.push(start + Math.floor((k * length) / counts[i]));
  });
  return { edges: Int32Array.from(edges), counts, maxSize };
}

/** The stored cells of a matrix and their positions. */
interface SourceGrid {
  readonly matrix: Matrix;
  readonly mask: Uint8Array | null;
  readonly across: StoredAxis;
  readonly down: StoredAxis;
  /** The number of stored columns. */
  readonly width: number;
}

function reorder({ matrix, mask, across, down, width }: SourceGrid): Pick<DrawnGrid, 'values' | 'mask'> {
  return { values: permute(matrix.values), mask: mask && permute(mask) };

  function permute<T extends Float64Array | Uint8Array>(cells: T): T {
    if (isForward(across.order) && isForward(down.order)) return cells;
    const out = cells.slice() as T;
    down.order.forEach((row, i) => {
      for (let j = 0; j < width; j++) out[i * width + j] = cells[row * width + across.order[j]];
    });
    return out;
  }
}

function isForward(order: StoredAxis['order']): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

function aggregate(
  source: SourceGrid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  reducer: Reducer | 'mode',
): Pick<DrawnGrid, 'values' | 'mask'> {
  const [rows, columns] = [rowEdges.length - 1, columnEdges.length - 1];
  const values =
    reducer === 'mode'
      ? modes(source, rowEdges, columnEdges)
      : reduceBlocks(source, rowEdges, columnEdges, reducer);
  if (!source.mask) return { values, mask: null };
  const mask = new Uint8Array(rows * columns).fill(1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      forEachVisibleCell(source, rowEdges, columnEdges, i, j, () => {
        mask[i * columns + j] = 0;
      });
    }
  }
  return { values, mask };
}

/**
 * Aggregates one row of blocks at a time. Copies each row to a buffer that stays in the CPU cache, because most of the time is
 * spent on memory access.
 */
function reduceBlocks(
  { matrix, mask, across, down, width }: SourceGrid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  reducer: Reducer,
): Float64Array {
  const columns = columnEdges.length - 1;
  const blocks = createBlockAggregator(columns, reducer);
  const reduced = new Float64Array((rowEdges.length - 1) * columns);
  const counts = matrix.reduction?.counts ?? null;
  const isContiguous = isForward(across.order) && !mask;
  const streamed = isContiguous && isForward(down.order) ? unreadRows(matrix) : null;
  const values = new Float64Array(width);
  const weights = counts && new Uint32Array(width);
  for (let k = 0; k + 1 < rowEdges.length; k++) {
    for (let i = rowEdges[k]; i < rowEdges[k + 1]; i++) {
      const start = down.order[i] * width;
      if (streamed) {
        values.set(streamed.next().value ?? []);
      } else if (isContiguous) {
        values.set(matrix.values.subarray(start, start + width));
        if (counts) weights?.set(counts.subarray(start, start + width));
      } else {
        across.order.forEach((column, j) => {
          values[j] = mask?.[start + column] ? Number.NaN : matrix.values[start + column];
          if (weights && counts) weights[j] = counts[start + column];
        });
      }
      blocks.addRow(values, weights, 0, columnEdges, 0);
    }
    blocks.finish();
    reduced.set(blocks.values, k * columns);
    blocks.clear();
  }
  streamed?.return();
  return reduced;
}

/** The most frequent category of each block; of equally frequent ones the first in the list of categories. */
function modes(source: SourceGrid, rowEdges: Int32Array, columnEdges: Int32Array): Float64Array {
  const { matrix } = source;
  const [rows, columns] = [rowEdges.length - 1, columnEdges.length - 1];
  const out = new Float64Array(rows * columns).fill(Number.NaN);
  const counts = new Uint32Array(matrix.categories?.length ?? 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const present: number[] = [];
      forEachVisibleCell(source, rowEdges, columnEdges, i, j, (cell) => {
        const category = matrix.values[cell];
        if (!Number.isNaN(category) && counts[category]++ === 0) present.push(category);
      });
      let mode = Number.NaN;
      for (const category of present) {
        const isLess = counts[category] < counts[mode];
        const isLaterTie = counts[category] === counts[mode] && category > mode;
        if (!isLess && !isLaterTie) mode = category;
      }
      out[i * columns + j] = mode;
      for (const category of present) counts[category] = 0;
    }
  }
  return out;
}

/** Calls `visit` with the index of each cell of a block that the mask does not hide. */
function forEachVisibleCell(
  { mask, across, down, width }: SourceGrid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  row: number,
  column: number,
  visit: (cell: number) => void,
): void {
  for (let i = rowEdges[row]; i < rowEdges[row + 1]; i++) {
    for (let j = columnEdges[column]; j < columnEdges[column + 1]; j++) {
      const cell = down.order[i] * width + across.order[j];
      if (!mask?.[cell]) visit(cell);
    }
  }
}
