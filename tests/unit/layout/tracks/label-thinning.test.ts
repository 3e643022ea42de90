import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinLabels } from '../../../../src/layout/tracks/label-thinning.js';

/** The values that are shown of a sequence in which every label needs the space of `spacing` items. */
function shown(first: number, step: number, count: number, spacing: number): number[] {
  const fits = (indices: readonly number[]) =>
    indices.every((index, k) => k === 0 || index - indices[k - 1] >= spacing);
  const indices = thinLabels(count, { first, step }, 2, fits);
  return indices.map((index) => Number((first + index * step).toPrecision(12)));
}

describe('a thinned sequence', () => {
  it('has equal gaps', () => {
    expect(shown(1949, 1, 12, 1.5)).toEqual([1949, 1951, 1953, 1955, 1957, 1959]);
    expect(shown(0, 1, 32, 1.5)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30]);
  });

  it('shows the first and the last value if an equal stride allows it', () => {
    expect(shown(0, 1, 33, 3)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32]);
    expect(shown(1, 1, 31, 4)).toEqual([1, 6, 11, 16, 21, 26, 31]);
    expect(shown(0, 0.05, 21, 1.2)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  });

  it('shows round values on long axes, and few of them', () => {
    expect(shown(0, 1, 87, 1.5)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
    expect(shown(1, 1, 150, 2.6)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150]);
    expect(shown(1950, 1, 71, 4)).toEqual(Array.from({ length: 15 }, (_, i) => 1950 + 5 * i));
    expect(shown(1, 1, 365, 40)).toEqual([50, 100, 150, 200, 250, 300, 350]);
    expect(shown(0, 0.01, 101, 4)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(shown(-50, 1, 101, 4)).toEqual([-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50]);
  });

  it('prefers multiples of 5 and 10 if they show as many labels', () => {
    expect(shown(1949, 1, 12, 4)).toEqual([1950, 1955, 1960]);
    expect(shown(1, 1, 12, 4)).toEqual([1, 6, 11]);
  });

  it('shows the smallest value if it is descending', () => {
    expect(shown(31, -1, 32, 1.5).at(-1)).toBe(0);
    expect(shown(86, -1, 87, 1.5)).toEqual([80, 70, 60, 50, 40, 30, 20, 10, 0]);
  });

  it('shows only its ends, or one label, if no more fit', () => {
    expect(shown(0, 1, 32, 20)).toEqual([0, 31]);
    expect(shown(0, 1, 32, 40)).toEqual([0]);
  });

  it('has round strides if its values cannot be round', () => {
    expect(shown(0, 7, 100, 1.5)).toEqual(Array.from({ length: 10 }, (_, i) => 70 * i));
  });
});

describe('any thinned labels', () => {
  const labels = fc.record({
    count: fc.oneof(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 3000 })),
    sequence: fc.option(
      fc.record({
        first: fc.integer({ min: -3000, max: 3000 }),
        step: fc.constantFrom(1, -1, 2, 3, 5, 7, 0.5, 0.1, 100, -10),
      }),
    ),
    spacing: fc.double({ min: 1.001, max: 100, noNaN: true }),
  });

  it('fit, are at equal distances, and are at least a half or a few of those that fit', () => {
    fc.assert(
      fc.property(labels, ({ count, sequence, spacing }) => {
        const fits = (indices: readonly number[]) =>
          indices.every((index, k) => k === 0 || index - indices[k - 1] >= spacing);
        const indices = thinLabels(count, sequence, 2, fits);
        expect(indices.length).toBeGreaterThan(0);
        expect(fits(indices)).toBe(true);
        expect(indices.every((index) => index >= 0 && index < count)).toBe(true);
        const gaps = indices.slice(1).map((index, k) => index - indices[k]);
        expect(new Set(gaps).size).toBeLessThanOrEqual(1);
        const fitting = Math.ceil(count / Math.ceil(spacing));
        // A long sequence has 15 labels at most, and the next round stride may be 2.5 times as large.
        const least = sequence ? Math.min(fitting / 2.5, 15 / 2.5) : fitting / 1.34;
        expect(indices.length).toBeGreaterThanOrEqual(Math.floor(least) - 1);
      }),
      { numRuns: 2000 },
    );
  });
});
