import { fail, quote, type Report } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import { findPositions } from '../spec/address.js';
import type { LabelSequenceSpec, XAxisSpec, YAxisSpec } from '../spec/axis.js';
import { toPx } from '../spec/length.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { readableToken } from '../typography/token.js';
import type { Axis, Bracket, NumericAxis, Tree } from './figure.js';
import { bracketsOfGroups, pinTotals, totalBreaks } from './groups.js';
import { type AxisData, sortItems } from './order.js';
import { labelsFromPositions, resolvePositions } from './positions.js';
import { clusterOptionsOf, OPPOSITE, resolveTree } from './tree.js';

/** Resolves the columns, from left to right; labels wider than `maxLabelWidth` px are cut. */
export function resolveX(spec: XAxisSpec, data: AxisData, maxLabelWidth: number, report: Report): Axis {
  const side = spec.side ?? DEFAULTS.axis.xSide;
  const numeric = resolvePositions(
    spec,
    data,
    () => resolveLabels(spec.labels || undefined, data, 1),
    report,
  );
  const sides: Axis['sides'] = side === 'both' ? ['bottom', 'top'] : [side];
  return resolveAxis(spec, withLabels(data, numeric), maxLabelWidth, false, sides, numeric);
}

/** Resolves the rows, from the top of the page down. */
export function resolveY(spec: YAxisSpec, data: AxisData, maxLabelWidth: number, report: Report): Axis {
  const side = spec.side ?? DEFAULTS.axis.ySide;
  const numeric = resolvePositions(
    spec,
    data,
    () => resolveLabels(spec.labels || undefined, data, 1),
    report,
  );
  const sides: Axis['sides'] = side === 'both' ? ['left', 'right'] : [side];
  const origin = spec.origin ?? defaultOrigin(numeric, data);
  return resolveAxis(spec, withLabels(data, numeric), maxLabelWidth, origin === 'bottom', sides, numeric);
}

/**
 * Numbers increase upward, as in every plot of numbers. Times run down the page, as text and calendars do, and so do the
 * rows of a matrix with the same items on both axes, such as a contact map.
 */
function defaultOrigin(numeric: NumericAxis | null, { isSquare }: AxisData): 'top' | 'bottom' {
  return numeric && numeric.scale !== 'time' && !isSquare ? 'bottom' : DEFAULTS.axis.origin;
}

/** Items of a numeric axis without labels are named by their positions. */
function withLabels(data: AxisData, numeric: NumericAxis | null): AxisData {
  return numeric && !data.labels ? { ...data, labels: labelsFromPositions(numeric) } : data;
}

function resolveAxis(
  spec: XAxisSpec | YAxisSpec,
  data: AxisData,
  maxLabelWidth: number,
  isUpwards: boolean,
  sides: Axis['sides'],
  numeric: NumericAxis | null,
): Axis {
  const itemsPerPosition = itemsPerPositionOf(spec, data.count);
  const itemLabels = resolveLabels(spec.labels, data, itemsPerPosition);
  const formatAll = (labels: readonly string[]) => labels.map((label) => formatLabel(label, spec));
  const clusterOptions = clusterOptionsOf(spec.order);
  const clustering = clusterOptions && data.cluster(clusterOptions);
  const sortedByData = clustering
    ? Array.from(clustering.leaves)
    : sortItems(spec.order, itemLabels, { ...data, count: Math.ceil(data.count / itemsPerPosition) });
  // A numeric axis starts at its smallest value.
  const sorted = numeric && isDescending(numeric) ? sortedByData.reverse() : sortedByData;
  // Only a list or positions move totals away from the end.
  const pinned = Array.isArray(spec.order) || numeric ? sorted : pinTotals(sorted, data.totals);
  const { order: forward, names } = splitByName(spec.split, pinned, data.count);
  if (clustering && names) {
    const hint = 'split at clusters with { "clusters": 3 }, or remove "cluster" from the order';
    fail(
      'split-order',
      'groups of names cannot be combined with a clustered order',
      data.place('split'),
      hint,
    );
  }
  const order = isUpwards ? [...forward].reverse() : forward;
  const positionOf = new Int32Array(order.length);
  order.forEach((item, position) => {
    positionOf[item] = position;
  });
  const position = (item: number) => positionOf[Math.floor(item / itemsPerPosition)];

  // Items can be addressed by label only if each has its own position.
  const addressable = itemsPerPosition === 1 ? itemLabels : null;
  const labels2 = spec.labels2 && checkLabelCount(spec.labels2, data, 'labels2').map(String);
  const groupBrackets = spec.groups
    ? resolveBrackets(spec.groups, addressable, position, data)
    : bracketsOfGroups(
        data.groups,
        order.map((item) => item * itemsPerPosition),
      );
  const tree = clustering && resolveTree(spec, clustering, order, sides[0], data);
  const splitBrackets = names ? bracketsOfRuns(order.map((item) => names[item])) : [];
  return {
    title: null,
    itemCount: data.count,
    order,
    itemsPerPosition,
    tree,
    breaks: mergeBreaks(
      resolveBreaks(spec.split, names, order, addressable, isUpwards, position, tree, data),
      totalBreaks(order, data.totals),
    ),
    labels: itemLabels && formatAll(order.map((item) => itemLabels[item])),
    labels2: labels2
      ? { labels: formatAll(order.map((item) => labels2[item * itemsPerPosition])), side: OPPOSITE[sides[0]] }
      : null,
    maxWidth: Math.min(
      maxLabelWidth,
      spec.maxWidth === undefined ? LIMITS.label.maxWidth : (toPx(spec.maxWidth) as number),
    ),
    brackets: [...splitBrackets, ...groupBrackets],
    annotations: [],
    ticks: resolveTicks(spec.ticks, addressable, order, position, data, itemsPerPosition, isUpwards),
    labelAngle: resolveLabelAngle(spec.ticks),
    sides,
    numeric,
  };
}

