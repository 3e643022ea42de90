/** Bins of the numbers of a column. */
import type { GroupState } from '../parts/record-part.js';
import type { BinWidth } from '../spec/fields.js';
import { type BinStep, binLabel, binOf, edgeOf, lastBin, MAX_BINNED, stepFor } from './bins.js';
import {
  checkGroupCount,
  checkMembers,
  failGroups,
  type GroupAxis,
  type Grouping,
  type GroupingContext,
  type LoadedGroups,
  NO_GROUPS,
} from './grouping.js';
import type { LongTable } from './long-table.js';

/** The numbers of a column that is binned. */
export interface BinnedNumbers {
  /** How the numbers are written; null if the first records have none. */
  readonly reading: string | null;
  /** Returns the number of the current record; NaN if it is missing. */
  read(table: LongTable): number;
}

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
    /** Null for the groups of parts. */
    private readonly numbers: BinnedNumbers | null,
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

  get reading(): string | null {
    return this.numbers?.reading ?? null;
  }

  get mustMerge(): boolean {
    return this.keys.length > this.limit;
  }

  read(table: LongTable): boolean {
    this.value = this.numbers?.read(table) ?? Number.NaN;
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

  save(): GroupState {
    const { keys, fine, min, max } = this;
    return { ...NO_GROUPS, keys, range: keys.length > 0 ? [min, max] : null, step: fine };
  }

  load(state: GroupState, file: string): LoadedGroups {
    checkMembers(state, ['keys', 'range', 'step'], file);
    const { keys, range, step } = state;
    if (!keys || !range) {
      if (range || keys?.length) failGroups(file);
      return { groups: new Int32Array(0), renumbered: null };
    }
    if (!this.isValid(keys, range, step)) failGroups(file);
    this.min = Math.min(this.min, range[0]);
    this.max = Math.max(this.max, range[1]);
    if ('step' in this.width) this.checkRange();
    // Numbers and fine bins of different steps become bins of one step.
    const isSameStep = step === null ? this.fine === null : this.fine?.exponent === step.exponent;
    const renumbered = isSameStep ? null : this.merge();
    const { fine } = this;
    const groups = Int32Array.from(keys, (key) => {
      const own = fine && !('step' in this.width) ? binOf(fine, step ? edgeOf(step, key) : key) : key;
      return this.groups.get(own) ?? this.addKey(own);
    });
    return { groups, renumbered };
  }

  /** Whether the groups of a part can be those of its numbers. */
  private isValid(
    keys: readonly number[],
    [min, max]: readonly [number, number],
    step: BinStep | null,
  ): boolean {
    if (!(Math.max(-min, max) < MAX_BINNED)) return false;
    const { width } = this;
    const final = stepFor(width, min, max);
    const isStepValid =
      'step' in width
        ? step?.mantissa === final.mantissa && step.exponent === final.exponent
        : step === null ||
          (step.mantissa === 1 && Number.isInteger(step.exponent) && step.exponent <= final.exponent);
    if (!isStepValid) return false;
    if (step && !keys.every(Number.isInteger)) return false;
    // The smallest and the largest number have a group. An edge of fine bins can be rounded to a neighbour of its bin.
    const tolerance = step ? 1 : 0;
    const [first, last] = step ? [binOf(step, min), binOf(step, max)] : [min, max];
    const isNear = (end: number) => (key: number) => Math.abs(key - end) <= tolerance;
    const areWithin = keys.every((key) => key >= first - tolerance && key <= last + tolerance);
    return areWithin && keys.some(isNear(first)) && keys.some(isNear(last));
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
      positions: Int32Array.from(keys, (key) => Math.max(first, Math.min(last, binOfKey(key))) - first),
      isScale: true,
      isMerged: true,
      edges: {
        values: Float64Array.from({ length: last - first + 2 }, (_, i) => edgeOf(step, first + i)),
        scale: 'linear',
      },
    };
  }
}
