import type { Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { type Body, isVertical, lengthOf, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import type { Track, TrackExtent } from './track.js';

/** A guide and the length along the side that it needs at most. */
export interface StackedGuide {
  readonly track: Track;
  readonly length: number;
}

interface Place {
  readonly track: Track;
  /** A body of one cell, beside which the guide is drawn. */
  readonly body: Body;
  /** The distance of the guide's column from the inner edge of the stack. */
  readonly offset: number;
}

/** Guides one after another along a side, in as many columns as they need. */
export function guideStackTrack(guides: readonly StackedGuide[], side: Side, { theme }: Context): Track {
  const pack = (body: Body): { places: readonly Place[]; extent: TrackExtent } => {
    const spans = spansAlong(body, side);
    const [start, available] = [startOf(spans), lengthOf(spans)];
    const places: Place[] = [];
    let [offset, columnDepth, used, longest] = [0, 0, 0, 0];
    for (const { track, length } of guides) {
      const pieceAt = (from: number) => ({
        ...body,
        [isVertical(side) ? 'rows' : 'columns']: { start: [from], end: [from + Math.min(length, available)] },
      });
      const { before, after, depth } = track.extent(pieceAt(start));
      const total = before + Math.min(length, available) + after;
      if (used > 0 && used + total > available) {
        offset += columnDepth;
        [columnDepth, used] = [0, 0];
      }
      places.push({ track, offset, body: pieceAt(start + used + before) });
      used += total;
      longest = Math.max(longest, used);
      used += theme.space.guide;
      columnDepth = Math.max(columnDepth, depth);
    }
    const after = Math.max(0, longest - available);
    return { places, extent: { depth: offset + columnDepth, before: 0, after, gap: theme.space.guide } };
  };
  return {
    side,
    dockClass: 'guide',
    dependsOnBothAxes: true,
    extent: (body) => pack(body).extent,
    draw: (body, distance, omissions): Item[] =>
      pack(body).places.flatMap(({ track, offset, body: piece }) =>
        track.draw(piece, distance + offset, omissions),
      ),
  };
}
