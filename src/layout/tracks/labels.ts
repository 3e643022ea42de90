import type { Axis, Side } from '../../figure/figure.js';
import type { Item, PathItem } from '../../scene/scene.js';
import type { Source } from '../../scene/source.js';
import { truncateMiddle } from '../../typography/wrap.js';
import {
  type Body,
  centerOf,
  endOf,
  isVertical,
  minPitch,
  offsetOutward,
  outwardSign,
  spansAlong,
  startOf,
} from '../body.js';
import type { Context } from '../context.js';
import type { Omissions } from '../omissions.js';
import {
  drawTextBlock,
  type LineBox,
  lineBox,
  lineDistance,
  type TextPlacement,
  textItem,
  textStyle,
  textWidth,
} from '../text.js';
import {
  isArithmeticSequence,
  type LabelAngle,
  type LabelSelection,
  runsAlongAxis,
  selectLabels,
} from './label-selection.js';
import { createLabelWrapper } from './label-wrapping.js';
import type { Track, TrackExtent } from './track.js';

/** The labels of an axis on one side of a body, with their ticks. Hidden and shortened labels go to `omissions`. */
export function labelTrack(
  axis: Axis,
  panel: number,
  side: Side,
  dockClass: 'label' | 'second-label',
  context: Context,
  omissions: Omissions,
): Track {
  const { theme } = context;
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const vertical = isVertical(side);
  const fullLabels = axis.labels ?? [];
  const measure = (label: string) => textWidth(label, style, context);
  const labels = fullLabels.map((label) =>
    measure(label) > axis.maxWidth ? truncateMiddle(label, axis.maxWidth, measure) : label,
  );
  const widths = labels.map(measure);
  const isSequence = isArithmeticSequence(fullLabels);

  const select = (body: Body): LabelSelection => {
    const spans = spansAlong(body, side);
    const centers = labels.map((_, i) => centerOf(spans, i));
    return selectLabels(axis, vertical, centers, {
      widths,
      lineHeight: line.height,
      gap: theme.space.betweenLabels,
      thinnedGap: theme.space.betweenThinnedLabels,
      isSequence,
    });
  };
  const mayWrap =
    !vertical && axis.labelAngle === 'auto' && typeof axis.ticks === 'string' && labels.length > 1;
  const wrapLabels = mayWrap ? createLabelWrapper(labels, widths, measure) : () => null;
  const wrappedFor = (body: Body) =>
    mayWrap ? wrapLabels(minPitch(spansAlong(body, side)) - theme.space.betweenLabels) : null;
  const heightOf = (lineCount: number) => line.height + (lineCount - 1) * lineDistance(style, context);

  const hasTicks = ({ angle, positions }: LabelSelection) => angle !== 0 || positions.length < labels.length;
  const gapTo = (selection: LabelSelection) =>
    hasTicks(selection) ? theme.tick.length + theme.space.tickLabel : theme.space.label;

  const reportShortened = (i: number) => {
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
      const wrapped = wrappedFor(body);
      if (wrapped) {
        const lineCount = Math.max(...wrapped.map((lines) => lines.length));
        const gap = theme.space.label;
        return { depth: gap + heightOf(lineCount), before: 0, after: 0, gap };
      }
      const selection = select(body);
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
    draw(body, distance): Item[] {
      const spans = spansAlong(body, side);
      const wrapped = wrappedFor(body);
      if (wrapped) {
        const edge = offsetOutward(body, side, distance + theme.space.label);
        return wrapped.flatMap((lines, i) => {
          reportShortened(i);
          const top = side === 'top' ? edge - heightOf(lines.length) : edge;
          const items = drawTextBlock({ lines }, style, centerOf(spans, i), 'middle', top, context);
          return items.map((item) => ({ ...item, source: sourceOf(i) }));
        });
      }
      const selection = select(body);
      omissions.hiddenLabels(vertical ? 'row' : 'column', axis, selection.positions.length);
      selection.positions.forEach(reportShortened);
      const edge = offsetOutward(body, side, distance + gapTo(selection));
      const items = selection.positions.map((i) =>
        textItem(
          labels[i],
          style,
          { ...placeLabel(selection.angle, side, centerOf(spans, i), edge, line), source: sourceOf(i) },
          context,
        ),
      );
      return hasTicks(selection)
        ? [drawTicks(selection.positions, body, side, distance, context), ...items]
        : items;
    },
  };
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

/** Returns the placement of a label whose inner end or edge is at `edge`; `center` is the centre of its item. */
function placeLabel(
  angle: LabelAngle,
  side: Side,
  center: number,
  edge: number,
  { above, below }: LineBox,
): TextPlacement {
  const vertical = isVertical(side);
  const sign = outwardSign(side);
  const toMiddle = sign * (sign < 0 ? below : above);
  const isParallel = runsAlongAxis(angle, vertical);
  // At 45°, a corner of the label touches the edge.
  const across = isParallel ? edge + toMiddle : angle === -45 ? edge + toMiddle * Math.SQRT1_2 : edge;
  const anchor = isParallel ? 'middle' : side === 'bottom' || side === 'left' ? 'end' : 'start';
  return vertical ? { x: across, y: center, anchor, angle } : { x: center, y: across, anchor, angle };
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
