import type { Hex } from '../../color/color.js';
import type { Scale } from '../../color/scale.js';
import { maxOf } from '../../extremes.js';
import type { Guide } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, isVertical, lengthOf, spansAlong } from '../body.js';
import type { Context } from '../context.js';
import { drawSwatch } from '../swatch.js';
import { drawTextBlock, lineBox, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import { blockCorner, blockExtent, blockLine } from './key-block.js';
import type { Track } from './track.js';

/** An entry and its position relative to the upper corner of all entries where lines start. */
interface LegendEntry {
  readonly label: string;
  readonly color: Hex;
  readonly hatched: boolean;
  readonly x: number;
  readonly y: number;
}

interface LegendLayout {
  readonly entries: readonly LegendEntry[];
  /** The size of the legend, including its title. */
  readonly width: number;
  readonly height: number;
}

/** Returns the height of a legend whose entries are in one column. */
export function legendHeight(guide: Guide, scale: Scale, context: Context): number {
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const title =
    guide.title === null ? null : wrapTextBlock(guide.title, titleStyle, LIMITS.legend.titleWidth, context);
  const entries = (scale.categories?.length ?? 0) + (guide.missing ? 1 : 0);
  return (title ? title.height + context.theme.space.legendTitle : 0) + entries * rowHeightOf(context);
}

function rowHeightOf(context: Context): number {
  const { theme } = context;
  const labelHeight = lineBox(textStyle('tick-label', 'label', context), context).height;
  return Math.max(theme.swatch.size, labelHeight) + theme.space.legendRow;
}

/** A legend of a category scale. Its entries are in columns beside a body, or in rows above or below it. */
export function legendTrack(guide: Guide, scale: Scale, context: Context): Track {
  const { theme } = context;
  const { side } = guide;
  const gap = theme.space.guide;
  const vertical = isVertical(side);
  const labelStyle = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const swatchSize = theme.swatch.size;
  const labelOffset = swatchSize + theme.space.label;
  const rowHeight = rowHeightOf(context);

  const entryContents = [
    ...(scale.categories ?? []).map((label, i) => ({ label, color: scale.colors[i], hatched: false })),
    ...(guide.missing ? [{ label: guide.missingLabel, color: scale.missing, hatched: true }] : []),
  ].map((entry) => ({ ...entry, width: labelOffset + textWidth(entry.label, labelStyle, context) }));
  const title =
    guide.title === null ? null : wrapTextBlock(guide.title, titleStyle, LIMITS.legend.titleWidth, context);
  const titleHeight = title ? title.height + theme.space.legendTitle : 0;

  const layOut = (body: Body): LegendLayout => {
    const available = lengthOf(spansAlong(body, side));
    const maxHeight = Math.max(available - titleHeight, LIMITS.legend.minColumnHeight);
    const maxWidth = Math.max(available, LIMITS.legend.titleWidth);
    const entries: LegendEntry[] = [];
    let [x, y, columnWidth, bottom] = [0, 0, 0, 0];
    for (const { width, ...content } of entryContents) {
      if (vertical && y > 0 && y + rowHeight > maxHeight) {
        [x, y, columnWidth] = [x + columnWidth + theme.space.legendEntry, 0, 0];
      } else if (!vertical && x > 0 && x + width > maxWidth) {
        [x, y] = [0, y + rowHeight];
      }
      entries.push({ ...content, x, y });
      columnWidth = Math.max(columnWidth, width);
      bottom = Math.max(bottom, y + rowHeight);
      if (vertical) y += rowHeight;
      else x += width + theme.space.legendEntry;
    }
    const right = maxOf(entries, (entry, i) => entry.x + entryContents[i].width, title?.width ?? 0);
    return { entries, width: right, height: titleHeight + bottom - theme.space.legendRow };
  };

  return {
    side,
    dockClass: 'guide',
    extent: (body) => blockExtent(layOut(body), body, side, gap, context),
    draw(body, distance): Item[] {
      const block = layOut(body);
      const { left, top } = blockCorner(block, body, side, distance + gap, context);
      const { entries, width } = block;
      const { at, leftOf, anchor } = blockLine(left, width, context);
      return [
        ...(title ? drawTextBlock(title, titleStyle, at(0), anchor, top, context) : []),
        ...entries.flatMap(({ label, color, hatched, x, ...entry }) => {
          const y = top + titleHeight + entry.y;
          return [
            ...drawSwatch({ left: leftOf(x, swatchSize), top: y, size: swatchSize }, color, hatched, context),
            textItem(label, labelStyle, { x: at(x + labelOffset), y: y + swatchSize / 2, anchor }, context),
          ];
        }),
      ];
    },
  };
}
