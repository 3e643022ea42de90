import type { Scale } from '../color/scale.js';
import type { Axis } from './figure.js';
import type { AxisSums } from './panel-sums.js';

/** Items of an axis that belong together in one respect. */
export interface GroupFacts {
  /** What makes the groups: clusters of a tree, slices, brackets of labels, or the categories of an annotation. */
  readonly kind: 'clusters' | 'slices' | 'brackets' | 'annotation';
  /** The title of the annotation; null for other kinds and without a title. */
  readonly title: string | null;
  readonly groups: readonly GroupMean[];
}

export interface GroupMean {
  readonly name: string;
  readonly items: number;
  /** The mean of the finite cells of these items; NaN without any. */
  readonly mean: number;
}

/** Returns the groups of an axis with the means of their cells, in page order. */
export function groupFacts(
  axis: Axis,
  sums: AxisSums,
  scales: Readonly<Record<string, Scale>>,
): GroupFacts[] {
  const { tree, slices, brackets, annotations, order, itemsPerPosition } = axis;
  // The items of a position cannot be told apart.
  if (itemsPerPosition > 1) return [];
  const facts: GroupFacts[] = [];
  if (tree?.clusters) {
    const clusters = tree.clusters;
    facts.push({ kind: 'clusters', title: null, groups: byGroup((item) => clusters[item], String) });
  } else if (slices && brackets.length === 0) {
    facts.push({ kind: 'slices', title: null, groups: byGroup((item) => slices[item], String) });
  }
  if (brackets.length > 0) {
    const groups = brackets.map(({ title, from, to }) => meanOf(title, range(from, to)));
    facts.push({ kind: 'brackets', title: null, groups });
  }
  for (const annotation of annotations) {
    if (annotation.kind !== 'category') continue;
    const { categories } = scales[annotation.scale];
    if (!categories) continue;
    facts.push({
      kind: 'annotation',
      title: annotation.title,
      groups: byGroup(
        (item) => annotation.values[item],
        (number) => categories[number - 1],
      ),
    });
  }
  return facts.filter(({ groups }) => groups.length > 0);

  /** Groups positions by a number from 0 for each item; items with NaN have no group. `nameOf` takes it from 1. */
  function byGroup(groupOf: (item: number) => number, nameOf: (number: number) => string): GroupMean[] {
    const members = new Map<number, number[]>();
    order.forEach((item, at) => {
      const group = groupOf(item);
      if (Number.isNaN(group)) return;
      const found = members.get(group);
      if (found) found.push(at);
      else members.set(group, [at]);
    });
    return [...members]
      .sort(([a], [b]) => a - b)
      .map(([group, positions]) => meanOf(nameOf(group + 1), positions));
  }

  function meanOf(name: string, positions: readonly number[]): GroupMean {
    let [sum, count] = [0, 0];
    for (const at of positions) {
      sum += sums.sums[at];
      count += sums.counts[at];
    }
    return { name, items: positions.length, mean: sum / count };
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
