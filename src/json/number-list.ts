import type { JsonNumbers } from './node.js';

/** A compact list whose numbers are a part of a larger array, so that a short list needs little memory. */
export class NumberList implements JsonNumbers {
  constructor(
    private readonly buffer: Float64Array,
    private readonly first: number,
    readonly length: number,
    readonly start: number,
    readonly end: number,
  ) {}

  get kind(): 'numbers' {
    return 'numbers';
  }

  get values(): Float64Array {
    return this.buffer.subarray(this.first, this.first + this.length);
  }
}
