import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANK_METHODS } from '../../src/spec/steps.js';
import { rankInPlace } from '../../src/transform/ranks.js';
import { rowProducts } from '../../src/transform/row-products.js';

describe('the products of all pairs of rows', () => {
  it('are those of a simple loop for sizes around those of blocks and chunks', () => {
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 13 }),
      columns: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 250, max: 520 })),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(sizes, ({ rows, columns, seed }) => {
        // Small integers have exact sums in any order.
        const values = Float64Array.from({ length: rows * columns }, (_, i) => ((i * seed) % 17) - 8);
        const expected = Float64Array.from({ length: rows * rows }, (_, at) => {
          const [i, j] = [Math.floor(at / rows), at % rows];
          let sum = 0;
          for (let k = 0; k < columns; k++) sum += values[i * columns + k] * values[j * columns + k];
          return sum;
        });
        expect(rowProducts(values, rows, columns)).toEqual(expected);
      }),
    );
  });

  it('keep NaN and infinite values in their rows', () => {
    const products = rowProducts(Float64Array.of(1, 2, Number.NaN, 1, 1, 1, 1, 1, 0, 0), 5, 2);
    const isNaNRow = (i: number) => [0, 1, 2, 3, 4].every((j) => Number.isNaN(products[i * 5 + j]));
    expect([0, 1, 2, 3, 4].map(isNaNRow)).toEqual([false, true, false, false, false]);
    expect(products[0]).toBe(5);
  });
});

/** Returns the rank of item `i` by comparison with all others. */
const RANK_OF: Record<(typeof RANK_METHODS)[number], (values: readonly number[], i: number) => number> = {
  min: (values, i) => below(values, i).length + 1,
  max: (values, i) => below(values, i).length + equal(values, i).length,
  average: (values, i) => below(values, i).length + (equal(values, i).length + 1) / 2,
  dense: (values, i) => new Set(below(values, i).map((value) => value + 0)).size + 1,
  ordinal: (values, i) => below(values, i).length + equal(values.slice(0, i + 1), i).length,
};
const below = (values: readonly number[], i: number) => values.filter((other) => other < values[i]);
const equal = (values: readonly number[], i: number) => values.filter((other) => other === values[i]);

describe('ranks', () => {
  it('are those of the definition for all numbers', () => {
    const number = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
      { weight: 3, arbitrary: fc.double() },
      fc.constantFrom(5e-324, -5e-324, 1.7976931348623157e308, -1.7976931348623157e308, 0, -0),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), fc.constantFrom(...RANK_METHODS), (values, method) => {
        const ranks = Float64Array.from(values);
        const count = rankInPlace(ranks, method);
        expect(count).toBe(values.filter((value) => !Number.isNaN(value)).length);
        expect([...ranks]).toEqual(
          values.map((value, i) => (Number.isNaN(value) ? Number.NaN : RANK_OF[method](values, i))),
        );
      }),
      { numRuns: 300 },
    );
  });
});
