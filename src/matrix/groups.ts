import type { ItemGroups, Matrix } from './matrix.js';

/** Returns the groups of the items at `positions`. */
export function selectGroups(
  groups: ItemGroups | undefined,
  positions: readonly number[],
): ItemGroups | undefined {
  return groups?.map((titles) => positions.map((position) => titles[position]));
}

/** Returns the labels of the rows or columns with their groups, such as "a, test"; null without labels. */
export function fullLabels(matrix: Matrix, item: 'row' | 'column'): readonly string[] | null {
  const [labels, groups] =
    item === 'row' ? [matrix.rowLabels, matrix.rowGroups] : [matrix.columnLabels, matrix.columnGroups];
  if (!labels || !groups) return labels;
  return labels.map((label, i) =>
    [...groups.map((titles) => titles[i]).filter((title) => title !== ''), label].join(', '),
  );
}
