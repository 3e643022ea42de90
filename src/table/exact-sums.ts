/** Exact sums of doubles, one for each cell. A sum does not depend on the order of its values. */
import { GrowingArray } from './sparse-cells.js';

/**
 * Adds doubles without rounding errors. A sum is kept as three doubles, and as an integer for the few sums that need more
 * digits: those of values with very different magnitudes.
 */
export class ExactSums {
  private highs = new GrowingArray();
  /** What the rounding of `highs` lost. */
  private lows = new GrowingArray();
  /** What the rounding of `lows` lost. */
  private rests = new GrowingArray();
  /** What the rounding of `rests` lost, in units of the smallest double. */
  private readonly restUnits = new Map<number, bigint>();

  add(cell: number, value: number): void {
    const high = this.highs.get(cell);
    const sum = high + value;
    // The rounding error of a sum, as Knuth computes it.
    const added = sum - high;
    const error = high - (sum - added) + (value - added);
    if (error === 0) {
      this.highs.set(cell, sum);
    } else if (Number.isFinite(sum)) {
      this.highs.set(cell, sum);
      this.addToLow(cell, error);
    } else if (Number.isFinite(high) && Number.isFinite(value)) {
      // Only the partial sum is too large; later values can make it smaller.
      this.highs.set(cell, 0);
      this.addUnits(cell, toUnits(high) + toUnits(value));
    } else {
      this.highs.set(cell, sum);
    }
  }

  /** Adds a double that is much smaller than the sum. */
  addToLow(cell: number, value: number): void {
    const low = this.lows.get(cell);
    const sum = low + value;
    const added = sum - low;
    const error = low - (sum - added) + (value - added);
    this.lows.set(cell, sum);
    if (error !== 0) this.addToRest(cell, error);
  }

  private addToRest(cell: number, value: number): void {
    const rest = this.rests.get(cell);
    const sum = rest + value;
    const added = sum - rest;
    const error = rest - (sum - added) + (value - added);
    this.rests.set(cell, sum);
    if (error !== 0) this.addUnits(cell, toUnits(error));
  }

  private addUnits(cell: number, units: bigint): void {
    this.restUnits.set(cell, (this.restUnits.get(cell) ?? 0n) + units);
  }

  /** Adds the sum of a cell of `other`. */
  addSum(cell: number, other: ExactSums, otherCell: number): void {
    this.add(cell, other.highs.get(otherCell));
    this.add(cell, other.lows.get(otherCell));
    this.add(cell, other.rests.get(otherCell));
    const units = other.restUnits.get(otherCell);
    if (units !== undefined) this.addUnits(cell, units);
  }

  /** Whether a sum needs more digits than those of two doubles. */
  private hasRest(cell: number): boolean {
    return this.rests.get(cell) !== 0 || this.restUnits.has(cell);
  }

  /** Whether all values of a cell are finite. */
  isFinite(cell: number): boolean {
    return Number.isFinite(this.highs.get(cell));
  }

  /** Returns the sum of a cell, rounded once. */
  get(cell: number): number {
    const [high, low] = [this.highs.get(cell), this.lows.get(cell)];
    return this.hasRest(cell) && Number.isFinite(high) ? fromUnits(this.units(cell)) : high + low;
  }

  /** Returns the part of the sum of a cell that `get` rounds off, itself rounded. */
  getRest(cell: number): number {
    const sum = this.get(cell);
    if (!Number.isFinite(sum)) return 0;
    if (this.hasRest(cell)) return fromUnits(this.units(cell) - toUnits(sum));
    const [high, low] = [this.highs.get(cell), this.lows.get(cell)];
    const added = sum - high;
    return high - (sum - added) + (low - added);
  }

  /** Returns the sum of a cell as a multiple of the smallest double. It must be finite. */
  units(cell: number): bigint {
    const units =
      toUnits(this.highs.get(cell)) + toUnits(this.lows.get(cell)) + toUnits(this.rests.get(cell));
    return units + (this.restUnits.get(cell) ?? 0n);
  }

  /** Returns the sums of the first `count` cells as lists of doubles. Equal sums give equal lists. */
  save(count: number): Float64Array[] {
    const highs = Float64Array.from({ length: count }, (_, cell) => this.get(cell));
    const lows = Float64Array.from({ length: count }, (_, cell) => this.getRest(cell));
    const rests: number[] = [];
    for (let cell = 0; cell < count; cell++) {
      // A sum that is too large for a double is the sum of several ones.
      const isTooLarge = !Number.isFinite(highs[cell]);
      if (!Number.isFinite(this.highs.get(cell)) || !(isTooLarge || this.hasRest(cell))) continue;
      if (isTooLarge) highs[cell] = 0;
      let units = this.units(cell) - toUnits(highs[cell]) - toUnits(lows[cell]);
      for (let term = 0; units !== 0n; units -= toUnits(term)) {
        term = Math.max(-Number.MAX_VALUE, Math.min(fromUnits(units), Number.MAX_VALUE));
        rests.push(cell, term);
      }
    }
    return [highs, lows, Float64Array.from(rests)];
  }

  /** Adds sums that `save` returned. Cell i of them is the cell `targets[i]`. */
  load([highs, lows, rests]: readonly Float64Array[], targets: Int32Array): void {
    targets.forEach((target, cell) => {
      this.add(target, highs[cell]);
      this.add(target, lows[cell]);
    });
    for (let i = 0; i < rests.length; i += 2) this.add(targets[rests[i]], rests[i + 1]);
  }
}

/** The smallest double is 2 to the power of this. */
export const MIN_EXPONENT = -1074;
const bits = new DataView(new ArrayBuffer(8));

/** Returns a finite double as a multiple of the smallest one. */
export function toUnits(value: number): bigint {
  bits.setFloat64(0, Math.abs(value));
  const exponent = bits.getUint16(0) >> 4;
  const fraction = bits.getBigUint64(0) & 0xfffffffffffffn;
  const units = exponent === 0 ? fraction : (fraction | 0x10000000000000n) << BigInt(exponent - 1);
  return value < 0 ? -units : units;
}

/** Returns the double that is nearest to a multiple of the smallest one; infinity if it is too large. */
function fromUnits(units: bigint): number {
  const { mantissa, exponent } = leadingBits(units);
  const power = exponent + MIN_EXPONENT;
  // Two steps, because the power alone can be smaller than any double.
  return mantissa * 2 ** Math.max(power, -1000) * 2 ** Math.min(0, power + 1000);
}

/** Returns a double and a power of 2 whose product is `integer`, rounded once. */
export function leadingBits(integer: bigint): { readonly mantissa: number; readonly exponent: number } {
  const digits = (integer < 0n ? -integer : integer).toString(16).length;
  const shift = BigInt(Math.max(0, 4 * (digits - KEPT_DIGITS)));
  const kept = integer >> shift;
  // A digit below decides between two doubles that are equally near.
  const isExact = kept << shift === integer;
  return {
    mantissa: Number(isExact ? kept : (kept << 1n) | 1n),
    exponent: Number(shift) - (isExact ? 0 : 1),
  };
}

/** More hexadecimal digits than a double has. */
const KEPT_DIGITS = 16;
