/** Suggestions: what the data ask for, but neither the spec nor the automatic choice provides. At most one for a scale. */
import type { Scale } from '../color/scale.js';
import { quote, type Report } from '../diagnostics.js';
import { sharedExtent } from '../matrix/extent.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS, LIMITS } from '../theme.js';
import { formatForMessage } from '../typography/number.js';
import { isSquare } from './page.js';

const { lowShare, lowPart, minLogRatio, maxColumnRatio, minColumns, maxColumns } = LIMITS.suggestion;
const { symlogConstant } = DEFAULTS.color;

/**
 * Suggests to scale columns of different magnitude, or a log scale for values that are nearly all small. A matrix
 * without a spec gets the suggestion as an info; the author of a spec has chosen, so there it is a note.
 */
export function suggest(
  scale: Scale,
  color: ColorSpec,
  drawn: readonly Values[],
  matrices: readonly Matrix[],
  isBare: boolean,
  report: Report,
): void {
  const isAutomatic = color.scale === undefined && (color.domain === undefined || color.domain === 'auto');
  if (!isAutomatic || scale.categories || scale.boundaries) return;
  const severity = isBare ? 'info' : 'note';
  const columns = matrices.map(compareColumns).find((found) => found !== null);
  if (columns) {
    const { label, range, median, isNonNegative } = columns;
    report({
      severity,
      code: 'column-ranges',
      message: `the columns have very different ranges, so one colour scale hides most of them: the values of ${label} span ${formatForMessage(range, median)}, those of a typical column ${formatForMessage(median, range)}`,
      hints: [
        "to show z-scores of each column, use --transform 'zscore by column'",
        ...(isNonNegative ? ['to divide each column by its sum, use --set data.normalize=column'] : []),
      ],
    });
    return;
  }
  const kind = scale.center === null ? suggestedScale(scale.domain, drawn, matrices) : null;
  if (kind) {
    report({
      severity,
      code: 'skewed-values',
      message: `more than ${lowShare * 100} % of the cells are in the lowest tenth of the colour scale, where their colours are hard to distinguish`,
      hints: [`to distinguish them, use --color-scale ${kind}`],
    });
  }
}

interface ColumnRanges {
  /** The label of the column with the widest range, that range, and the median range. */
  readonly label: string;
  readonly range: number;
  readonly median: number;
  readonly isNonNegative: boolean;
}

/** Compares the ranges of named columns; returns null if they are similar or are not separate quantities. */
function compareColumns(matrix: Matrix): ColumnRanges | null {
  const { rows, columns, values, columnLabels: labels, categories, reduction } = matrix;
  if (categories || reduction || !labels || columns < minColumns || columns > maxColumns) return null;
  if (!areNames(labels) || isSquare(matrix)) return null;
  const lows = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < rows * columns; i += columns) {
    for (let j = 0; j < columns; j++) {
      const v = values[i + j];
      // True for NaN and infinities.
      if (v - v !== 0) continue;
      if (v < lows[j]) lows[j] = v;
      if (v > highs[j]) highs[j] = v;
    }
  }
  const ranges = highs.map((high, j) => Math.max(0, high - lows[j]));
  const sorted = ranges.toSorted();
  const [range, median] = [sorted[columns - 1], sorted[columns >> 1]];
  if (median === 0 || !(range > maxColumnRatio * median) || !Number.isFinite(range)) return null;
  return {
    label: quote(labels[ranges.indexOf(range)]),
    range,
    median,
    isNonNegative: lows.every((low) => low >= 0),
  };
}

/** Whether labels are names: neither numbers nor one prefix with numbers. */
function areNames(labels: readonly string[]): boolean {
  const prefixes = new Set(labels.map((label) => label.replace(/[-+.,\d\s]+$/, '')));
  return prefixes.size > labels.length / 2;
}

/** Returns the scale that spreads values that are nearly all small: "symlog" if some are 0; null if none is needed. */
function suggestedScale(
  [low, high]: readonly [number, number],
  drawn: readonly Values[],
  matrices: readonly Matrix[],
): 'log' | 'symlog' | null {
  if (low < 0 || high < minLogRatio * (low || symlogConstant)) return null;
  const end = low + lowPart * (high - low);
  let [lowCount, count] = [0, 0];
  for (const { values } of drawn) {
    for (const v of values) {
      if (!Number.isFinite(v)) continue;
      count++;
      if (v <= end) lowCount++;
    }
  }
  if (lowCount <= lowShare * count) return null;
  const smallest = smallestOf(matrices);
  if (smallest > 0) return 'log';
  return smallest === 0 && high >= minLogRatio * symlogConstant ? 'symlog' : null;
}

/** Returns the smallest finite value, also if it is not stored or not drawn. */
function smallestOf(matrices: readonly Matrix[]): number {
  const minima = matrices.map(({ values, reduction }) =>
    reduction ? reduction.sourceStats.min?.value : sharedExtent([{ values }])?.[0],
  );
  return minima.reduce<number>((min, value = min) => Math.min(min, value), Number.POSITIVE_INFINITY);
}
