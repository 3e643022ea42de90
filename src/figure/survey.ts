import { isUnshowable, type Scale } from '../color/scale.js';
import type { Axis, Colorbar, Panel } from './figure.js';

/** What of a panel is gone through, and what its description names besides. */
export interface SurveyedPanel extends Pick<Panel, 'title' | 'matrix' | 'hidden' | 'scale'> {
  readonly x: SurveyedAxis;
  readonly y: SurveyedAxis;
  readonly colorbar: Pick<Colorbar, 'title'> | null;
}

type SurveyedAxis = Pick<Axis, 'title' | 'order' | 'labels'>;

/** What is found in the cells of one panel. Positions are those on the page. */
export interface Survey {
  readonly panel: SurveyedPanel;
  /** Of the finite numbers, by row-major position. */
  readonly low: Peak;
  readonly high: Peak;
  /** NaN where there are no finite numbers. */
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

function specialOf(scale: Scale, value: number): Special | null {
  if (Number.isNaN(value)) return 'missing';
  if (scale.words) return null;
  if (value === Number.NEGATIVE_INFINITY) return 'minusInfinity';
  if (value === Number.POSITIVE_INFINITY) return 'infinity';
  if (isUnshowable(scale, value)) return 'unshowable';
  if (scale.open) return null;
  return value < scale.domain[0] ? 'below' : value > scale.domain[1] ? 'above' : null;
}

/** Cells of words are counted in `words`, which belongs to the scale. */
export function survey(panel: SurveyedPanel, scale: Scale, words: Float64Array): Survey {
  const { matrix, hidden, x, y } = panel;
  const { rows, columns, values } = matrix;
  const special = { hidden: 0, missing: 0, minusInfinity: 0, unshowable: 0, below: 0, infinity: 0, above: 0 };
  const [low, high] = [peak(1), peak(-1)];
  const [ofRows, ofColumns] = [averages(rows), averages(columns)];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const cell = y.order[i] * columns + x.order[j];
      const value = values[cell];
      const kind = hidden?.[cell] ? 'hidden' : specialOf(scale, value);
      if (kind) special[kind]++;
      if (kind === 'hidden' || !Number.isFinite(value)) continue;
      if (scale.words) words[value]++;
      else {
        take(low, value, i * columns + j);
        take(high, value, i * columns + j);
        ofRows.add(i, value);
        ofColumns.add(j, value);
      }
    }
  }
  const means = { rows: ofRows.each(), columns: ofColumns.each(), all: ofRows.all() };
  return { panel, low, high, means, special };
}

function averages(n: number) {
  const [sums, counts] = [new Float64Array(n), new Float64Array(n)];
  const total = (numbers: Float64Array) => numbers.reduce((sum, x) => sum + x, 0);
  return {
    add(at: number, value: number) {
      sums[at] += value;
      counts[at]++;
    },
    each: () => sums.map((sum, at) => sum / counts[at]),
    all: () => total(sums) / total(counts),
  };
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
