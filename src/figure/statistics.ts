import { isUnshowable, type Scale } from '../color/scale.js';
import type { Extreme, Raw } from '../matrix/reduction.js';
import { countOutside } from './clipping.js';
import type { Axis, Colorbar, Drawn, Panel } from './figure.js';
import { type Means, Numbers, type Peak, peak, take } from './running-stats.js';

/** What of a panel is gone through, and what its description names besides. */
export interface SurveyedPanel extends Pick<Panel, 'title' | 'matrix' | 'ends' | 'hidden' | 'scale'> {
  readonly drawn: Pick<Drawn, 'joined'>;
  readonly x: SurveyedAxis;
  readonly y: SurveyedAxis;
  readonly colorbar: Pick<Colorbar, 'title'> | null;
}

type SurveyedAxis = Pick<Axis, 'title' | 'order' | 'factor' | 'labels'>;

/** What is found in the values of one panel. Positions are those on the page. */
export interface Survey {
  readonly panel: SurveyedPanel;
  /** Of the finite numbers; `at` is the row-major position of a place on the page. */
  readonly low: Peak;
  readonly high: Peak;
  /** NaN where there are no finite numbers; empty where not all values are held. */
  readonly means: Means;
  readonly special: Readonly<Record<Special, number>>;
}

/** Cells that show no number within the domain, each in one way: what is said of one of them and of several. */
export const SPECIAL = {
  hidden: ['is hidden', 'are hidden'],
  missing: ['is missing', 'are missing'],
  minusInfinity: ['is −∞', 'are −∞'],
  unshowable: ['is 0 or less, which a log scale cannot show', 'are 0 or less, which a log scale cannot show'],
  below: ['lies below the colour domain', 'lie below the colour domain'],
  infinity: ['is ∞', 'are ∞'],
  above: ['lies above the colour domain', 'lie above the colour domain'],
} as const;

export type Special = keyof typeof SPECIAL;

function specialOf(scale: Scale, [low, high]: Panel['ends'], value: number): Special | null {
  if (Number.isNaN(value)) return 'missing';
  if (scale.words) return null;
  if (value === Number.NEGATIVE_INFINITY) return 'minusInfinity';
  if (value === Number.POSITIVE_INFINITY) return 'infinity';
  if (isUnshowable(scale, value)) return 'unshowable';
  if (scale.open) return null;
  return value < low ? 'below' : value > high ? 'above' : null;
}

const NONE = { hidden: 0, missing: 0, minusInfinity: 0, unshowable: 0, below: 0, infinity: 0, above: 0 };

/** Cells of words are counted in `words`, which belongs to the scale. */
export function survey(panel: SurveyedPanel, scale: Scale, words: Float64Array): Survey {
  const { matrix, x, y, ends } = panel;
  const { rows, columns, reduced } = matrix;
  if (reduced) return surveyRaw(panel, scale, reduced.raw);
  const special = { ...NONE };
  const [down, across] = [itemsOf(y, rows), itemsOf(x, columns)];
  const numbers = new Numbers(y.order.length, x.order.length);
  const [from, to] = shownBetween(scale, ends);
  // Line by line in one place, because memory that is near is looked through in half the time.
  const line = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const hidden = readLine(panel, down.item[i], across, line);
    special.hidden += hidden;
    // They are NaN in the line, and counted as missing with the others.
    special.missing -= hidden;
    const plain = scale.words ? countWords(line, words) : numbers.take(line, down.place[i], across.place);
    if (plain === columns && numbers.low.value >= from && numbers.high.value <= to) continue;
    for (let j = 0; j < columns; j++) {
      const value = line[j];
      const kind = value >= from && value <= to ? null : specialOf(scale, ends, value);
      if (kind) special[kind]++;
    }
  }
  return { panel, low: numbers.low, high: numbers.high, means: numbers.means(), special };
}

/** Values from the first to the second of these are shown as they are; others may be special, see `specialOf`: on a log scale all below the least positive number. */
function shownBetween(scale: Scale, ends: Panel['ends']): Panel['ends'] {
  const [low, high] = scale.words || scale.open ? [-Number.MAX_VALUE, Number.MAX_VALUE] : ends;
  return [scale.kind === 'log' ? Math.max(low, Number.MIN_VALUE) : low, high];
}

/** The cells of a row of the data as they stand on the page, NaN for hidden ones; returns how many these are. */
function readLine({ matrix, hidden }: SurveyedPanel, row: number, across: Items, into: Float64Array): number {
  const start = row * into.length;
  if (across.forward && !hidden) {
    into.set(matrix.values.subarray(start, start + into.length));
    return 0;
  }
  let count = 0;
  for (let j = 0; j < into.length; j++) {
    const cell = start + across.item[j];
    const isHidden = hidden !== null && hidden[cell] !== 0;
    into[j] = isHidden ? Number.NaN : matrix.values[cell];
    if (isHidden) count++;
  }
  return count;
}

/** Of values that were counted as they were read. */
function surveyRaw(panel: SurveyedPanel, scale: Scale, raw: Raw): Survey {
  const { x, y, matrix, ends } = panel;
  const outside = countOutside(scale, ends, [matrix]);
  const log = scale.kind === 'log';
  const found = (sign: 1 | -1, extreme: Extreme | null): Peak => {
    if (!extreme) return peak(sign);
    const [row, column] = [placeOf(y, extreme.row), placeOf(x, extreme.column)];
    return { sign, value: extreme.value, count: extreme.count, at: row * x.order.length + column };
  };
  return {
    panel,
    low: found(1, raw.low),
    high: found(-1, raw.high),
    means: { rows: new Float64Array(0), columns: new Float64Array(0), all: Number.NaN },
    special: {
      ...NONE,
      missing: outside.missing,
      unshowable: outside.unshowable,
      minusInfinity: log ? 0 : raw.minusInfinity,
      infinity: raw.infinity,
      below: outside.under - (log || scale.open ? 0 : raw.minusInfinity),
      above: outside.over - (scale.open ? 0 : raw.infinity),
    },
  };
}

/** Where an item of the data stands on the page. */
function placeOf({ order, factor }: SurveyedAxis, item: number): number {
  return order.indexOf(Math.floor(item / factor));
}

/** The items of the data in the order of the page, and the place of each. */
interface Items {
  readonly item: Int32Array;
  readonly place: Int32Array;
  /** Whether the items are in the order of the data. */
  readonly forward: boolean;
}

function itemsOf({ order, factor }: SurveyedAxis, count: number): Items {
  const item = new Int32Array(count);
  const place = new Int32Array(count);
  let filled = 0;
  order.forEach((first, k) => {
    for (let i = first * factor; i < Math.min(count, (first + 1) * factor); i++) {
      item[filled] = i;
      place[filled++] = k;
    }
  });
  return { item, place, forward: item.every((i, at) => i === at) };
}

/** Where there is a word: how many cells have it, and how many have any. */
function countWords(line: Float64Array, words: Float64Array): number {
  let count = 0;
  for (const word of line) {
    if (Number.isNaN(word)) continue;
    words[word]++;
    count++;
  }
  return count;
}

/** Of the numbers of all panels; `at` is which panel. */
export function extremes(surveys: readonly Survey[]): { low: Peak; high: Peak } {
  const [low, high] = [peak(1), peak(-1)];
  surveys.forEach((own, i) => {
    take(low, own.low.value, i, own.low.count);
    take(high, own.high.value, i, own.high.count);
  });
  return { low, high };
}
