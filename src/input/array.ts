import { fail } from '../diagnostics.js';
import { type Dataset, NO_NAMES } from '../matrix/matrix.js';

/** How an array lies on the page: `leading` counts its slices, the rest is one slice. */
export interface ArrayLayout {
  readonly leading: readonly number[];
  readonly rows: number;
  readonly columns: number;
}

/**
 * The layout of an array of `shape` (non-negative whole numbers). No axis is one cell, one axis is one row. Of
 * more than two axes those of length one are dropped, the first of them first, as long as two remain: a batch of
 * one column, (1, 12, 1), stays a column. `name` is the source's, for diagnostics.
 *
 * Error: `empty-array`.
 */
export function arrayLayout(shape: readonly number[], name: string): ArrayLayout {
  if (shape.includes(0)) {
    fail('empty-array', `the array has the shape ${shapeText(shape)} and so not a single cell`, {
      file: name,
    });
  }
  let spare = shape.length - 2;
  const axes = shape.filter((length) => length !== 1 || spare-- <= 0);
  while (axes.length < 2) axes.unshift(1);
  const [rows, columns] = axes.slice(-2);
  return { leading: axes.slice(0, -2), rows, columns };
}

/**
 * An array as matrices without labels. `values` are row-major (the last axis runs fastest), as many as the
 * product of `shape`; the slices are views of them, not copies. `words`, where there are any, are what the
 * values are indices into. `titles` are one a slice. Errors as `arrayLayout`.
 */
export function datasetFromArray(
  shape: readonly number[],
  values: Float64Array,
  words: readonly string[] | null,
  context: { readonly name: string; readonly titles?: readonly string[] },
): Dataset {
  const { leading, rows, columns } = arrayLayout(shape, context.name);
  const cells = rows * columns;
  const slices = Array.from({ length: values.length / cells }, (_, i) => ({
    title: context.titles?.[i] ?? null,
    matrix: {
      rows,
      columns,
      values: values.subarray(i * cells, (i + 1) * cells),
      rowLabels: null,
      columnLabels: null,
      words,
    },
  }));
  return { slices, leading, names: NO_NAMES };
}

/** The shape as Python prints it, cut after eight axes. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.slice(0, 8).join(', ')}${shape.length > 8 ? ', …' : shape.length === 1 ? ',' : ''})`;
}
