/** The place of a legend or key: a block beside a body that begins at the start of the side. */
import type { Side } from '../../figure/figure.js';
import type { TextItem } from '../../scene/scene.js';
import {
  type Body,
  endOf,
  isVertical,
  lengthOf,
  offsetOutward,
  type Size,
  spansAlong,
  startOf,
} from '../body.js';
import type { Context } from '../context.js';
import type { TrackExtent } from './track.js';

/** Returns the space of a block `gap` px beside the body. */
export function blockExtent(
  { width, height }: Size,
  body: Body,
  side: Side,
  gap: number,
  { direction }: Context,
): TrackExtent {
  const [depth, length] = isVertical(side) ? [width, height] : [height, width];
  const beyond = Math.max(0, length - lengthOf(spansAlong(body, side)));
  const isAtStart = !isVertical(side) && direction === 'rtl';
  return { depth: gap + depth, before: isAtStart ? beyond : 0, after: isAtStart ? 0 : beyond, gap };
}

/** Returns the top left corner of a block `distance` px beside the body. */
export function blockCorner(
  { width, height }: Size,
  body: Body,
  side: Side,
  distance: number,
  { direction }: Context,
): { readonly left: number; readonly top: number } {
  const edge = offsetOutward(body, side, distance);
  const start = direction === 'rtl' ? endOf(body.columns) - width : startOf(body.columns);
  return {
    left: side === 'left' ? edge - width : side === 'right' ? edge : start,
    top: side === 'top' ? edge - height : side === 'bottom' ? edge : startOf(body.rows),
  };
}

/** Positions in a line of a block, from its start: the left edge, or the right edge on a page from right to left. */
export interface BlockLine {
  /** Returns the x of a point. */
  at(offset: number): number;
  /** Returns the left edge of a part that begins at an offset. */
  leftOf(offset: number, length: number): number;
  /** The anchor of a text that begins at a point. */
  readonly anchor: TextItem['anchor'];
}

/** Returns the lines of a block. */
export function blockLine(left: number, width: number, { direction }: Context): BlockLine {
  return direction === 'rtl'
    ? {
        at: (offset) => left + width - offset,
        leftOf: (offset, length) => left + width - offset - length,
        anchor: 'end',
      }
    : { at: (offset) => left + offset, leftOf: (offset) => left + offset, anchor: 'start' };
}