function isDescending({ start }: NumericAxis): boolean {
  return start[0] > start[start.length - 1];
}

function formatLabel(label: string, { strip, style }: XAxisSpec | YAxisSpec): string {
  const text = strip === undefined ? label : label.split(strip).join('');
  return style === 'token' ? readableToken(text) : text;
}

/** Returns the angle of labels clockwise; `ticks.rotate` turns them counterclockwise, so that they read upward. */
function resolveLabelAngle(ticks: XAxisSpec['ticks']): Axis['labelAngle'] {
  const rotate = typeof ticks === 'object' ? ticks.rotate : undefined;
  return rotate === 45 ? -45 : rotate === 90 ? -90 : (rotate ?? DEFAULTS.axis.rotate);
}

function resolveTicks(
  ticks: XAxisSpec['ticks'],
  labels: readonly string[] | null,
  order: readonly number[],
  position: (item: number) => number,
  { count, place, budget }: AxisData,
  itemsPerPosition: number,
  isUpwards: boolean,
): Axis['ticks'] {
  if (ticks === undefined || typeof ticks === 'string') return ticks ?? DEFAULTS.axis.ticks;
  const { values, every } = ticks;
  if (values === undefined && every === undefined) return 'auto';
  if (values === undefined) return everyNth(order.length, every as number, itemsPerPosition, isUpwards);
  const named = findPositions(values, count, labels, place('ticks', 'values'), budget);
  return [...new Set(named.map(position))].sort((a, b) => a - b);
}

/** Returns every n-th position, counted in items from the origin of the axis, ascending. */
function everyNth(count: number, every: number, itemsPerPosition: number, isUpwards: boolean): number[] {
  const positions = Array.from({ length: count }, (_, i) => i).filter(
    (i) => (i * itemsPerPosition) % every < itemsPerPosition,
  );
  return isUpwards ? positions.map((i) => count - 1 - i).reverse() : positions;
}

/** If `split` names a group for each item, sorts the items by group, in order of first appearance. */
function splitByName(
  split: XAxisSpec['split'],
  order: readonly number[],
  count: number,
): { order: readonly number[]; names: readonly string[] | null } {
  const names =
    Array.isArray(split) && split.length === count && split.every((s) => typeof s === 'string')
      ? (split as string[])
      : null;
  if (!names) return { order, names };
  const rank = new Map([...new Set(order.map((item) => names[item]))].map((name, i) => [name, i]));
  const rankOf = (item: number) => rank.get(names[item]) as number;
  return { order: [...order].sort((a, b) => rankOf(a) - rankOf(b)), names };
}

