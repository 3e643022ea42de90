/** Docks tracks on the sides of a body: orders them by their class and finds the distance of each from the body. */
import { maxOf } from '../../extremes.js';
import type { Side } from '../../figure/figure.js';
import { memoizeLast } from '../../memoize.js';
import { LIMITS } from '../../theme.js';
import { type Body, equalSpans, spansAlong } from '../body.js';
import { DOCK_ORDER, type Track, type TrackExtent } from './track.js';

export type Sides<T> = Readonly<Record<Side, T>>;

export function mapSides<T>(value: (side: Side) => T): Sides<T> {
  return { left: value('left'), right: value('right'), top: value('top'), bottom: value('bottom') };
}

/** Returns the tracks of each side in docking order, innermost first. Their extents are memoized. */
export function sortTracks(tracks: readonly Track[]): Sides<Track[]> {
  const rank = ({ dockClass }: Track) => DOCK_ORDER.indexOf(dockClass);
  const sorted = [...tracks].sort((a, b) => rank(a) - rank(b)).map(memoizeExtent);
  return mapSides((side) => sorted.filter((track) => track.side === side));
}

/** Memoizes the extent of a track. The layout tries many sizes, and most of them change only one of the two axes. */
function memoizeExtent(track: Track): Track {
  const { side, dockClass, dependsOnBothAxes } = track;
  const areEqual = dependsOnBothAxes
    ? (a: Body, b: Body) => equalSpans(a.columns, b.columns) && equalSpans(a.rows, b.rows)
    : (a: Body, b: Body) => equalSpans(spansAlong(a, side), spansAlong(b, side));
  return {
    side,
    dockClass,
    draw: (body, distance, omissions) => track.draw(body, distance, omissions),
    extent: memoizeLast((body: Body) => track.extent(body), areEqual),
  };
}

/** The tracks of one side: their common extent, and the distance of each from the body. */
export interface DockedTracks {
  readonly extent: TrackExtent;
  readonly distances: readonly number[];
}

/**
 * Docks tracks next to each other, in the order given. The first one is `from` px outside `body`, and each is at least
 * as far outside as `minDistance` returns for its extent.
 */
export function dock(
  tracks: readonly Track[],
  body: Body,
  from = 0,
  minDistance: (extent: TrackExtent) => number = () => 0,
): DockedTracks {
  const distances: number[] = [];
  let depth = from;
  let before = 0;
  let after = 0;
  let gap = Number.POSITIVE_INFINITY;
  for (const track of tracks) {
    const extent = track.extent(body);
    const distance = Math.max(depth, minDistance(extent));
    distances.push(distance);
    depth = distance + extent.depth;
    before = Math.max(before, extent.before);
    after = Math.max(after, extent.after);
    if (extent.before > 0 || extent.after > 0) gap = Math.min(gap, distance + extent.gap);
  }
  return { extent: { depth, before, after, gap }, distances };
}

/**
 * Docks tracks on all sides. Tracks of two sides may meet at a corner if both extend beyond their side. There, the tracks to
 * the left or right of the body move a few px outward; if that is not enough, a track above or below it starts outside them.
 */
export function dockSides(
  tracks: Sides<readonly Track[]>,
  body: Body,
  from: Sides<number>,
): Sides<DockedTracks> {
  const dockBeside = (side: 'left' | 'right', overhang: 'before' | 'after') => {
    const docked = dock(tracks[side], body, from[side]);
    const { before, after, gap } = docked.extent;
    const corners = [...(before > 0 ? tracks.top : []), ...(after > 0 ? tracks.bottom : [])];
    const shift = maxOf(
      corners,
      (track) => {
        const length = track.extent(body)[overhang];
        const missing = length > 0 ? length + LIMITS.corner.clearance - gap : 0;
        return missing <= LIMITS.corner.maxShift ? Math.ceil(missing) : 0;
      },
      0,
    );
    return shift > 0 ? dock(tracks[side], body, from[side] + shift) : docked;
  };
  const left = dockBeside('left', 'before');
  const right = dockBeside('right', 'after');
  const clearance = (extent: TrackExtent, end: 'before' | 'after') =>
    Math.max(
      extent.before > left.extent.gap ? left.extent[end] : 0,
      extent.after > right.extent.gap ? right.extent[end] : 0,
    );
  return {
    left,
    right,
    top: dock(tracks.top, body, from.top, (extent) => clearance(extent, 'before')),
    bottom: dock(tracks.bottom, body, from.bottom, (extent) => clearance(extent, 'after')),
  };
}

/** How far the tracks extend beyond the body on each side, including the ends of tracks on neighbouring sides. */
export function insetsOf({ left, right, top, bottom }: Sides<DockedTracks>): Sides<number> {
  return {
    left: Math.max(left.extent.depth, top.extent.before, bottom.extent.before),
    right: Math.max(right.extent.depth, top.extent.after, bottom.extent.after),
    top: Math.max(top.extent.depth, left.extent.before, right.extent.before),
    bottom: Math.max(bottom.extent.depth, left.extent.after, right.extent.after),
  };
}
