import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Distances, pairIndex, pairwiseDistances } from '../../../src/cluster/distances.js';
import { optimalLeafOrder } from '../../../src/cluster/leaf-order.js';
import { linkage } from '../../../src/cluster/linkage.js';
import type { Linkage } from '../../../src/cluster/merges.js';

/** All orders of the leaves that exchange the sides of merges. */
function allOrders({ count, nodes }: Linkage, node = 2 * count - 2): number[][] {
  if (node < count) return [[node]];
  const [left, right] = [0, 1].map((side) =>
    allOrders({ count, nodes } as Linkage, nodes[2 * (node - count) + side]),
  );
  return left.flatMap((a) =>
    right.flatMap((b) => [
      [...a, ...b],
      [...b, ...a],
    ]),
  );
}

function costOf({ count, values }: Distances, order: ArrayLike<number>): number {
  let cost = 0;
  for (let i = 1; i < order.length; i++) cost += values[pairIndex(count, order[i - 1], order[i])];
  return cost;
}

describe('the optimal order of leaves', () => {
  it('is an order of the tree, and none has a smaller sum of distances between neighbours', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 5, noNaN: true })),
      {
        minLength: 2,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('single' as const, 'average' as const, 'ward' as const),
        (items, method) => {
          const distances = pairwiseDistances(
            items.map((item) => Float64Array.from(item)),
            'euclidean',
          );
          const tree = linkage({ ...distances, values: distances.values.slice() }, method);
          const order = optimalLeafOrder(tree, distances);
          const orders = allOrders(tree);
          expect(orders.map(String)).toContain(String(order));
          const smallest = Math.min(...orders.map((candidate) => costOf(distances, candidate)));
          expect(costOf(distances, order)).toBeCloseTo(smallest, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
