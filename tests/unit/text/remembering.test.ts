import { expect, it, vi } from 'vitest';
import { remembering } from '../../../src/text/remembering.js';

it('computes what it remembers once, and everything anew after it has come to remember too much', () => {
  const compute = vi.fn((key: number) => 10 * key);
  const remembered = remembering(compute, 2);
  expect([1, 2, 1, 2].map(remembered)).toEqual([10, 20, 10, 20]);
  expect(compute).toHaveBeenCalledTimes(2);
  expect([3, 3, 1].map(remembered)).toEqual([30, 30, 10]);
  expect(compute).toHaveBeenCalledTimes(4);
});
