/** The title of texts or marks beside a body, at the end where the labels of the other axis are. */
import type { Panel, Side } from '../../figure/figure.js';
import type { TextItem } from '../../scene/scene.js';
import { type Body, endOf, isVertical, offsetOutward, outwardSign, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { lineBox, type TextStyle, textItem, textWidth } from '../text.js';

export interface AnnotationTitle {
  /** The size across the side. */
  readonly depth: number;
  /** Returns how far a track extends with its title, which is beyond everything else. */
  extend(extent: Ends): Ends;
  /** Draws the title of a track whose inner edge is `distance` px outside the body, and which has these extents. */
  draw(body: Body, distance: number, extent: Ends & { readonly depth: number }): TextItem[];
}

/** How far a track extends beyond the start and the end of its side. */
interface Ends {
  readonly before: number;
  readonly after: number;
}

/** Measures a title. It is horizontal, and starts at the inner edge beside rows. */
export function measureTitle(
  title: string | null,
  panel: Panel,
  side: Side,
  style: TextStyle,
  context: Context,
): AnnotationTitle {
  if (title === null || title === '') return { depth: 0, extend: (extent) => extent, draw: () => [] };
  const vertical = isVertical(side);
  const line = lineBox(style, context);
  const width = textWidth(title, style, context);
  const labelSide = (vertical ? panel.x : panel.y).sides[0];
  const isAtStart = labelSide === 'left' || labelSide === 'top';
  const gap = context.theme.space.label;
  const length = gap + (vertical ? line.height : width);
  return {
    depth: vertical ? width : line.height,
    extend: ({ before, after }) =>
      isAtStart ? { before: before + length, after } : { before, after: after + length },
    draw(body, distance, { before, after, depth }) {
      const spans = spansAlong(body, side);
      const edge = isAtStart ? startOf(spans) - before - gap : endOf(spans) + after + gap;
      if (vertical) {
        const y = isAtStart ? edge - line.below : edge + line.above;
        const anchor = outwardSign(side) > 0 ? 'start' : 'end';
        return [textItem(title, style, { x: offsetOutward(body, side, distance), y, anchor }, context)];
      }
      const y = offsetOutward(body, side, distance + depth / 2);
      return [textItem(title, style, { x: edge, y, anchor: isAtStart ? 'end' : 'start' }, context)];
    },
  };
}
