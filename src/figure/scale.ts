import { contrastRatio, type Hex, parseColor } from '../color/color.js';
import { type Colormap, colormapFromColors, getColormap } from '../color/maps.js';
import { palette, type Scale, type ScaleKind, valueAt } from '../color/scale.js';
import { fail, type Report } from '../diagnostics.js';
import { sharedExtent } from '../matrix/extent.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS, LIMITS, type Theme } from '../theme.js';
import { formatForMessage } from '../typography/number.js';
import { type Distribution, distributionOf } from './distribution.js';
import { resolveDomain, toFinite } from './domain.js';

/**
 * Returns the scale that some matrices share; all contain numbers, or all the same categories. An automatic domain is the
 * extent of the `drawn` values; quantiles are those of `all` values.
 *
 * Errors: `words-need-category`, `center-scale`, `center-outside`, `no-thresholds`, `threshold-domain` and those of
 * `resolveDomain`.
 */
export function resolveScale(
  color: ColorSpec,
  drawn: readonly Values[],
  all: readonly Matrix[],
  theme: Theme,
  report: Report,
): Scale {
  const { categories } = drawn[0];
  const requested = color.scale ?? (categories ? 'category' : color.thresholds ? 'threshold' : 'linear');
  if (categories && requested !== 'category') {
    fail(
      'words-need-category',
      `a matrix of categories cannot have a ${requested} scale`,
      undefined,
      'remove color.scale, or provide numbers',
    );
  }
  if (categories) return categoryScale(color, categories, theme, report);

  const kind: ScaleKind =
    requested === 'quantile' || requested === 'threshold' || requested === 'category' ? 'linear' : requested;
  const extent = sharedExtent(drawn, kind === 'log');
  // Sorting all values takes time, so only scales that use quantiles do it.
  const valueDistribution =
    requested === 'quantile' || color.domain === 'robust' ? distributionOf(all, kind === 'log') : null;
  const canCenter = kind === 'linear' ? requested === 'linear' : kind === 'symlog';
  const valueRange = requested === 'linear' ? rangeToShow(color, extent, all) : null;
  const {
    map,
    center: requestedCenter,
    reason,
  } = resolveMap(color, requested, canCenter, valueRange ?? extent);
  const { domain, center: resolvedCenter } = resolveDomain(
    valueRange ? { ...color, domain: [...valueRange] } : color,
    requestedCenter,
    extent,
    valueDistribution,
    kind === 'log',
  );
  const center = canCenter ? resolvedCenter : null;
  if (color.center !== undefined && center === null) {
    fail(
      'center-outside',
      `color.center ${color.center} is not between the ends of the domain, ${formatForMessage(domain[0], color.center)} and ${formatForMessage(domain[1], color.center)}`,
      undefined,
      'change or remove color.center or color.domain',
    );
  }
  const linthresh = kind === 'symlog' ? (color.constant ?? DEFAULTS.color.symlogConstant) : 1;
  const exponent = kind === 'pow' ? (color.exponent ?? DEFAULTS.color.powExponent) : 1;
  const continuous = { kind, domain, center, linthresh, exponent, boundaries: null, categories: null };
  const steps = resolveBoundaries(color, requested, continuous, extent, valueDistribution);
  const colors = steps ? sampleColors(map, steps.boundaries.length - 1) : map.colors;
  const ends = steps
    ? ([steps.boundaries[0], steps.boundaries[steps.boundaries.length - 1]] as const)
    : domain;
  if (valueDistribution && valueDistribution.error > 0) reportEstimate(valueDistribution.error, report);
  report({
    severity: 'note',
    code: 'chosen',
    message: `colormap ${map.name}${valueRange ? ' because correlations have this range' : reason}, ${requested} scale from ${formatForMessage(ends[0], ends[1])} to ${formatForMessage(ends[1], ends[0])}${center === null ? '' : ` centred on ${formatForMessage(center)}`}`,
    ...(valueRange && { hints: ['for the range of the data, set color.domain to "auto"'] }),
  });
  return {
    ...continuous,
    domain: ends,
    boundaries: steps?.boundaries ?? null,
    extend: steps?.isExtended ? 'both' : 'neither',
    map: map.name,
    colors,
    ...endColors(color, colors, theme),
  };
}

/**
 * Returns the range that the values of all matrices can have, so that figures of different data are comparable. Returns null
 * if it is unknown, if the spec sets the domain or the centre, or if the colormap is not diverging.
 */
