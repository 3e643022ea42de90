import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accumulator } from '../../src/matrix/accumulator.js';
import { REDUCERS, type Reduced, type Reducer, type Watch } from '../../src/matrix/reduction.js';

/** Whole numbers, so that sums are exact in any order. */
const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -50, max: 50 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const watch = fc.constantFrom<Watch>(
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
      budget: fc.integer({ min: 1, max: 300 }),
    }),
  );
type Given = typeof matrix extends fc.Arbitrary<infer T> ? T : never;

function accumulated(given: Given, by: Reducer, watch: Watch, expected: 'nothing' | 'guess' | 'sure') {
  const { rows, columns, values, budget } = given;
  const accumulator = new Accumulator(columns, { budget, reduce: { by, watch } });
  if (expected === 'sure') accumulator.expect(rows, true);
  const all = Float64Array.from(values);
  for (let row = 0; row < rows; row++) {
    if (row === 1 && expected === 'guess') accumulator.expect(3 * rows, false);
    accumulator.add(all, row * columns);
  }
  return accumulator.finish();
}

/** What the values of a block become; how many finite ones it has. */
function joined(block: readonly number[], by: Reducer): { value: number; count: number } {
  const finite = block.filter(Number.isFinite);
  const there = block.filter((v) => !Number.isNaN(v));
  const count = finite.length;
  if (there.length === 0) return { value: Number.NaN, count };
  switch (by) {
    case 'mean':
      return { value: count > 0 ? finite.reduce((a, b) => a + b) / count : Math.max(...there), count };
    case 'max':
      return { value: Math.max(...there), count };
    case 'min':
      return { value: Math.min(...there), count };
    case 'absmax':
      return { value: there.sort((a, b) => Math.abs(b) - Math.abs(a) || b - a)[0], count };
  }
}

function checkBlocks({ rows, columns, values }: Given, held: Float64Array, reduced: Reduced): void {
  const { factor, by, counts } = reduced;
  expect([reduced.rows, reduced.columns]).toEqual([
    Math.ceil(rows / factor.rows),
    Math.ceil(columns / factor.columns),
  ]);
  expect(held).toHaveLength(reduced.rows * reduced.columns);
  const blocks: number[][] = Array.from(held, () => []);
  values.forEach((v, i) => {
    const row = Math.floor(Math.floor(i / columns) / factor.rows);
    blocks[row * reduced.columns + Math.floor((i % columns) / factor.columns)].push(v);
  });
  const naive = blocks.map((block) => joined(block, by));
  expect([...held].map((v) => v + 0)).toEqual(naive.map(({ value }) => value + 0));
  if (by === 'mean') expect([...(counts ?? [])]).toEqual(naive.map(({ count }) => count));
  else expect(counts).toBeNull();
}

function checkRaw({ columns, values }: Given, { raw }: Reduced, { low, high }: Watch): void {
  const finite = values.filter(Number.isFinite);
  const extreme = (value: number) => {
    const at = values.indexOf(value);
    const count = finite.filter((v) => v === value).length;
    return count > 0 ? { value, count, row: Math.floor(at / columns), column: at % columns } : null;
  };
  expect(raw).toEqual({
    low: extreme(Math.min(...finite)),
    high: extreme(Math.max(...finite)),
    cells: values.length,
    missing: values.filter(Number.isNaN).length,
    infinity: values.filter((v) => v === Number.POSITIVE_INFINITY).length,
    minusInfinity: values.filter((v) => v === Number.NEGATIVE_INFINITY).length,
    notPositive: finite.filter((v) => v <= 0).length,
    below: finite.filter((v) => low !== null && v < low).length,
    above: finite.filter((v) => high !== null && v > high).length,
    histogram: null,
  });
}

describe('a matrix that is taken row by row', () => {
  it('is held as it is up to the budget, and beyond it as its blocks and exact counts', () => {
    fc.assert(
      fc.property(matrix, fc.constantFrom(...REDUCERS), watch, (given, by, watch) => {
        const { rows, values, reduced } = accumulated(given, by, watch, 'nothing');
        expect(rows).toBe(given.rows);
        if (given.values.length <= given.budget) {
          expect(reduced).toBeUndefined();
          expect([...values]).toEqual(given.values);
        } else {
          expect(values.length).toBeLessThanOrEqual(given.budget);
          checkBlocks(given, values, reduced!);
          checkRaw(given, reduced!, watch);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same whatever was expected', () => {
    fc.assert(
      fc.property(
        matrix,
        fc.constantFrom(...REDUCERS),
        watch,
        fc.constantFrom('guess' as const, 'sure' as const),
        (given, by, watch, expected) => {
          expect(accumulated(given, by, watch, expected)).toEqual(accumulated(given, by, watch, 'nothing'));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
