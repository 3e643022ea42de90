import type { Place } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { positions } from '../spec/address.js';
import type { XAxisSpec } from '../spec/axis.js';

/** What an axis is of. */
export interface AxisData {
  /** "columns" or "rows". */
  readonly items: 'columns' | 'rows';
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** The values of each item, for ordering by them. */
  readonly lines: Lines;
  readonly place: (...path: string[]) => Place;
}

/** The mean and the largest finite value of each item of an axis; NaN for items without any. */
export interface Lines {
  readonly mean: (item: number) => number;
  readonly max: (item: number) => number;
}

/** Of the columns or rows of matrices that share them, or of a single one. */
export function linesOf(matrices: readonly Matrix[], items: 'columns' | 'rows'): Lines {
  const over = (item: number, take: (value: number) => void) => {
    for (const { values, rows, columns } of matrices) {
      const [start, step, end] =
        items === 'columns' ? [item, columns, rows * columns] : [item * columns, 1, (item + 1) * columns];
      for (let i = start; i < end; i += step) if (Number.isFinite(values[i])) take(values[i]);
    }
  };
  return {
    mean(item) {
      let [sum, count] = [0, 0];
      over(item, (v) => {
        sum += v;
        count++;
      });
      return count ? sum / count : Number.NaN;
    },
    max(item) {
      let max = Number.NaN;
      over(item, (v) => {
        max = Number.isNaN(max) || v > max ? v : max;
      });
      return max;
    },
  };
}

/** Position in the order → position in the data. */
export function orderOf(
  order: XAxisSpec['order'],
  labels: readonly string[] | null,
  { count, lines, place }: AxisData,
): number[] {
  const forward = Array.from({ length: count }, (_, i) => i);
  if (Array.isArray(order)) {
    const first = [...new Set(positions(order, count, labels, place('order')))];
    const named = new Set(first);
    return [...first, ...forward.filter((item) => !named.has(item))];
  }
  switch (order) {
    case 'reverse':
      return forward.reverse();
    case 'mean':
    case 'max': {
      const keys = forward.map(lines[order]);
      // Items without a value come last; a stable sort keeps ties as they are in the data.
      return forward.sort(
        (a, b) => (Number.isNaN(keys[a]) ? 1 : 0) - (Number.isNaN(keys[b]) ? 1 : 0) || keys[b] - keys[a] || 0,
      );
    }
    case 'label':
      return labels ? forward.sort((a, b) => byLabel(labels[a], labels[b])) : forward;
    default:
      return forward;
  }
}

/** By code points, numbers within by their size: L2 before L10, the same on every machine. */
function byLabel(a: string, b: string): number {
  const [left, right] = [a, b].map((label) => label.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = /^\d/.test(left[i]) && /^\d/.test(right[i]) ? Number(left[i]) - Number(right[i]) : 0;
    if (difference) return difference;
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}