function rangeToShow(
  { domain, center, map }: ColorSpec,
  extent: readonly [number, number] | null,
  matrices: readonly Matrix[],
): readonly [number, number] | null {
  const range = matrices[0].valueRange;
  if (!range || domain !== undefined || center !== undefined) return null;
  if (map !== undefined && (typeof map !== 'string' || getColormap(map).kind !== 'diverging')) return null;
  const isShared = matrices.every(
    ({ valueRange }) => valueRange?.[0] === range[0] && valueRange[1] === range[1],
  );
  // Blocks of cells can have other values, such as sums.
  const isInside = extent === null || (range[0] <= extent[0] && extent[1] <= range[1]);
  return isShared && isInside ? range : null;
}

const MIXED_SIGNS = ' because there are values of both signs';

function resolveMap(
  color: ColorSpec,
  requested: string,
  canCenter: boolean,
  extent: readonly [number, number] | null,
): { map: Colormap; center: number | null; reason: string } {
  const center = color.center ?? null;
  if (center !== null && !canCenter) {
    fail(
      'center-scale',
      `a ${requested} scale cannot have a centre`,
      undefined,
      'remove color.center, or set color.scale to "linear" or "symlog"',
    );
  }
  const bothSigns = extent !== null && extent[0] < 0 && extent[1] > 0;
  if (typeof color.map === 'string') {
    const map = getColormap(color.map);
    const isCentered = map.kind === 'diverging' && bothSigns && canCenter && !Array.isArray(color.domain);
    return isCentered && center === null
      ? { map, center: 0, reason: MIXED_SIGNS }
      : { map, center, reason: '' };
  }
  if (color.map)
    return { map: colormapFromColors(color.map.map((css) => parseColor(css) as Hex)), center, reason: '' };
  if (center !== null)
    return { map: getColormap(DEFAULTS.color.divergingMap), center, reason: ' because a centre is set' };
  if (bothSigns && canCenter) {
    return isInsideDomain(0, color, extent)
      ? { map: getColormap(DEFAULTS.color.divergingMap), center: 0, reason: MIXED_SIGNS }
      : {
          map: getColormap(DEFAULTS.color.sequentialMap),
          center,
          reason: ' because the domain has values of one sign',
        };
  }
  return {
    map: getColormap(DEFAULTS.color.sequentialMap),
    center,
    reason: bothSigns ? '' : ' because the values have one sign',
  };
}

/** Whether a value is between the ends of the domain that the spec sets; an end that it does not set is that of `extent`. */
function isInsideDomain(value: number, { domain }: ColorSpec, extent: readonly [number, number]): boolean {
  const [low, high] = Array.isArray(domain) ? (domain as [number | null, number | null]) : [null, null];
  return (low ?? extent[0]) < value && value < (high ?? extent[1]);
}

/** Returns the boundaries between the colours of a stepped scale; null for a continuous scale. */
function resolveBoundaries(
  color: ColorSpec,
  requested: string,
  continuous: Pick<
    Scale,
    'kind' | 'domain' | 'center' | 'linthresh' | 'exponent' | 'boundaries' | 'categories'
  >,
  extent: readonly [number, number] | null,
  distribution: Distribution | null,
): SteppedColors | null {
  if (requested === 'threshold') return thresholdBoundaries(color, extent);
  if (distribution && requested === 'quantile') {
    const n = color.steps ?? DEFAULTS.color.quantileSteps;
    const given = Array.isArray(color.domain) || color.domain === 'robust';
    const quantile = distribution.quantiles(given ? continuous.domain : null);
    const boundaries = distinct(quantile ? evenlySpaced(n, quantile) : []);
    return { boundaries: boundaries.length < 2 ? [...continuous.domain] : boundaries, isExtended: false };
  }
  if (color.steps === undefined) return null;
  return {
    boundaries: distinct(evenlySpaced(color.steps, (share) => valueAt(continuous, share))),
    isExtended: false,
  };
}

interface SteppedColors {
  /** Ascending, one more than there are colours. */
  readonly boundaries: readonly number[];
  /** Whether the outer colours also stand for all values outside of the boundaries. */
  readonly isExtended: boolean;
}

function evenlySpaced(steps: number, at: (share: number) => number): number[] {
  return Array.from({ length: steps + 1 }, (_, k) => at(k / steps));
}

