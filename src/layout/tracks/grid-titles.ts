import { maxOf, minOf } from '../../extremes.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, isVertical, lengthOf, offsetOutward, type Spans } from '../body.js';
import type { Context } from '../context.js';
import { drawAlongSide, drawTextBlock, type TextBlock, textStyle, wrapTextBlock } from '../text.js';
import type { Track, TrackExtent } from './track.js';

/**
 * The titles of the columns of panels, above the grid, or of its rows, beside it and horizontal. The body that the track is
 * beside has one item for each row and each column of the grid.
 */
export function gridTitlesTrack(
  titles: readonly string[],
  side: 'top' | 'left' | 'right',
  context: Context,
): Track {
  const { theme } = context;
  const style = textStyle('panel-title', 'panelTitle', context, { weight: 'bold' });
  const vertical = isVertical(side);
  const gap = vertical ? theme.space.sidePanelTitle : theme.space.panelTitle;
  const spansOf = (body: Body) => (vertical ? body.rows : body.columns);
  const lengthAt = ({ start, end }: Spans, line: number) => end[line] - start[line];
  const centerAt = ({ start, end }: Spans, line: number) => (start[line] + end[line]) / 2;
  const blocksOf = (body: Body): TextBlock[] =>
    titles.map((title, line) => {
      const width = vertical
        ? LIMITS.sidePanelTitle.maxWidth
        : Math.max(
            lengthAt(spansOf(body), line),
            Math.min(
              LIMITS.axisTitle.minWidth,
              widthBetweenNeighbors(spansOf(body), line) - theme.space.label,
            ),
          );
      return wrapTextBlock(title, style, width, context);
    });
  /** The size of a block along the side and across it. */
  const along = ({ width, height }: TextBlock) => (vertical ? height : width);
  const across = ({ width, height }: TextBlock) => (vertical ? width : height);

  return {
    side,
    dockClass: 'grid-title',
    extent(body): TrackExtent {
      const spans = spansOf(body);
      const blocks = blocksOf(body);
      const start = blocks.map((block, line) => centerAt(spans, line) - along(block) / 2);
      const end = blocks.map((block, line) => centerAt(spans, line) + along(block) / 2);
      return {
        depth: gap + maxOf(blocks, across),
        before: Math.max(0, spans.start[0] - minOf(start, (x) => x)),
        after: Math.max(0, maxOf(end, (x) => x) - spans.start[0] - lengthOf(spans)),
        gap,
      };
    },
    draw(body, distance): Item[] {
      const spans = spansOf(body);
      return blocksOf(body).flatMap((block, line) => {
        const center = centerAt(spans, line);
        if (!vertical) return drawAlongSide(block, style, body, side, center, distance + gap, context);
        const x = offsetOutward(body, side, distance + gap);
        const anchor = side === 'left' ? 'end' : 'start';
        return drawTextBlock(block, style, x, anchor, center - block.height / 2, context);
      });
    },
  };
}

/** Returns the width around the middle of a column of panels that is not nearer to another column. */
function widthBetweenNeighbors({ start, end }: Spans, line: number): number {
  const before = line === 0 ? Number.POSITIVE_INFINITY : start[line] - end[line - 1];
  const after = line === start.length - 1 ? Number.POSITIVE_INFINITY : start[line + 1] - end[line];
  return end[line] - start[line] + Math.min(before, after);
}
