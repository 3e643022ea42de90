/** Trees that other programs computed. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairwiseDistances } from '../../../src/cluster/distances.js';
import {
  type GivenTree,
  treeOfHclust,
  treeOfLinkage,
  treeOfNewick,
} from '../../../src/cluster/given-tree.js';
import { linkage } from '../../../src/cluster/linkage.js';
import type { Linkage } from '../../../src/cluster/merges.js';
import { parseNewick } from '../../../src/cluster/newick.js';
import { cutTree, leavesOf } from '../../../src/cluster/tree.js';
import { fromR } from '../../support/r-clusters.js';
import { scipy, toItems } from '../../support/scipy-clusters.js';

const fail = (message: string): never => {
  throw new Error(message);
};
const failAt = (message: string, offset: number): never => fail(`${offset}: ${message}`);
const newick = (text: string): GivenTree => treeOfNewick(parseNewick(text, failAt), failAt);

/** The tree as Newick text, with the lengths of branches as other programs write them. */
function toNewick({ count, nodes, heights }: Linkage): string {
  const heightOf = (node: number) => (node < count ? 0 : heights[node - count]);
  const write = (node: number): string =>
    node < count
      ? `item_${node}`
      : `(${[0, 1]
          .map((side) => nodes[2 * (node - count) + side])
          .map((child) => `${write(child)}:${heightOf(node) - heightOf(child)}`)
          .join(',')})`;
  return `${write(2 * count - 2)};`;
}

describe('a tree of R', () => {
  it.each(fromR.trees)(
    'is the tree of the same data, in the order of R, with the clusters of cutree',
    (entry) => {
      const { linkage: tree, names, order } = treeOfHclust(entry, fail);
      const method = entry === fromR.trees[0] ? 'average' : 'complete';
      const expected = linkage(pairwiseDistances(toItems(entry.rows), 'euclidean'), method);
      expect(tree.nodes).toEqual(expected.nodes);
      expect(tree.sizes).toEqual(expected.sizes);
      tree.heights.forEach((height, k) => {
        expect(Math.abs(height - expected.heights[k])).toBeLessThan(1e-12);
      });
      expect(names).toEqual(entry.labels);
      expect([...order].map((leaf) => leaf + 1)).toEqual(entry.order);
      const clusters = cutTree(tree, 4, order);
      expect(new Set(entry.clusters.map((cluster, item) => `${cluster} ${clusters[item]}`)).size).toBe(4);
    },
  );

  it.each([
    [{ merge: [[-1, -2]], height: [1, 2] }, '"merge" has 1 rows, but "height" has 2 numbers'],
    [{ merge: [[-1, -2], [1]], height: [1, 2] }, 'row 2 of "merge" has 1 numbers; expected 2'],
    [{ merge: [[-1, 0]], height: [1] }, 'row 1 of "merge" has a 0'],
    [{ merge: [[-1, -3]], height: [1] }, 'row 1 of "merge" names a node that does not exist yet'],
    [
      {
        merge: [
          [-1, -2],
          [-1, 1],
        ],
        height: [1, 2],
      },
      'row 2 of "merge" names a node that was merged before',
    ],
    [{ merge: [[-1, -2]], height: [-1] }, 'row 1 of "merge" has the height -1'],
    [{ merge: [[-1, -2]], height: [1], labels: ['a'] }, '"labels" has 1 names for 2 leaves'],
    [
      {
        merge: [
          [-1, -2],
          [-3, 1],
        ],
        height: [1, 2],
        order: [1, 3, 2],
      },
      '"order" does not order the leaves',
    ],
    [{ merge: [[-1, -2]], height: [1], order: [1, 1] }, '"order" does not order the leaves'],
  ])('fails: %j', (parts, message) => {
    expect(() => treeOfHclust(parts, fail)).toThrow(message);
  });
});

