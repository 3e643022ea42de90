import { expect, it } from 'vitest';
import { sharedExtent } from '../../../src/matrix/extent.js';

it('finds extrema at any position', () => {
  for (const at of [0, 2047, 2048, 4095, 4096, 4999]) {
    const values = new Float64Array(5000).fill(1);
    values[at] = -3;
    values[4999 - at] = 8;
    expect(sharedExtent([{ values }])).toEqual([-3, 8]);
    expect(sharedExtent([{ values }], true)).toEqual([1, 8]);
  }
});
