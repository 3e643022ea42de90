import { fail } from '../diagnostics.js';
import { type Dataset, NO_NAMES } from '../matrix/matrix.js';

/** An array as a stack or grid of matrices: `leadingShape` counts the matrices, the last two axes form each one. */
export interface ArrayLayout {
  readonly leadingShape: readonly number[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * Returns the layout of an array with the given `shape` (non-negative integers).
 *
 * - A shape without axes is one cell; one axis is one row.
 * - With more than two axes, axes of length one are dropped from the front while more than two remain.
 *   So a batch of one column, (1, 12, 1), stays a column.
 *
 * `name` names the source in diagnostics. Error: `empty-array`.
 */
export function arrayLayout(shape: readonly number[], name: string): ArrayLayout {
  if (shape.includes(0)) {
    fail('empty-array', `the array has shape ${formatShape(shape)}, so it has no cells`, { file: name });
  }
  let droppable = shape.length - 2;
  const axes = shape.filter((length) => length !== 1 || droppable-- <= 0);
  while (axes.length < 2) axes.unshift(1);
  const [rows, columns] = axes.slice(-2);
  return { leadingShape: axes.slice(0, -2), rows, columns };
}

/**
 * Returns an array as matrices without labels.
 *
 * `values` are row-major, one for each cell of `shape`; the slices are views of them, not copies. If `categories` is
 * not null, the values are indices into it. `titles` has one title for each slice. Errors: as `arrayLayout`.
 */
export function datasetFromArray(
  shape: readonly number[],
  values: Float64Array,
  categories: readonly string[] | null,
  context: { readonly name: string; readonly titles?: readonly string[] },
): Dataset {
  const { leadingShape, rows, columns } = arrayLayout(shape, context.name);
  const sliceSize = rows * columns;
  const slices = Array.from({ length: values.length / sliceSize }, (_, i) => ({
    title: context.titles?.[i] ?? null,
    matrix: {
      rows,
      columns,
      values: values.subarray(i * sliceSize, (i + 1) * sliceSize),
      rowLabels: null,
      columnLabels: null,
      categories,
    },
  }));
  return { slices, leadingShape, names: NO_NAMES };
}

/** Formats a shape as Python does, but shows at most eight axes. */
export function formatShape(shape: readonly number[]): string {
  return `(${shape.slice(0, 8).join(', ')}${shape.length > 8 ? ', …' : shape.length === 1 ? ',' : ''})`;
}
