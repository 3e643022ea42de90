/** Exact sums of integers that are too large for doubles, one for each of a few cells. */

const DIGIT_BITS = 32;

/** Adds integers that are not negative. */
export class LargeIntegers {
  private readonly sums = new Map<number, bigint>();

  add(cell: number, value: bigint): void {
    this.sums.set(cell, (this.sums.get(cell) ?? 0n) + value);
  }

  /** Returns the sum of a cell; undefined without an integer. */
  get(cell: number): bigint | undefined {
    return this.sums.get(cell);
  }

  /** Returns the sums as triples: a cell, a digit of 32 bits that is not 0, and its position from the last one. */
  save(): Float64Array {
    const triples: number[] = [];
    for (const [cell, sum] of [...this.sums].sort(([a], [b]) => a - b)) {
      for (let rest = sum, position = 0; rest > 0n; rest >>= BigInt(DIGIT_BITS), position++) {
        const digit = Number(BigInt.asUintN(DIGIT_BITS, rest));
        if (digit > 0) triples.push(cell, digit, position);
      }
    }
    return Float64Array.from(triples);
  }

  /** Adds sums that `save` returned, or any program. Cell i of them is the cell `targets[i]`. */
  load(triples: Float64Array, targets: Int32Array): void {
    for (let i = 0; i + 2 < triples.length; i += 3) {
      // The operators make integers of few digits of any numbers.
      const [digit, position] = [triples[i + 1] >>> 0, triples[i + 2] & 0xff];
      this.add(targets[triples[i]], BigInt(digit) << BigInt(DIGIT_BITS * position));
    }
  }
}
