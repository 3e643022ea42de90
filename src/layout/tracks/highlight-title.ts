import type { Hex } from '../../color/color.js';
import { maxOf } from '../../extremes.js';
import type { Highlight, Panel } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { type Body, endOf, isVertical, offsetOutward, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { lineBox, textItem, textStyle, textWidth } from '../text.js';
import type { Track, TrackExtent } from './track.js';

/** A title and its extent along the side, px on the page. */
interface TitleEntry {
  readonly text: string;
  readonly color: Hex;
  readonly center: number;
  readonly halfLength: number;
}

interface TitleSelection {
  readonly visible: readonly TitleEntry[];
  /** The texts of the omitted titles. */
  readonly hidden: readonly string[];
}

/**
 * The titles of highlights, above or beside the centre of each highlight. A title that would overlap the one before it
 * is omitted. Null if there are no titles on this side.
 */
export function highlightTitleTrack(panel: Panel, side: Highlight['side'], context: Context): Track | null {
  const { theme } = context;
  const highlights = panel.highlights.filter(
    (highlight) => highlight.title !== null && highlight.side === side,
  );
  if (!highlights.length) return null;
  const style = textStyle('highlight', 'label', context, { fill: theme.color.secondary });
  const line = lineBox(style, context);
  const vertical = isVertical(side);
  const gap = theme.space.highlightTitle;

  const selectTitles = (body: Body): TitleSelection => {
    const spans = spansAlong(body, side);
    const entries = highlights.map(({ title, columns, rows, color }): TitleEntry => {
      const { from, to } = vertical ? rows : columns;
      const text = title as string;
      return {
        text,
        color,
        center: (spans.start[from] + spans.end[to]) / 2,
        halfLength: vertical ? line.height / 2 : textWidth(text, style, context) / 2,
      };
    });
    entries.sort((a, b) => a.center - b.center);
    const visible: TitleEntry[] = [];
    const hidden: string[] = [];
    const distance = vertical ? 0 : theme.space.betweenLabels;
    for (const entry of entries) {
      const previous = visible.at(-1);
      const start = entry.center - entry.halfLength;
      if (!previous || start >= previous.center + previous.halfLength + distance) visible.push(entry);
      else hidden.push(entry.text);
    }
    return { visible, hidden };
  };

  return {
    side,
    dockClass: 'highlight-title',
    extent(body): TrackExtent {
      const { visible: entries } = selectTitles(body);
      const spans = spansAlong(body, side);
      const depth = vertical ? maxOf(entries, ({ text }) => textWidth(text, style, context)) : line.height;
      return {
        depth: depth + gap,
        before: Math.max(0, startOf(spans) - entries[0].center + entries[0].halfLength),
        after: maxOf(entries, ({ center, halfLength }) => center + halfLength - endOf(spans), 0),
        gap,
      };
    },
    draw(body, distance, omissions): Item[] {
      const { visible, hidden } = selectTitles(body);
      omissions.highlightTitles(visible.length, hidden);
      const edge = offsetOutward(body, side, distance + gap);
      return visible.map(({ text, center }) =>
        vertical
          ? textItem(text, style, { x: edge, y: center, anchor: side === 'left' ? 'end' : 'start' }, context)
          : textItem(text, style, { x: center, y: edge - line.below, anchor: 'middle' }, context),
      );
    },
  };
}
