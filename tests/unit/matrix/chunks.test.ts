import { expect, it } from 'vitest';
import { chunks } from '../../../src/matrix/chunks.js';

it.each([0, 1, 2047, 2048, 2049, 5000])('yields all of %i values in order', (length) => {
  const values = Float64Array.from({ length }, (_, i) => Math.sin(i));
  const yielded: number[] = [];
  for (const chunk of chunks(values)) yielded.push(...chunk);
  expect(yielded).toEqual([...values]);
});
