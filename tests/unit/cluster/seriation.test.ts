import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/cluster/random.js';
import { seriate } from '../../../src/cluster/seriation.js';

/** A random permutation. */
function shuffled(count: number, seed: number): number[] {
  const random = createRandom(seed);
  const keys = Array.from({ length: count }, random);
  return Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);
}

/** Returns the order that is found for shuffled items, in their original numbers. */
function recovered(count: number, similarity: (i: number, j: number) => number, seed: number): number[] {
  const items = shuffled(count, seed);
  const matrix = Float64Array.from({ length: count * count }, (_, k) =>
    similarity(items[Math.floor(k / count)], items[k % count]),
  );
  const order = seriate(matrix, count).map((position) => items[position]);
  return order[0] < order[count - 1] ? order : order.reverse();
}

const forward = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('seriation', () => {
  it.each([
    ['1 minus the distance on a line', (i: number, j: number) => -Math.abs(i - j)],
    ['a narrow band', (i: number, j: number) => Math.max(0, 3 - Math.abs(i - j))],
    ['an exponential decrease', (i: number, j: number) => 0.7 ** Math.abs(i - j)],
    ['uneven steps', (i: number, j: number) => -Math.abs(i ** 1.7 - j ** 1.7)],
    ['a large diagonal', (i: number, j: number) => (i === j ? 1e9 : 1 / Math.abs(i - j))],
  ])('finds the order of shuffled items: %s', (_, similarity) => {
    for (const count of [3, 4, 17, 80]) {
      for (const seed of [1, 2, 3]) expect(recovered(count, similarity, seed)).toEqual(forward(count));
    }
  });

  it('orders the items within blocks that are equally dissimilar, and keeps blocks together', () => {
    const similarity = (i: number, j: number) =>
      Math.floor(i / 6) === Math.floor(j / 6) ? 10 - Math.abs(i - j) : 0;
    const order = recovered(18, similarity, 5);
    for (let block = 0; block < 18; block += 6) {
      const part = order.slice(block, block + 6);
      const ascending = part[0] < part[5] ? part : [...part].reverse();
      expect(ascending).toEqual(forward(6).map((i) => i + ascending[0]));
    }
  });

  it('is a permutation of any items, and begins with the end that comes first in the data', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, (numbers) => {
        const { length } = numbers;
        const matrix = Float64Array.from({ length: length * length }, (_, k) =>
          Math.round(numbers[Math.floor(k / length)] * numbers[k % length]),
        );
        const order = seriate(matrix, length);
        expect([...order].sort((a, b) => a - b)).toEqual(forward(length));
        expect(order[0]).toBeLessThanOrEqual(order[length - 1]);
      }),
      { numRuns: 80 },
    );
  });
});
