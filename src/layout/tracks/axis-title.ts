import type { Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, endOf, lengthOf, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { drawAlongSide, type TextStyle, textStyle, wrapTextBlock } from '../text.js';
import type { DockClass, Track, TrackExtent } from './track.js';

/** The title of an axis, centred on a side of the body and parallel to it. */
export function axisTitleTrack(title: string, side: Side, context: Context): Track {
  const style = textStyle('axis-title', 'axisTitle', context);
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
