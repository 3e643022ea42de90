import { contrast, type Hex, parseColor } from '../color/color.js';
import { type Colormap, colormap, mixedColormap } from '../color/maps.js';
import { palette, type Scale, type ScaleKind, valueAt } from '../color/scale.js';
import { fail, type Report } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import { sharedExtent } from '../matrix/summary.js';
import type { ColorSpec } from '../spec/color.js';
import { DEFAULTS, type Theme } from '../theme.js';
import { type Distribution, distributionOf } from './distribution.js';
import { finite, resolveDomain } from './domain.js';

/**
 * The one scale of some matrices, all of numbers or all of the same words. What is found of their values is found of
 * the `drawn` ones; shares of the values are those of the `whole` data.
 */
export function resolveScale(
  color: ColorSpec,
  drawn: readonly Values[],
  whole: readonly Matrix[],
  theme: Theme,
  report: Report,
): Scale {
  const { words } = drawn[0];
  const asked = color.scale ?? (words ? 'category' : color.thresholds ? 'threshold' : 'linear');
  if (words && asked !== 'category') {
    fail(
      'words-need-category',
      `a matrix of words cannot have a ${asked} scale`,
      undefined,
      'leave color.scale out, or give numbers',
    );
  }
  if (words) return categories(color, words, theme, report);

  const kind: ScaleKind =
    asked === 'quantile' || asked === 'threshold' || asked === 'category' ? 'linear' : asked;
  const extent = sharedExtent(drawn, kind === 'log');
  // Only what asks for shares of the values needs all of them in order, which takes time.
  const shares =
    asked === 'quantile' || color.domain === 'robust' ? distributionOf(whole, kind === 'log') : null;
  const mayCenter = kind === 'linear' ? asked === 'linear' : kind === 'symlog';
  const { map, center: middle, why } = resolveMap(color, asked, mayCenter, extent);
  const { domain, center: found } = resolveDomain(color, middle, extent, shares, kind === 'log');
  const center = mayCenter ? found : null;
  if (color.center !== undefined && center === null) {
    fail(
      'center-outside',
      `the center ${color.center} does not lie between the ends of the domain, ${domain[0]} and ${domain[1]}`,
      undefined,
      'leave color.center or color.domain out, or change one of them',
    );
  }
  const parameter = kind === 'symlog' ? (color.constant ?? 1) : kind === 'pow' ? (color.exponent ?? 0.5) : 1;
  const smooth = { kind, domain, center, parameter, edges: null, words: null };
  const steps = stepsOf(color, asked, smooth, extent, shares);
  const colors = steps ? sampled(map, steps.edges.length - 1) : map.colors;
  const ends = steps ? ([steps.edges[0], steps.edges[steps.edges.length - 1]] as const) : domain;
  if (shares && shares.error > 0) reportEstimate(shares.error, report);
  report({
    severity: 'note',
    code: 'chosen',
    message: `colormap ${map.name}${why}, ${asked} scale from ${ends[0]} to ${ends[1]}${center === null ? '' : ` about ${center}`}`,
  });
  return {
    ...smooth,
    domain: ends,
    edges: steps?.edges ?? null,
    open: steps?.open ?? false,
    map: map.name,
    colors,
    ...endColors(color, colors, theme),
  };
}

function resolveMap(
  color: ColorSpec,
  asked: string,
  mayCenter: boolean,
  extent: readonly [number, number] | null,
): { map: Colormap; center: number | null; why: string } {
  const center = color.center ?? null;
  if (center !== null && !mayCenter) {
    fail(
      'center-scale',
      `a ${asked} scale has no center`,
      undefined,
      'leave color.center out, or use the scale "linear" or "symlog"',
    );
  }
  if (typeof color.map === 'string') return { map: colormap(color.map), center, why: '' };
  if (color.map)
    return { map: mixedColormap(color.map.map((css) => parseColor(css) as Hex)), center, why: '' };
  const bothSigns = extent !== null && extent[0] < 0 && extent[1] > 0;
  if (center !== null)
    return { map: colormap(DEFAULTS.divergingMap), center, why: ' because a center is given' };
  if (bothSigns && mayCenter) {
    return {
      map: colormap(DEFAULTS.divergingMap),
      center: 0,
      why: ' because there are values of both signs',
    };
  }
  return {
    map: colormap(DEFAULTS.sequentialMap),
    center,
    why: bothSigns ? '' : ' because the values have one sign',
  };
}

