import { fail, quote, type Report } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import { findPositions } from '../spec/find-positions.js';
import type { LabelSequenceSpec } from '../spec/label-sequence.js';
import type { SliceOptions } from '../spec/split.js';
import { toPx } from '../spec/to-px.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { readableToken } from '../typography/token.js';
import { clustersOfSplit, resolveTree } from './dendrogram.js';
import { mirrorSide } from './direction.js';
import type { Axis, Bracket, NumericAxis } from './figure.js';
import { bracketsOfGroups, pinTotals, totalBreaks } from './groups.js';
import { type AxisData, sortItems } from './order.js';
import { labelsFromPositions, resolvePositions } from './positions.js';
import {
  breaksBetween,
  type Groups,
  resolveGroups,
  sliceBrackets,
  sliceOptionsOf,
  slicesBetween,
  sortByGroup,
} from './slices.js';
import { clusterOptionsOf, OPPOSITE } from './tree.js';

/** Resolves the columns, from left to right; labels wider than `maxLabelWidth` px are cut. */
export function resolveX(spec: XAxisSpec, data: AxisData, maxLabelWidth: number, report: Report): Axis {
  const side = spec.side ?? DEFAULTS.axis.xSide;
  const numeric = numericAxis(spec, data, report);
  const sides: Axis['sides'] = side === 'both' ? ['bottom', 'top'] : [side];
  return resolveAxis(spec, withLabels(data, numeric), maxLabelWidth, false, sides, numeric);
}

/** Resolves the rows, from the top of the page down. */
export function resolveY(spec: YAxisSpec, data: AxisData, maxLabelWidth: number, report: Report): Axis {
  const first = mirrorSide(DEFAULTS.axis.ySide, data.direction);
  const side = spec.side ?? first;
  const numeric = numericAxis(spec, data, report);
  const sides: Axis['sides'] = side === 'both' ? [first, OPPOSITE[first]] : [side];
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

/** Returns the positions of the items; null if all items have the same width. */
function numericAxis(spec: XAxisSpec | YAxisSpec, data: AxisData, report: Report): NumericAxis | null {
  if (spec.positions === undefined && spec.scale === undefined && !data.edges) return null;
  return resolvePositions(spec, data, () => resolveLabels(spec.labels || undefined, data, 1), report);
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
  const slicing = spec.split ? sliceOptionsOf(spec.split, data.count) : null;
  const clusterOptions = clusterOptionsOf(spec.order);
  const groups = slicing && resolveGroups(slicing, clusterOptions !== null, data);
  const clustering = clusterOptions && data.cluster(clusterOptions, groups);
  const sortedByData = clustering
    ? Array.from(clustering.leaves)
    : sortItems(spec.order, itemLabels, { ...data, count: Math.ceil(data.count / itemsPerPosition) });
  // A numeric axis starts at its smallest value.
  const sorted = numeric && isDescending(numeric) ? sortedByData.reverse() : sortedByData;
  // Only a list or positions move totals away from the end.
  const pinned = Array.isArray(spec.order) || numeric ? sorted : pinTotals(sorted, data.totals);
  const forward = groups && !clustering ? sortByGroup(groups, pinned) : pinned;
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
  const clusters = slicing && clustersOfSplit(slicing, clustering, order, data);
  const tree = clustering && resolveTree(spec, clustering, order, clusters, sides[0], data);
  const members = clusters ?? groups?.numbers ?? null;
  const sliceBreaks = members
    ? breaksBetween(members, order)
    : slicing?.before
      ? breaksBefore(slicing.before, order, addressable, isUpwards, position, data)
      : [];
  const titles = slicing && sliceTitles(slicing, groups, order, sliceBreaks);
  return {
    title: null,
    itemCount: data.count,
    order,
    itemsPerPosition,
    tree,
    breaks: mergeBreaks(sliceBreaks, totalBreaks(order, data.totals)),
    breakGap: slicing?.gap === undefined ? null : (toPx(slicing.gap) as number),
    slices: members && slicesBetween(sliceBreaks, order),
    labels: itemLabels && formatAll(order.map((item) => itemLabels[item])),
    ...(spec.style === 'italic' && { hasItalicLabels: true }),
    labels2: labels2
      ? { labels: formatAll(order.map((item) => labels2[item * itemsPerPosition])), side: OPPOSITE[sides[0]] }
      : null,
    maxWidth: Math.min(
      maxLabelWidth,
      spec.maxWidth === undefined ? LIMITS.label.maxWidth : (toPx(spec.maxWidth) as number),
    ),
    brackets: [
      ...(titles ? sliceBrackets(sliceBreaks, order.length, titles, data.place('split', 'titles')) : []),
      ...groupBrackets,
    ],
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

/** Returns the positions of the items before which a slice begins. */
function breaksBefore(
  items: NonNullable<SliceOptions['before']>,
  order: readonly number[],
  labels: readonly string[] | null,
  isUpwards: boolean,
  position: (item: number) => number,
  { count, place, budget }: AxisData,
): number[] {
  // "Before" is seen from the origin: below an item if the origin is at the bottom.
  const at = findPositions(items, count, labels, place('split'), budget).map(
    (item) => position(item) + (isUpwards ? 1 : 0),
  );
  return [...new Set(at)].filter((i) => i > 0 && i < order.length).sort((a, b) => a - b);
}

/** Returns the titles of slices in page order; null for no titles. */
function sliceTitles(
  { titles, kmeans }: SliceOptions,
  groups: Groups | null,
  order: readonly number[],
  breaks: readonly number[],
): readonly string[] | null {
  const starts = [0, ...breaks];
  if (titles === false) return null;
  if (Array.isArray(titles)) return titles;
  if (titles) return sequenceLabels(titles, starts.length);
  if (kmeans !== undefined) return sequenceLabels({ from: 1 }, starts.length);
  if (!groups) return null;
  const { names, numbers } = groups;
  return starts.map((start) => names[numbers[order[start]]] ?? DEFAULTS.colorbar.missingLabel);
}

function mergeBreaks(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((first, second) => first - second);
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
