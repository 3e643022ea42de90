/** Sentences of the description about what is beside a body: trees, groups of items, annotations. */

import type { Scale } from '../color/scale.js';
import { maxOf, minOf } from '../extremes.js';
import { formatCount, joinFirst, joinItems } from '../phrases.js';
import { LIMITS } from '../theme.js';
import { numberFormatter } from '../typography/number.js';
import { truncateMiddle } from '../typography/wrap.js';
import type { Annotation, AnnotationPlot, AnnotationStrip } from './annotation.js';
import type { Axis } from './figure.js';

/** The parts of an axis that these sentences need. */
export type ContextAxis = Pick<
  Axis,
  'order' | 'itemsPerPosition' | 'labels' | 'tree' | 'slices' | 'annotations'
>;

const { maxListed, maxLabelLength, maxClusterSizes } = LIMITS.description;

const PLOT_NAMES: Readonly<Record<AnnotationPlot['kind'], string>> = {
  bar: 'bars',
  stacked: 'stacked bars',
  line: 'lines',
  point: 'points',
  box: 'box plots',
  histogram: 'histograms',
  density: 'density curves',
};

/** Returns sentences about the rows or the columns of the panels. */
export function contextSentences(
  axes: readonly ContextAxis[],
  item: 'row' | 'column',
  scales: Readonly<Record<string, Scale>>,
): string[] {
  const grouping = axes.map((axis) => groupingPhrase(axis, item));
  const isSame = grouping.every((phrase) => phrase === grouping[0]);
  const subject = `${item === 'row' ? 'Rows' : 'Columns'}${axes.length > 1 ? ' of each panel' : ''}`;
  const phrases = new Set(
    axes.flatMap((axis) =>
      axis.annotations.map((annotation) => annotationPhrase(annotation, item, axis, scales)),
    ),
  );
  return [
    ...(isSame
      ? grouping[0] === null
        ? []
        : [`${subject} are ${grouping[0]}.`]
      : [`${subject} are clustered or grouped, in different ways.`]),
    ...(phrases.size === 0
      ? []
      : [`Beside the ${item}s: ${joinFirst([...phrases], maxListed, phrases.size)}.`]),
  ];
}

/** Says how the items are clustered or grouped; null if they are not. */
function groupingPhrase({ tree, slices }: ContextAxis, item: 'row' | 'column'): string | null {
  const groups = tree?.clusters ?? slices;
  if (!groups) return tree ? 'ordered by a tree' : null;
  const counts: number[] = [];
  for (const group of groups) counts[group] = (counts[group] ?? 0) + 1;
  const [noun, verb] = tree?.clusters ? ['cluster', 'clustered into'] : ['group', 'split into'];
  const [min, max] = [minOf(counts, (n) => n), maxOf(counts, (n) => n)];
  const from = item === 'row' ? 'from the top' : 'from the left';
  const sizes =
    counts.length > maxClusterSizes
      ? `${min === max ? '' : `${min} to `}${formatCount(max, item)}`
      : `${joinItems(counts.map(String))} ${item}${max === 1 ? '' : 's'}${counts.length > 1 ? `, ${from}` : ''}`;
  return `${verb} ${formatCount(counts.length, noun)} of ${sizes}`;
}

function annotationPhrase(
  annotation: Annotation,
  item: 'row' | 'column',
  axis: ContextAxis,
  scales: Readonly<Record<string, Scale>>,
): string {
  const title = annotation.title === null ? null : shorten(annotation.title);
  switch (annotation.kind) {
    case 'category':
    case 'continuous':
      return withTitle(title, stripPhrase(annotation, scales[annotation.scale]));
    case 'text':
      return withTitle(title, 'texts');
    case 'mark': {
      const names = annotation.marks.map(({ text }) => shorten(text));
      return withTitle(title, `marks of ${formatCount(names.length, item)}: ${joinFirst(names, maxListed)}`);
    }
    default:
      return withTitle(title, plotPhrase(annotation, item, axis));
  }
}

function withTitle(title: string | null, content: string): string {
  return title === null ? content : `${title} (${content})`;
}

function stripPhrase({ values }: AnnotationStrip, { categories }: Scale): string {
  const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const missingPhrase = missing === 0 ? [] : [`${missing} missing`];
  if (!categories) return [rangePhrase(values), ...missingPhrase].join(', ');
  const counts = new Map<number, number>();
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const names = ranked.map(([category, count]) => `${count} ${shorten(categories[category])}`);
  return [joinFirst(names, maxListed), ...missingPhrase].join(', ');
}

function plotPhrase(
  { kind, values }: AnnotationPlot,
  item: 'row' | 'column',
  { order, itemsPerPosition, labels }: ContextAxis,
): string {
  const [range, at] = rangeOfLists(values);
  const largest = labels?.[order.indexOf(Math.floor(at / itemsPerPosition))];
  const isSingle = values.every((list) => list.length === 1);
  const where = isSingle && largest !== undefined ? `, largest at ${item} ${shorten(largest)}` : '';
  return `${PLOT_NAMES[kind]}, ${range}${where}`;
}

/** Returns the range of all values, and the item that has the largest one. */
function rangeOfLists(lists: readonly Float64Array[]): [range: string, at: number] {
  const ends: number[] = [];
  let [largest, at] = [Number.NEGATIVE_INFINITY, -1];
  lists.forEach((list, i) => {
    for (const value of list) {
      if (!Number.isFinite(value)) continue;
      ends[0] = Math.min(ends[0] ?? value, value);
      ends[1] = Math.max(ends[1] ?? value, value);
      if (value > largest) [largest, at] = [value, i];
    }
  });
  return [rangePhrase(ends), at];
}

function rangePhrase(values: ArrayLike<number>): string {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    min = Math.min(min, values[i]);
    max = Math.max(max, values[i]);
  }
  if (min > max) return 'no values';
  const write = numberFormatter(min, max);
  return min === max ? write(min) : `${write(min)} to ${write(max)}`;
}

function shorten(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return truncateMiddle(line.slice(0, 4 * maxLabelLength), maxLabelLength, ({ length }) => length);
}
