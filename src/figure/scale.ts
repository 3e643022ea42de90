import { contrast, type Hex, parseColor } from '../color/color.js';
import { type Colormap, colormap, mixedColormap } from '../color/maps.js';
import { palette, type Scale } from '../color/scale.js';
import type { Matrix } from '../matrix/matrix.js';
import { sharedExtent } from '../matrix/summary.js';
import type { ColorSpec } from '../spec/color.js';
import { resolveDomain } from './domain.js';
import { DEFAULTS, type Theme } from './theme.js';

/** The one scale of some matrices. Data of both signs gets a diverging map about 0 where the spec names no map. */
export function resolveScale(color: ColorSpec, matrices: readonly Matrix[], theme: Theme): Scale {
  const map = resolveMap(color, matrices);
  const diverging = color.map === undefined && map.kind === 'diverging';
  const { domain, center } = resolveDomain(color, color.center ?? (diverging ? 0 : null), matrices);
  const hex = (css: string | undefined, otherwise: Hex) =>
    css === undefined ? otherwise : (parseColor(css) as Hex);
  return {
    kind: 'linear',
    domain,
    center,
    map: map.name,
    colors: map.colors,
    under: hex(color.under, map.colors[0]),
    over: hex(color.over, map.colors[map.colors.length - 1]),
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

function resolveMap(color: ColorSpec, matrices: readonly Matrix[]): Colormap {
  if (typeof color.map === 'string') return colormap(color.map);
  if (color.map) return mixedColormap(color.map.map((css) => parseColor(css) as Hex));
  const extent = sharedExtent(matrices);
  const bothSigns = extent !== null && extent[0] < 0 && extent[1] > 0;
  return colormap(color.center !== undefined || bothSigns ? DEFAULTS.divergingMap : DEFAULTS.sequentialMap);
}
