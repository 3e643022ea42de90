import { isUndefinedAt, type Scale } from '../color/scale.js';
import type { SourceExtremum, SourceStats } from '../matrix/reduction.js';
import { countClipped } from './clipping.js';
import type { Axis, DrawnGrid, Panel } from './figure.js';
import { type Extremum, type Means, newExtremum, RunningStats, updateExtremum } from './running-stats.js';

/** The parts of a panel that its statistics and its description need. */
export interface StatisticsInput
  extends Pick<
    Panel,
    'title' | 'matrix' | 'transformed' | 'clipBounds' | 'mask' | 'totals' | 'regions' | 'scale'
  > {
  readonly drawn: Pick<DrawnGrid, 'aggregation'>;
  readonly x: StatisticsAxis;
  readonly y: StatisticsAxis;
  readonly marks?: Panel['marks'];
  readonly stars?: Panel['stars'];
}

type StatisticsAxis = Pick<
  Axis,
  'title' | 'order' | 'itemsPerPosition' | 'labels' | 'numeric' | 'tree' | 'slices' | 'annotations'
>;

/** The statistics of the values of one panel. Positions are those on the page. */
export interface PanelStatistics {
  readonly panel: StatisticsInput;
  /** Extrema of the finite values; `at` is the row-major position on the page. */
  readonly low: Extremum;
  readonly high: Extremum;
  /** NaN for items without finite values; empty if not all values are stored. */
  readonly means: Means;
  readonly special: Readonly<Record<Special, number>>;
}

/** Cells that show no value inside the domain. Each cell has one kind; the words are for one cell and for several. */
export const SPECIAL = {
  total: ['is a total', 'are totals'],
  hidden: ['is hidden', 'are hidden'],
  missing: ['is missing', 'are missing'],
  minusInfinity: ['is −∞', 'are −∞'],
  unshowable: ['is 0 or less, which a log scale cannot show', 'are 0 or less, which a log scale cannot show'],
  below: ['lies below the colour domain', 'lie below the colour domain'],
  infinity: ['is ∞', 'are ∞'],
  above: ['lies above the colour domain', 'lie above the colour domain'],
} as const;

export type Special = keyof typeof SPECIAL;

function specialOf(scale: Scale, [low, high]: Panel['clipBounds'], value: number): Special | null {
  if (Number.isNaN(value)) return 'missing';
  if (scale.categories) return null;
  if (value === Number.NEGATIVE_INFINITY) return 'minusInfinity';
  if (value === Number.POSITIVE_INFINITY) return 'infinity';
  if (isUndefinedAt(scale, value)) return 'unshowable';
  if (scale.extend === 'both') return null;
  return value < low ? 'below' : value > high ? 'above' : null;
}

const NONE = {
  total: 0,
  hidden: 0,
  missing: 0,
  minusInfinity: 0,
  unshowable: 0,
  below: 0,
  infinity: 0,
  above: 0,
};

/** Computes the statistics in one pass. Adds the number of cells of each category to `categoryCounts`. */
export function panelStatistics(
  panel: StatisticsInput,
  scale: Scale,
  categoryCounts: Float64Array,
): PanelStatistics {
  const { matrix, x, y, clipBounds: bounds } = panel;
  const { rows, columns, reduction } = matrix;
  if (reduction) return statisticsOfSource(panel, scale, reduction.sourceStats);
  const special = { ...NONE };
  const [down, across] = [itemsOf(y, rows), itemsOf(x, columns)];
  const numbers = new RunningStats(y.order.length, x.order.length);
  const [from, to] = ordinaryInterval(scale, bounds);
  // Copies each row to a buffer that stays in the CPU cache, which halves the time.
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const hidden = copyRow(panel, down.item[i], across, row);
    special.hidden += hidden;
    // Masked cells are NaN in the buffer, so the loop below counts them as missing.
    special.missing -= hidden;
    const shown = scale.categories
      ? countCategories(row, categoryCounts)
      : numbers.addRow(row, down.position[i], across.position);
    if (shown === columns && numbers.low.value >= from && numbers.high.value <= to) continue;
    for (let j = 0; j < columns; j++) {
      const value = row[j];
      const kind = value >= from && value <= to ? null : specialOf(scale, bounds, value);
      if (kind) special[kind]++;
    }
  }
  special.total = panel.totals?.reduce((sum, isTotal) => sum + isTotal, 0) ?? 0;
  special.hidden -= special.total + countAbsent(panel);
  return { panel, low: numbers.low, high: numbers.high, means: numbers.means(), special };
}

