import { maxOf } from '../../extremes.js';
import type { SizeGuide } from '../../figure/marks.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, isVertical } from '../body.js';
import type { Context } from '../context.js';
import { circlePath, markDiameter, markItem, squarePath } from '../marks.js';
import { drawTextBlock, lineBox, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import { blockCorner, blockExtent, blockLine } from './key-block.js';
import type { Track } from './track.js';

/** A mark and its label; positions are relative to the upper corner of all entries where lines start. */
interface SizeEntry {
  readonly label: string;
  readonly radius: number;
  readonly x: number;
  readonly y: number;
  readonly labelX: number;
}

interface SizeKeyLayout {
  readonly entries: readonly SizeEntry[];
  readonly width: number;
  readonly height: number;
}

/** A key of marks of a few sizes, exactly as large as those in the cells. */
export function sizeKeyTrack(
  guide: SizeGuide,
  context: Context,
): Track & { lengthBeside(body: Body): number } {
  const { theme } = context;
  const { side, maxSize } = guide;
  const gap = theme.space.guide;
  const vertical = isVertical(side);
  const labelStyle = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const labelHeight = lineBox(labelStyle, context).height;
  const title =
    guide.title === null ? null : wrapTextBlock(guide.title, titleStyle, LIMITS.legend.titleWidth, context);
  const titleHeight = title ? title.height + theme.space.label : 0;

  const layOut = ({ smallestCell = 0 }: Body): SizeKeyLayout => {
    const diameter = markDiameter(smallestCell, context);
    const radiusOf = (value: number) => (Math.sqrt(value / maxSize) * diameter) / 2;
    const largest = 2 * maxOf(guide.entries, ({ value }) => radiusOf(value));
    const rowHeight = (radius: number) => Math.max(2 * radius, labelHeight);
    const highest = maxOf(guide.entries, ({ value }) => rowHeight(radiusOf(value)));
    let [x, y, width] = [0, titleHeight, title?.width ?? 0];
    const entries = guide.entries.map(({ value, label }): SizeEntry => {
      const radius = radiusOf(value);
      const height = vertical ? rowHeight(radius) : highest;
      const labelX = x + (vertical ? largest : 2 * radius) + theme.mark.label;
      const entry = { label, radius, x: x + (vertical ? largest / 2 : radius), y: y + height / 2, labelX };
      width = Math.max(width, labelX + textWidth(label, labelStyle, context));
      if (vertical) y += height + theme.space.label;
      else x = labelX + textWidth(label, labelStyle, context) + theme.space.legendEntry;
      return entry;
    });
    return { entries, width, height: vertical ? y - theme.space.label : y + highest };
  };

  return {
    side,
    dockClass: 'guide',
    dependsOnBothAxes: true,
    lengthBeside: (body) => layOut(body)[vertical ? 'height' : 'width'],
    extent: (body) => blockExtent(layOut(body), body, side, gap, context),
    draw(body, distance): Item[] {
      const block = layOut(body);
      const { left, top } = blockCorner(block, body, side, distance + gap, context);
      const { entries, width } = block;
      const { at, anchor } = blockLine(left, width, context);
      const path = guide.shape === 'circle' ? circlePath : squarePath;
      const marks = entries
        .filter(({ radius }) => radius > 0)
        .map(({ x, y, radius }) => path(at(x), top + y, radius));
      return [
        ...(title ? drawTextBlock(title, titleStyle, at(0), anchor, top, context) : []),
        ...(marks.length > 0 ? [markItem(marks, theme.color.tick)] : []),
        ...entries.map(({ label, labelX, y }) =>
          textItem(label, labelStyle, { x: at(labelX), y: top + y, anchor }, context),
        ),
      ];
    },
  };
}
