/** Which slices of an array with leading axes are wanted. */
import { fail, type Place } from '../diagnostics.js';
import type { Shaping } from '../spec/data.js';

/** A figure has room for a grid of panels. */
const MOST_LEADING = 2;

/** With more panels, none of them could be seen. */
const MOST_PANELS = 1000;

/** Error: `too-many-panels`. */
export function checkPanels(count: number, place: Place): void {
  if (count <= MOST_PANELS) return;
  fail(
    'too-many-panels',
    `${count} panels, and a figure has room for ${MOST_PANELS} at most`,
    place,
    'choose some of them with { "file": …, "select": … }, or make several figures',
  );
}

/** Slices, counted in row-major order of the leading axes, and the leading axes that are left. */
export interface Selection {
  readonly from: number;
  readonly count: number;
  readonly left: readonly number[];
}

export function indicesOf(select: Shaping['select']): readonly number[] {
  return select === undefined ? [] : typeof select === 'number' ? [select] : select;
}

/**
 * The slices at an index of each of the first leading axes (axes of length one are not counted); `slice` is the shape
 * of one.
 *
 * Errors: `select-depth`, `no-such-position`, `too-many-dimensions`.
 */
export function selection(
  leading: readonly number[],
  slice: readonly number[],
  indices: readonly number[],
  place: Place,
): Selection {
  const shape = `(${[...leading, ...slice].join(', ')})`;
  if (indices.length > leading.length) {
    fail(
      'select-depth',
      `${indices.length} indices to select by, but the data has ${leading.length} leading axes: its shape is ${shape}`,
      place,
    );
  }
  let [from, count] = [0, leading.reduce((product, length) => product * length, 1)];
  indices.forEach((index, axis) => {
    if (index >= leading[axis]) {
      fail(
        'no-such-position',
        `index ${index} is beyond leading axis ${axis}, which has ${leading[axis]} items, 0 to ${leading[axis] - 1}`,
        place,
      );
    }
    count /= leading[axis];
    from += index * count;
  });
  const left = leading.slice(indices.length);
  if (left.length > MOST_LEADING) {
    fail(
      'too-many-dimensions',
      `the data has the shape ${shape}; a figure has room for four axes: the rows and columns of a grid of panels, and those of each panel`,
      place,
      `choose an index for ${left.length - MOST_LEADING} or more of the leading axes, for example { "file": …, "select": [0] }`,
    );
  }
  return { from, count, left };
}