/** Where colours change, for scales of steps; null for smooth ones. */
function stepsOf(
  color: ColorSpec,
  asked: string,
  smooth: Pick<Scale, 'kind' | 'domain' | 'center' | 'parameter' | 'edges' | 'words'>,
  extent: readonly [number, number] | null,
  shares: Distribution | null,
): { edges: number[]; open: boolean } | null {
  if (asked === 'threshold') return thresholdEdges(color, extent);
  if (shares && asked === 'quantile') {
    const n = color.steps ?? DEFAULTS.quantiles;
    const given = Array.isArray(color.domain) || color.domain === 'robust';
    const quantile = shares.quantiles(given ? smooth.domain : null);
    const edges = distinct(quantile ? evenly(n, quantile) : []);
    return { edges: edges.length < 2 ? [...smooth.domain] : edges, open: false };
  }
  if (color.steps === undefined) return null;
  return { edges: distinct(evenly(color.steps, (share) => valueAt(smooth, share))), open: false };
}

function evenly(steps: number, at: (share: number) => number): number[] {
  return Array.from({ length: steps + 1 }, (_, k) => at(k / steps));
}

/** Where neighbouring edges fall on one value there are fewer steps: colours for no value at all would be a lie. */
function distinct(edges: readonly number[]): number[] {
  return edges.filter((edge, i) => i === 0 || edge > edges[i - 1]);
}

function thresholdEdges(
  color: ColorSpec,
  extent: readonly [number, number] | null,
): { edges: number[]; open: boolean } {
  const inner = color.thresholds;
  if (!inner)
    fail(
      'no-thresholds',
      'a threshold scale needs color.thresholds',
      undefined,
      'for example "thresholds": [0.01, 0.05]',
    );
  const [first, last] = [inner[0], inner[inner.length - 1]];
  const [givenLow, givenHigh] = Array.isArray(color.domain)
    ? (color.domain as [number | null, number | null])
    : [null, null];
  const width = (last - first) / Math.max(1, inner.length - 1) || Math.abs(first) || 1;
  const low = givenLow ?? finite(Math.min(extent?.[0] ?? first, first - width));
  const high = givenHigh ?? finite(Math.max(extent?.[1] ?? last, last + width));
  if (low >= first || high <= last) {
    fail(
      'threshold-domain',
      `the ends of color.domain must lie outside of the thresholds, which go from ${first} to ${last}`,
    );
  }
  return { edges: [low, ...inner, high], open: givenLow === null && givenHigh === null };
}

function reportEstimate(error: number, report: Report): void {
  report({
    severity: 'info',
    code: 'estimated',
    message: `shares of the values are taken from a histogram, so what is found by them is off by up to ${Number((error * 100).toPrecision(2))} % of itself`,
  });
}

/** `n` colours from one end of a map to the other; the first `n` of a map of separate colours. */
function sampled({ kind, colors }: Colormap, n: number): readonly Hex[] {
  if (kind === 'categorical' && n <= colors.length) return colors.slice(0, n);
  if (n === 1) return [colors[colors.length >> 1]];
  return Array.from({ length: n }, (_, i) => colors[Math.round((i / (n - 1)) * (colors.length - 1))]);
}

function categories(color: ColorSpec, words: readonly string[], theme: Theme, report: Report): Scale {
  const fallback = words.length <= DEFAULTS.fewWords ? DEFAULTS.wordsMap : DEFAULTS.manyWordsMap;
  const map = Array.isArray(color.map)
    ? listed(color.map)
    : colormap((color.map as string | undefined) ?? fallback);
  const colors = sampled(map, words.length);
  if (words.length > DEFAULTS.distinctWords) {
    report({
      severity: 'warning',
      code: 'many-words',
      message: `${words.length} different words have a colour each, more than anyone can tell apart`,
      hints: ['join rare ones, or show numbers'],
    });
  }
  report({
    severity: 'note',
    code: 'chosen',
    message: `colormap ${map.name} for ${words.length} different words`,
  });
  return {
    kind: 'category',
    domain: [0, words.length - 1],
    center: null,
    parameter: 1,
    edges: null,
    open: false,
    words,
    map: map.name,
    colors,
    ...endColors(color, colors, theme),
  };
}

/** A list of colours as it stands, not mixed: for words, each its own. */
function listed(css: readonly string[]): Colormap {
  return { name: 'custom', kind: 'categorical', colors: css.map((c) => parseColor(c) as Hex) };
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

/** The line around cells of such a scale: none, unless one of its colours can hardly be told from the page. */
export function frameFor(scale: Scale, theme: Theme): Hex | null {
  const { background } = theme;
  return background && palette(scale).some((color) => contrast(color, background) < FAINT)
    ? theme.color.frame
    : null;
}

const FAINT = 1.2;
