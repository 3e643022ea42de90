import type { Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, endOf, isVertical, lengthOf, offsetOutward, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import {
  drawAlongSide,
  lineBox,
  type TextStyle,
  textItem,
  textStyle,
  textWidth,
  wrapTextBlock,
} from '../text.js';
import type { DockClass, Track, TrackExtent } from './track.js';

/** The title of an axis, centred on a side of the body and parallel to it. */
export function axisTitleTrack(title: string, side: Side, context: Context): Track {
  const style = textStyle('axis-title', 'axisTitle', context);
  if (isVertical(side) && !context.theme.text.rotates) return uprightTitleTrack(title, side, style, context);
  return centeredTitleTrack(title, side, 'axis-title', context.theme.space.axisTitle, style, context);
}

/** Text that is centred on a side of the body and parallel to it, `gap` px outside the tracks before it. */
export function centeredTitleTrack(
  text: string,
  side: Side,
  dockClass: DockClass,
  gap: number,
  style: TextStyle,
  context: Context,
): Track {
  const titleBlock = (body: Body) =>
    wrapTextBlock(
      text,
      style,
      Math.max(lengthOf(spansAlong(body, side)), LIMITS.axisTitle.minWidth),
      context,
    );
  return {
    side,
    dockClass,
    extent(body): TrackExtent {
      const { width, height } = titleBlock(body);
      const overhang = Math.max(0, (width - lengthOf(spansAlong(body, side))) / 2);
      return { depth: gap + height, before: overhang, after: overhang, gap };
    },
    draw(body, distance): Item[] {
      const spans = spansAlong(body, side);
      const center = (startOf(spans) + endOf(spans)) / 2;
      return drawAlongSide(titleBlock(body), style, body, side, center, distance + gap, context);
    },
  };
}

/** The title of the rows above their labels, where text is not rotated. A long title extends over the body. */
function uprightTitleTrack(title: string, side: Side, style: TextStyle, context: Context): Track {
  const line = lineBox(style, context);
  const gap = context.theme.space.label;
  const width = textWidth(title, style, context);
  const beyond = Math.min(width, LIMITS.axisTitle.minWidth) + gap;
  return {
    side: 'top',
    dockClass: 'axis-title',
    extent(body): TrackExtent {
      const over = Math.max(0, width + gap - beyond - lengthOf(body.columns));
      return {
        depth: line.height,
        before: side === 'left' ? beyond : over,
        after: side === 'left' ? over : beyond,
        gap: 0,
      };
    },
    draw(body, distance): Item[] {
      const y = offsetOutward(body, 'top', distance) - line.below;
      const x = side === 'left' ? startOf(body.columns) - beyond : endOf(body.columns) + beyond;
      return [textItem(title, style, { x, y, anchor: side === 'left' ? 'start' : 'end' }, context)];
    },
  };
}
