/** Bins of the numbers of a column. */
import type { BinWidth } from '../spec/fields.js';
import { type BinStep, binLabel, binOf, edgeOf, lastBin, MAX_BINNED, stepFor } from './bins.js';
import { checkGroupCount, type GroupAxis, type Grouping, type GroupingContext } from './grouping.js';
import type { LongTable } from './long-table.js';

/** With more groups than this, fine bins are combined. */
const MIN_LIMIT = 512;
const GROUPS_FOR_EACH_BIN = 16;

/**
 * Groups numbers by bins whose step depends on the range of all numbers. As the range is not known before the last record,
 * the groups are first the distinct numbers. If there are too many, they become bins that are fine enough to be combined to
 * the final ones.
 */
export class BinGrouping implements Grouping {
  /** The fine bins; null as long as groups are distinct numbers. */
  private fine: BinStep | null;
  /** For each group, its number or its fine bin. */
  private keys: number[] = [];
  private groups = new Map<number, number>();
  private value = Number.NaN;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private readonly limit: number;

  constructor(
    readonly column: number,
    private readonly readNumber: (table: LongTable) => number,
    private readonly width: BinWidth,
    private readonly context: GroupingContext,
  ) {
    this.fine = 'step' in width ? stepFor(width, 0, 0) : null;
    this.limit =
      'step' in width ? Number.POSITIVE_INFINITY : Math.max(MIN_LIMIT, GROUPS_FOR_EACH_BIN * width.maxBins);
  }

  get count(): number {
    return this.keys.length;
  }

  get mustMerge(): boolean {
    return this.keys.length > this.limit;
  }

  read(table: LongTable): boolean {
    this.value = this.readNumber(table);
    return Math.abs(this.value) < MAX_BINNED;
  }

  group(): number {
    const { value } = this;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const key = this.fine ? binOf(this.fine, value) : value;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    if ('step' in this.width) this.checkRange();
    return this.addKey(key);
  }

  private addKey(key: number): number {
    const group = this.keys.push(key) - 1;
    this.groups.set(key, group);
    return group;
  }

  private checkRange(): void {
    const { fine, min, max } = this;
    if (!fine) return;
    checkGroupCount(lastBin(fine, min, max) - binOf(fine, min) + 1, { ...this.context, isAggregated: true });
  }

  labelOf(group: number): string {
    return this.fine ? binLabel(this.fine, this.keys[group]) : String(this.keys[group]);
  }

  merge(): Int32Array {
    const { keys, fine, min, max } = this;
    const final = stepFor(this.width, min, max);
    // Every final step of a larger range is a multiple of this power of ten.
    const finer = { mantissa: 1, exponent: final.exponent };
    this.fine = finer;
    this.keys = [];
    this.groups = new Map();
    return Int32Array.from(keys, (key) => {
      const bin = binOf(finer, fine ? edgeOf(fine, key) : key);
      return this.groups.get(bin) ?? this.addKey(bin);
    });
  }

  finish(): GroupAxis {
    const { keys, fine, min, max } = this;
    if (keys.length === 0) return { labels: [], isScale: true, positions: new Int32Array(0), edges: null };
    const step = stepFor(this.width, min, max);
    const [first, last] = [binOf(step, min), lastBin(step, min, max)];
    const isFixed = 'step' in this.width;
    const binOfKey = (key: number) => (isFixed ? key : binOf(step, fine ? edgeOf(fine, key) : key));
    return {
      labels: Array.from({ length: last - first + 1 }, (_, i) => binLabel(step, first + i)),
      positions: Int32Array.from(keys, (key) => Math.min(last, binOfKey(key)) - first),
      isScale: true,
      isMerged: true,
      edges: {
        values: Float64Array.from({ length: last - first + 2 }, (_, i) => edgeOf(step, first + i)),
        scale: 'linear',
      },
    };
  }
}
