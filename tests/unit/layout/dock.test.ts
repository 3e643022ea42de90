/** The order of tracks around a body. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/figure/figure.js';
import type { Body } from '../../../src/layout/body.js';
import { Omissions } from '../../../src/layout/omissions.js';
import { dockSides, mapSides, sortTracks } from '../../../src/layout/tracks/dock.js';
import { DOCK_ORDER, type DockClass, type Track } from '../../../src/layout/tracks/track.js';

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
/** Returns a body of one cell. */
function outlineBody(left: number, top: number, right: number, bottom: number): Body {
  return { columns: { start: [left], end: [right] }, rows: { start: [top], end: [bottom] } };
}

const BODY = outlineBody(100, 100, 300, 200);
const NO_OFFSETS = { left: 0, right: 0, top: 0, bottom: 0 };

/** A track whose depth differs from that of all other classes, so that each order gives other distances. */
function track(side: Side, dockClass: DockClass, extent: (body: Body) => void = () => {}): Track {
  const depth = 2 ** DOCK_ORDER.indexOf(dockClass);
  return {
    side,
    dockClass,
    extent(body) {
      extent(body);
      return { depth, before: 0, after: 0, gap: 0 };
    },
    draw: () => [],
  };
}

/** The classes on each side with their distances, innermost first. */
function docked(tracks: readonly Track[]): unknown {
  const sorted = sortTracks(tracks);
  const sides = dockSides(sorted, BODY, NO_OFFSETS);
  return mapSides((side) => sorted[side].map(({ dockClass }, i) => [dockClass, sides[side].distances[i]]));
}

describe('tracks', () => {
  const all = SIDES.flatMap((side) => DOCK_ORDER.map((dockClass) => track(side, dockClass)));

  it('dock in the same order, whatever the order in which they were created', () => {
    const expected = docked(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (tracks) => {
        expect(docked(tracks)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('at a corner move outward, so that those above and below the body stay beside it', () => {
    const withExtent = (side: Side, before: number, after: number): Track => ({
      side,
      dockClass: 'label',
      extent: () => ({ depth: 20, before, after, gap: 3 }),
      draw: () => [],
    });
    const distances = (overhang: number) => {
      const tracks = sortTracks([withExtent('right', 0, 8), withExtent('bottom', 0, overhang)]);
      const { right, bottom } = dockSides(tracks, BODY, NO_OFFSETS);
      return { right: right.distances[0], bottom: bottom.distances[0] };
    };
    expect(distances(0)).toEqual({ right: 0, bottom: 0 });
    // The right track begins 3 px outside the body, and 6 px are between both.
    expect(distances(5)).toEqual({ right: 8, bottom: 0 });
    expect(distances(40)).toEqual({ right: 0, bottom: 8 });
  });

  it('dock from the inside out by their class', () => {
    const sides = docked([...all].reverse()) as Record<Side, [DockClass, number][]>;
    for (const side of SIDES) {
      expect(sides[side].map(([dockClass]) => dockClass)).toEqual(DOCK_ORDER);
      // Each track starts where the tracks before it end.
      expect(sides[side].map(([, distance]) => distance)).toEqual(DOCK_ORDER.map((_, i) => 2 ** i - 1));
    }
  });

  it('of one class dock in the order in which they were created', () => {
    const drawn: number[] = [];
    const [first, second] = [1, 2].map((number) => ({
      ...track('right', 'guide'),
      draw: () => {
        drawn.push(number);
        return [];
      },
    }));
    const { right } = sortTracks([first, track('right', 'label'), second]);
    for (const { draw } of right) draw(BODY, 0, new Omissions());
    expect(drawn).toEqual([1, 2]);
  });

  it('compute their extent again only if the spans along their side change', () => {
    let calls = 0;
    const { right } = sortTracks([track('right', 'label', () => calls++)]);
    right[0].extent(BODY);
    right[0].extent(outlineBody(0, 100, 500, 200));
    expect(calls).toBe(1);
    right[0].extent(outlineBody(100, 100, 300, 250));
    expect(calls).toBe(2);
  });
});
