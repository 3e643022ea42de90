/** Decides whether an axis is numeric, and where its items are. */
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import type { AxisEdges, PositionScale } from '../matrix/matrix.js';
import type { XAxisSpec, YAxisSpec } from '../spec/axis.js';
import { formatDuration, timeFormatter } from '../typography/date.js';
import type { NumericAxis } from './figure.js';
import { type Intervals, intervalsOf } from './intervals.js';
import { endsOf } from './numeric-axis.js';
import type { AxisData } from './order.js';
import { type PositionNames, parsePositions } from './parse-positions.js';

type AxisSpec = XAxisSpec | YAxisSpec;

/**
 * Returns the positions of the items; null if all items have the same width. The spec has priority over the edges of the
 * data. `labels` returns those of the spec or the data.
 *
 * Errors: `position-…`, `positions-…`, `numeric-order`.
 */
export function resolvePositions(
  spec: AxisSpec,
  data: AxisData,
  labels: () => readonly string[] | null,
  report: Report,
): NumericAxis | null {
  const { positions, scale } = spec;
  const { edges } = data;
  if (positions === false) {
    if (scale === undefined) return null;
    fail(
      'position-scale',
      `a scale needs positions, but "positions" is false`,
      data.place('scale'),
      'remove "scale", or set "positions" to "labels"',
    );
  }
  checkOrder(spec, data);
  const ticks = ticksOf(spec, data);
  if (positions === undefined && edges) return { ...fromEdges(edges, scale, data.place('scale')), ticks };
  const isList = Array.isArray(positions);
  const key = positions === undefined ? 'scale' : 'positions';
  const names: PositionNames = {
    item: data.items === 'columns' ? 'column' : 'row',
    text: isList ? 'position' : 'label',
    axis: data.name ?? '',
    place: data.place(key),
  };
  const texts = isList ? positions.map(String) : (labels() ?? []);
  if (texts.length !== data.count && texts.length !== data.count + 1) {
    failCount(texts.length, data.count, names);
  }
  return { ...fromTexts(texts, scale, data.count, names, report), ticks };
}

/** Numeric axes are in the order of their values. Error: `numeric-order`. */
function checkOrder({ order, split }: AxisSpec, { count, place }: AxisData): void {
  const isSorted = order !== undefined && order !== 'data' && order !== 'reverse';
  const isGrouped =
    Array.isArray(split) && split.length === count && split.every((item) => typeof item === 'string');
  if (!isSorted && !isGrouped) return;
  const key = isSorted ? 'order' : 'split';
  fail(
    'numeric-order',
    `"${key}" would sort the items of a numeric axis, but their positions decide their order`,
    place(key),
    `remove "${key}", or set "positions" to false for cells of equal size`,
  );
}

/** Items have ticks if the spec names items or their labels; otherwise round values have. */
function ticksOf({ ticks, labels, positions }: AxisSpec, { edges }: AxisData): NumericAxis['ticks'] {
  const namesItems =
    ticks === 'all' ||
    (typeof ticks === 'object' && (ticks.every !== undefined || ticks.values !== undefined));
  const hasOwnLabels = Array.isArray(labels) && (Array.isArray(positions) || (!positions && edges !== null));
  return namesItems || hasOwnLabels ? 'items' : 'values';
}

function failCount(found: number, count: number, { item, place }: PositionNames): never {
  fail(
    'position-count',
    `found ${found} position${found === 1 ? '' : 's'} for ${count} ${item}${count === 1 ? '' : 's'}`,
    place,
    `list ${count} positions, or the ${count + 1} edges of the ${item}s`,
  );
}

type Positions = Omit<NumericAxis, 'ticks'>;

function fromEdges(edges: AxisEdges, scale: PositionScale | undefined, place: Place): Positions {
  const { values } = edges;
  const used = scale ?? edges.scale;
  if ((used === 'time') !== (edges.scale === 'time')) {
    fail(
      'position-scale',
      `the data has ${edges.scale === 'time' ? 'times' : 'numbers'} on this axis, so it cannot have a ${used} scale`,
      place,
      'remove "scale"',
    );
  }
  if (used === 'log' && values[0] <= 0) failNotPositive(`the edge ${values[0]}`, place);
  return { scale: used, start: values.slice(0, -1), end: values.slice(1), at: null, gaps: 0 };
}

function fromTexts(
  texts: readonly string[],
  requestedScale: PositionScale | undefined,
  count: number,
  names: PositionNames,
  report: Report,
): Positions {
  const { scale, values, ends } = parsePositions(texts, requestedScale, names);
  checkValues(values, texts, scale, names);
  if (ends) {
    if (texts.length !== count) failCount(texts.length, count, names);
    checkValues(ends, texts, scale, names);
    checkOverlap(values, ends, texts, names);
  } else if (texts.length === count) {
    const { beforeGaps, step, ...intervals } = intervalsOf(values, scale);
    checkRange(intervals, scale, names);
    if (beforeGaps.length > 0) reportGaps(intervals, beforeGaps, step, names, report);
    return { scale, ...intervals, at: values, gaps: beforeGaps.length };
  }
  const isDescending = values[0] > values[values.length - 1];
  const [low, high] = isDescending ? [values.slice(1), values.slice(0, -1)] : [values, values.slice(1)];
  const intervals = ends ? { start: values, end: ends } : { start: low.slice(0, count), end: high };
  checkRange(intervals, scale, names);
  return { scale, ...intervals, at: null, gaps: ends ? countGaps(intervals) : 0 };
}

