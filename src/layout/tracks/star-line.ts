import { maxOf } from '../../extremes.js';
import type { StarLine } from '../../figure/stars.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, lengthOf, offsetOutward, startOf } from '../body.js';
import type { Context } from '../context.js';
import { crossAt, crossPath } from '../stars.js';
import { drawTextBlock, lineBox, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import { blockLine } from './key-block.js';
import type { Track, TrackExtent } from './track.js';

interface PlacedEntry {
  readonly symbol: string | null;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  /** The distance from the start of the sign to its meaning. */
  readonly labelOffset: number;
  readonly width: number;
  readonly height: number;
}

/** A line below the panels that explains the stars in cells. It continues in further lines if it is wider than them. */
export function starLineTrack({ entries }: StarLine, context: Context): Track {
  const { theme } = context;
  const gap = theme.space.guide;
  const style = textStyle('tick-label', 'label', context);
  const box = lineBox(style, context);
  const crossSize = box.middle * 2;
  const layOut = (body: Body): readonly PlacedEntry[] => {
    const available = Math.max(lengthOf(body.columns), LIMITS.legend.titleWidth);
    let [x, y, rowHeight] = [0, 0, 0];
    return entries.map(({ symbol, label }) => {
      const signWidth = symbol === null ? crossSize : textWidth(symbol, style, context);
      const labelOffset = signWidth === 0 ? 0 : signWidth + theme.space.label;
      const block = wrapTextBlock(label, style, available - labelOffset, context);
      const width = labelOffset + block.width;
      if (x > 0 && x + width > available) [x, y, rowHeight] = [0, y + rowHeight + theme.space.label, 0];
      const placed = { symbol, lines: block.lines, x, y, labelOffset, width, height: block.height };
      x += width + theme.space.legendEntry;
      rowHeight = Math.max(rowHeight, block.height);
      return placed;
    });
  };
  return {
    side: 'bottom',
    dockClass: 'guide',
    extent(body): TrackExtent {
      const placed = layOut(body);
      const length = maxOf(placed, ({ x, width }) => x + width, 0);
      const depth = gap + maxOf(placed, ({ y, height }) => y + height, 0);
      const beyond = Math.max(0, length - lengthOf(body.columns));
      const isAtStart = context.direction === 'rtl';
      return { depth, before: isAtStart ? beyond : 0, after: isAtStart ? 0 : beyond, gap };
    },
    draw(body, distance, omissions): Item[] {
      if (entries.some(({ symbol }) => symbol) && omissions.areAllValuesHidden()) return [];
      const { at, leftOf, anchor } = blockLine(startOf(body.columns), lengthOf(body.columns), context);
      const top = offsetOutward(body, 'bottom', distance + gap);
      return layOut(body).flatMap(({ symbol, lines, x, y, labelOffset }) => {
        const middle = top + y + box.above;
        const sign =
          symbol === null
            ? [
                crossPath(
                  crossAt({ x: leftOf(x, crossSize) + crossSize / 2, y: middle }, crossSize),
                  style.fill,
                  context,
                ),
              ]
            : symbol === ''
              ? []
              : [textItem(symbol, style, { x: at(x), y: middle, anchor }, context)];
        return [...sign, ...drawTextBlock({ lines }, style, at(x + labelOffset), anchor, top + y, context)];
      });
    },
  };
}
