/** The WebAssembly of clustering against plain loops, with sizes around its groups, blocks and repacked tables. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATED, hashSources } from '../../../.build/kernels.mjs';
import { collectGarbage } from '../../../src/cluster/collect-garbage.js';
import { type Distances, pairIndex, pairwiseDistances } from '../../../src/cluster/distances.js';
import { optimalLeafOrder } from '../../../src/cluster/leaf-order.js';
import { linkage } from '../../../src/cluster/linkage.js';
import { type Linkage, labelMerges } from '../../../src/cluster/merges.js';

/** Items of few different values, so that many distances are equal, or of many. */
const items = (maxCount: number, maxLength: number) =>
  fc
    .record({
      count: fc.integer({ min: 2, max: maxCount }),
      length: fc.integer({ min: 1, max: maxLength }),
      levels: fc.constantFrom(2, 3, 1e9),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    })
    .map(({ count, length, levels, seed }) => {
      let state = seed;
      const next = () => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return Math.floor(((state >>> 0) / 2 ** 32) * levels) / levels - 0.25;
      };
      return Array.from({ length: count }, () => Float64Array.from({ length }, next));
    });

const SUMS = {
  euclidean: (a: Float64Array, b: Float64Array) =>
    Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]) * (value - b[k]), 0)),
  manhattan: (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, k) => sum + Math.abs(value - b[k]), 0),
  maximum: (a: Float64Array, b: Float64Array) =>
    a.reduce((max, value, k) => Math.max(max, Math.abs(value - b[k])), 0),
};

type ChainMethod = 'complete' | 'average' | 'weighted' | 'ward';

function distanceToMerged(method: ChainMethod, [xz, yz, xy, nx, ny, nz]: readonly number[]): number {
  if (method === 'complete') return Math.max(xz, yz);
  if (method === 'average') return (nx * xz + ny * yz) / (nx + ny);
  if (method === 'weighted') return 0.5 * (xz + yz);
  const t = 1 / (nx + ny + nz);
  return Math.sqrt(Math.max(0, (nz + nx) * t * xz * xz + (nz + ny) * t * yz * yz - nz * t * xy * xy));
}

/** The algorithm of scipy, which scans all clusters for each neighbour. */
function plainLinkage({ count, values }: Distances, method: ChainMethod): Linkage {
  const d = (i: number, j: number) => values[pairIndex(count, i, j)];
  const sizes = new Array<number>(count).fill(1);
  const [a, b] = [new Int32Array(count - 1), new Int32Array(count - 1)];
  const heights = new Float64Array(count - 1);
  const chain: number[] = [];
  for (let k = 0; k < count - 1; k++) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    let [x, y] = [0, 0];
    for (;;) {
      x = chain[chain.length - 1];
      y = chain.length > 1 ? chain[chain.length - 2] : -1;
      const previous = y;
      for (let i = 0; i < count; i++) if (sizes[i] > 0 && i !== x && (y < 0 || d(x, i) < d(x, y))) y = i;
      if (y === previous) break;
      chain.push(y);
    }
    chain.length -= 2;
    [a[k], b[k]] = [Math.min(x, y), Math.max(x, y)];
    [x, y] = [a[k], b[k]];
    heights[k] = d(x, y);
    const [nx, ny] = [sizes[x], sizes[y]];
    for (let z = 0; z < count; z++) {
      if (sizes[z] === 0 || z === x || z === y) continue;
      values[pairIndex(count, z, y)] = distanceToMerged(method, [
        d(x, z),
        d(y, z),
        heights[k],
        nx,
        ny,
        sizes[z],
      ]);
    }
    sizes[x] = 0;
    sizes[y] = nx + ny;
  }
  return labelMerges({ a, b, heights });
}

/** Returns the smallest cost of an order of the leaves, by trying all pairs of ends of each merge. */
function plainCost(tree: Linkage, { count, values }: Distances): number {
  /** For each node, its leaves, and the smallest cost from each possible end to each other one. */
  const leaves: number[][] = Array.from({ length: count }, (_, i) => [i]);
  const costs = leaves.map(([i]) => new Map([[`${i} ${i}`, 0]]));
  const costOf = (node: number, u: number, m: number) => costs[node].get(`${u} ${m}`) ?? Number.NaN;
  for (let merge = 0; merge < count - 1; merge++) {
    const [a, b] = [tree.nodes[2 * merge], tree.nodes[2 * merge + 1]];
    const ends = new Map<string, number>();
    for (const u of leaves[a]) {
      for (const w of leaves[b]) {
        let min = Number.POSITIVE_INFINITY;
        for (const m of leaves[a]) {
          for (const k of leaves[b]) {
            const cost = costOf(a, u, m) + values[pairIndex(count, m, k)] + costOf(b, w, k);
            if (cost < min) min = cost;
          }
        }
        ends.set(`${u} ${w}`, min).set(`${w} ${u}`, min);
      }
    }
    leaves.push([...leaves[a], ...leaves[b]]);
    costs.push(ends);
  }
  return Math.min(...costs[2 * count - 2].values());
}

describe('the kernels', () => {
  it('are compiled from their sources', () => {
    expect(readFileSync(GENERATED, 'utf8'), 'run .build/kernels.mjs').toContain(hashSources());
  });

  it.each(Object.keys(SUMS) as (keyof typeof SUMS)[])('compute %s distances to the last bit', (name) => {
    fc.assert(
      fc.property(fc.oneof(items(40, 30), items(25, 2100)), (vectors) => {
        const { values } = pairwiseDistances(vectors, name);
        const expected = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => SUMS[name](a, b)));
        expect([...values]).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it.each(['complete', 'average', 'weighted', 'ward'] as const)(
    'merge by %s linkage as scans of all clusters do, also where distances are equal',
    (method) => {
      fc.assert(
        fc.property(items(90, 6), fc.boolean(), (vectors, isCopied) => {
          const distances = pairwiseDistances(vectors, 'euclidean');
          const copy = { ...distances, values: distances.values.slice() };
          const expected = plainLinkage({ ...distances, values: distances.values.slice() }, method);
          expect(linkage(isCopied ? copy : distances, method)).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    },
  );

  it('find the smallest cost of all orders of the leaves', () => {
    fc.assert(
      fc.property(items(26, 3), fc.constantFrom('single', 'average', 'ward'), (vectors, method) => {
        const distances = pairwiseDistances(vectors, 'euclidean');
        const tree = linkage({ ...distances, values: distances.values.slice() }, method);
        const order = optimalLeafOrder(tree, distances);
        let cost = 0;
        for (let i = 1; i < order.length; i++) {
          cost += distances.values[pairIndex(order.length, order[i - 1], order[i])];
        }
        expect(cost).toBeCloseTo(plainCost(tree, distances), 9);
      }),
      { numRuns: 15 },
    );
  });
});

describe('collectGarbage', () => {
  it('frees a long list that is not used any more', () => {
    const size = 2 ** 26;
    // A function of its own, because its variables end with it.
    const allocate = () => new Float64Array(size / 8).length;
    const before = process.memoryUsage().arrayBuffers;
    expect(allocate()).toBe(size / 8);
    expect(process.memoryUsage().arrayBuffers).toBeGreaterThanOrEqual(before + size);
    collectGarbage();
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + size / 2);
  });
});
