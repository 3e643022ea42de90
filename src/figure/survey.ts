import { isUnshowable, type Scale } from '../color/scale.js';
import type { Extreme, Raw } from '../matrix/reduced.js';
import type { Axis, Colorbar, Drawn, Panel } from './figure.js';
import { countOutside } from './outside.js';

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
  readonly means: { readonly rows: Float64Array; readonly columns: Float64Array; readonly all: number };
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
  const { matrix, hidden, x, y, ends } = panel;
  const { rows, columns, values, reduced } = matrix;
  if (reduced) return surveyRaw(panel, scale, reduced.raw);
  const special = { ...NONE };
  const [low, high] = [peak(1), peak(-1)];
  const [ofRows, ofColumns] = [averages(y.order.length), averages(x.order.length)];
  const [down, across] = [itemsOf(y, rows), itemsOf(x, columns)];
  for (let i = 0; i < rows; i++) {
    const start = down.item[i] * columns;
    const row = down.place[i];
    for (let j = 0; j < columns; j++) {
      const cell = start + across.item[j];
      const value = values[cell];
      const within = value >= ends[0] && value <= ends[1] && !hidden && !scale.words && scale.kind !== 'log';
      const kind = within ? null : hidden?.[cell] ? 'hidden' : specialOf(scale, ends, value);
      if (kind) special[kind]++;
      if (kind === 'hidden' || !Number.isFinite(value)) continue;
      if (scale.words) {
        words[value]++;
      } else {
        const column = across.place[j];
        if (value <= low.value) take(low, value, row * x.order.length + column);
        if (value >= high.value) take(high, value, row * x.order.length + column);
        ofRows.sums[row] += value;
        ofRows.counts[row]++;
        ofColumns.sums[column] += value;
        ofColumns.counts[column]++;
      }
    }
  }
  const means = {
    rows: each(ofRows),
    columns: each(ofColumns),
    all: total(ofRows.sums) / total(ofRows.counts),
  };
  return { panel, low, high, means, special };
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
function itemsOf(
  { order, factor }: SurveyedAxis,
  count: number,
): { item: ArrayLike<number>; place: ArrayLike<number> } {
  if (factor === 1) return { item: order, place: Int32Array.from(order, (_, k) => k) };
  const item: number[] = [];
  const place: number[] = [];
  order.forEach((first, k) => {
    for (let i = first * factor; i < Math.min(count, (first + 1) * factor); i++) {
      item.push(i);
      place.push(k);
    }
  });
  return { item, place };
}

interface Averages {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

function averages(n: number): Averages {
  return { sums: new Float64Array(n), counts: new Float64Array(n) };
}

function each({ sums, counts }: Averages): Float64Array {
  return sums.map((sum, at) => sum / counts[at]);
}

function total(numbers: Float64Array): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}

/** The lowest (`sign` 1) or highest (−1) of some numbers, how many equal it, and where the first of these is. */
export interface Peak {
  readonly sign: 1 | -1;
  value: number;
  count: number;
  at: number;
}

export function peak(sign: 1 | -1): Peak {
  return { sign, value: sign * Number.POSITIVE_INFINITY, count: 0, at: -1 };
}

export function take(peak: Peak, value: number, at: number, count = 1): void {
  if (value === peak.value) peak.count += count;
  else if (peak.sign * value < peak.sign * peak.value) {
    peak.value = value;
    peak.count = count;
    peak.at = at;
  }
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
