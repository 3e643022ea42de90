/** Labels of marked items: in order, without overlap, as near to their items as possible. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../../src/layout/tracks/mark-placement.js';

const settings = fc.record({
  points: fc
    .array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 12 })
    .map((points) => points.sort((a, b) => a - b)),
  length: fc.double({ min: 1, max: 20, noNaN: true }),
  seeds: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
});

describe('the placement of labels', () => {
  it('keeps their order and distance, stays inside, and moves them as little as possible', () => {
    fc.assert(
      fc.property(settings, ({ points, length, seeds }) => {
        const centers = placeLabels(points, length, 0, 300);
        const cost = (places: readonly number[]) =>
          places.reduce((sum, place, i) => sum + (place - points[i]) ** 2, 0);
        expect(centers[0]).toBeGreaterThanOrEqual(length / 2 - 1e-9);
        expect(centers[centers.length - 1]).toBeLessThanOrEqual(300 - length / 2 + 1e-9);
        for (let i = 1; i < centers.length; i++)
          expect(centers[i] - centers[i - 1]).toBeGreaterThanOrEqual(length - 1e-9);
        // No other arrangement without overlap is nearer. Between two such arrangements, all are without overlap.
        const room = 300 - points.length * length;
        const others = points
          .map((_, i) => seeds[i] * room)
          .sort((a, b) => a - b)
          .map((offset, i) => offset + (i + 0.5) * length);
        for (const share of [1e-3, 0.3, 1])
          expect(cost(centers)).toBeLessThanOrEqual(
            cost(centers.map((center, i) => center + share * (others[i] - center))) + 1e-6,
          );
      }),
      { numRuns: 200 },
    );
  });

  it('leaves labels that have space beside their items', () => {
    expect(placeLabels([20, 50, 90], 10, 0, 100)).toEqual([20, 50, 90]);
    expect(placeLabels([50, 50], 10, 0, 100)).toEqual([45, 55]);
    expect(placeLabels([0, 0], 10, 0, 100)).toEqual([5, 15]);
  });
});
