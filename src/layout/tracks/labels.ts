import type { Axis, Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import type { ItemSource } from '../../scene/source.js';
import {
  type Body,
  centerOf,
  endOf,
  isVertical,
  minLength,
  minPitch,
  offsetOutward,
  spansAlong,
  startOf,
} from '../body.js';
import type { Context } from '../context.js';
import type { Omissions } from '../omissions.js';
import { drawTextBlock } from '../text.js';
import { drawLabel, drawTicks, labelExtent } from './label-drawing.js';
import { type LabelSelection, selectLabels } from './label-selection.js';
import { measureLabels } from './label-texts.js';
import type { Track, TrackExtent } from './track.js';

/** The labels of an axis on one side of a body, with their ticks. */
export function labelTrack(
  axis: Axis,
  panel: number,
  side: Side,
  dockClass: 'label' | 'second-label' | 'annotation',
  context: Context,
): Track {
  const { theme } = context;
  const vertical = isVertical(side);
  const fullLabels = axis.labels ?? [];
  const { labels, style, line, sizes, wrap, heightOf } = measureLabels(axis, vertical, context);
  const { widths } = sizes;

  /** Labels are wrapped only if they do not fit on one line, but before they are rotated or hidden. */
  const arrange = (body: Body): { selection: LabelSelection; wrapped: string[][] | null } => {
    const spans = spansAlong(body, side);
    const centers = labels.map((_, i) => centerOf(spans, i));
    const selection = selectLabels(axis, vertical, centers, sizes);
    const fitOnOneLine = selection.angle === 0 && selection.positions.length === labels.length;
    return { selection, wrapped: fitOnOneLine ? null : (wrap?.(minPitch(spans) - sizes.gap) ?? null) };
  };

  // The position of an item on a numeric axis may differ from the centre of its cell.
  const hasTicks = ({ angle, positions }: LabelSelection) =>
    angle !== 0 || positions.length < labels.length || axis.numeric !== null;
  const gapTo = (selection: LabelSelection) =>
    hasTicks(selection) ? theme.tick.length + theme.space.tickLabel : theme.space.label;

  const recordShortened = (i: number, omissions: Omissions) => {
    if (labels[i] !== fullLabels[i]) omissions.shortened(fullLabels[i]);
  };

  const sourceOf = (position: number): ItemSource => ({
    kind: 'label',
    panel,
    axis: vertical ? 'y' : 'x',
    item: axis.order[position] * axis.itemsPerPosition,
  });

  return {
    side,
    dockClass,
    extent(body): TrackExtent {
      const { selection, wrapped } = arrange(body);
      if (wrapped) {
        const lineCount = wrapped.reduce((max, lines) => Math.max(max, lines.length), 1);
        const gap = theme.space.label;
        // With gaps between cells, a label may be wider than its cell.
        const spans = spansAlong(body, side);
        const overhang = (minPitch(spans) - sizes.gap - minLength(spans)) / 2;
        const beyond = Math.max(0, overhang);
        return { depth: gap + heightOf(lineCount), before: beyond, after: beyond, gap };
      }
      if (!selection.positions.length) return { depth: 0, before: 0, after: 0, gap: 0 };
      const spans = spansAlong(body, side);
      let depth = 0;
      let before = 0;
      let after = 0;
      for (const i of selection.positions) {
        const extent = labelExtent(widths[i], selection.angle, side, line, context);
        depth = Math.max(depth, extent.depth);
        before = Math.max(before, startOf(spans) - (centerOf(spans, i) - extent.before));
        after = Math.max(after, centerOf(spans, i) + extent.after - endOf(spans));
      }
      const gap = gapTo(selection);
      return { depth: depth + gap, before, after, gap };
    },
    draw(body, distance, omissions): Item[] {
      const spans = spansAlong(body, side);
      const { selection, wrapped } = arrange(body);
      if (wrapped) {
        const edge = offsetOutward(body, side, distance + theme.space.label);
        return wrapped.flatMap((lines, i) => {
          recordShortened(i, omissions);
          const top = side === 'top' ? edge - heightOf(lines.length) : edge;
          const items = drawTextBlock({ lines }, style, centerOf(spans, i), 'middle', top, context);
          return items.map((item) => ({ ...item, source: sourceOf(i) }));
        });
      }
      omissions.hiddenLabels(vertical ? 'row' : 'column', axis, selection.positions.length);
      for (const i of selection.positions) recordShortened(i, omissions);
      const edge = offsetOutward(body, side, distance + gapTo(selection));
      const items = selection.positions.map((i) =>
        drawLabel(
          { text: labels[i], angle: selection.angle, at: centerOf(spans, i), edge, source: sourceOf(i) },
          style,
          side,
          context,
        ),
      );
      return hasTicks(selection)
        ? [
            drawTicks(
              selection.positions.map((i) => centerOf(spans, i)),
              theme.tick.length,
              body,
              side,
              distance,
              context,
            ),
            ...items,
          ]
        : items;
    },
  };
}
