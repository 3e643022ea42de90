/** Sums and standard deviations do not depend on the order of their values. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAggregator } from '../../../src/table/aggregate.js';
import { ExactSums } from '../../../src/table/exact-sums.js';

/** Lists of doubles and their sums as Python computes them: `float(sum(map(Fraction, values)))`, equal to `math.fsum`. */
const SUMS: [number[], number][] = JSON.parse(
  readFileSync(new URL('../../fixtures/tables/exact-sums.json', import.meta.url), 'utf8'),
);

function sumsOf(values: readonly number[]): ExactSums {
  const sums = new ExactSums();
  for (const value of values) sums.add(0, value);
  return sums;
}

describe('an exact sum', () => {
  it.each(SUMS)('is rounded once, as in Python: %j', (values, sum) => {
    expect(sumsOf(values).get(0)).toBe(sum);
    expect(sumsOf([...values].reverse()).get(0)).toBe(sum);
  });

  it('is the same list of numbers for any order and any parts', () => {
    const double = fc.double({ noDefaultInfinity: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(double, { maxLength: 12 }), fc.nat(12), (values, cut) => {
        const joined = sumsOf(values.slice(cut).reverse());
        joined.load(sumsOf(values.slice(0, cut)).save(1), Int32Array.of(0));
        // The sign of a zero is that of no value.
        expect(joined.save(1).map((list) => [...list].map((n) => n + 0))).toEqual(
          sumsOf(values)
            .save(1)
            .map((list) => [...list].map((n) => n + 0)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('of infinite values is infinite, and missing if they have both signs', () => {
    const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: missing } = Number;
    expect(sumsOf([1, POSITIVE_INFINITY, 1e308, 1e308]).get(0)).toBe(POSITIVE_INFINITY);
    expect(sumsOf([1e308, 1e308, NEGATIVE_INFINITY]).get(0)).toBe(NEGATIVE_INFINITY);
    expect(sumsOf([POSITIVE_INFINITY, 1, NEGATIVE_INFINITY]).get(0)).toBe(missing);
  });
});

describe('the standard deviation', () => {
  const deviation = (values: readonly number[]) => {
    const aggregator = createAggregator('sd', 'a.csv');
    for (const value of values) aggregator.add(0, value);
    return aggregator.finish(1)[0];
  };

  // statistics.stdev of Python, which computes with fractions.
  it.each([
    [[0.1, 0.1, 0.1], 0],
    [[1e9, 1e9 + 1, 1e9 + 2], 1],
    [[1e15, 1e15 + 1], Math.SQRT1_2],
    [[1, 1 + 2 ** -52], 2 ** -52 * Math.SQRT1_2],
    [[1e-100, 3e-100], Math.SQRT2 * 1e-100],
    // The squares of these values are too large or too small for doubles.
    [[1e160, 1e160], 0],
    [[3e155, 1e155], 1.4142135623730952e155],
    [[3e153, 3.5e153, ...Array.from({ length: 30 }, () => 4e153)], 1.9507546099874007e152],
    [[1.7e308, -1e307], 1.2727922061357855e308],
    [[1e-165, 3e-165], 1.4142135623730948e-165],
    [[5e-324, 1e-323, 5e-324], 5e-324],
    [[1e-200, 1, 1e200], 5.773502691896257e199],
  ])('of %j is %f', (values, expected) => {
    expect(Math.abs(deviation(values) - expected)).toBeLessThanOrEqual(1e-15 * expected);
  });

  it('of values of any size is the same for any parts, and has only finite values', () => {
    const double = fc.oneof(
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.constantFrom(1e160, 3e-170),
    );
    fc.assert(
      fc.property(fc.array(double, { minLength: 2, maxLength: 8 }), fc.nat(8), (values, cut) => {
        const [all, first, second] = [values, values.slice(0, cut), values.slice(cut)].map((some) => {
          const aggregator = createAggregator('sd', 'a.csv');
          for (const value of some) aggregator.add(0, value);
          return aggregator;
        });
        second.load?.(first.save?.(1) ?? [], Int32Array.of(0));
        expect(second.finish(1)).toEqual(all.finish(1));
        expect(second.save?.(1).at(-1)).toEqual(all.save?.(1).at(-1));
      }),
      { numRuns: 100 },
    );
    expect(deviation([1, 2, Number.POSITIVE_INFINITY])).toBeNaN();
    expect(deviation([1, Number.NEGATIVE_INFINITY])).toBeNaN();
  });
});
