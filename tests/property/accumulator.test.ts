import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accumulator } from '../../src/matrix/accumulator.js';
import { REDUCERS, type Reducer, type Reduction, type StatsRequest } from '../../src/matrix/reduction.js';
import { reduceBlock } from '../support/blocks.js';

/** Whole numbers, so that sums are exact in any order. */
const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -50, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const statsRequest = fc.constantFrom<StatsRequest>(
  { low: null, high: null, histogram: false },
  { low: -20, high: 30, histogram: false },
  { low: null, high: 0, histogram: false },
);
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
      maxCells: fc.integer({ min: 1, max: 300 }),
    }),
  );
type Source = typeof matrix extends fc.Arbitrary<infer T> ? T : never;

function accumulate(
  { rows, columns, values, maxCells }: Source,
  reducer: Reducer,
  stats: StatsRequest,
  reserved: 'nothing' | 'estimate' | 'exact',
) {
  const accumulator = new Accumulator(columns, { maxCells, reduction: { reducer, stats } });
  if (reserved === 'exact') accumulator.reserve(rows, true);
  const all = Float64Array.from(values);
  for (let row = 0; row < rows; row++) {
    if (row === 1 && reserved === 'estimate') accumulator.reserve(3 * rows, false);
    accumulator.add(all, row * columns);
  }
  return accumulator.finish();
}

function checkBlocks({ rows, columns, values }: Source, reduced: Float64Array, reduction: Reduction): void {
  const { factor, reducer, counts } = reduction;
  expect([reduction.rows, reduction.columns]).toEqual([
    Math.ceil(rows / factor.rows),
    Math.ceil(columns / factor.columns),
  ]);
  expect(reduced).toHaveLength(reduction.rows * reduction.columns);
  const blocks: number[][] = Array.from(reduced, () => []);
  values.forEach((v, i) => {
    const row = Math.floor(Math.floor(i / columns) / factor.rows);
    blocks[row * reduction.columns + Math.floor((i % columns) / factor.columns)].push(v);
  });
  // Adding 0 turns −0 into 0.
  expect([...reduced].map((v) => v + 0)).toEqual(blocks.map((block) => reduceBlock(block, reducer) + 0));
  if (reducer === 'mean') {
    expect([...(counts ?? [])]).toEqual(blocks.map((block) => block.filter(Number.isFinite).length));
  } else {
    expect(counts).toBeNull();
  }
}

function checkStats(
  { columns, values }: Source,
  { sourceStats }: Reduction,
  { low, high }: StatsRequest,
): void {
  const finite = values.filter(Number.isFinite);
  const extremum = (value: number) => {
    const at = values.indexOf(value);
    const count = finite.filter((v) => v === value).length;
    return count > 0 ? { value, count, row: Math.floor(at / columns), column: at % columns } : null;
  };
  expect(sourceStats).toEqual({
    min: extremum(Math.min(...finite)),
    max: extremum(Math.max(...finite)),
    cells: values.length,
    missing: values.filter(Number.isNaN).length,
    positiveInfinity: values.filter((v) => v === Number.POSITIVE_INFINITY).length,
    negativeInfinity: values.filter((v) => v === Number.NEGATIVE_INFINITY).length,
    nonPositive: finite.filter((v) => v <= 0).length,
    below: finite.filter((v) => low !== null && v < low).length,
    above: finite.filter((v) => high !== null && v > high).length,
    histogram: null,
  });
}

describe('an accumulated matrix', () => {
  it('is unchanged within the budget, and consists of blocks and exact statistics above it', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom(...REDUCERS), statsRequest, (source, reducer, stats) => {
        const { rows, values, reduction } = accumulate(source, reducer, stats, 'nothing');
        expect(rows).toBe(source.rows);
        if (source.values.length <= source.maxCells) {
          expect(reduction).toBeUndefined();
          expect([...values]).toEqual(source.values);
        } else {
          expect(values.length).toBeLessThanOrEqual(source.maxCells);
          checkBlocks(source, values, reduction!);
          checkStats(source, reduction!, stats);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on how many rows were reserved', () => {
    fc.assert(
      fc.property(
        matrix,
        fc.constantFrom(...REDUCERS),
        statsRequest,
        fc.constantFrom('estimate' as const, 'exact' as const),
        (source, reducer, stats, reserved) => {
          expect(accumulate(source, reducer, stats, reserved)).toEqual(
            accumulate(source, reducer, stats, 'nothing'),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });
});
