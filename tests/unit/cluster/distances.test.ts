import { describe, expect, it } from 'vitest';
import { pairIndex, pairwiseDistances } from '../../../src/cluster/distances.js';
import { DISTANCES, type DistanceName } from '../../../src/spec/cluster.js';
import { scipy, toItems } from '../../support/scipy-clusters.js';

const NAN = Number.NaN;

describe('distances', () => {
  it.each(DISTANCES)('%s equals scipy', (name) => {
    for (const { rows, distances } of scipy.distances) {
      const { values, partialPairs } = pairwiseDistances(toItems(rows), name);
      expect(partialPairs).toBe(0);
      expect(values).toHaveLength(distances[name].length);
      distances[name].forEach((distance, pair) => {
        expect(Math.abs(values[pair] - distance)).toBeLessThan(1e-12);
      });
    }
  });

  it('are stored by pair', () => {
    const { values } = pairwiseDistances(toItems([[0], [1], [3], [7]]), 'euclidean');
    const expected = [0, 1, 3, 7];
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        if (i !== j) expect(values[pairIndex(4, i, j)]).toBe(Math.abs(expected[i] - expected[j]));
      }
    }
  });

  it('use the positions that both items have, and scale sums up to the full length', () => {
    const items = toItems([
      [1, NAN, 3, 4],
      [2, 2, 5, Number.POSITIVE_INFINITY],
      [NAN, 1, NAN, NAN],
    ]);
    const of = (name: DistanceName) => pairwiseDistances(items, name);
    // Positions 0 and 2 of 4; the third item has none in common with the first.
    expect([...of('euclidean').values]).toEqual([Math.sqrt((1 + 4) * 2), NAN, Math.sqrt(1 * 4)]);
    expect([...of('manhattan').values]).toEqual([(1 + 2) * 2, NAN, 4]);
    expect([...of('maximum').values]).toEqual([2, NAN, 1]);
    expect(of('euclidean').partialPairs).toBe(3);
  });

  it('are not defined for the correlation with equal values', () => {
    for (const name of ['correlation', 'spearman', 'kendall'] as const) {
      expect(
        pairwiseDistances(
          toItems([
            [2, 2, 2],
            [1, 2, 3],
          ]),
          name,
        ).values[0],
      ).toBeNaN();
    }
  });

  it('do not overflow or underflow with very large and very small values', () => {
    for (const factor of [1e-300, 1e300]) {
      const items = toItems([
        [1, 2, 4],
        [2, 4, 8.5],
      ]).map((item) => item.map((value) => value * factor));
      const [distance] = pairwiseDistances(items, 'correlation').values;
      const [expected] = pairwiseDistances(
        toItems([
          [1, 2, 4],
          [2, 4, 8.5],
        ]),
        'correlation',
      ).values;
      expect(Math.abs(distance - expected)).toBeLessThan(1e-12);
    }
  });
});
