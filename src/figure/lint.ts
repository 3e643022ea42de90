/** What a reader of the figure might be misled by: said as warnings, each of which a spec can silence on purpose. */
import { isUnshowable, type Scale } from '../color/scale.js';
import type { Report } from '../diagnostics.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import { sharedExtent } from '../matrix/summary.js';
import type { ColorSpec } from '../spec/color.js';
import { LINTS, type LintSpec } from '../spec/lint.js';
import type { Outside } from './clipping.js';

/** The codes that a spec silences: all with `false`, or those it lists. */
export function silencedBy(lint: LintSpec | undefined): readonly string[] {
  return lint === false ? LINTS : (lint ?? []);
}

/** Maps whose lightness goes up and down, so that they show edges where there are none and hide others. */
const RAINBOWS = new Set(['rainbow', 'sinebow', 'turbo']);
const MUCH_MISSING = 0.2;

export function lintScale(
  scale: Scale,
  color: ColorSpec,
  drawn: readonly Values[],
  whole: readonly Matrix[],
  outside: Outside,
  report: Report,
): void {
  const warn = (code: (typeof LINTS)[number], message: string, hint: string) =>
    report({ severity: 'warning', code, message, hints: [hint] });
  const [low, high] = scale.domain;
  if (outside.under + outside.over > 0) {
    const [lowest, highest] = reach(scale, whole);
    const parts = [
      outside.under ? `${outside.under} below ${low} (the lowest is ${lowest < low ? lowest : '−∞'})` : '',
      outside.over ? `${outside.over} above ${high} (the highest is ${highest > high ? highest : '∞'})` : '',
    ].filter(Boolean);
    const message = `values lie outside the color domain: ${parts.join(', ')}`;
    // No domain has a place for infinities, so nothing is to be mended where they are all.
    if (lowest === low && highest === high) report({ severity: 'info', code: 'clipped', message });
    else
      warn(
        'clipped',
        message,
        'arrows at the ends of the colorbar say so; widen color.domain to show these values',
      );
  }
  if (!scale.words && color.map === undefined && scale.map.startsWith('RdBu') && scale.center === null) {
    warn(
      'diverging-without-center',
      'the colours run from one end over a neutral middle to the other, but the middle stands for no value that matters',
      'give color.center a value inside the domain, or name a sequential map such as "viridis"',
    );
  }
  if (
    typeof color.map !== 'string' &&
    !scale.words &&
    scale.center === null &&
    scale.kind !== 'log' &&
    !scale.edges &&
    !scale.map.startsWith('RdBu') &&
    haveBothSigns(drawn)
  ) {
    warn(
      'sequential-two-signs',
      'values of both signs run through one range of colours, in which 0 cannot be seen',
      scale.kind === 'pow'
        ? 'use the scale "symlog", which can have 0 as its center'
        : 'set color.center to 0 and name a diverging map such as "RdBu_r"',
    );
  }
  if (!scale.words && RAINBOWS.has(scale.map.replace(/_r$/, ''))) {
    warn(
      'rainbow-map',
      `the colormap ${scale.map} gets lighter and darker along the way, which shows steps where the data has none`,
      'use one that is perceptually uniform, such as "viridis" or "magma"',
    );
  }
  const cells = whole.reduce((n, { values, reduced }) => n + (reduced?.raw.cells ?? values.length), 0);
  const missing = outside.missing + outside.unshowable;
  if (missing > cells * MUCH_MISSING) {
    warn(
      'mostly-missing',
      missing === cells ? 'all values are missing' : `${missing} of ${cells} values are missing`,
      'check how the data was read with --verbose',
    );
  }
}

function haveBothSigns(drawn: readonly Values[]): boolean {
  const extent = sharedExtent(drawn);
  return extent !== null && extent[0] < 0 && extent[1] > 0;
}

/** The domain, widened to all numbers that the scale could show. */
function reach(scale: Scale, matrices: readonly Matrix[]): [number, number] {
  let [lowest, highest] = scale.domain;
  for (const { values, reduced } of matrices) {
    const { low, high } = reduced?.raw ?? {};
    for (const v of reduced ? [low?.value ?? lowest, high?.value ?? highest] : values) {
      if (!Number.isFinite(v) || isUnshowable(scale, v)) continue;
      lowest = Math.min(lowest, v);
      highest = Math.max(highest, v);
    }
  }
  return [lowest, highest];
}
