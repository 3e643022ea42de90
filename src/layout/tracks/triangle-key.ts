import { maxOf } from '../../extremes.js';
import type { TriangleGuide } from '../../figure/marks.js';
import type { Item, PathItem } from '../../scene/scene.js';
import { type Body, lengthOf, offsetOutward, startOf } from '../body.js';
import type { Context } from '../context.js';
import { markItem } from '../marks.js';
import { snap } from '../pixels.js';
import { lineBox, textItem, textStyle, textWidth } from '../text.js';
import { blockLine } from './key-block.js';
import type { Track } from './track.js';

/** A key that names the matrices on the two sides of the diagonal: a small square with one of its halves filled. */
export function triangleKeyTrack(
  guide: TriangleGuide,
  context: Context,
): Track & { lengthBeside(body: Body): number } {
  const { theme } = context;
  const { side, entries } = guide;
  const gap = theme.space.guide;
  const style = textStyle('tick-label', 'label', context);
  const { size } = theme.swatch;
  const rowHeight = Math.max(size, lineBox(style, context).height) + theme.space.label;
  const width = size + theme.space.label + maxOf(entries, ({ label }) => textWidth(label, style, context));
  const height = entries.length * rowHeight - theme.space.label;
  return {
    side,
    dockClass: 'guide',
    lengthBeside: () => height,
    extent: (body) => ({
      depth: gap + width,
      before: 0,
      after: Math.max(0, height - lengthOf(body.rows)),
      gap,
    }),
    draw(body, distance): Item[] {
      const { unit } = context.pixels;
      const edge = offsetOutward(body, side, distance + gap);
      const { at, leftOf, anchor } = blockLine(
        snap(side === 'left' ? edge - width : edge, unit),
        width,
        context,
      );
      const left = snap(leftOf(0, size), unit);
      return entries.flatMap(({ part, label }, i) => {
        const top = snap(startOf(body.rows) + i * rowHeight, unit);
        const [right, bottom] = [left + size, top + size];
        const corner = part === 'above' ? [right, top] : [left, bottom];
        const outline: PathItem = {
          ...markItem([[left, top, right, top, right, bottom, left, bottom]], theme.color.tick),
          fill: null,
          stroke: theme.color.tick,
          strokeWidth: theme.lineWidth.tick,
        };
        return [
          markItem([[left, top, ...corner, right, bottom]], theme.color.tick),
          outline,
          textItem(label, style, { x: at(size + theme.space.label), y: top + size / 2, anchor }, context),
        ];
      });
    },
  };
}
