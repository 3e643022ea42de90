/** Which values of a colorbar are labelled, so that none of the labels touches another. */
import { position, type Scale } from '../color/scale.js';
import { tickTexts } from '../color/tick-texts.js';
import { scaleTicks } from '../color/ticks.js';
import type { Colorbar } from '../figure/figure.js';

export interface Tick {
  /** Along the bar, px on the page. */
  readonly at: number;
  readonly text: string;
}

/** The ticks of a bar whose colours run from `low` to `high`, px on the page; `roomOf` says what a label takes of it. */
export function barTicks(
  colorbar: Pick<Colorbar, 'ticks' | 'format'>,
  scale: Scale,
  { low, high }: { readonly low: number; readonly high: number },
  roomOf: (text: string) => number,
): Tick[] {
  const [first, last] = scale.domain;
  const given =
    colorbar.ticks === 'auto' ? null : ascending(colorbar.ticks).filter((v) => v >= first && v <= last);
  const tries = given ? [given] : counts(Math.abs(high - low), scale).map((n) => scaleTicks(scale, n));
  for (const values of tries) {
    const ticks = labelled(values);
    if (apart(ticks, roomOf)) return ticks;
  }
  return thinned(labelled(given ?? scale.domain), roomOf);

  function labelled(values: readonly number[]): Tick[] {
    const texts = tickTexts(scale, values, colorbar.format, given !== null);
    return values.map((value, i) => ({ at: low + (high - low) * position(scale, value), text: texts[i] }));
  }
}

function apart(ticks: readonly Tick[], roomOf: (text: string) => number): boolean {
  return ticks.every(({ at, text }, i) => {
    const before = ticks[i - 1];
    return i === 0 || Math.abs(at - before.at) >= (roomOf(text) + roomOf(before.text)) / 2;
  });
}

/** The first, the last, and those between that touch neither these nor each other. */
function thinned(ticks: readonly Tick[], roomOf: (text: string) => number): Tick[] {
  if (ticks.length < 2) return [...ticks];
  const final = ticks[ticks.length - 1];
  if (!apart([ticks[0], final], roomOf)) return [ticks[0]];
  const kept = [ticks[0]];
  for (const tick of ticks.slice(1, -1)) {
    if (apart([kept[kept.length - 1], tick], roomOf) && apart([tick, final], roomOf)) kept.push(tick);
  }
  return [...kept, final];
}

export function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** How many ticks a bar may have, the best first; of a scale of steps, all its edges. */
function counts(length: number, { edges }: Scale): number[] {
  // Short bars have them closer together: with only two nobody sees how the scale runs.
  const usual = Math.max(Math.round(length / 40), Math.min(4, Math.round(length / 26)));
  const most = edges ? edges.length : Math.max(2, Math.min(7, usual));
  return Array.from({ length: most - 1 }, (_, i) => most - i);
}
