import { checkSize } from '../../matrix/limits.js';
import type { AxisEdges, ItemGroups } from '../../matrix/matrix.js';
import { LabelIndex } from '../../table/label-index.js';

/** An axis of bins: chromosomes in order of appearance, and the bins of each one by position. */
export interface BinAxis {
  readonly length: number;
  readonly labels: readonly string[];
  /** The chromosome of each bin, as the outer level of the labels; absent if there is only one. */
  readonly groups: ItemGroups | undefined;
  /** The name of the chromosome if there is only one. */
  readonly chromosome: string | null;
  /** The edges if there is one chromosome and no gap between its bins. */
  readonly edges: AxisEdges | undefined;
  /** For each bin of the collector, its position on the axis. */
  readonly positions: Int32Array;
}

interface Bin {
  /** The number that the collector gave the bin; -1 for a bin without a record. */
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** What to do if there are too many bins. */
export const BINS_HINT =
  'choose larger bins or one region, for example: cooler dump --join -r chr1:0-5000000 FILE.cool';

/** Collects distinct bins, and numbers them in order of appearance. */
export class BinCollector {
  private readonly chromosomes: LabelIndex;
  /** For each chromosome, its bins by start. */
  private readonly bins: Map<number, Bin>[] = [];
  private count = 0;

  constructor(private readonly file: string) {
    this.chromosomes = new LabelIndex('row labels', file);
  }

  chromosomeOf(name: string): number {
    const chromosome = this.chromosomes.positionOf(name);
    this.bins[chromosome] ??= new Map();
    return chromosome;
  }

  /** Returns the number of a bin. A bin with the same start is the same bin. Error: `too-large`. */
  add(chromosome: number, start: number, end: number): number {
    const known = this.bins[chromosome].get(start);
    if (known) return known.id;
    checkSize('row labels', this.count + 1, this.file, BINS_HINT);
    this.bins[chromosome].set(start, { id: this.count, start, end });
    return this.count++;
  }

  /**
   * Returns the axis with the bins of some chromosomes, at least one. If all bins have the same size, bins without a
   * record between others are added. Error: `too-large`, for a
   * square matrix also if it has too many cells.
   */
  finish(chromosomes: ReadonlySet<number>, isSquare: boolean): BinAxis {
    const step = this.commonSize();
    const length = this.lengthOf(chromosomes, step);
    checkSize('row labels', length, this.file, BINS_HINT);
    if (isSquare) checkSize('cells', length * length, this.file, BINS_HINT);
    const positions = new Int32Array(this.count).fill(-1);
    const labels: string[] = [];
    const names: string[] = [];
    const edges: number[] = [];
    let hasGaps = false;
    for (const chromosome of chromosomes) {
      const name = this.chromosomes.labels[chromosome];
      let previous: Bin | null = null;
      for (const bin of [...this.bins[chromosome].values()].sort((a, b) => a.start - b.start)) {
        for (
          let start = (previous?.start ?? bin.start) + step;
          previous && start < bin.start;
          start += step
        ) {
          addBin(name, { id: -1, start, end: start + step });
        }
        addBin(name, bin);
        previous = bin;
      }
    }
    const hasEdges = chromosomes.size === 1 && !hasGaps;
    const [only] = chromosomes;
    return {
      length: labels.length,
      labels,
      groups: chromosomes.size > 1 ? [names] : undefined,
      chromosome: chromosomes.size === 1 ? this.chromosomes.labels[only] : null,
      edges: hasEdges ? { values: Float64Array.from(edges), scale: 'linear' } : undefined,
      positions,
    };

    function addBin(name: string, { id, start, end }: Bin): void {
      if (id >= 0) positions[id] = labels.length;
      names.push(name);
      labels.push(`${name}:${start}-${end}`);
      if (edges.length === 0) edges.push(start);
      hasGaps ||= edges[edges.length - 1] !== start;
      edges.push(end);
    }
  }

  /** Returns the number of bins of some chromosomes, with those that are added. */
  private lengthOf(chromosomes: ReadonlySet<number>, step: number): number {
    let length = 0;
    for (const chromosome of chromosomes) {
      const starts = [...this.bins[chromosome].keys()];
      if (!Number.isFinite(step)) length += starts.length;
      else
        length +=
          1 + (starts.reduce((a, b) => Math.max(a, b)) - starts.reduce((a, b) => Math.min(a, b))) / step;
    }
    return length;
  }

  /** Returns the size that all starts are multiples of, or infinity. The last bin of a chromosome can be shorter. */
  private commonSize(): number {
    let step = 0;
    for (const bins of this.bins)
      for (const { start, end } of bins.values()) step = Math.max(step, end - start);
    const isCommon = this.bins.every((bins) => [...bins.keys()].every((start) => start % step === 0));
    return isCommon ? step : Number.POSITIVE_INFINITY;
  }
}