/** Returns the positions before which there is a gap. */
function resolveBreaks(
  split: XAxisSpec['split'],
  names: readonly string[] | null,
  order: readonly number[],
  labels: readonly string[] | null,
  isUpwards: boolean,
  position: (item: number) => number,
  tree: Tree | null,
  { count, place, budget }: AxisData,
): number[] {
  if (!split) return [];
  if (!Array.isArray(split)) {
    const clusters = tree?.clusters;
    if (!clusters) {
      const hint = 'set "order" to "cluster"';
      fail('split-order', 'only a clustered order can be split into clusters', place('split'), hint);
    }
    return order.flatMap((item, i) => (i > 0 && clusters[item] !== clusters[order[i - 1]] ? [i] : []));
  }
  const at = names
    ? order.flatMap((item, i) => (i > 0 && names[item] !== names[order[i - 1]] ? [i] : []))
    : // "Before" is seen from the origin: below an item if the origin is at the bottom.
      findPositions(split, count, labels, place('split'), budget).map(
        (item) => position(item) + (isUpwards ? 1 : 0),
      );
  return [...new Set(at)].filter((i) => i > 0 && i < count).sort((a, b) => a - b);
}

function mergeBreaks(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((first, second) => first - second);
}

function bracketsOfRuns(names: readonly string[]): Bracket[] {
  const runs: Bracket[] = [];
  names.forEach((title, i) => {
    const last = runs.at(-1);
    if (last && names[i - 1] === title) runs[runs.length - 1] = { ...last, to: i };
    else runs.push({ title, from: i, to: i });
  });
  return runs;
}

/** Returns a bracket over the positions of each group. Error: `group-apart` if its items are not neighbours. */
function resolveBrackets(
  groups: NonNullable<XAxisSpec['groups']>,
  labels: readonly string[] | null,
  position: (item: number) => number,
  { count, place, budget }: AxisData,
): Bracket[] {
  return groups.map(({ title, from, to = from }, i) => {
    const groupPlace = place('groups', String(i));
    const items = findPositions({ from, to }, count, labels, groupPlace, budget);
    const positions = new Int32Array(items.length);
    for (let k = 0; k < items.length; k++) positions[k] = position(items[k]);
    positions.sort();
    if (positions.some((at, k) => k > 0 && at - positions[k - 1] > 1)) {
      fail(
        'group-apart',
        `the items of the group ${quote(title)} are not neighbours in this order`,
        groupPlace,
        'remove "order" and "split", or list groups of neighbours',
      );
    }
    return { title, from: positions[0], to: positions[positions.length - 1] };
  });
}

/** The largest number of positions of an axis, more than any page has pixels; with more items, several share a position. */
const MAX_POSITIONS = 2 ** 16;

/** Returns how many items share a position: one, unless the axis is very long and in the order of the data. */
function itemsPerPositionOf({ order, split }: XAxisSpec | YAxisSpec, count: number): number {
  const isInDataOrder = (order === undefined || order === 'reverse') && split === undefined;
  return isInDataOrder ? Math.ceil(count / MAX_POSITIONS) : 1;
}

/** Returns the label of the first item of each position, in the order of the data: from the spec, the data, or the index. */
function resolveLabels(
  labels: XAxisSpec['labels'],
  data: AxisData,
  itemsPerPosition: number,
): readonly string[] | null {
  if (labels === false) return null;
  const each = (all: readonly string[]) =>
    itemsPerPosition === 1 ? all : all.filter((_, i) => i % itemsPerPosition === 0);
  if (Array.isArray(labels)) return each(checkLabelCount(labels, data, 'labels').map(String));
  if (!labels && data.labels) return each(data.labels);
  const { step = DEFAULTS.count.step, ...spec }: LabelSequenceSpec = labels || {};
  return sequenceLabels({ ...spec, step: step * itemsPerPosition }, Math.ceil(data.count / itemsPerPosition));
}

function checkLabelCount<T>(
  labels: readonly T[],
  { count, items, place }: AxisData,
  key: string,
): readonly T[] {
  if (labels.length !== count) {
    fail(
      'label-count',
      `found ${labels.length} label${labels.length === 1 ? '' : 's'} for ${count} ${items}`,
      place(key),
      `list one label for each of the ${count} ${items}, or remove "${key}"`,
    );
  }
  return labels;
}

/** Returns the labels of an arithmetic sequence, such as L0, L1, L2. */
export function sequenceLabels(spec: LabelSequenceSpec, count: number): string[] {
  const { from = DEFAULTS.count.from, step = DEFAULTS.count.step, prefix = '' } = spec;
  const decimals = maxOf([from, step], (value) => String(value).split('.')[1]?.length ?? 0);
  return Array.from(
    { length: count },
    (_, i) => `${prefix}${(from + i * step).toFixed(Math.min(12, decimals))}`,
  );
}
