/** Which values of a colorbar are labelled, so that none of the labels touches another. */
import { position, type Scale } from '../../color/scale.js';
import { tickTexts } from '../../color/tick-format.js';
import { scaleTicks } from '../../color/ticks.js';
import type { Colorbar } from '../../figure/figure.js';
import { remembering } from '../../memoize.js';

export interface Tick {
  /** Along the bar, px on the page. */
  readonly at: number;
  readonly text: string;
}

/** The colours of a bar: from where to where they run, px on the page. */
export interface Run {
  readonly low: number;
  readonly high: number;
}

/** Chooses the ticks of a bar for wherever its colours run; `roomOf` says what a label takes of it. */
export function barTicks(
  colorbar: Pick<Colorbar, 'ticks' | 'format'>,
  scale: Scale,
  roomOf: (text: string) => number,
): (run: Run) => Tick[] {
  const [first, last] = scale.domain;
  const given =
    colorbar.ticks === 'auto' ? null : ascending(colorbar.ticks).filter((v) => v >= first && v <= last);
  /** Where they lie as a share of the run. */
  const labelled = (values: readonly number[]): Tick[] => {
    const texts = tickTexts(scale, values, colorbar.format, given !== null);
    return values.map((value, i) => ({ at: position(scale, value), text: texts[i] }));
  };
  const automatic = remembering((count: number) => labelled(scaleTicks(scale, count)));
  const ends = remembering(() => labelled(given ?? scale.domain));

  return ({ low, high }) => {
    const along = (ticks: readonly Tick[]) =>
      ticks.map(({ at, text }) => ({ at: low + (high - low) * at, text }));
    if (!given) {
      for (const count of counts(Math.abs(high - low), scale)) {
        const ticks = along(automatic(count));
        if (apart(ticks, roomOf)) return ticks;
      }
    }
    const ticks = along(ends(undefined));
    return given && apart(ticks, roomOf) ? ticks : thinned(ticks, roomOf);
  };
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
