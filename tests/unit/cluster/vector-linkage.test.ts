import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { createRandom } from '../../../src/cluster/random.js';
import { VECTOR_METHODS, vectorLinkage } from '../../../src/cluster/vector-linkage.js';

describe('linkage without a list of distances', () => {
  it.each(VECTOR_METHODS)('gives the same tree as with one: %s', (method) => {
    const random = createRandom(15);
    for (const [count, length] of [
      [2, 1],
      [3, 9],
      [40, 8],
      [90, 17],
      [150, 2],
    ]) {
      const items = Array.from({ length: count }, () => Float64Array.from({ length }, random));
      const expected = linkage(pairwiseDistances(items, 'euclidean'), method);
      const found = vectorLinkage(items, method);
      expect(found.nodes).toEqual(expected.nodes);
      expect(found.sizes).toEqual(expected.sizes);
      found.heights.forEach((height, k) => {
        expect(Math.abs(height - expected.heights[k])).toBeLessThan(1e-12);
      });
    }
  });

  it.each(VECTOR_METHODS)('ends with equal items, whose merges have the height 0: %s', (method) => {
    const items = Array.from({ length: 30 }, (_, i) => Float64Array.of(i % 3, 1));
    const { heights } = vectorLinkage(items, method);
    expect([...heights.slice(0, 27)]).toEqual(Array(27).fill(0));
    expect(heights[28]).toBeGreaterThan(0);
  });
});
