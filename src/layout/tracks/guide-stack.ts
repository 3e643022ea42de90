import type { Page, Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, endOf, isVertical, lengthOf, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import type { Track, TrackExtent } from './track.js';

/** A guide and the length along the side that it needs at most. */
export interface StackedGuide {
  readonly track: Track;
  readonly length: number | ((body: Body) => number);
}

interface Place {
  readonly track: Track;
  /** A body of one cell, beside which the guide is drawn. */
  readonly body: Body;
  /** The distance of the guide's column from the inner edge of the stack. */
  readonly offset: number;
}

/** The factor by which columns become longer until fewer of them are enough. */
const LENGTH_STEP = 1.2;

/** The places of guides in columns. */
interface Packing {
  readonly places: readonly Place[];
  readonly columns: number;
  readonly extent: TrackExtent;
}

/** Guides one after another along a side, in as many columns as they need. `page` is the size of the page as far as it is given. */
export function guideStackTrack(
  guides: readonly StackedGuide[],
  side: Side,
  page: Pick<Page, 'width' | 'height'>,
  { theme, direction }: Context,
): Track {
  /** Whether the first guide is at the right end of the side. */
  const isReversed = !isVertical(side) && direction === 'rtl';
  /**
   * Beside a low body, columns extend below it, because a row of many legends would be far wider than the body. On a narrow
   * page they extend farther, so that the body keeps its share.
   */
  const pack = (body: Body): Packing => {
    const length = lengthOf(spansAlong(body, side));
    const { maxColumns, minLength, maxPageShare, maxLength } = LIMITS.guideStack;
    let packing = packInto(length, body);
    if (!isVertical(side)) return packing;
    if (packing.columns > maxColumns && length < minLength) packing = packInto(minLength, body);
    if (page.width === null || page.height !== null) return packing;
    const maxDepth = page.width * maxPageShare;
    for (let longer = length; packing.columns > 1 && packing.extent.depth > maxDepth; ) {
      longer *= LENGTH_STEP;
      if (longer > maxLength) break;
      packing = packInto(longer, body);
    }
    return packing;
  };
  const packInto = (available: number, body: Body): Packing => {
    const spans = spansAlong(body, side);
    const start = startOf(spans);
    const places: Place[] = [];
    let [offset, columnDepth, used, longest, columns] = [0, 0, 0, 0, 1];
    for (const { track, ...guide } of guides) {
      const length = typeof guide.length === 'number' ? guide.length : guide.length(body);
      const shown = Math.min(length, available);
      const pieceAt = (from: number) => {
        const first = isReversed ? start + endOf(spans) - from - shown : from;
        return {
          ...body,
          [isVertical(side) ? 'rows' : 'columns']: { start: [first], end: [first + shown] },
        };
      };
      const { before, after, depth } = track.extent(pieceAt(start));
      const total = before + shown + after;
      if (used > 0 && used + total > available) {
        offset += columnDepth;
        columns++;
        [columnDepth, used] = [0, 0];
      }
      places.push({ track, offset, body: pieceAt(start + used + (isReversed ? after : before)) });
      used += total;
      longest = Math.max(longest, used);
      used += theme.space.guide;
      columnDepth = Math.max(columnDepth, depth);
    }
    const beyond = Math.max(0, longest - lengthOf(spans));
    const ends = isReversed ? { before: beyond, after: 0 } : { before: 0, after: beyond };
    const extent = { depth: offset + columnDepth, ...ends, gap: theme.space.guide };
    return { places, columns, extent };
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
