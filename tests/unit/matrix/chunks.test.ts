import { expect, it } from 'vitest';
import { pieces } from '../../../src/matrix/chunks.js';
import { sharedExtent } from '../../../src/matrix/summary.js';

it.each([0, 1, 2047, 2048, 2049, 5000])('passes all of %i values in their order', (length) => {
  const values = Float64Array.from({ length }, (_, i) => Math.sin(i));
  const passed: number[] = [];
  for (const piece of pieces(values)) passed.push(...piece);
  expect(passed).toEqual([...values]);
});

it('finds extremes wherever they are', () => {
  for (const at of [0, 2047, 2048, 4095, 4096, 4999]) {
    const values = new Float64Array(5000).fill(1);
    values[at] = -3;
    values[4999 - at] = 8;
    expect(sharedExtent([{ values }])).toEqual([-3, 8]);
    expect(sharedExtent([{ values }], true)).toEqual([1, 8]);
  }
});
