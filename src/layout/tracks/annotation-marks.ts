import { maxOf } from '../../extremes.js';
import type { AnnotationMarks } from '../../figure/annotation.js';
import type { Panel } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { sourceItems } from '../../scene/source.js';
import { LIMITS } from '../../theme.js';
import { truncateMiddle } from '../../typography/wrap.js';
import {
  type Body,
  centerOf,
  endOf,
  isVertical,
  lengthOf,
  offsetOutward,
  spansAlong,
  startOf,
} from '../body.js';
import { drawnSpans } from '../cells.js';
import type { Context } from '../context.js';
import type { Omissions } from '../omissions.js';
import { lineBox, textItem, textStyle, textWidth } from '../text.js';
import { measureTitle } from './annotation-title.js';
import { placeLabels } from './mark-placement.js';
import type { Track } from './track.js';

/** A mark with the point of its item along the body. */
interface PlacedMark {
  readonly item: number;
  readonly text: string;
  readonly point: number;
}

/**
 * Labels of some rows or columns with lines that lead to them. Labels do not overlap and have the order of their items. If
 * there are too many, those at equal distances in this order are shown.
 */
export function marksTrack(
  annotation: AnnotationMarks,
  panel: Panel,
  index: number,
  context: Context,
): Track {
  const { theme } = context;
  const { side, marks } = annotation;
  const vertical = isVertical(side);
  const { straight, slanted, gap } = theme.leader;
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const measure = (text: string) => textWidth(text, style, context);
  const shorten = (text: string) =>
    measure(text) > annotation.size ? truncateMiddle(text, annotation.size, measure) : text;
  const lineLength = 2 * straight + slanted;
  const depth = lineLength + gap + maxOf(marks, ({ text }) => measure(shorten(text)));
  const title = measureTitle(annotation.title, panel, side, style, context);
  // A title beside rows starts where the labels start.
  const titleOffset = vertical ? lineLength + gap : 0;

  /** How many labels fit, and how far they extend beyond the start and the end of the side. */
  const fitLabels = (body: Body): { readonly count: number; readonly beyond: number } => {
    const length = lengthOf(spansAlong(body, side));
    const available = Math.max(length * LIMITS.leader.maxLength, LIMITS.leader.minLength);
    const count = Math.min(marks.length, Math.max(1, Math.floor(available / line.height)));
    return { count, beyond: Math.max(0, (count * line.height - length) / 2) };
  };

  return {
    side,
    dockClass: 'annotation',
    extent(body) {
      const { beyond } = fitLabels(body);
      return {
        depth: Math.max(depth, titleOffset + title.depth),
        ...title.extend({ before: beyond, after: beyond }),
        gap: beyond > 0 ? lineLength / 2 : 0,
      };
    },
    draw(body, distance, omissions): Item[] {
      const spans = spansAlong(body, side);
      const { count, beyond } = fitLabels(body);
      const placed = thin(placeMarks(body, omissions), count);
      omissions.hiddenMarks(vertical ? 'row' : 'column', marks.length, placed.length);
      for (const { text } of placed) if (shorten(text) !== text) omissions.shortened(text);
      const [low, high] = [startOf(spans) - beyond, endOf(spans) + beyond];
      const centers = placeLabels(
        placed.map(({ point }) => point),
        line.height,
        low,
        high,
      );
      const across = (length: number) => offsetOutward(body, side, distance + length);
      const ends = [0, straight, straight + slanted, lineLength].map(across);
      const subpaths = placed.map(({ point }, i) => {
        const along = [point, point, centers[i], centers[i]];
        return ends.flatMap((end, k) => (vertical ? [end, along[k]] : [along[k], end]));
      });
      const edge = across(lineLength + gap);
      const isOutwardText = side === 'right' || side === 'top';
      const labels = placed.map(({ item, text }, i) => {
        const [x, y] = vertical ? [edge, centers[i]] : [centers[i], edge];
        const anchor = isOutwardText ? 'start' : 'end';
        const source = { kind: 'label', panel: index, axis: vertical ? 'y' : 'x', item } as const;
        return textItem(shorten(text), style, { x, y, anchor, angle: vertical ? 0 : -90, source }, context);
      });
      return [
        {
          kind: 'path',
          role: 'tick',
          subpaths,
          closed: false,
          fill: null,
          stroke: theme.color.tick,
          strokeWidth: theme.lineWidth.tick,
          crisp: false,
        },
        ...labels,
        ...title.draw(body, distance + titleOffset, {
          before: beyond,
          after: beyond,
          depth: depth - titleOffset,
        }),
      ];
    },
  };

  /** Returns the marks in page order. */
  function placeMarks(body: Body, omissions: Omissions): PlacedMark[] {
    const items = vertical ? 'row' : 'column';
    const drawnItems = vertical ? panel.drawn.rowItems : panel.drawn.columnItems;
    const spans = drawnSpans(items, spansAlong(body, side), panel, context, omissions);
    const texts = new Map(marks.map(({ item, text }) => [item, text]));
    const placed = spans.start.flatMap((_, i) =>
      sourceItems(drawnItems, i)
        .filter((item) => texts.has(item))
        .map((item) => ({ item, text: texts.get(item) as string, point: centerOf(spans, i) })),
    );
    return placed.sort((a, b) => a.point - b.point);
  }
}

/** Returns `count` of the items, at equal distances. */
function thin<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  if (count === 1) return items.slice(0, 1);
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]);
}
