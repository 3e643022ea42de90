import type { Place } from '../diagnostics.js';
import type { AxisEdges, ItemGroups, Matrix } from '../matrix/matrix.js';
import type { XAxisSpec } from '../spec/axis.js';
import type { ClusterOptions } from '../spec/cluster.js';
import { findPositions, type SelectionBudget } from '../spec/find-positions.js';
import type { SliceOptions } from '../spec/split.js';
import type { ItemValue } from './annotation-values.js';
import type { SlicedClustering } from './clustered-slices.js';
import type { Direction } from './direction.js';
import type { Groups } from './slices.js';

/** The items of an axis. */
export interface AxisData {
  readonly items: 'columns' | 'rows';
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** The outer levels of the labels; none if the labels have one level. */
  readonly groups: ItemGroups;
  /** The items that are totals of the others. */
  readonly totals: readonly number[];
  /** The edges of the items in the data; null if the data has none. */
  readonly edges: AxisEdges | null;
  /** The name of the axis in the data, if it has one. */
  readonly name: string | null;
  /** The direction of the page. */
  readonly direction: Direction;
  /** Whether rows and columns are the same items. */
  readonly isSquare: boolean;
  /** Statistics of each item, to sort by. */
  readonly stats: ItemStats;
  /** Clusters the items; with groups, within each of them. */
  readonly cluster: (options: ClusterOptions, groups: Groups | null) => SlicedClustering;
  /** Returns the group of each item from k-means. */
  readonly kmeans: (options: SliceOptions) => Int32Array;
  /** Returns the values of the annotation of the axis with a title. */
  readonly annotationValues: (title: string) => readonly ItemValue[];
  /** Returns the items in the order of a seriation. */
  readonly seriate: () => number[];
  readonly place: (...path: string[]) => Place;
  /** Counts the items that the addresses of the figure select. */
  readonly budget: SelectionBudget;
}

/** The mean and the maximum of the finite values of each item; NaN for an item without finite values. */
export interface ItemStats {
  readonly mean: (item: number) => number;
  readonly max: (item: number) => number;
}

/** Returns the statistics of the columns or rows of matrices that share these items. */
export function itemStats(matrices: readonly Matrix[], items: 'columns' | 'rows'): ItemStats {
  const forEachValue = (item: number, visit: (value: number) => void) => {
    for (const { values, rows, columns } of matrices) {
      const [start, step, end] =
        items === 'columns' ? [item, columns, rows * columns] : [item * columns, 1, (item + 1) * columns];
      for (let i = start; i < end; i += step) if (Number.isFinite(values[i])) visit(values[i]);
    }
  };
  return {
    mean(item) {
      let [sum, count] = [0, 0];
      forEachValue(item, (v) => {
        sum += v;
        count++;
      });
      return count ? sum / count : Number.NaN;
    },
    max(item) {
      let max = Number.NaN;
      forEachValue(item, (v) => {
        max = Number.isNaN(max) || v > max ? v : max;
      });
      return max;
    },
  };
}

/** Returns the item at each place of the order. Errors: those of `positions`. */
export function sortItems(
  order: XAxisSpec['order'],
  labels: readonly string[] | null,
  { count, stats: lines, seriate, place, budget }: AxisData,
): number[] {
  const forward = Array.from({ length: count }, (_, i) => i);
  if (Array.isArray(order)) {
    const first = [...new Set(findPositions(order, count, labels, place('order'), budget))];
    const named = new Set(first);
    return [...first, ...forward.filter((item) => !named.has(item))];
  }
  switch (order) {
    case 'reverse':
      return forward.reverse();
    case 'seriation':
      return seriate();
    case 'mean':
    case 'max': {
      const keys = forward.map(lines[order]);
      // Items without a value come last; the sort is stable, so ties keep the order of the data.
      return forward.sort(
        (a, b) => (Number.isNaN(keys[a]) ? 1 : 0) - (Number.isNaN(keys[b]) ? 1 : 0) || keys[b] - keys[a] || 0,
      );
    }
    case 'label':
      return labels ? forward.sort((a, b) => compareLabels(labels[a], labels[b])) : forward;
    default:
      return forward;
  }
}

/** Compares by code points, and digits by their value, so that L2 comes before L10; the same on every machine. */
function compareLabels(a: string, b: string): number {
  const [left, right] = [a, b].map((label) => label.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = /^\d/.test(left[i]) && /^\d/.test(right[i]) ? Number(left[i]) - Number(right[i]) : 0;
    if (difference) return difference;
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}
