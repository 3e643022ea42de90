import type { Axis, NumericAxis, Side } from '../../figure/figure.js';
import { axisExtents, endsOf } from '../../figure/numeric-axis.js';
import { memoize } from '../../memoize.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import {
  type Body,
  endOf,
  isVertical,
  lengthOf,
  offsetOutward,
  type Spans,
  spansAlong,
  startOf,
} from '../body.js';
import type { Context } from '../context.js';
import { pointOf } from '../numeric-spans.js';
import { snap } from '../pixels.js';
import { drawTextBlock, lineBox, textBlock, textStyle, textWidth } from '../text.js';
import type { AxisTick } from './axis-tick.js';
import { drawLabel, drawTicks, labelExtent } from './label-drawing.js';
import { type LabelAngle, lineThickness, runsAlongAxis } from './label-selection.js';
import { minorLogTicks, numericTicks } from './numeric-ticks.js';
import type { Track, TrackExtent } from './track.js';

/** A tick at a point along the axis, with the lines of its label. */
interface PlacedTick {
  readonly value: number;
  readonly point: number;
  /** The line next to the body comes first. */
  readonly lines: readonly string[];
  readonly width: number;
}

/**
 * The ticks and labels of a numeric axis on one side of a body: as many round values as fit, at their exact positions.
 * The labels of columns may have a second line for the year or the date.
 */
export function numericLabelTrack(axis: Axis, numeric: NumericAxis, side: Side, context: Context): Track {
  const { theme, pixels } = context;
  const vertical = isVertical(side);
  const angle: LabelAngle = axis.labelAngle === 'auto' ? 0 : axis.labelAngle;
  const isParallel = runsAlongAxis(angle, vertical);
  const mayHaveTwoLines = isParallel && angle === 0;
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const extents = axisExtents(axis, numeric);
  const [low, high] = endsOf(numeric);
  const ticksFor = memoize((count: number) => numericTicks(numeric.scale, low, high, count));

  const linesOf = ({ text, context: more, contextFirst }: AxisTick): readonly string[] => {
    if (more === '') return [text];
    return mayHaveTwoLines ? [text, more] : [contextFirst ? `${more} ${text}` : `${text} ${more}`];
  };
  /** Returns the point of a value; edges of cells are at whole device pixels, too. */
  const pointIn = (spans: Spans, value: number): number | null => {
    const point = pointOf(value, numeric, extents, axis.breaks, spans);
    return point === null ? null : startOf(spans) + snap(point - startOf(spans), pixels.device);
  };
  const place = (ticks: readonly AxisTick[], spans: Spans): PlacedTick[] =>
    ticks
      .flatMap((tick) => {
        const point = pointIn(spans, tick.value);
        if (point === null) return [];
        const lines = linesOf(tick);
        const width = lines.reduce((max, text) => Math.max(max, textWidth(text, style, context)), 0);
        return { value: tick.value, point, lines, width };
      })
      .sort((a, b) => a.point - b.point);
  const labelsFit = (ticks: readonly PlacedTick[]) =>
    ticks.every(({ point, width }, i) => {
      if (i === 0) return true;
      const previous = ticks[i - 1];
      const required = isParallel
        ? (width + previous.width) / 2 + theme.space.betweenThinnedLabels
        : lineThickness(angle, line.height);
      return point - previous.point >= required;
    });

  /** Returns the ticks for the largest number at which their labels fit; none if two do not fit. */
  const ticksIn = (spans: Spans): PlacedTick[] => {
    const { tickDistance, maxTicks } = LIMITS.numericAxis;
    for (
      let count = Math.min(maxTicks, Math.max(2, Math.round(lengthOf(spans) / tickDistance)));
      count > 0;
      count--
    ) {
      const ticks = place(ticksFor(count), spans);
      if (ticks.length > 0 && labelsFit(ticks)) return ticks;
    }
    return [];
  };
  const gap = theme.tick.length + theme.space.tickLabel;

  return {
    side,
    dockClass: 'label',
    extent(body): TrackExtent {
      const spans = spansAlong(body, side);
      const ticks = ticksIn(spans);
      if (ticks.length === 0) return { depth: 0, before: 0, after: 0, gap: 0 };
      let [depth, before, after] = [0, 0, 0];
      for (const { point, lines, width } of ticks) {
        const extent = labelExtent(width, angle, side, line, context);
        const moreLines = lines.length > 1 ? textBlock(lines, style, context).height - line.height : 0;
        depth = Math.max(depth, extent.depth + moreLines);
        before = Math.max(before, startOf(spans) - (point - extent.before));
        after = Math.max(after, point + extent.after - endOf(spans));
      }
      return { depth: depth + gap, before, after, gap };
    },
    draw(body, distance): Item[] {
      const ticks = ticksIn(spansAlong(body, side));
      if (ticks.length === 0) return [];
      const points = ticks.map(({ point }) => point);
      return [
        drawTicks(points, theme.tick.length, body, side, distance, context),
        ...minorTicks(ticks, body, distance),
        ...ticks.flatMap((tick) => drawTickLabel(tick, offsetOutward(body, side, distance + gap))),
      ];
    },
  };

  /** Between the powers of ten of a log axis, returns short ticks at the multiples of each power. */
  function minorTicks(ticks: readonly PlacedTick[], body: Body, distance: number): Item[] {
    if (numeric.scale !== 'log') return [];
    const values = minorLogTicks(
      ticks.map(({ value }) => value),
      low,
      high,
    );
    const points = values.flatMap((value) => pointIn(spansAlong(body, side), value) ?? []);
    return points.length === 0
      ? []
      : [drawTicks(points, theme.tick.length / 2, body, side, distance, context)];
  }

  function drawTickLabel({ point, lines }: PlacedTick, edge: number): Item[] {
    if (lines.length === 1) {
      return [drawLabel({ text: lines[0], angle, at: point, edge }, style, side, context)];
    }
    const block = side === 'top' ? [...lines].reverse() : lines;
    const { height } = textBlock(block, style, context);
    const top = side === 'top' ? edge - height : edge;
    return drawTextBlock({ lines: block }, style, point, 'middle', top, context);
  }
}
