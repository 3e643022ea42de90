import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downsample } from '../../src/figure/downsample.js';
import type { Axis } from '../../src/figure/figure.js';
import { Accumulator } from '../../src/matrix/accumulator.js';
import type { Matrix } from '../../src/matrix/matrix.js';
import { REDUCERS } from '../../src/matrix/reduction.js';
import { differences, evenBlockEdges, reduceBlock, splitIntoBlocks } from '../support/blocks.js';

const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -50, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const length = fc.integer({ min: 1, max: 24 });
/** The largest number of drawn cells in each segment between breaks; an axis has at most four segments. */
const maxCounts = fc.array(length, { minLength: 4, maxLength: 4 });
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);

/** The items of an axis in any order, with breaks at any position. */
const axis = (length: number) =>
  fc.record({
    order: fc.shuffledSubarray(
      Array.from({ length }, (_, i) => i),
      { minLength: length },
    ),
    breaks: fc
      .uniqueArray(fc.integer({ min: 1, max: Math.max(1, length - 1) }), { maxLength: 3 })
      .map((breaks) => breaks.filter((at) => at < length).sort((a, b) => a - b)),
  });

const figure = fc.tuple(length, length).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
    masked: fc.option(fc.array(fc.boolean(), { minLength: rows * columns, maxLength: rows * columns })),
    x: axis(columns),
    y: axis(rows),
    resolution: fc.record({ rows: maxCounts, columns: maxCounts }),
    reducer: fc.constantFrom(...REDUCERS),
  }),
);

const axisOf = (given: { order: readonly number[]; breaks: readonly number[] }) =>
  ({ ...given, itemsPerPosition: 1, numeric: null }) as unknown as Axis;

/** Returns the edges of even blocks in each segment between breaks. */
function blockEdges(breaks: readonly number[], length: number, counts: readonly number[]): number[] {
  const starts = [0, ...breaks];
  return [
    0,
    ...counts.flatMap((count, i) =>
      evenBlockEdges((breaks[i] ?? length) - starts[i], count)
        .slice(1)
        .map((edge) => starts[i] + edge),
    ),
  ];
}

/** Expects that no segment has more cells than allowed; one cell is always allowed. */
function expectWithin(counts: readonly number[], max: readonly number[]) {
  counts.forEach((count, i) => {
    expect(count).toBeLessThanOrEqual(Math.max(1, max[i]));
  });
}

/** Expects that blocks of `size - 1` items are too many for at least one segment. */
function expectSmallestSize(breaks: readonly number[], length: number, size: number, max: readonly number[]) {
  const starts = [0, ...breaks];
  const fits = starts.every((start, i) => (breaks[i] ?? length) - start <= (size - 1) * max[i]);
  expect(fits).toBe(false);
}

const matrixOf = (rows: number, columns: number, values: Float64Array): Matrix => ({
  rows,
  columns,
  values,
  rowLabels: null,
  columnLabels: null,
  categories: null,
});

describe('the drawn cells of any matrix', () => {
  it('reduce the visible values of the smallest blocks that fit, in page order', () => {
    fc.assert(
      fc.property(figure, ({ rows, columns, values, masked, x, y, resolution, reducer }) => {
        const matrix = matrixOf(rows, columns, Float64Array.from(values));
        const mask = masked && Uint8Array.from(masked, Number);
        const drawn = downsample(matrix, mask, axisOf(x), axisOf(y), resolution, reducer);
        expectWithin(drawn.rows, resolution.rows);
        expectWithin(drawn.columns, resolution.columns);
        expectSmallestSize(y.breaks, rows, drawn.aggregation?.rows ?? 1, resolution.rows);
        expectSmallestSize(x.breaks, columns, drawn.aggregation?.columns ?? 1, resolution.columns);

        const visible = y.order.map((i) =>
          x.order.map((j) => (masked?.[i * columns + j] ? Number.NaN : values[i * columns + j])),
        );
        const edges = [
          blockEdges(y.breaks, rows, drawn.rows),
          blockEdges(x.breaks, columns, drawn.columns),
        ] as const;
        const expected = splitIntoBlocks(visible, ...edges).map((block) => reduceBlock(block, reducer));
        const expectedMask = splitIntoBlocks(
          y.order.map((i) => x.order.map((j) => (masked?.[i * columns + j] ? 1 : 0))),
          ...edges,
        ).map((block) => Math.min(...block));
        expect(drawn.mask && [...drawn.mask]).toEqual(masked && expectedMask);
        // The value of a masked cell is unspecified, because it is not drawn.
        const actual = drawn.values.map((v, i) => (drawn.mask?.[i] ? Number.NaN : v));
        expect(differences(actual, expected, reducer)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('reduce all source values of a matrix that was reduced while reading, in either direction', () => {
    const cases = fc.record({
      figure,
      maxCells: fc.integer({ min: 2, max: 200 }),
      flipRows: fc.boolean(),
      flipColumns: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ figure, maxCells, flipRows, flipColumns }) => {
        const { rows, columns, values, resolution, reducer } = figure;
        const stats = { low: null, high: null, histogram: false };
        const accumulator = new Accumulator(columns, { maxCells, reduction: { reducer, stats } });
        const all = Float64Array.from(values);
        for (let row = 0; row < rows; row++) accumulator.add(all, row * columns);
        const { values: reduced, reduction } = accumulator.finish();
        fc.pre(reduction !== undefined);
        const { factor } = reduction!;
        const order = (length: number, flip: boolean) => {
          const forward = Array.from({ length }, (_, i) => i);
          return axisOf({ order: flip ? forward.reverse() : forward, breaks: [] });
        };
        const matrix: Matrix = { ...matrixOf(rows, columns, reduced), reduction };
        const [x, y] = [order(columns, flipColumns), order(rows, flipRows)];
        const drawn = downsample(matrix, null, x, y, resolution, reducer);
        // Blocks of reduced cells, counted from the end where the page begins.
        const edges = (
          length: number,
          count: number,
          factor: number,
          sourceLength: number,
          flip: boolean,
        ) => {
          const even = evenBlockEdges(length, count);
          const inData = flip ? even.map((edge) => length - edge).reverse() : even;
          return inData.map((edge) => Math.min(sourceLength, edge * factor));
        };
        const rowEdges = edges(reduction!.rows, sum(drawn.rows), factor.rows, rows, flipRows);
        const columnEdges = edges(
          reduction!.columns,
          sum(drawn.columns),
          factor.columns,
          columns,
          flipColumns,
        );
        const source = Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
        const blocks = splitIntoBlocks(source, rowEdges, columnEdges).map((block) =>
          reduceBlock(block, reducer),
        );
        const [m, n] = [sum(drawn.rows), sum(drawn.columns)];
        const inPageOrder = blocks.map((_, k) => {
          const [i, j] = [Math.floor(k / n), k % n];
          return blocks[(flipRows ? m - 1 - i : i) * n + (flipColumns ? n - 1 - j : j)];
        });
        expect(differences(drawn.values, inPageOrder, reducer)).toEqual([]);
        expect(drawn.aggregation?.reducer).toBe(reducer);
      }),
      { numRuns: 2000 },
    );
  });
});
