/** Finds which part of a large array is read if only some rows and columns are drawn. */
import { NO_REDUCTION } from '../../matrix/limits.js';
import type { KeptPart } from '../../matrix/matrix.js';
import type { MemoryBudget } from '../../matrix/reduction.js';
import type { ArrayLayout } from '../array.js';
import type { Selection } from '../reader.js';

/** The lines of an array are its rows, or its columns in Fortran order: the values that follow each other in the file. */
export interface ArrayPart {
  readonly kept: KeptPart;
  /** The positions of the lines to read, ascending; null for all. */
  readonly lines: readonly number[] | null;
  /** The positions of the values of each line to keep, in the order of the selection; null for all. */
  readonly fields: readonly number[] | null;
  /** How many cells of all matrices together are kept. */
  readonly budget: MemoryBudget;
}

/** Returns the part that is selected of `count` matrices, or null if they fit into memory. Errors: those of `selection`. */
export function selectPart(
  { rows, columns }: ArrayLayout,
  count: number,
  fortranOrder: boolean,
  selection: Selection | undefined,
): ArrayPart | null {
  if (!selection || count * rows * columns <= selection.maxCells) return null;
  const keptRows = selection.rows?.find(rows, null) ?? null;
  const keptColumns = selection.columns?.(columns, null) ?? null;
  if (keptRows?.length === 0 || keptColumns?.length === 0) return null;
  const [selected, fields] = fortranOrder ? [keptColumns, keptRows] : [keptRows, keptColumns];
  const lines = selected && [...new Set(selected)].sort((a, b) => a - b);
  const isInOrder = !selected || (lines?.length === selected.length && areAscending(selected));
  const { maxCells, reduction } = selection;
  return {
    kept: fortranOrder ? { rows: fields, columns: lines } : { rows: lines, columns: fields },
    lines,
    fields,
    budget: isInOrder && reduction ? { maxCells, reduction } : NO_REDUCTION,
  };
}

function areAscending(positions: readonly number[]): boolean {
  return positions.every((position, i) => i === 0 || position > positions[i - 1]);
}

/** Yields the ranges of consecutive numbers in an ascending list; `to` is not included. */
export function* consecutiveRanges(
  positions: readonly number[],
): Generator<{ readonly from: number; readonly to: number }> {
  for (let start = 0, i = 1; i <= positions.length; i++) {
    if (positions[i] === positions[i - 1] + 1) continue;
    yield { from: positions[start], to: positions[i - 1] + 1 };
    start = i;
  }
}
