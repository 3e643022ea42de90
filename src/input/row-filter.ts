/** Decides, while the rows of a table are read, which of them an address can select. */
import type { Address } from '../spec/address.js';
import { parseTuple, splitPaths } from '../table/levels.js';

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface RowFilter {
  /** Returns whether the address can select this row. The rows are asked in order, each once. */
  readonly accepts: (row: number, label: string | null) => boolean;
  /** Whether the address selects exactly the accepted rows, in the order of the table. */
  readonly isExact: boolean;
}

/**
 * Returns a filter for the rows that `address` selects. It accepts all rows if the address has a range that a label limits:
 * the position of a label is known only after the last row.
 */
export function createRowFilter(address: Address): RowFilter {
  const ranges: Range[] = [];
  const labels = new Set<string>();
  for (const item of Array.isArray(address) ? address : [address]) {
    if (typeof item === 'string') labels.add(item);
    else if (typeof item === 'number') ranges.push({ from: item, to: item });
    else if (typeof item.from === 'number' && typeof item.to === 'number') ranges.push(item as Range);
    else return { accepts: () => true, isExact: false };
  }
  const ascending = ranges
    .map(({ from, to }) => ({ from: Math.min(from, to), to: Math.max(from, to) }))
    .sort((a, b) => a.from - b.from);
  let next = 0;
  let end = -1;
  return {
    accepts(row, label) {
      for (; next < ascending.length && ascending[next].from <= row; next++) {
        end = Math.max(end, ascending[next].to);
      }
      return row <= end || (labels.size > 0 && label !== null && hasLabel(labels, label));
    },
    isExact: labels.size === 0 && areInOrder(ranges),
  };
}

/** Whether the label, or the innermost label of the tuple that it could be, is in the set. */
function hasLabel(labels: ReadonlySet<string>, label: string): boolean {
  if (labels.has(label)) return true;
  const path = parseTuple(label);
  return path !== null && labels.has(splitPaths([path]).labels[0]);
}

function areInOrder(ranges: readonly Range[]): boolean {
  return ranges.every(({ from, to }, i) => from <= to && (i === 0 || ranges[i - 1].to < from));
}
