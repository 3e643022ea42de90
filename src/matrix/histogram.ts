/** A non-empty bin: the smallest and the largest number that belong to it, and how many values it has. */
interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * A histogram of floating-point numbers that needs no range in advance.
 * Each binade, from 2^k to 2^(k+1), has 4096 bins, so a bin is narrower than 1/4096 of its values.
 * Counts are exact. Only the memory pages of used bins are touched, about 32 KB per binade.
 * Bins are listed at the first query; values that are added later have no effect on queries.
 */
export class Histogram {
  /** One bin for each value of the upper bits of a number: sign, exponent, the first 12 bits of the mantissa. */
  private readonly counts = new Float64Array(2 ** 24);
  /** One number and, in the same memory, its two halves. */
  private readonly number = new Float64Array(1);
  private readonly halves = new Uint32Array(this.number.buffer);
  /** The non-empty bins in ascending order. */
  private bins: readonly Bin[] | null = null;

  /** The largest width of a bin relative to its values. */
  static readonly RELATIVE_ERROR = 1 / 4096;

  /** Adds a finite value. */
  add(value: number): void {
    this.number[0] = value;
    this.counts[this.halves[UPPER_HALF] >>> UNUSED_BITS]++;
  }

  /** Adds the values of another histogram. */
  merge(other: Histogram): void {
    for (let bin = 0; bin < this.counts.length; bin++) {
      if (other.counts[bin]) this.counts[bin] += other.counts[bin];
    }
  }

  /**
   * Returns the quantile `q` (0 to 1) of the values in [low, high], or NaN if there are none.
   * The result is an end of the bin of that rank, so its relative error is below `RELATIVE_ERROR`.
   */
  quantile(q: number, [low, high]: readonly [number, number]): number {
    const bins = this.nonEmptyBins().filter((bin) => bin.high >= low && bin.low <= high);
    const rank = q * (bins.reduce((sum, { count }) => sum + count, 0) - 1);
    let cumulative = 0;
    for (const bin of bins) {
      cumulative += bin.count;
      if (cumulative > rank) return q < 0.5 ? Math.max(bin.low, low) : Math.min(bin.high, high);
    }
    return Number.NaN;
  }

  /** Counts the values in bins that overlap [low, high]; exact if both are ends of bins. */
  countBetween([low, high]: readonly [number, number]): number {
    let count = 0;
    for (const bin of this.nonEmptyBins()) if (bin.high >= low && bin.low <= high) count += bin.count;
    return count;
  }

  private nonEmptyBins(): readonly Bin[] {
    this.bins ??= [...this.listBins()];
    return this.bins;
  }

  private *listBins(): Generator<Bin> {
    const { counts } = this;
    for (let bin = FINITE_BINS - 1; bin >= 0; bin--) {
      const count = counts[NEGATIVE_BINS + bin];
      if (count) yield { low: -this.largestIn(bin), high: -this.smallestIn(bin), count };
    }
    for (let bin = 0; bin < FINITE_BINS; bin++) {
      const count = counts[bin];
      if (count) yield { low: this.smallestIn(bin), high: this.largestIn(bin), count };
    }
  }

  /** Returns the smallest number of a bin of positive numbers. */
  private smallestIn(bin: number): number {
    this.halves[1 - UPPER_HALF] = 0;
    this.halves[UPPER_HALF] = bin << UNUSED_BITS;
    return this.number[0];
  }

  /** Returns the largest number of a bin of positive numbers. */
  private largestIn(bin: number): number {
    this.halves[1 - UPPER_HALF] = 0xffffffff;
    this.halves[UPPER_HALF] = (bin << UNUSED_BITS) | (2 ** UNUSED_BITS - 1);
    return this.number[0];
  }
}

/** The index of the upper half of a number, which depends on the byte order of the machine. */
const UPPER_HALF = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
/** The low bits of the upper half that do not select a bin. */
const UNUSED_BITS = 8;
/** The index of the first bin of negative numbers. */
const NEGATIVE_BINS = 2 ** 23;
/** The number of bins for finite numbers of one sign. */
const FINITE_BINS = 0x7ff << 12;