describe('a linkage of scipy', () => {
  it('is taken over with its heights and sizes', () => {
    for (const { linkage: rows } of scipy.trees) {
      const { linkage: tree, names, order } = treeOfLinkage(rows, fail);
      const found = Array.from(tree.heights, (height, k) => [
        tree.nodes[2 * k],
        tree.nodes[2 * k + 1],
        height,
        tree.sizes[k],
      ]);
      expect(found).toEqual(rows);
      expect(names).toBeNull();
      expect(order).toEqual(leavesOf(tree));
    }
  });

  it.each([
    [[[0, 1]], 'row 0 of the linkage has 2 numbers'],
    [[[0, 0, 1, 2]], 'row 0 of the linkage names a node that was merged before'],
    [[[0, 3, 1, 2]], 'row 0 of the linkage names a node that does not exist yet'],
    [[[0, 0.5, 1, 2]], 'row 0 of the linkage names a node that does not exist yet'],
    [[[0, 1, Number.NaN, 2]], 'row 0 of the linkage has the height NaN'],
    [[[0, 1, 1, 3]], 'row 0 of the linkage says that 3 of 2 leaves are below it, but there are 2'],
  ])('fails: %j', (rows, message) => {
    expect(() => treeOfLinkage(rows, fail)).toThrow(message);
  });
});

describe('a Newick tree', () => {
  it('of any linkage is this linkage', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('single' as const, 'average' as const, 'ward' as const),
        (values, method) => {
          const tree = linkage(
            pairwiseDistances(toItems(values.map((value) => [value])), 'euclidean'),
            method,
          );
          const { linkage: found, names = [], order } = newick(toNewick(tree));
          expect((names as string[]).map((name) => Number(name.slice(5)))).toEqual([...leavesOf(tree)]);
          expect([...order]).toEqual(values.map((_, i) => i));
          found.heights.forEach((height, k) => {
            expect(Math.abs(height - tree.heights[k])).toBeLessThan(1e-9);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    ['(a,b,(c,d));', ['a', 'b', 'c', 'd'], [1, 2, 2]],
    ["('it''s [x]':1,\"b,c\":1)root:9;\n", ["it's [x]", 'b,c'], [1]],
    ['[&R] ( a_b : 1e0 , ((c:.5)):+.5 ) ;', ['a_b', 'c'], null],
    ['((a:1,b:1)0.98:2,c:3)100;', ['a', 'b', 'c'], [1, 3]],
    ['(a:1,(b:1,c:5):1);', ['a', 'b', 'c'], [5, 6]],
  ])('reads %s', (text, names, heights) => {
    if (heights === null) expect(() => newick(text)).toThrow('this branch has no length');
    else {
      const tree = newick(text);
      expect(tree.names).toEqual(names);
      expect([...tree.linkage.heights]).toEqual(heights);
    }
  });

  it('can be very deep', () => {
    const depth = 50_000;
    const text = `${'('.repeat(depth)}a${Array.from({ length: depth }, (_, i) => `,b${i})`).join('')};`;
    expect(newick(text).linkage.heights.at(-1)).toBe(depth);
  });

  it.each([
    ['(a,b)', '5: the text ends before the ";"'],
    ['(a,b));', '5: ")" is outside of all brackets'],
    ['((a,b);', '6: a ")" is missing'],
    ['(a,b); (c,d);', '7: there is text after the ";"'],
    ['(a:1:2,b:1);', '4: a branch has two lengths'],
    ['(a:x,b:1);', '3: the length of a branch must be a number'],
    ['(a:1e999,b:1);', '3: the length of a branch must be a number'],
    ['(a b,c);', '3: expected one of , ) : or ;'],
    ['(a:-1,b:1);', '1: the length of this branch is negative'],
    ['(a:1,b);', '5: this branch has no length, but others have one'],
    ['(a,);', '3: this leaf has no name'],
    ["('a,b);", '1: the name has no quote at its end'],
    ['(a,[b);', '3: the comment has no "]" at its end'],
    ['a(b,c);', '1: "(" must follow "(" or ","'],
  ])('fails: %s', (text, message) => {
    expect(() => newick(text)).toThrow(message);
  });
});
