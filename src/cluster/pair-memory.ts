/** The memory of a list of distances, with room for what clustering needs beside it. */
import { createKernels, type Kernels, kernelsOf } from './kernels.js';

export interface PairMemory {
  readonly kernels: Kernels;
  readonly values: Float64Array;
  /** The start of the free memory in bytes. */
  readonly free: number;
}

/** Numbers for each item: the rows and columns of active-clusters.as. */
const NUMBERS_PER_ITEM = 24;

/** Returns memory for the distances of `count` items and at least so many numbers beside them. */
export function createPairMemory(count: number, scratch: number): PairMemory {
  const pairs = (count * (count - 1)) / 2;
  const numbers = pairs + Math.max(scratch, (count + 8) * NUMBERS_PER_ITEM);
  const kernels = createKernels(numbers * Float64Array.BYTES_PER_ELEMENT);
  const values = new Float64Array(kernels.buffer, 0, pairs);
  return { kernels, values, free: values.byteLength };
}

/** Returns the memory of a list of distances; a list in other memory is copied. */
export function pairMemoryOf(values: Float64Array, count: number): PairMemory {
  const kernels = kernelsOf(values);
  if (kernels) return { kernels, values, free: values.byteLength };
  const memory = createPairMemory(count, 0);
  memory.values.set(values);
  return memory;
}
