/** A non-empty bin: the smallest and the largest number that belong to it, and how many values it has. */
interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * A histogram of floating-point numbers that needs no range in advance.
 * Each binade, from 2^k to 2^(k+1), has 4096 bins, so a bin is narrower than 1/4096 of its values.
 * Counts are exact. Only binades with a value need memory, 32 KB each.
 * Bins are listed at the first query; values that are added later have no effect on queries.
 */
export class Histogram {
  /**
   * The counts of the bins. The upper bits of a number, sign and exponent, are the position of its binade, and the next 12
   * bits that of its bin in it.
   */
  private readonly binades: (Float64Array | undefined)[] = new Array(2 ** 12).fill(undefined);
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
    const bin = this.halves[UPPER_HALF] >>> UNUSED_BITS;
    this.countsOf(bin >>> BIN_BITS)[bin % BINS]++;
  }

  /** Adds the values of another histogram. */
  merge(other: Histogram): void {
    for (const [index, counts] of other.filledBinades()) this.addBinade(index, counts);
  }

  /** Yields the binades with values: the index and the counts of each. */
  *filledBinades(): Generator<readonly [number, Float64Array]> {
    for (const [index, counts] of this.binades.entries()) if (counts) yield [index, counts];
  }

  /** Adds the counts of a binade. */
  addBinade(index: number, added: Float64Array): void {
    const counts = this.countsOf(index);
    for (let bin = 0; bin < BINS; bin++) counts[bin] += added[bin];
  }

  /** Returns the counts of a binade, all 0 if it has no value yet. */
  private countsOf(binade: number): Float64Array {
    this.binades[binade] ??= new Float64Array(BINS);
    return this.binades[binade];
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
    for (let binade = FINITE_BINADES - 1; binade >= 0; binade--) {
      const counts = this.binades[NEGATIVE_BINADES + binade];
      for (let i = BINS - 1; counts && i >= 0; i--) {
        const bin = binade * BINS + i;
        if (counts[i]) yield { low: -this.largestIn(bin), high: -this.smallestIn(bin), count: counts[i] };
      }
    }
    for (let binade = 0; binade < FINITE_BINADES; binade++) {
      const counts = this.binades[binade];
      for (let i = 0; counts && i < BINS; i++) {
        const bin = binade * BINS + i;
        if (counts[i]) yield { low: this.smallestIn(bin), high: this.largestIn(bin), count: counts[i] };
      }
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
/** The bins of a binade. */
const BIN_BITS = 12;
const BINS = 2 ** BIN_BITS;
/** The position of the first binade of negative numbers. */
const NEGATIVE_BINADES = 2 ** 11;
/** The number of binades of finite numbers of one sign. */
const FINITE_BINADES = 0x7ff;
