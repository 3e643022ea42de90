/** Warns of what may mislead a reader of the figure. A spec can turn off each warning with `lint`. */
import { isUndefinedAt, type Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import { sharedExtent } from '../matrix/extent.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { ColorSpec } from '../spec/color.js';
import { LINTS, type LintSpec } from '../spec/lint.js';
import { LIMITS } from '../theme.js';
import type { ClipCounts } from './clipping.js';

/** Returns the codes that a spec turns off: all with `false`, else those in the list. */
export function silencedCodes(lint: LintSpec | undefined): readonly string[] {
  return lint === false ? LINTS : (lint ?? []);
}

/** Colormaps whose lightness rises and falls, so that they show edges where the data has none, and hide others. */
const RAINBOWS = new Set(['rainbow', 'sinebow', 'turbo']);

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
  const [low, high] = scale.domain;
  if (counts.under + counts.over > 0) {
    const [lowest, highest] = extendedDomain(scale, all);
    const parts = [
      counts.under ? `${counts.under} below ${low} (the lowest is ${lowest < low ? lowest : '−∞'})` : '',
      counts.over ? `${counts.over} above ${high} (the highest is ${highest > high ? highest : '∞'})` : '',
    ].filter(Boolean);
    const message = `values are outside of the color domain: ${parts.join(', ')}`;
    // No domain can include infinities, so there is nothing to fix if only infinities are clipped.
    if (lowest === low && highest === high) report({ severity: 'info', code: 'clipped', message });
    else
      warn(
        'clipped',
        message,
        'widen color.domain to show these values; arrows at the ends of the colorbar mark them',
      );
  }
  if (!scale.categories && color.map === undefined && scale.map.startsWith('RdBu') && scale.center === null) {
    warn(
      'diverging-without-center',
      'a diverging colormap has a neutral middle, but no center is set, so the middle has no meaning',
      'set color.center to a value inside the domain, or use a sequential colormap such as "viridis"',
    );
  }
  if (
    typeof color.map !== 'string' &&
    !scale.categories &&
    scale.center === null &&
    scale.kind !== 'log' &&
    !scale.boundaries &&
    !scale.map.startsWith('RdBu') &&
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
  const cells = all.reduce(
    (n, { values, reduction }) => n + (reduction?.sourceStats.cells ?? values.length),
    0,
  );
  const missing = counts.missing + counts.unshowable;
  if (missing > cells * LIMITS.missingShare) {
    warn(
      'mostly-missing',
      missing === cells ? 'all values are missing' : `${missing} of ${cells} values are missing`,
      'use --verbose to see how the data was read',
    );
  }
}

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
