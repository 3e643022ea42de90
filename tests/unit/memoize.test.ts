import { expect, it, vi } from 'vitest';
import { memoize, memoizeLast } from '../../src/memoize.js';

it('memoize computes each cached result once and clears a full cache', () => {
  const compute = vi.fn((key: number) => 10 * key);
  const memoized = memoize(compute, 2);
  expect([1, 2, 1, 2].map(memoized)).toEqual([10, 20, 10, 20]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect([3, 3, 1].map(memoized)).toEqual([30, 30, 10]);
  expect(compute).toHaveBeenCalledTimes(4);
});

it('memoizeLast computes the latest results once for equal arguments', () => {
  const compute = vi.fn(({ length }: number[]) => length);
  const memoized = memoizeLast(compute, (a, b) => a[0] === b[0], 2);
  expect([[1], [2, 2], [1, 1], [2]].map(memoized)).toEqual([1, 2, 1, 2]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect([[3], [2], [1, 1]].map(memoized)).toEqual([1, 2, 2]);
  expect(compute).toHaveBeenCalledTimes(4);
});
