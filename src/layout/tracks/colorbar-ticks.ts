/** Selects the ticks of a colorbar, so that their labels do not overlap. */

import { position, type Scale } from '../../color/scale.js';
import { formatTicks, withUnit } from '../../color/tick-format.js';
import { scaleTicks } from '../../color/ticks.js';
import type { Guide } from '../../figure/figure.js';
import { memoize } from '../../memoize.js';
import { LIMITS } from '../../theme.js';

export interface Tick {
  /** The position along the colorbar; px on the page, or a share of the domain. */
  readonly at: number;
  readonly label: string;
}

/** The positions of the two ends of the domain, px on the page. */
export interface DomainEnds {
  readonly low: number;
  readonly high: number;
}

/** Returns a function that selects ticks for a given length. `labelLength` returns the extent of a label along the bar. */
export function createTickSelector(
  guide: Pick<Guide, 'ticks' | 'format' | 'unit'>,
  scale: Scale,
  labelLength: (label: string) => number,
): (ends: DomainEnds) => Tick[] {
  const [first, last] = scale.domain;
  const requested =
    guide.ticks === 'auto'
      ? null
      : sortedUnique(guide.ticks).filter((value) => value >= first && value <= last);
  const ticksAt = (values: readonly number[]): Tick[] => {
    const numbers = formatTicks(scale, values, guide.format, requested !== null);
    const labels = guide.format === null ? numbers.map((label) => withUnit(label, guide.unit)) : numbers;
    return values.map((value, i) => ({ at: position(scale, value), label: labels[i] }));
  };
  const automaticTicks = memoize((count: number) => ticksAt(scaleTicks(scale, count)));
  const fallbackTicks = memoize(() => ticksAt(requested ?? scale.domain));

  return ({ low, high }) => {
    const toPage = (ticks: readonly Tick[]) =>
      ticks.map(({ at, label }) => ({ at: low + (high - low) * at, label }));
    if (!requested) {
      for (const count of tickCounts(Math.abs(high - low), scale)) {
        const ticks = toPage(automaticTicks(count));
        if (ticksFit(ticks, labelLength)) return ticks;
      }
    }
    const ticks = toPage(fallbackTicks(undefined));
    return requested && ticksFit(ticks, labelLength) ? ticks : thinTicks(ticks, labelLength);
  };
}

function ticksFit(ticks: readonly Tick[], labelLength: (label: string) => number): boolean {
  return ticks.every(({ at, label }, i) => {
    if (i === 0) return true;
    const previous = ticks[i - 1];
    return Math.abs(at - previous.at) >= (labelLength(label) + labelLength(previous.label)) / 2;
  });
}

/** Returns the first and the last tick, and the ticks between them that fit. */
function thinTicks(ticks: readonly Tick[], labelLength: (label: string) => number): Tick[] {
  if (ticks.length < 2) return [...ticks];
  const last = ticks[ticks.length - 1];
  if (!ticksFit([ticks[0], last], labelLength)) return [ticks[0]];
  const selected = [ticks[0]];
  for (const tick of ticks.slice(1, -1)) {
    const previous = selected[selected.length - 1];
    if (ticksFit([previous, tick], labelLength) && ticksFit([tick, last], labelLength)) selected.push(tick);
  }
  return [...selected, last];
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Returns the numbers of ticks to try, best first. A scale with boundaries may have a tick at each of them. */
function tickCounts(length: number, { boundaries }: Scale): number[] {
  const { tickDistance, denseTickDistance, denseTicks, minTicks, maxTicks } = LIMITS.colorbar;
  // With only two ticks, readers cannot see whether a scale is linear.
  const preferred = Math.max(
    Math.round(length / tickDistance),
    Math.min(denseTicks, Math.round(length / denseTickDistance)),
  );
  const max = boundaries ? boundaries.length : Math.max(minTicks, Math.min(maxTicks, preferred));
  return Array.from({ length: max - 1 }, (_, i) => max - i);
}
