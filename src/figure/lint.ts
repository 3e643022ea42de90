/** Warns of what may mislead a reader of the figure. A spec can turn off each warning with `lint`. */
import { colorDifference, type Hex, hexToLab } from '../color/color.js';
import { findColormap } from '../color/maps.js';
import { isUndefinedAt, type Scale, valueAt } from '../color/scale.js';
import { quote, type Report } from '../diagnostics.js';
import { sharedExtent } from '../matrix/extent.js';
import { valueCount } from '../matrix/lazy-matrix.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import type { LINTS } from '../spec/lint-codes.js';
import { LIMITS } from '../theme.js';
import { formatForMessage } from '../typography/number.js';
import type { ClipCounts } from './clipping.js';
import { lintVision } from './lint-vision.js';

/** Colormaps whose lightness rises and falls, so that they show edges where the data has none, and hide others. */
const RAINBOWS = new Set(['rainbow', 'sinebow', 'turbo']);
/** Colormaps in which some readers cannot distinguish values far apart. Only these and lists of colours are examined. */
export const CONFUSING_MAPS: ReadonlySet<string> = new Set([
  'turbo',
  'warm',
  'cool',
  'RdYlGn',
  'Spectral',
  'rainbow',
  'sinebow',
]);

export function lintScale(
  scale: Scale,
  color: ColorSpec,
  drawn: readonly Values[],
  all: readonly Matrix[],
  counts: ClipCounts,
  report: Report,
): void {
  const warn = (code: (typeof LINTS)[number], message: string, hint: string) =>
    report({ severity: 'warning', code, message, hints: [hint] });
  reportClipping(scale, all, counts, report);
  const isDiverging = !scale.categories && findColormap(scale.map)?.kind === 'diverging';
  if (isDiverging && scale.center === null && !isMiddleMeaningful(scale)) {
    warn(
      'diverging-without-center',
      `the colormap ${scale.map} has a neutral middle, but the middle of the scale has no meaning`,
      'set color.center to the value that the middle stands for, or use a sequential colormap such as "viridis"',
    );
  }
  if (
    typeof color.map !== 'string' &&
    !scale.categories &&
    scale.center === null &&
    scale.kind !== 'log' &&
    !scale.boundaries &&
    !isDiverging &&
    scale.domain[0] < 0 &&
    scale.domain[1] > 0 &&
    haveBothSigns(drawn)
  ) {
    warn(
      'sequential-two-signs',
      'the data has negative and positive values, but a sequential colormap does not show where 0 is',
      scale.kind === 'pow'
        ? 'set color.scale to "symlog", which can be centred on 0'
        : 'set color.center to 0 and use a diverging colormap such as "RdBu_r"',
    );
  }
  if (!scale.categories && RAINBOWS.has(scale.map.replace(/_r$/, ''))) {
    warn(
      'rainbow-map',
      `the lightness of the colormap ${scale.map} rises and falls, which shows edges where the data has none`,
      'use a perceptually uniform colormap such as "viridis" or "magma"',
    );
  }
  if (!scale.categories && (scale.map === 'custom' || CONFUSING_MAPS.has(scale.map.replace(/_r$/, ''))))
    lintVision(scale, drawn, report);
  if (scale.categories) {
    const pair = findSimilarColors(scale.colors);
    if (pair !== null) {
      const [a, b] = pair.map((i) => quote(scale.categories?.[i] ?? ''));
      warn(
        'similar-colors',
        `the categories ${a} and ${b} have nearly the same colour in the colormap ${scale.map}`,
        'choose a colormap with more colours, list different colours in "map", or merge categories',
      );
    }
  }
  const cells = all.reduce((n, matrix) => n + (matrix.reduction?.sourceStats.cells ?? valueCount(matrix)), 0);
  const missing = counts.missing + counts.unshowable;
  if (missing > cells * LIMITS.missingShare) {
    warn(
      'mostly-missing',
      missing === cells ? 'all values are missing' : `${missing} of ${cells} values are missing`,
      'use --verbose to see how the data was read',
    );
  }
}

/** Returns two categories whose colours are hard to tell apart; null if there are none, or too many colours to compare. */
function findSimilarColors(colors: readonly Hex[]): readonly [number, number] | null {
  const { maxCompared, minDifference } = LIMITS.category;
  const labs = colors.slice(0, maxCompared).map(hexToLab);
  for (let i = 0; i < labs.length; i++) {
    const k = labs.findIndex((other, j) => j > i && colorDifference(labs[i], other) < minDifference);
    if (k >= 0) return [i, k];
  }
  return null;
}

/** Notes how many values are clipped. An automatic domain clips only infinities, so the spec asked for all other clipping. */
function reportClipping(
  scale: Scale,
  all: readonly Matrix[],
  { under, over }: ClipCounts,
  report: Report,
): void {
  if (under + over === 0) return;
  const [low, high] = scale.domain;
  const [min, max] = extendedDomain(scale, all);
  const lowest = min < low ? formatForMessage(min, low) : '−∞';
  const highest = max > high ? formatForMessage(max, high) : '∞';
  const parts = [
    under ? `${under} below ${formatForMessage(low, min)} (the lowest is ${lowest})` : '',
    over ? `${over} above ${formatForMessage(high, max)} (the highest is ${highest})` : '',
  ].filter(Boolean);
  const isInfiniteOnly = min === low && max === high;
  report({
    severity: isInfiniteOnly ? 'info' : 'note',
    code: 'clipped',
    message: `values are outside of the colour domain: ${parts.join(', ')}`,
  });
}

/** Whether the value in the middle of the colours is the usual reference: 0, or 1 on a log scale. */
function isMiddleMeaningful(scale: Scale): boolean {
  const { boundaries, domain, kind } = scale;
  const steps = boundaries ? boundaries.length - 1 : 0;
  const [from, to] = boundaries
    ? [boundaries[Math.floor(steps / 2)], boundaries[Math.ceil(steps / 2)]]
    : [valueAt(scale, 0.5), valueAt(scale, 0.5)];
  const reference = kind === 'log' ? 1 : 0;
  const tolerance = Math.abs(domain[1] - domain[0]) * ROUNDING_ERROR;
  return from - tolerance <= reference && reference <= to + tolerance;
}

/** Relative to the length of the domain. */
const ROUNDING_ERROR = 1e-9;

function haveBothSigns(drawn: readonly Values[]): boolean {
  const extent = sharedExtent(drawn);
  return extent !== null && extent[0] < 0 && extent[1] > 0;
}

/** Returns the domain, extended to all finite values that the scale can show. */
function extendedDomain(scale: Scale, matrices: readonly Matrix[]): [number, number] {
  let [lowest, highest] = scale.domain;
  for (const { values, reduction } of matrices) {
    const { min, max } = reduction?.sourceStats ?? {};
    for (const v of reduction ? [min?.value ?? lowest, max?.value ?? highest] : values) {
      if (!Number.isFinite(v) || isUndefinedAt(scale, v)) continue;
      lowest = Math.min(lowest, v);
      highest = Math.max(highest, v);
    }
  }
  return [lowest, highest];
}