/** Removes equal neighbours, since a step without values would show a colour that no cell can have. */
function distinct(values: readonly number[]): number[] {
  return values.filter((value, i) => i === 0 || value > values[i - 1]);
}

function thresholdBoundaries(color: ColorSpec, extent: readonly [number, number] | null): SteppedColors {
  const inner = color.thresholds;
  if (!inner)
    fail(
      'no-thresholds',
      'a threshold scale requires color.thresholds',
      undefined,
      'set for example "thresholds": [0.01, 0.05]',
    );
  const [first, last] = [inner[0], inner[inner.length - 1]];
  const [givenLow, givenHigh] = Array.isArray(color.domain)
    ? (color.domain as [number | null, number | null])
    : [null, null];
  const width = (last - first) / Math.max(1, inner.length - 1) || Math.abs(first) || 1;
  const low = givenLow ?? toFinite(Math.min(extent?.[0] ?? first, first - width));
  const high = givenHigh ?? toFinite(Math.max(extent?.[1] ?? last, last + width));
  if (low >= first || high <= last) {
    fail(
      'threshold-domain',
      `color.domain must enclose the thresholds, which range from ${formatForMessage(first, last)} to ${formatForMessage(last, first)}`,
    );
  }
  return { boundaries: [low, ...inner, high], isExtended: givenLow === null && givenHigh === null };
}

function reportEstimate(error: number, report: Report): void {
  report({
    severity: 'info',
    code: 'estimated',
    message: `quantiles are estimated from a histogram; the relative error is at most ${Number((error * 100).toPrecision(2))} %`,
  });
}

/** Returns `n` colours, evenly spaced over a continuous map, or the first `n` of a categorical map. */
function sampleColors({ kind, colors }: Colormap, n: number): readonly Hex[] {
  if (kind === 'categorical' && n <= colors.length) return colors.slice(0, n);
  if (n === 1) return [colors[colors.length >> 1]];
  return Array.from({ length: n }, (_, i) => colors[Math.round((i / (n - 1)) * (colors.length - 1))]);
}

function categoryScale(color: ColorSpec, categories: readonly string[], theme: Theme, report: Report): Scale {
  const map = categoricalMap(color.map, categories.length);
  const colors = sampleColors(map, categories.length);
  if (categories.length > LIMITS.category.distinguishable) {
    report({
      severity: 'warning',
      code: 'many-words',
      message: `${categories.length} categories have one colour each, more than a reader can tell apart`,
      hints: ['merge rare categories, or show numbers'],
    });
  }
  report({
    severity: 'note',
    code: 'chosen',
    message: `colormap ${map.name} for ${categories.length} categories`,
  });
  return {
    kind: 'category',
    domain: [0, categories.length - 1],
    center: null,
    linthresh: 1,
    exponent: 1,
    boundaries: null,
    extend: 'neither',
    categories,
    map: map.name,
    colors,
    ...endColors(color, colors, theme),
  };
}

/** Returns the map for `count` categories. A list has one colour for each category, never mixed. */
function categoricalMap(map: ColorSpec['map'], count: number): Colormap {
  if (Array.isArray(map)) {
    return { name: 'custom', kind: 'categorical', colors: map.map((css) => parseColor(css) as Hex) };
  }
  const { categoricalMap, longCategoricalMap } = DEFAULTS.color;
  const fallback = count <= LIMITS.category.shortList ? categoricalMap : longCategoricalMap;
  return getColormap((map as string | undefined) ?? fallback);
}

/** Returns a colour for each of `count` categories. */
export function categoryColors(map: ColorSpec['map'], count: number): readonly Hex[] {
  return sampleColors(categoricalMap(map, count), count);
}

function endColors(
  color: ColorSpec,
  colors: readonly Hex[],
  theme: Theme,
): Pick<Scale, 'under' | 'over' | 'missing'> {
  const hex = (css: string | undefined, otherwise: Hex) =>
    css === undefined ? otherwise : (parseColor(css) as Hex);
  return {
    under: hex(color.under, colors[0]),
    over: hex(color.over, colors[colors.length - 1]),
    missing: hex(color.missing, theme.color.missing),
  };
}

/** Returns the colour of the outline around cells and colorbar: null unless a colour of the scale is too close to the page's. */
export function frameColor(scale: Scale, theme: Theme): Hex | null {
  const { background } = theme;
  return background &&
    palette(scale).some((color) => contrastRatio(color, background) < LIMITS.body.minContrast)
    ? theme.color.frame
    : null;
}
