import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinGrouping } from '../../../src/table/bin-grouping.js';
import { binLabel, binOf, edgeOf, exactStep, niceStep } from '../../../src/table/bins.js';
import type { LongTable } from '../../../src/table/long-table.js';

const context = { file: 'a.csv', text: 'bin(x)', key: 'x', isAggregated: true } as const;
const noTable = {} as LongTable;

/** Returns the edges and the count of each bin, as `numpy.histogram` computes the counts from the edges. */
function histogram(values: readonly number[], edges: ArrayLike<number>): number[] {
  const counts = Array<number>(edges.length - 1).fill(0);
  for (const value of values) {
    let bin = counts.length - 1;
    while (bin > 0 && value < edges[bin]) bin--;
    counts[bin]++;
  }
  return counts;
}

function group(values: readonly number[], width: { maxBins: number } | { step: number }) {
  let current = 0;
  const grouping = new BinGrouping(0, { reading: null, read: () => current }, width, context);
  let groups: number[] = [];
  for (const value of values) {
    current = value;
    grouping.read(noTable);
    groups.push(grouping.group());
    if (grouping.mustMerge) {
      const targets = grouping.merge();
      groups = groups.map((i) => targets[i]);
    }
  }
  const axis = grouping.finish();
  const counts = Array<number>(axis.labels.length).fill(0);
  for (const i of groups) counts[axis.positions[i]]++;
  return { edges: axis.edges?.values ?? new Float64Array(0), counts, labels: axis.labels };
}

const small = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });

describe('bins', () => {
  it('have round edges: at most the number that is asked for, and no fewer than two fifths of it', () => {
    fc.assert(
      fc.property(
        finite,
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (min, range, maxBins) => {
          const max = min + range;
          const step = niceStep(min, max, maxBins);
          expect([1, 2, 5]).toContain(step.mantissa);
          const edges = [edgeOf(step, binOf(step, min)), edgeOf(step, binOf(step, max) + 1)];
          expect(edges[0]).toBeLessThanOrEqual(min);
          expect(edges[1]).toBeGreaterThanOrEqual(max);
          expect(edgeOf(step, 1) * maxBins * 2.5 * 1.001).toBeGreaterThanOrEqual(range);
        },
      ),
    );
  });

  it('contain the numbers between their edges', () => {
    fc.assert(
      fc.property(small, fc.constantFrom(0.1, 0.25, 0.3, 1, 5, 1e-7, 12.5), (value, width) => {
        const step = exactStep(width);
        const bin = binOf(step, value);
        expect(edgeOf(step, bin)).toBeLessThanOrEqual(value);
        expect(edgeOf(step, bin + 1)).toBeGreaterThanOrEqual(value);
      }),
    );
    for (let i = -1000; i < 1000; i++) expect(binOf(exactStep(0.1), i / 10)).toBe(i);
  });

  it('are those of numpy.histogram, however many different numbers there are', () => {
    const value = fc.oneof(
      fc.double({ min: -5, max: 5, noNaN: true }).map((n) => (Math.abs(n) < 1e-9 ? 0 : n)),
      fc.integer({ min: -50, max: 50 }).map((n) => n / 10),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (seed, maxBins, growth) => {
          // Up to 2,000 different numbers, over a range that grows, so that fine bins are combined several times.
          const values = Array.from({ length: growth * 700 }, (_, i) => seed[i % seed.length] * (1 + i / 50));
          const { edges, counts } = group([...seed, ...values], { maxBins });
          expect(counts).toEqual(histogram([...seed, ...values], edges));
          expect(counts.length).toBeLessThanOrEqual(Math.max(2, maxBins));
          expect(counts[0]).toBeGreaterThan(0);
          expect(counts.at(-1)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a fixed step show empty bins, and the last one includes its upper edge', () => {
    expect(group([0, 1, 12, 20], { step: 5 })).toMatchObject({
      labels: ['0–5', '5–10', '10–15', '15–20'],
      counts: [2, 0, 1, 1],
    });
    expect(group([7, 7], { maxBins: 20 })).toMatchObject({ labels: ['7–8'], counts: [2] });
  });

  it('have edges with as many decimals as the step', () => {
    expect(binLabel(exactStep(0.25), 3)).toBe('0.75–1.00');
    expect(binLabel(exactStep(5), -1)).toBe('−5–0');
  });

  it('of a fixed step are at most 10,000', () => {
    expect(() => group([0, 1e9], { step: 1 })).toThrow('has more than 10000 groups');
  });

  it.each([
    [1e300, 1.5e300],
    [-1e300, 9e299],
    [1e-300, 2e-300],
    [1e15, 1e15 + 1],
    [0, 5e-324],
  ])('of extreme numbers have increasing edges: %d, %d', (min, max) => {
    const values = [min, max].filter((value) => Math.abs(value) < 1e300);
    const { edges, counts } = group(values, { maxBins: 20 });
    expect([...edges].every((edge, i) => i === 0 || edge > edges[i - 1])).toBe(true);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
  });

  it('are whole bins of a finer step, however large or small it is', () => {
    for (const exponent of [-300, -31, -23, -3, 0, 21, 22, 23, 30, 280]) {
      const [fine, coarse] = [exponent, exponent + 1].map((power) => ({ mantissa: 1, exponent: power }));
      for (let bin = -60; bin < 60; bin++) {
        expect(edgeOf(coarse, bin)).toBe(edgeOf(fine, 10 * bin));
        expect(edgeOf(fine, bin)).toBe(Number(`${bin}e${exponent}`) + 0);
      }
    }
  });
});