/** Returns the number of cells that do not exist, such as days outside of the year. */
export function countAbsent({ regions }: Pick<StatisticsInput, 'regions'>): number {
  return regions?.ofCell.reduce((sum, region) => sum + (region < 0 ? 1 : 0), 0) ?? 0;
}

/** Returns the interval of values that `specialOf` never needs to look at. */
function ordinaryInterval(scale: Scale, bounds: Panel['clipBounds']): Panel['clipBounds'] {
  const [low, high] =
    scale.categories || scale.extend === 'both' ? [-Number.MAX_VALUE, Number.MAX_VALUE] : bounds;
  return [scale.kind === 'log' ? Math.max(low, Number.MIN_VALUE) : low, high];
}

/** Copies a row of the data in page order, hidden cells as NaN; returns the number of hidden cells. */
function copyRow(
  { matrix, mask }: StatisticsInput,
  row: number,
  across: Items,
  target: Float64Array,
): number {
  const start = row * target.length;
  if (across.isForward && !mask) {
    target.set(matrix.values.subarray(start, start + target.length));
    return 0;
  }
  let count = 0;
  for (let j = 0; j < target.length; j++) {
    const cell = start + across.item[j];
    const isHidden = mask !== null && mask[cell] !== 0;
    target[j] = isHidden ? Number.NaN : matrix.values[cell];
    if (isHidden) count++;
  }
  return count;
}

/** Returns the statistics that were collected while the values were read. */
function statisticsOfSource(panel: StatisticsInput, scale: Scale, raw: SourceStats): PanelStatistics {
  const { x, y, matrix, clipBounds: bounds } = panel;
  const counts = countClipped(scale, bounds, [matrix]);
  const log = scale.kind === 'log';
  const extremum = (sign: 1 | -1, extreme: SourceExtremum | null): Extremum => {
    if (!extreme) return newExtremum(sign);
    const [row, column] = [positionOf(y, extreme.row), positionOf(x, extreme.column)];
    return { sign, value: extreme.value, count: extreme.count, at: row * x.order.length + column };
  };
  return {
    panel,
    low: extremum(1, raw.min),
    high: extremum(-1, raw.max),
    means: { rows: new Float64Array(0), columns: new Float64Array(0), all: Number.NaN },
    special: {
      ...NONE,
      missing: counts.missing,
      unshowable: counts.unshowable,
      minusInfinity: log ? 0 : raw.negativeInfinity,
      infinity: raw.positiveInfinity,
      below: counts.under - (log || scale.extend === 'both' ? 0 : raw.negativeInfinity),
      above: counts.over - (scale.extend === 'both' ? 0 : raw.positiveInfinity),
    },
  };
}

/** Returns the position of an item on the page. */
function positionOf({ order, itemsPerPosition: factor }: StatisticsAxis, item: number): number {
  return order.indexOf(Math.floor(item / factor));
}

/** The items of an axis in page order, and the position of each. */
interface Items {
  readonly item: Int32Array;
  readonly position: Int32Array;
  /** Whether page order is the order of the data. */
  readonly isForward: boolean;
}

function itemsOf({ order, itemsPerPosition: factor }: StatisticsAxis, count: number): Items {
  const item = new Int32Array(count);
  const position = new Int32Array(count);
  let filled = 0;
  order.forEach((first, k) => {
    for (let i = first * factor; i < Math.min(count, (first + 1) * factor); i++) {
      item[filled] = i;
      position[filled++] = k;
    }
  });
  return { item, position, isForward: item.every((i, at) => i === at) };
}

/** Adds the number of cells of each category to `counts`; returns the number of cells that have a category. */
function countCategories(row: Float64Array, counts: Float64Array): number {
  let count = 0;
  for (const category of row) {
    if (Number.isNaN(category)) continue;
    counts[category]++;
    count++;
  }
  return count;
}

/** Returns the extrema over all panels; `at` is the index of the panel. */
export function extremes(statistics: readonly PanelStatistics[]): { low: Extremum; high: Extremum } {
  const [low, high] = [newExtremum(1), newExtremum(-1)];
  statistics.forEach((own, i) => {
    updateExtremum(low, own.low.value, i, own.low.count);
    updateExtremum(high, own.high.value, i, own.high.count);
  });
  return { low, high };
}
