import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance } from '../../../src/cluster/distances.js';
import { type KMeans, kmeans } from '../../../src/cluster/kmeans.js';
import { fromR } from '../../support/r-clusters.js';
import { toItems } from '../../support/scipy-clusters.js';

const clustersOf = (result: KMeans | null) => result && Array.from(result.clusters);

const sumOfSquares = (items: readonly Float64Array[], { clusters, centers }: KMeans) =>
  items.reduce((sum, item, i) => sum + squaredDistance(item, centers[clusters[i]]), 0);

const tables = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 50 })), {
  minLength: 4,
  maxLength: 25,
});

describe('k-means', () => {
  it('with given centers equals kmeans of R', () => {
    expect(fromR.kmeans).toHaveLength(5);
    for (const { rows, start, clusters, centers } of fromR.kmeans) {
      const found = kmeans(toItems(rows), start.length, { seed: 0, centers: toItems(start) });
      expect(clustersOf(found)).toEqual(clusters);
      centers.forEach((center, l) => {
        center.forEach((value, j) => {
          expect(Math.abs((found as KMeans).centers[l][j] - value)).toBeLessThan(1e-12);
        });
      });
    }
  });

  it('finds groups that are far from each other, whatever the seed', () => {
    const items = toItems(Array.from({ length: 60 }, (_, i) => [100 * (i % 5) + Math.sin(i), Math.cos(i)]));
    for (const seed of [0, 1, 2, 2 ** 32 - 1]) {
      expect(clustersOf(kmeans(items, 5, { seed }))).toEqual(items.map((_, i) => i % 5));
    }
  });

  it('numbers the clusters by their first items, and gives the means as centers', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 4 }), fc.nat(), (rows, k, seed) => {
        const items = toItems(rows);
        const found = kmeans(items, k, { seed });
        const distinct = new Set(rows.map(String)).size;
        if (found === null) {
          expect(distinct).toBeLessThan(k);
          return;
        }
        expect([...new Set(found.clusters)]).toEqual(Array.from({ length: k }, (_, l) => l));
        found.centers.forEach((center, l) => {
          const members = rows.filter((_, i) => found.clusters[i] === l);
          [0, 1].forEach((j) => {
            const mean = members.reduce((sum, row) => sum + row[j], 0) / members.length;
            expect(center[j]).toBeCloseTo(mean, 9);
          });
        });
        expect(clustersOf(kmeans(items, k, { seed }))).toEqual(clustersOf(found));
      }),
      { numRuns: 60 },
    );
  });

  it('ends where no move of a single item makes the sum of squares smaller', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 2, max: 4 }), (rows, k) => {
        const items = toItems(rows);
        const found = kmeans(items, k, { seed: 3 });
        if (!found) return;
        const best = sumOfSquares(items, found);
        const sizes = Array.from({ length: k }, (_, l) => found.clusters.filter((c) => c === l).length);
        items.forEach((item, i) => {
          const from = found.clusters[i];
          if (sizes[from] === 1) return;
          const gain = (squaredDistance(item, found.centers[from]) * sizes[from]) / (sizes[from] - 1);
          for (let to = 0; to < k; to++) {
            if (to === from) continue;
            const cost = (squaredDistance(item, found.centers[to]) * sizes[to]) / (sizes[to] + 1);
            expect(cost - gain).toBeGreaterThan(-1e-9 * (1 + best));
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is not possible with fewer different items than clusters, or with a center that is closest to no item', () => {
    const items = toItems([[1], [1], [2]]);
    expect(kmeans(items, 3, { seed: 0 })).toBeNull();
    expect(kmeans(items, 2, { seed: 0, centers: toItems([[1], [2]]) })).not.toBeNull();
    expect(kmeans(items, 2, { seed: 0, centers: toItems([[1], [100]]) })).toBeNull();
  });
});
