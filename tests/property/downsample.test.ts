import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnOf } from '../../src/figure/downsample.js';
import type { Axis } from '../../src/figure/figure.js';
import { Accumulator } from '../../src/matrix/accumulator.js';
import type { Matrix } from '../../src/matrix/matrix.js';
import { REDUCERS } from '../../src/matrix/reduction.js';
import { blockOf, blocksOf, differences, evenEdges } from '../support/blocks.js';

const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -50, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const length = fc.integer({ min: 1, max: 24 });
/** Room on each of as many stretches as there may be. */
const stretches = fc.array(length, { minLength: 4, maxLength: 4 });
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);

/** The items of an axis in any order, with gaps anywhere. */
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
    hidden: fc.option(fc.array(fc.boolean(), { minLength: rows * columns, maxLength: rows * columns })),
    x: axis(columns),
    y: axis(rows),
    room: fc.record({ rows: stretches, columns: stretches }),
    by: fc.constantFrom(...REDUCERS),
  }),
);

const axisOf = (given: { order: readonly number[]; breaks: readonly number[] }) =>
  ({ ...given, factor: 1 }) as unknown as Axis;

/** Even blocks of each stretch between breaks. */
function edgesOf(breaks: readonly number[], length: number, counts: readonly number[]): number[] {
  const starts = [0, ...breaks];
  return [
    0,
    ...counts.flatMap((count, i) =>
      evenEdges((breaks[i] ?? length) - starts[i], count)
        .slice(1)
        .map((edge) => starts[i] + edge),
    ),
  ];
}

/** Each stretch has no more cells than there is room for, but for the one that it has at least. */
function expectRoom(counts: readonly number[], room: readonly number[]) {
  counts.forEach((count, i) => {
    expect(count).toBeLessThanOrEqual(Math.max(1, room[i]));
  });
}

/** Blocks smaller by one would be too many on some stretch. */
function expectLeast(breaks: readonly number[], length: number, size: number, room: readonly number[]) {
  const starts = [0, ...breaks];
  const fits = starts.every((start, i) => (breaks[i] ?? length) - start <= (size - 1) * room[i]);
  expect(fits).toBe(false);
}

const matrixOf = (rows: number, columns: number, values: Float64Array): Matrix => ({
  rows,
  columns,
  values,
  rowLabels: null,
  columnLabels: null,
  words: null,
});

describe('the drawn cells of any matrix', () => {
  it('are what is shown of their blocks, as small as there is room for, in the order of the page', () => {
    fc.assert(
      fc.property(figure, ({ rows, columns, values, hidden, x, y, room, by }) => {
        const matrix = matrixOf(rows, columns, Float64Array.from(values));
        const mask = hidden && Uint8Array.from(hidden, Number);
        const drawn = drawnOf(matrix, mask, axisOf(x), axisOf(y), room, by);
        expectRoom(drawn.rows, room.rows);
        expectRoom(drawn.columns, room.columns);
        expectLeast(y.breaks, rows, drawn.joined?.rows ?? 1, room.rows);
        expectLeast(x.breaks, columns, drawn.joined?.columns ?? 1, room.columns);

        const shown = y.order.map((i) =>
          x.order.map((j) => (hidden?.[i * columns + j] ? Number.NaN : values[i * columns + j])),
        );
        const edges = [
          edgesOf(y.breaks, rows, drawn.rows),
          edgesOf(x.breaks, columns, drawn.columns),
        ] as const;
        const blocks = blocksOf(shown, ...edges).map((block) => blockOf(block, by));
        const hiddenBlocks = blocksOf(
          y.order.map((i) => x.order.map((j) => (hidden?.[i * columns + j] ? 1 : 0))),
          ...edges,
        ).map((block) => Math.min(...block));
        expect(drawn.hidden && [...drawn.hidden]).toEqual(hidden && hiddenBlocks);
        // What is hidden is not drawn, so its value does not matter.
        const found = drawn.values.map((v, i) => (drawn.hidden?.[i] ? Number.NaN : v));
        expect(differences(found, blocks, by)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('are of all values too where these were reduced before, in either direction', () => {
    const cases = fc.record({
      given: figure,
      budget: fc.integer({ min: 2, max: 200 }),
      up: fc.boolean(),
      left: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ given: { rows, columns, values, room, by }, budget, up, left }) => {
        const watch = { low: null, high: null, histogram: false };
        const accumulator = new Accumulator(columns, { budget, reduce: { by, watch } });
        const all = Float64Array.from(values);
        for (let row = 0; row < rows; row++) accumulator.add(all, row * columns);
        const { values: held, reduced } = accumulator.finish();
        fc.pre(reduced !== undefined);
        const { factor } = reduced!;
        const order = (length: number, backwards: boolean) => {
          const forward = Array.from({ length }, (_, i) => i);
          return axisOf({ order: backwards ? forward.reverse() : forward, breaks: [] });
        };
        const matrix = { ...matrixOf(rows, columns, held), reduced: reduced! };
        const drawn = drawnOf(matrix, null, order(columns, left), order(rows, up), room, by);
        // Blocks of held cells, from whichever end the page begins at.
        const edges = (held: number, count: number, factor: number, length: number, backwards: boolean) => {
          const even = evenEdges(held, count);
          const inData = backwards ? even.map((edge) => held - edge).reverse() : even;
          return inData.map((edge) => Math.min(length, edge * factor));
        };
        const rowEdges = edges(reduced!.rows, sum(drawn.rows), factor.rows, rows, up);
        const columnEdges = edges(reduced!.columns, sum(drawn.columns), factor.columns, columns, left);
        const source = Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
        const blocks = blocksOf(source, rowEdges, columnEdges).map((block) => blockOf(block, by));
        const [m, n] = [sum(drawn.rows), sum(drawn.columns)];
        const onPage = blocks.map((_, k) => {
          const [i, j] = [Math.floor(k / n), k % n];
          return blocks[(up ? m - 1 - i : i) * n + (left ? n - 1 - j : j)];
        });
        expect(differences(drawn.values, onPage, by)).toEqual([]);
        expect(drawn.joined?.by).toBe(by);
      }),
      { numRuns: 2000 },
    );
  });
});
