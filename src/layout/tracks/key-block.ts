/** The place of a legend or key: a block beside a body that begins at the start of the side. */
import type { Side } from '../../figure/figure.js';
import { type Body, isVertical, lengthOf, offsetOutward, type Size, spansAlong, startOf } from '../body.js';
import type { TrackExtent } from './track.js';

/** Returns the space of a block `gap` px beside the body. */
export function blockExtent({ width, height }: Size, body: Body, side: Side, gap: number): TrackExtent {
  const [depth, length] = isVertical(side) ? [width, height] : [height, width];
  const after = Math.max(0, length - lengthOf(spansAlong(body, side)));
  return { depth: gap + depth, before: 0, after, gap };
}

/** Returns the top left corner of a block `distance` px beside the body. */
export function blockCorner(
  { width, height }: Size,
  body: Body,
  side: Side,
  distance: number,
): { readonly left: number; readonly top: number } {
  const edge = offsetOutward(body, side, distance);
  return {
    left: side === 'left' ? edge - width : side === 'right' ? edge : startOf(body.columns),
    top: side === 'top' ? edge - height : side === 'bottom' ? edge : startOf(body.rows),
  };
}
