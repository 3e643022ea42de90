import { expect, it, vi } from 'vitest';
import { remembering, rememberingLast } from '../../src/memoize.js';

it('computes what it remembers once, and everything anew after it has come to remember too much', () => {
  const compute = vi.fn((key: number) => 10 * key);
  const remembered = remembering(compute, 2);
  expect([1, 2, 1, 2].map(remembered)).toEqual([10, 20, 10, 20]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect([3, 3, 1].map(remembered)).toEqual([30, 30, 10]);
  expect(compute).toHaveBeenCalledTimes(4);
});

it('computes the last results once for arguments that are the same', () => {
  const compute = vi.fn(({ length }: number[]) => length);
  const remembered = rememberingLast(compute, (a, b) => a[0] === b[0], 2);
  expect([[1], [2, 2], [1, 1], [2]].map(remembered)).toEqual([1, 2, 1, 2]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect([[3], [2], [1, 1]].map(remembered)).toEqual([1, 2, 2]);
  expect(compute).toHaveBeenCalledTimes(4);
});