/** Positions must be strictly monotone, and positive on a log scale. */
function checkValues(
  values: Float64Array,
  texts: readonly string[],
  scale: PositionScale,
  { item, text, place }: PositionNames,
): void {
  if (scale === 'log') {
    const wrong = values.findIndex((value) => value <= 0);
    if (wrong >= 0) failNotPositive(`the ${text} ${quote(texts[wrong])} of ${item} ${wrong}`, place);
  }
  const isDescending = values.length > 1 && values[1] < values[0];
  const wrong = values.findIndex(
    (value, i) => i > 0 && (isDescending ? value >= values[i - 1] : value <= values[i - 1]),
  );
  if (wrong < 0) return;
  const earlier = values.indexOf(values[wrong]);
  if (earlier < wrong) {
    fail(
      'position-repeated',
      `${item}s ${earlier} and ${wrong} have the same position, ${quote(texts[wrong])}`,
      place,
      `give each ${item} a position of its own, or combine the ${item}s`,
    );
  }
  fail(
    'positions-not-sorted',
    `positions must ${isDescending ? 'decrease' : 'increase'} from ${item} to ${item}, but ${quote(texts[wrong])} of ${item} ${wrong} follows ${quote(texts[wrong - 1])}`,
    place,
    `sort the ${item}s by position`,
  );
}

function failNotPositive(subject: string, place: Place): never {
  fail(
    'position-not-positive',
    `${subject} is not positive, and a log scale shows only positive positions`,
    place,
    'use "scale": "linear", or keep only the items with positive positions',
  );
}

function checkOverlap(
  start: Float64Array,
  end: Float64Array,
  texts: readonly string[],
  { item, place }: PositionNames,
): void {
  const isDescending = start[0] > start[start.length - 1];
  const wrong = start.findIndex((_, i) => {
    if (i === 0) return false;
    return isDescending ? end[i] > start[i - 1] : start[i] < end[i - 1];
  });
  if (wrong < 0) return;
  fail(
    'positions-overlap',
    `the intervals ${quote(texts[wrong - 1])} and ${quote(texts[wrong])} of ${item}s ${wrong - 1} and ${wrong} overlap`,
    place,
    'use intervals that do not overlap',
  );
}

/** The axis must have a length that floating-point numbers can express. */
function checkRange(intervals: Intervals, scale: PositionScale, { place }: PositionNames): void {
  const [low, high] = endsOf(intervals);
  const length = scale === 'log' ? Math.log10(high) - Math.log10(low) : high - low;
  if (Number.isFinite(length) && length > 0) return;
  fail('position-range', `the positions from ${low} to ${high} are too close or too far apart`, place);
}

function countGaps({ start, end }: Intervals): number {
  const isDescending = start[0] > start[start.length - 1];
  let count = 0;
  for (let i = 1; i < start.length; i++) {
    if (isDescending ? start[i - 1] > end[i] : start[i] > end[i - 1]) count++;
  }
  return count;
}

/** The maximum number of gaps that the note lists. */
const MAX_LISTED = 3;

function reportGaps(
  intervals: Intervals,
  beforeGaps: readonly number[],
  step: number,
  { item }: PositionNames,
  report: Report,
): void {
  const { start, end } = intervals;
  const count = beforeGaps.length;
  const write = timeFormatter(...endsOf(intervals));
  const listed = beforeGaps.slice(0, MAX_LISTED).map((i) => {
    const [from, to] = start[i] < start[i + 1] ? [end[i], start[i + 1]] : [end[i + 1], start[i]];
    return `${write(from)} to ${write(to)}`;
  });
  report({
    severity: 'info',
    code: 'time-gaps',
    message: `${count === 1 ? 'one gap' : `${count} gaps`} between the times of the ${item}s ${count === 1 ? 'is' : 'are'} left empty: ${listed.join(', ')}${count > MAX_LISTED ? ', …' : ''}; the usual step is ${formatDuration(step)}`,
  });
}

/** Returns a label for each item of an axis whose data has no labels. */
export function labelsFromPositions(numeric: NumericAxis): string[] {
  const { scale, start, end, at } = numeric;
  const writeTime = timeFormatter(...endsOf(numeric));
  const write = (value: number) =>
    scale === 'time' ? writeTime(value) : String(Number(value.toPrecision(12)));
  return Array.from(start, (from, i) => (at ? write(at[i]) : `${write(from)}–${write(end[i])}`));
}
