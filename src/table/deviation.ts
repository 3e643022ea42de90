/** The standard deviation of the values of each cell. It does not depend on the order of the values. */
import type { Aggregator } from './aggregator.js';
import { ExactSums, leadingBits, MIN_EXPONENT, toUnits } from './exact-sums.js';
import { LargeIntegers } from './large-integers.js';
import { GrowingArray } from './sparse-cells.js';

/** The square of a value in this range is exactly two doubles: none of them is too large or too small. */
const [MIN_SQUARED, MAX_SQUARED] = [2 ** -485, 2 ** 510];

/** The standard deviation of a sample (n − 1), from exact sums of the values and of their squares. */
export class DeviationAggregator implements Aggregator {
  private counts = new GrowingArray();
  private sums = new ExactSums();
  private squares = new ExactSums();
  /** The squares of other finite values, in units of the square of the smallest double. */
  private otherSquares = new LargeIntegers();

  add(cell: number, value: number): void {
    this.counts.set(cell, this.counts.get(cell) + 1);
    this.sums.add(cell, value);
    const size = Math.abs(value);
    if (size >= MIN_SQUARED && size <= MAX_SQUARED) {
      const square = value * value;
      this.squares.add(cell, square);
      const error = squareError(value, square);
      if (error !== 0) this.squares.addToLow(cell, error);
    } else if (size !== 0 && size !== Number.POSITIVE_INFINITY) {
      this.otherSquares.add(cell, toUnits(value) ** 2n);
    }
  }

  merge(targets: Int32Array): void {
    const state = this.save(targets.length);
    this.counts = new GrowingArray();
    this.sums = new ExactSums();
    this.squares = new ExactSums();
    this.otherSquares = new LargeIntegers();
    this.load(state, targets);
  }

  save(count: number): Float64Array[] {
    const counts = Float64Array.from({ length: count }, (_, cell) => this.counts.get(cell));
    return [counts, ...this.sums.save(count), ...this.squares.save(count), this.otherSquares.save()];
  }

  load([counts, ...sums]: readonly Float64Array[], targets: Int32Array): void {
    targets.forEach((target, cell) => {
      this.counts.set(target, this.counts.get(target) + counts[cell]);
    });
    this.sums.load(sums.slice(0, 3), targets);
    this.squares.load(sums.slice(3, 6), targets);
    this.otherSquares.load(sums[6], targets);
  }

  finish(count: number): Float64Array {
    return Float64Array.from({ length: count }, (_, cell) => {
      const n = this.counts.get(cell);
      // Any program can have made the counts of a part.
      const isKnown = n >= 2 && Number.isSafeInteger(n) && this.sums.isFinite(cell);
      return isKnown ? this.deviationOf(cell, n) : Number.NaN;
    });
  }

  private deviationOf(cell: number, n: number): number {
    const others = this.otherSquares.get(cell);
    if (others === undefined) {
      const [sum, square] = [this.sums.get(cell), this.squares.get(cell)];
      const left = exactProduct(n, square);
      const right = exactProduct(sum, sum);
      // n·Σx² − (Σx)², of which the first digits can cancel.
      const low =
        left.error + n * this.squares.getRest(cell) - right.error - 2 * sum * this.sums.getRest(cell);
      const difference = left.product - right.product + low;
      if (difference > MIN_DIFFERENCE * left.product) return Math.sqrt(difference / (n * (n - 1)));
    }
    const squares = (this.squares.units(cell) << BigInt(-MIN_EXPONENT)) + (others ?? 0n);
    const units = BigInt(n) * squares - this.sums.units(cell) ** 2n;
    if (units <= 0n) return 0;
    const { mantissa, exponent } = leadingBits(units);
    const power = exponent + 2 * MIN_EXPONENT;
    const half = Math.floor(power / 2);
    return Math.sqrt((mantissa * 2 ** (power - 2 * half)) / (n * (n - 1))) * 2 ** half;
  }
}

/** A smaller difference, relative to its terms, has too few exact digits. */
const MIN_DIFFERENCE = 2 ** -50;
const SPLIT = 2 ** 27 + 1;

/** Returns the rounding error of a square, as Dekker computes it. */
function squareError(value: number, square: number): number {
  const high = upperHalf(value);
  const low = value - high;
  return low * low - (square - high * high - (high + high) * low);
}

/** Returns a product and its rounding error, as Dekker computes it; no error for a product that is too large. */
function exactProduct(a: number, b: number): { readonly product: number; readonly error: number } {
  const product = a * b;
  const [highA, highB] = [upperHalf(a), upperHalf(b)];
  const [lowA, lowB] = [a - highA, b - highB];
  const error = lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
  return { product, error: Number.isFinite(product) && Number.isFinite(error) ? error : 0 };
}

/** Returns the upper half of the digits of a double. */
function upperHalf(value: number): number {
  const scaled = SPLIT * value;
  return scaled - (scaled - value);
}
