/** `low` and `high` are the first and the last number that is counted in it. */
interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * How often values occur, with bins that need no range to be known before: each binade (from 2^k to 2^(k+1)) is cut
 * into 4096, so that a bin is narrower than 1/4096 of the values in it. Counts are exact, and only what is counted is
 * touched in memory: about 32 KB a binade. Nothing is counted any more once it was asked for something.
 */
export class Histogram {
  /** A bin for each upper half of the bits of a number: sign, exponent and the first 12 of the mantissa, 2^24 in all. */
  private readonly bins = new Float64Array(2 ** 24);
  private readonly number = new Float64Array(1);
  private readonly words = new Uint32Array(this.number.buffer);
  /** The bins that are not empty, ascending; looked for once, when all is counted. */
  private found: readonly Bin[] | null = null;

  /** The width of a bin as a share of the values in it, at most. */
  static readonly ERROR = 1 / 4096;

  /** Counts a finite value. */
  add(value: number): void {
    this.number[0] = value;
    this.bins[this.words[UPPER] >>> UNUSED]++;
  }

  /** Counts what another histogram has counted. */
  addAll(other: Histogram): void {
    for (let bin = 0; bin < this.bins.length; bin++) if (other.bins[bin]) this.bins[bin] += other.bins[bin];
  }

  /**
   * The value below which a `share` (0 to 1) of the counted values lies, of those between two ends: an end of the
   * bin in which the value of that rank is, so off by less than `ERROR` of itself.
   */
  quantile(share: number, [from, to]: readonly [number, number]): number {
    const bins = this.filled().filter(({ low, high }) => high >= from && low <= to);
    const rank = share * (bins.reduce((sum, { count }) => sum + count, 0) - 1);
    let passed = 0;
    for (const { low, high, count } of bins) {
      passed += count;
      if (passed > rank) return share < 0.5 ? Math.max(low, from) : Math.min(high, to);
    }
    return Number.NaN;
  }

  /** How many counted values are in bins that reach between two ends; exact where these are ends of bins. */
  countBetween([from, to]: readonly [number, number]): number {
    let count = 0;
    for (const bin of this.filled()) if (bin.high >= from && bin.low <= to) count += bin.count;
    return count;
  }

  private filled(): readonly Bin[] {
    this.found ??= [...this.find()];
    return this.found;
  }

  private *find(): Generator<Bin> {
    const { bins } = this;
    for (let bin = FINITE - 1; bin >= 0; bin--) {
      const count = bins[NEGATIVE + bin];
      if (count) yield { low: -this.last(bin), high: -this.first(bin), count };
    }
    for (let bin = 0; bin < FINITE; bin++) {
      const count = bins[bin];
      if (count) yield { low: this.first(bin), high: this.last(bin), count };
    }
  }

  /** The numbers nearest to 0 and farthest from it of a bin of positive ones. */
  private first(bin: number): number {
    this.words[1 - UPPER] = 0;
    this.words[UPPER] = bin << UNUSED;
    return this.number[0];
  }

  private last(bin: number): number {
    this.words[1 - UPPER] = 0xffffffff;
    this.words[UPPER] = (bin << UNUSED) | (2 ** UNUSED - 1);
    return this.number[0];
  }
}

const UPPER = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
/** The bits of the upper word that tell no bins apart. */
const UNUSED = 8;
const NEGATIVE = 2 ** 23;
const FINITE = 0x7ff << 12;
