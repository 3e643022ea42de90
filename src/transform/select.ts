/** Selects slices of an array with leading axes. */
import { fail, type Place } from '../diagnostics.js';
import type { TransformOptions } from '../spec/data.js';

/** A figure shows a grid of panels, so the data can have two leading axes. */
const MAX_LEADING_AXES = 2;

/** More panels would be too small to read. */
const MAX_PANELS = 1000;

/** Error: `too-many-panels`. */
export function checkPanelCount(count: number, place: Place): void {
  if (count <= MAX_PANELS) return;
  fail(
    'too-many-panels',
    `the data has ${count} panels; a figure can have at most ${MAX_PANELS}`,
    place,
    'select some of them with { "file": …, "select": … }, or make several figures',
  );
}

/** A range of slices in row-major order of the leading axes. */
export interface SliceRange {
  readonly start: number;
  readonly count: number;
  /** The lengths of the remaining leading axes. */
  readonly leadingShape: readonly number[];
}

/** Returns the option "select" as a list of indices. */
export function toIndices(select: TransformOptions['select']): readonly number[] {
  return select === undefined ? [] : typeof select === 'number' ? [select] : select;
}

/**
 * Selects the slices at one index of each of the first leading axes. Axes of length one are not counted.
 * `sliceShape` is the shape of one slice.
 *
 * Errors: `select-depth`, `no-such-position`, `too-many-dimensions`.
 */
export function selectSlices(
  leadingShape: readonly number[],
  sliceShape: readonly number[],
  indices: readonly number[],
  place: Place,
): SliceRange {
  const shape = `(${[...leadingShape, ...sliceShape].join(', ')})`;
  if (indices.length > leadingShape.length) {
    fail(
      'select-depth',
      `"select" has ${indices.length} indices, but the data has ${leadingShape.length} leading axes: its shape is ${shape}`,
      place,
    );
  }
  let [start, count] = [0, leadingShape.reduce((product, length) => product * length, 1)];
  indices.forEach((index, axis) => {
    const length = leadingShape[axis];
    if (index >= length) {
      fail(
        'no-such-position',
        `index ${index} is out of range for leading axis ${axis}, which has ${length} items, 0 to ${length - 1}`,
        place,
      );
    }
    count /= length;
    start += index * count;
  });
  const remaining = leadingShape.slice(indices.length);
  if (remaining.length > MAX_LEADING_AXES) {
    fail(
      'too-many-dimensions',
      `the data has the shape ${shape}; a figure shows at most four axes: a grid of panels with rows and columns`,
      place,
      `select an index on at least ${remaining.length - MAX_LEADING_AXES} of the leading axes, for example { "file": …, "select": [0] }`,
    );
  }
  return { start, count, leadingShape: remaining };
}
