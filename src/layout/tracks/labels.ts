import type { Axis, Side } from '../../figure/figure.js';
import type { Item, PathItem, TextItem } from '../../scene/scene.js';
import type { Source } from '../../scene/source.js';
import {
  type Body,
  centerOf,
  endOf,
  isVertical,
  minLength,
  minPitch,
  offsetOutward,
  outwardSign,
  spansAlong,
  startOf,
} from '../body.js';
import type { Context } from '../context.js';
import type { Omissions } from '../omissions.js';
import { drawTextBlock, type LineBox, textItem } from '../text.js';
import { type LabelAngle, type LabelSelection, runsAlongAxis, selectLabels } from './label-selection.js';
import { measureLabels } from './label-texts.js';
import type { Track, TrackExtent } from './track.js';

/** The labels of an axis on one side of a body, with their ticks. */
export function labelTrack(
  axis: Axis,
  panel: number,
  side: Side,
  dockClass: 'label' | 'second-label',
  context: Context,
): Track {
  const { theme } = context;
  const vertical = isVertical(side);
  const sign = outwardSign(side);
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

  const hasTicks = ({ angle, positions }: LabelSelection) => angle !== 0 || positions.length < labels.length;
  const gapTo = (selection: LabelSelection) =>
    hasTicks(selection) ? theme.tick.length + theme.space.tickLabel : theme.space.label;

  const recordShortened = (i: number, omissions: Omissions) => {
    if (labels[i] !== fullLabels[i]) omissions.shortened(fullLabels[i]);
  };

  const sourceOf = (position: number): Source => ({
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
        const extent = labelExtent(widths[i], selection.angle, side, line);
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
        drawLabel(labels[i], selection.angle, centerOf(spans, i), edge, sourceOf(i)),
      );
      return hasTicks(selection)
        ? [drawTicks(selection.positions, body, side, distance, context), ...items]
        : items;
    },
  };

  /** Draws a label with its inner end or edge at `edge`; `center` is the centre of its item. */
  function drawLabel(
    label: string,
    angle: LabelAngle,
    center: number,
    edge: number,
    source: Source,
  ): TextItem {
    const isParallel = runsAlongAxis(angle, vertical);
    const toMiddle = sign * (sign < 0 ? line.below : line.above);
    // At 45°, a corner of the label touches the edge.
    const across = isParallel ? edge + toMiddle : angle === -45 ? edge + toMiddle * Math.SQRT1_2 : edge;
    const anchor = isParallel ? 'middle' : side === 'bottom' || side === 'left' ? 'end' : 'start';
    const [x, y] = vertical ? [across, center] : [center, across];
    return textItem(label, style, { x, y, anchor, angle, source }, context);
  }
}

/** Returns the extents of a label: along the axis from the centre of its item, and outward from its inner edge. */
function labelExtent(
  width: number,
  angle: LabelAngle,
  side: Side,
  { above, below, height }: LineBox,
): Pick<TrackExtent, 'depth' | 'before' | 'after'> {
  if (angle === -45) {
    const length = width * Math.SQRT1_2;
    const thickness = height * Math.SQRT1_2;
    // The end of the label that is next to the body is at its item, and the label extends to one side of it.
    return side === 'bottom' || side === 'right'
      ? { depth: length + thickness, before: length + thickness / 2, after: thickness }
      : { depth: length + thickness, before: thickness, after: length + thickness };
  }
  if (runsAlongAxis(angle, isVertical(side))) return { depth: height, before: width / 2, after: width / 2 };
  return { depth: width, before: Math.max(above, height / 2), after: Math.max(below, height / 2) };
}

function drawTicks(
  positions: readonly number[],
  body: Body,
  side: Side,
  distance: number,
  { theme }: Context,
): PathItem {
  const spans = spansAlong(body, side);
  const from = offsetOutward(body, side, distance);
  const to = offsetOutward(body, side, distance + theme.tick.length);
  return {
    kind: 'path',
    role: 'tick',
    subpaths: positions.map((i) => {
      const center = centerOf(spans, i);
      return isVertical(side) ? [from, center, to, center] : [center, from, center, to];
    }),
    closed: false,
    fill: null,
    stroke: theme.color.tick,
    strokeWidth: theme.lineWidth.tick,
    crisp: false,
  };
}
