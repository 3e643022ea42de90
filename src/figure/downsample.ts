/** What is drawn of a matrix: its cells, or fewer that each join a block of them where the page has no room for all. */
import { Cells } from '../matrix/block-aggregator.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Reducer } from '../matrix/reduction.js';
import type { Axis, Drawn, Room } from './figure.js';

/** The plan of what is held of an axis: which cells of it stand where on the page, and where gaps are. */
interface Line {
  readonly order: readonly number[];
  readonly breaks: readonly number[];
  /** How many items of the data a held cell stands for. */
  readonly factor: number;
}

/**
 * `hidden` is row-major in the data's order. Where blocks are needed on an axis, each joins as many neighbours as any
 * other, or one fewer; none joins across a break.
 */
export function drawnOf(
  matrix: Matrix,
  hidden: Uint8Array | null,
  x: Axis,
  y: Axis,
  room: Room,
  by: Reducer,
): Drawn {
  const held = matrix.reduced ?? { rows: matrix.rows, columns: matrix.columns, factor: ONE };
  const across = lineOf(x, held.columns, held.factor.columns);
  const down = lineOf(y, held.rows, held.factor.rows);
  const [columns, rows] = [blocksOf(across, room.columns), blocksOf(down, room.rows)];
  const factor = { rows: rows.most * down.factor, columns: columns.most * across.factor };
  const whole = rows.most === 1 && columns.most === 1;
  const grid = { matrix, hidden, across, down, width: held.columns };
  const joining = matrix.words ? 'commonest' : by;
  return {
    ...(whole ? inPageOrder(grid) : joined(grid, rows.edges, columns.edges, joining)),
    rows: rows.counts,
    columns: columns.counts,
    joined: factor.rows === 1 && factor.columns === 1 ? null : { by: joining, ...factor },
  };
}

const ONE = { rows: 1, columns: 1 };

/** An axis of the held cells: as the axis has its items, or in one direction or the other where it has not the same. */
function lineOf({ order, breaks }: Axis, held: number, factor: number): Line {
  if (order.length === held) return { order, breaks, factor };
  const forward = Array.from({ length: held }, (_, i) => i);
  return { order: order[0] > order[order.length - 1] ? forward.reverse() : forward, breaks: [], factor };
}

interface Blocks {
  /** Block k joins the held cells on the page from edges[k] to edges[k + 1]. */
  readonly edges: Int32Array;
  readonly counts: readonly number[];
  /** Held cells in the largest block. */
  readonly most: number;
}

/** Blocks as small as there is room for on every stretch; one is the least that a stretch has. */
function blocksOf({ order, breaks }: Line, room: readonly number[]): Blocks {
  const ends = [...breaks, order.length];
  const lengths = ends.map((end, i) => end - (ends[i - 1] ?? 0));
  const size = lengths.reduce((most, n, i) => Math.max(most, Math.ceil(n / Math.max(1, room[i]))), 1);
  const counts = lengths.map((length) => Math.ceil(length / size));
  const edges = [0];
  lengths.forEach((length, i) => {
    const from = edges[edges.length - 1];
    for (let k = 1; k <= counts[i]; k++) edges.push(from + Math.floor((k * length) / counts[i]));
  });
  return { edges: Int32Array.from(edges), counts, most: size };
}

/** The held cells of a matrix and where they stand on the page. */
interface Grid {
  readonly matrix: Matrix;
  readonly hidden: Uint8Array | null;
  readonly across: Line;
  readonly down: Line;
  readonly width: number;
}

function inPageOrder({ matrix, hidden, across, down, width }: Grid): Pick<Drawn, 'values' | 'hidden'> {
  return { values: moved(matrix.values), hidden: hidden && moved(hidden) };

  function moved<T extends Float64Array | Uint8Array>(ofCells: T): T {
    if (isForward(across.order) && isForward(down.order)) return ofCells;
    const out = ofCells.slice() as T;
    down.order.forEach((row, i) => {
      for (let j = 0; j < width; j++) out[i * width + j] = ofCells[row * width + across.order[j]];
    });
    return out;
  }
}

function isForward(order: readonly number[]): boolean {
  return order.every((item, page) => item === page);
}

function joined(
  grid: Grid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  by: Reducer | 'commonest',
): Pick<Drawn, 'values' | 'hidden'> {
  const [rows, columns] = [rowEdges.length - 1, columnEdges.length - 1];
  const values =
    by === 'commonest' ? commonest(grid, rowEdges, columnEdges) : reduced(grid, rowEdges, columnEdges, by);
  if (!grid.hidden) return { values, hidden: null };
  const hidden = new Uint8Array(rows * columns).fill(1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      eachOf(grid, rowEdges, columnEdges, i, j, () => {
        hidden[i * columns + j] = 0;
      });
    }
  }
  return { values, hidden };
}

/** Row by row, as the values lie in memory, each in one place that is near. */
function reduced(
  { matrix, hidden, across, down, width }: Grid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  by: Reducer,
): Float64Array {
  const columns = columnEdges.length - 1;
  const cells = new Cells((rowEdges.length - 1) * columns, by);
  const counts = matrix.reduced?.counts ?? null;
  const inPlace = isForward(across.order) && !hidden;
  const values = new Float64Array(width);
  const weights = counts && new Uint32Array(width);
  for (let k = 0; k + 1 < rowEdges.length; k++) {
    for (let i = rowEdges[k]; i < rowEdges[k + 1]; i++) {
      const from = down.order[i] * width;
      if (inPlace) {
        values.set(matrix.values.subarray(from, from + width));
        if (counts) weights?.set(counts.subarray(from, from + width));
      } else {
        across.order.forEach((column, j) => {
          values[j] = hidden?.[from + column] ? Number.NaN : matrix.values[from + column];
          if (weights && counts) weights[j] = counts[from + column];
        });
      }
      cells.joinRow(values, weights, 0, columnEdges, k * columns);
    }
  }
  cells.finish();
  return cells.values;
}

/** The word that most cells of a block have, the first in the list of words of those that as many have. */
function commonest(grid: Grid, rowEdges: Int32Array, columnEdges: Int32Array): Float64Array {
  const { matrix } = grid;
  const [rows, columns] = [rowEdges.length - 1, columnEdges.length - 1];
  const out = new Float64Array(rows * columns).fill(Number.NaN);
  const counts = new Uint32Array(matrix.words?.length ?? 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const met: number[] = [];
      eachOf(grid, rowEdges, columnEdges, i, j, (cell) => {
        const word = matrix.values[cell];
        if (!Number.isNaN(word) && counts[word]++ === 0) met.push(word);
      });
      let best = Number.NaN;
      for (const word of met) {
        if (!(counts[word] < counts[best]) && !(counts[word] === counts[best] && word > best)) best = word;
      }
      out[i * columns + j] = best;
      for (const word of met) counts[word] = 0;
    }
  }
  return out;
}

/** The cells of a block that are not hidden. */
function eachOf(
  { hidden, across, down, width }: Grid,
  rowEdges: Int32Array,
  columnEdges: Int32Array,
  row: number,
  column: number,
  use: (cell: number) => void,
): void {
  for (let i = rowEdges[row]; i < rowEdges[row + 1]; i++) {
    for (let j = columnEdges[column]; j < columnEdges[column + 1]; j++) {
      const cell = down.order[i] * width + across.order[j];
      if (!hidden?.[cell]) use(cell);
    }
  }
}
