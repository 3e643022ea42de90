/** Parts of a matrix, joined in any order, give the numbers of the whole matrix to the last bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accumulator } from '../../src/matrix/accumulator.js';
import { Halvings } from '../../src/matrix/halvings.js';
import type { MatrixPart } from '../../src/matrix/matrix-part.js';
import { PartMerger } from '../../src/matrix/part-merger.js';
import { REDUCERS, type ReductionOptions } from '../../src/matrix/reduction.js';

/** Sums of these numbers depend on the order of addition. */
const value = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 4, arbitrary: fc.constantFrom(1e16, -1e16, 1e-300, -0, 0) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const source = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
      maxCells: fc.integer({ min: 1, max: 200 }),
      cuts: fc.array(fc.integer({ min: 0, max: rows }), { maxLength: 6 }),
      reducer: fc.constantFrom(...REDUCERS),
      order: fc.infiniteStream(fc.nat()),
      isCountKnown: fc.boolean(),
    }),
  );
type Source = typeof source extends fc.Arbitrary<infer T> ? T : never;

const STATS = { low: -0.5, high: 0.5, histogram: false };

function reduceRows({ columns, values, maxCells }: Source, reduction: ReductionOptions, rows: number) {
  const accumulator = new Accumulator(columns, { maxCells, reduction });
  const all = Float64Array.from(values);
  for (let row = 0; row < rows; row++) accumulator.add(all, row * columns);
  return accumulator.finish();
}

/** Reduces the rows between `cuts` apart. Parts of no rows are left out. */
function reduceParts(matrix: Source): MatrixPart[] {
  const { rows, reducer, cuts, isCountKnown } = matrix;
  const edges = [...new Set([0, ...cuts, rows])].sort((a, b) => a - b);
  return edges.slice(1).map((to, i) => {
    const part = {
      from: edges[i],
      to,
      fileStart: isCountKnown ? 0 : null,
      ...(isCountKnown && { rowCount: rows }),
    };
    return reduceRows(matrix, { reducer, stats: STATS, part }, rows).part as MatrixPart;
  });
}

function merge({ columns, maxCells, reducer }: Source, rows: number, parts: readonly MatrixPart[]) {
  const first = Math.min(...parts.map(({ firstRow }) => firstRow));
  const end = Math.max(...parts.map(({ endRow }) => endRow));
  const merger = new PartMerger(columns, maxCells, reducer, { first, end, count: rows });
  for (const part of parts) merger.add(part);
  return merger;
}

describe('the parts of a matrix', () => {
  it('are the whole matrix when they are joined in any order, at once or in groups', () => {
    fc.assert(
      fc.property(source, (matrix) => {
        const { rows, columns, maxCells, reducer, order } = matrix;
        const whole = reduceRows(matrix, { reducer, stats: STATS }, rows);
        const parts = reduceParts(matrix);
        // Neighbours are joined first, then all in another order.
        const half = Math.ceil(parts.length / 2);
        const groups = [parts.slice(0, half), parts.slice(half)].filter((group) => group.length > 1);
        const joined =
          parts.length > 2 ? groups.map((group) => merge(matrix, rows, group).finishPart()) : parts;
        const rest = parts.length > 2 ? parts.filter((part) => !groups.flat().includes(part)) : [];
        const keys = [...order.take(20)];
        const shuffled = [...joined, ...rest]
          .map((part, i) => ({ part, key: keys[i] }))
          .sort((a, b) => a.key - b.key)
          .map(({ part }) => part);
        const merged = merge(matrix, rows, shuffled).finish();
        expect(merged.rows).toBe(rows);
        // A matrix that fits into the budget has no reduction.
        expect(merged.reduction === undefined).toBe(rows * columns <= maxCells);
        expect(merged.values).toEqual(whole.values);
        expect(merged.reduction).toEqual(whole.reduction);
      }),
      { numRuns: 150 },
    );
  });

  it('are much smaller than their rows', () => {
    const columns = 1000;
    const halvings = new Halvings(columns, 500);
    const row = Float64Array.from({ length: columns }, (_, i) => Math.sin(i));
    const part = { from: 1001, to: 2999, fileStart: 0, rowCount: 4000 };
    const accumulator = new Accumulator(columns, {
      maxCells: 500,
      reduction: { reducer: 'mean', stats: STATS, part },
    });
    for (let i = 0; i < 4000; i++) accumulator.add(row);
    const cells = accumulator.finish().part?.runs.reduce((sum, { values }) => sum + values.length, 0);
    expect(cells).toBeLessThan(2 * columns + 500);
    expect(halvings.countFor(4000)).toBeGreaterThan(10);
  });
});
