/** Draws single labels and ticks of an axis. */
import type { Side } from '../../figure/figure.js';
import type { PathItem, TextItem } from '../../scene/scene.js';
import type { ItemSource } from '../../scene/source.js';
import { type Body, isVertical, offsetOutward, outwardSign } from '../body.js';
import type { Context } from '../context.js';
import { type LineBox, lineBox, type TextStyle, textItem } from '../text.js';
import { type LabelAngle, runsAlongAxis } from './label-selection.js';
import type { TrackExtent } from './track.js';

export interface PlacedLabel {
  readonly text: string;
  readonly angle: LabelAngle;
  /** The point along the axis that the label is at. */
  readonly at: number;
  /** The position of the inner end or edge of the label, across the axis. */
  readonly edge: number;
  readonly source?: ItemSource;
}

export function drawLabel(
  { text, angle, at, edge, source }: PlacedLabel,
  style: TextStyle,
  side: Side,
  context: Context,
): TextItem {
  const vertical = isVertical(side);
  const sign = outwardSign(side);
  const line = lineBox(style, context);
  const isParallel = runsAlongAxis(angle, vertical);
  // On a page from right to left, a slanted label reads downward.
  const isMirrored = angle === -45 && context.direction === 'rtl';
  const isTurned = sign < 0 !== (isMirrored && vertical);
  const toMiddle = sign * (isTurned ? line.below : line.above);
  // At 45°, a corner of the label touches the edge.
  const across = isParallel ? edge + toMiddle : angle === -45 ? edge + toMiddle * Math.SQRT1_2 : edge;
  const extendsOutward = side === 'right' || side === (isMirrored ? 'bottom' : 'top');
  const anchor = isParallel ? 'middle' : extendsOutward ? 'start' : 'end';
  const [x, y] = vertical ? [across, at] : [at, across];
  return textItem(text, style, { x, y, anchor, angle: isMirrored ? 45 : angle, source }, context);
}

/** Returns the extents of a label: along the axis from the centre of its item, and outward from its inner edge. */
export function labelExtent(
  width: number,
  angle: LabelAngle,
  side: Side,
  { above, below, height }: LineBox,
  { direction }: Context,
): Pick<TrackExtent, 'depth' | 'before' | 'after'> {
  if (angle === -45) {
    const length = width * Math.SQRT1_2;
    const thickness = height * Math.SQRT1_2;
    // The end of the label that is next to the body is at its item, and the label extends to one side of it.
    const depth = length + thickness;
    const [before, after] =
      side === 'bottom' || side === 'right' ? [length + thickness / 2, thickness] : [thickness, depth];
    return direction === 'rtl' ? { depth, before: after, after: before } : { depth, before, after };
  }
  if (runsAlongAxis(angle, isVertical(side))) return { depth: height, before: width / 2, after: width / 2 };
  return { depth: width, before: Math.max(above, height / 2), after: Math.max(below, height / 2) };
}

/** Draws a tick at each of `points`, which are positions along a side of the body. */
export function drawTicks(
  points: readonly number[],
  length: number,
  body: Body,
  side: Side,
  distance: number,
  { theme }: Context,
): PathItem {
  const from = offsetOutward(body, side, distance);
  const to = offsetOutward(body, side, distance + length);
  return {
    kind: 'path',
    role: 'tick',
    subpaths: points.map((point) => (isVertical(side) ? [from, point, to, point] : [point, from, point, to])),
    closed: false,
    fill: null,
    stroke: theme.color.tick,
    strokeWidth: theme.lineWidth.tick,
    crisp: false,
  };
}
