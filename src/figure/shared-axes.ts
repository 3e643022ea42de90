/** Panels in one line of the grid that share an axis: one order, one tree, and what is beside their bodies. */
import type { Report } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import type { Matrix } from '../matrix/matrix.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import type { Axis, Side } from './figure.js';
import { isOutermost, type PanelOrder, panelsInLine } from './panel-grid.js';
import { clusterOptionsOf } from './tree.js';

/** How the panels of a grid share one of their axes. */
export interface AxisSharing {
  /** Whether the panels of each line have one order, and labels only at its ends. */
  readonly isShared: boolean;
  /** For each panel, the panel whose spec sets the order of its items. */
  readonly leaders: readonly number[];
  /** For each panel, the panels whose values can order its items. */
  readonly sources: readonly (readonly number[])[];
}

/** The keys that a panel takes from the panel that orders its items. */
const ORDER_KEYS = ['order', 'split', 'dendrogram', 'annotations'] as const;

/**
 * Decides which panels share the order of an axis: panels side by side share rows, panels above each other share columns.
 * If only one of them sets an order, the others follow it, and only its values count. Otherwise the values of all panels
 * with the same items do. By default, panels share an order that is clustered.
 */
export function resolveAxisSharing(
  { spec, panels }: Input,
  matrices: readonly Matrix[],
  columns: number,
  axis: 'x' | 'y',
): AxisSharing {
  const all = [...matrices.keys()];
  const lines = all.map((i) => panelsInLine(axis, i, columns, matrices.length));
  const keys = all.length > 1 ? all.map((i) => itemsKey(matrices[i], axis)) : [''];
  const haveSameItems = (members: readonly number[]) => members.every((i) => keys[i] === keys[members[0]]);
  const common = spec[axis]?.order;
  const ownOrder = (i: number) => panels[i].spec[axis]?.order;
  const leaderOf = (line: readonly number[]) => {
    const ordered = line.filter((i) => ownOrder(i) !== undefined);
    return common === undefined && ordered.length === 1 && haveSameItems(line) ? ordered[0] : null;
  };
  const haveOneTree = (line: readonly number[]) => {
    const leader = leaderOf(line);
    const orders = leader === null ? line.map((i) => ownOrder(i) ?? common) : [ownOrder(leader)];
    const isSame = orders.every((order) => JSON.stringify(order) === JSON.stringify(orders[0]));
    return haveSameItems(line) && isSame && clusterOptionsOf(orders[0]) !== null;
  };
  const byDefault = lines.some((line) => line.length > 1) && lines.every(haveOneTree);
  const isShared = spec.layout?.share?.[axis] ?? byDefault;
  const leaders = lines.map((line) => (isShared ? leaderOf(line) : null));
  return {
    isShared,
    leaders: leaders.map((leader, i) => leader ?? i),
    sources: leaders.map((leader, i) => {
      if (leader !== null) return [leader];
      return [all, lines[i]].find(haveSameItems) ?? [i];
    }),
  };
}

/**
 * Whether panels belong side by side if the spec does not arrange them: they share their rows, and have different columns.
 */
export function belongSideBySide(input: Input, matrices: readonly Matrix[]): boolean {
  if (matrices.length === 1) return false;
  const isSame = (axis: 'x' | 'y') =>
    matrices.every((matrix) => itemsKey(matrix, axis) === itemsKey(matrices[0], axis));
  return resolveAxisSharing(input, matrices, matrices.length, 'y').isShared && isSame('y') && !isSame('x');
}

/** Returns the options of the axis of a panel, with the order of the panel that it follows. */
export function withOrderOf<T extends XAxisSpec | YAxisSpec>(
  own: T,
  leader: Pick<T, (typeof ORDER_KEYS)[number]> | undefined,
): T {
  if (leader === undefined) return own;
  return { ...own, ...Object.fromEntries(ORDER_KEYS.map((key) => [key, leader[key]])) };
}

/** Identifies the items of an axis. */
function itemsKey(matrix: Matrix, axis: 'x' | 'y'): string {
  const [count, labels] =
    axis === 'x' ? [matrix.columns, matrix.columnLabels] : [matrix.rows, matrix.rowLabels];
  return JSON.stringify([count, labels]);
}

/**
 * Returns whether the panels of each line can have labels only at its ends. Warning: `labels-not-shared` if they cannot,
 * because the labels or the gaps of two of them differ.
 */
export function canShareLabels(
  axes: readonly Axis[],
  axis: 'x' | 'y',
  columns: number,
  report: Report,
): boolean {
  const items = axis === 'x' ? 'columns' : 'rows';
  for (const i of axes.keys()) {
    const [first] = panelsInLine(axis, i, columns, axes.length);
    const difference = findDifference(axes[first], axes[i]);
    if (difference === null) continue;
    report({
      severity: 'warning',
      code: 'labels-not-shared',
      message: `panels ${first} and ${i} cannot share the labels of their ${items}, because ${difference}`,
      hints: [`give the panels the same ${items}, or remove layout.share.${axis}`],
    });
    return false;
  }
  return true;
}

/** Describes the first difference between the positions of two axes; null if there is none. */
function findDifference(a: Axis, b: Axis): string | null {
  if (a.order.length !== b.order.length) return `they have ${a.itemCount} and ${b.itemCount} of them`;
  if (a.labels !== null && b.labels !== null) {
    const [ours, theirs] = [a.labels, b.labels];
    const at = ours.findIndex((label, i) => label !== theirs[i]);
    if (at >= 0) {
      const [first, second] = [ours[at], theirs[at]].map((label) => JSON.stringify(label));
      return `no. ${at + 1} is ${first} in one and ${second} in the other`;
    }
  } else if (a.labels !== b.labels) return 'only one of them has labels';
  return a.breaks.join() === b.breaks.join() ? null : 'their gaps are at different places';
}

/**
 * Returns the axis of a panel without what its line shows only once, beside its outermost panel: the tree, and annotations
 * that are the same in all panels.
 */
export function withoutRepeats(
  axes: readonly Axis[],
  panel: number,
  axis: 'x' | 'y',
  grid: PanelOrder,
): Axis {
  const { tree, annotations } = axes[panel];
  const isOuter = (side: Side) => isOutermost(side, panel, grid, axes.length);
  const line = panelsInLine(axis, panel, grid.columns, axes.length);
  const isRepeated = (k: number) => {
    const content = JSON.stringify(annotations[k]);
    return line.length > 1 && line.every((i) => JSON.stringify(axes[i].annotations[k]) === content);
  };
  return {
    ...axes[panel],
    tree: tree?.side && !isOuter(tree.side) ? { ...tree, side: null } : tree,
    annotations: annotations.filter(({ side }, k) => isOuter(side) || !isRepeated(k)),
  };
}
