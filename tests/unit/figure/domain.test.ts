import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { distributionOf, percentile } from '../../../src/figure/distribution.js';
import { resolveDomain } from '../../../src/figure/domain.js';
import { sharedExtent } from '../../../src/matrix/extent.js';
import type { ColorSpec } from '../../../src/spec/color.js';

const MAX = Number.MAX_VALUE;

function found(data: readonly number[], color: ColorSpec, center: number | null, positive: boolean) {
  const matrix = {
    rows: 1,
    columns: data.length,
    values: Float64Array.from(data),
    rowLabels: null,
    columnLabels: null,
    categories: null,
  };
  const extent = sharedExtent([matrix], positive);
  return resolveDomain(color, center, extent, distributionOf([matrix], positive), positive);
}

function domain(data: readonly number[], wanted?: ColorSpec['domain'], center: number | null = null) {
  return found(data, { domain: wanted }, center, false).domain;
}

function logDomain(data: readonly number[], wanted?: ColorSpec['domain']) {
  return found(data, { domain: wanted }, null, true).domain;
}

function fault(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0].code;
    throw error;
  }
  return '';
}

describe('the domain', () => {
  it('ranges from the minimum to the maximum', () => {
    expect(domain([3, 1, 2])).toEqual([1, 3]);
    expect(domain([2 ** 53, 2 ** 53 + 2])).toEqual([2 ** 53, 2 ** 53 + 2]);
    expect(domain([5e-324, -MAX, MAX])).toEqual([-MAX, MAX]);
  });

  it('is the one of the spec; a null end comes from the data', () => {
    expect(domain([3, 1, 2], [0, 10])).toEqual([0, 10]);
    expect(domain([3, 1, 2], [null, 10])).toEqual([1, 10]);
    expect(domain([3, 1, 2], [0, null])).toEqual([0, 3]);
  });

  it('is symmetric about a centre, unless the spec sets both ends', () => {
    expect(domain([-1, 3], undefined, 0)).toEqual([-3, 3]);
    expect(domain([-1, 3], [-2, null], 0)).toEqual([-2, 2]);
    expect(domain([-1, 3], [null, 8], 0)).toEqual([-8, 8]);
    expect(domain([-1, 3], [-2, 5], 0)).toEqual([-2, 5]);
    expect(domain([-1, 3], 'symmetric')).toEqual([-3, 3]);
    expect(domain([-1, 3], 'symmetric', 2)).toEqual([-1, 5]);
    expect(domain([-MAX, 1], undefined, MAX / 2)).toEqual([-MAX, MAX]);
  });

  it('contains its centre strictly inside, or has no centre', () => {
    const center = (wanted: ColorSpec['domain'], center: number) =>
      found([0, 1], { domain: wanted }, center, false).center;
    expect(center([-1, 1], 0)).toBe(0);
    expect(center([0, 1], 0)).toBeNull();
    expect(center([2, 3], 0)).toBeNull();
    expect(center('auto', MAX)).toBeNull();
  });

  it('surrounds the value if all values are equal', () => {
    expect(domain([4, 4])).toEqual([2, 6]);
    expect(domain([-4])).toEqual([-6, -2]);
    expect(domain([0])).toEqual([-0.5, 0.5]);
    expect(domain([5e-324])).toEqual([-0.5, 0.5]);
    expect(domain([1e-300])).toEqual([0.5e-300, 1.5e-300]);
    expect(domain([MAX])).toEqual([MAX / 2, MAX]);
    expect(domain([5], [5, null])).toEqual([5, 7.5]);
    expect(domain([5], [7, null])).toEqual([7, 10.5]);
    expect(domain([5], [null, 5])).toEqual([2.5, 5]);
    expect(logDomain([5])).toEqual([2.5, 10]);
    expect(logDomain([5], [5, null])).toEqual([5, 50]);
    expect(logDomain([5e-324])).toEqual([5e-324, 1e-323]);
  });

  it('is 0 to 1 without any value, and 1 to 10 on a log scale', () => {
    expect(domain([])).toEqual([0, 1]);
    expect(domain([], 'robust')).toEqual([0, 1]);
    expect(domain([], 'symmetric')).toEqual([-1, 1]);
    expect(logDomain([])).toEqual([1, 10]);
  });

  it('must not be empty', () => {
    expect(fault(() => domain([1], [MAX, null]))).toBe('no-domain');
    expect(fault(() => domain([1], [null, -MAX]))).toBe('no-domain');
  });

  it('of a log scale must be above 0', () => {
    for (const wanted of [[0, 1], [-1, 1], [null, 0], [null, -3], [0, null], 'symmetric'] as const)
      expect(fault(() => logDomain([1, 2], wanted as ColorSpec['domain']))).toBe('log-domain');
  });
});

describe('a percentile', () => {
  it('is between the neighbouring values', () => {
    expect(percentile(Float64Array.of(0.1, 0.1, 0.1), 0.02)).toBe(0.1);
    expect(percentile(Float64Array.of(0.7, 0.7, 0.7), 0.98)).toBe(0.7);
    expect(percentile(Float64Array.of(-MAX, MAX), 0.5)).toBe(0);
    expect(percentile(Float64Array.of(1, 2), 1)).toBe(2);
  });

  it('cuts 2 % off each end for a robust domain', () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    expect(domain(values, 'robust')).toEqual([2, 98]);
    expect(domain([...Array.from({ length: 200 }, () => 0.1), 0.1], 'robust')).toEqual([
      0.05, 0.15000000000000002,
    ]);
  });
});
