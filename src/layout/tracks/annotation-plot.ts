import { maxOf } from '../../extremes.js';
import type { AnnotationPlot } from '../../figure/annotation.js';
import type { Panel } from '../../figure/figure.js';
import type { Box } from '../../scene/box.js';
import type { Item, PathItem } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, isVertical, offsetOutward, outwardSign, spansAlong } from '../body.js';
import { drawnSpans } from '../cells.js';
import type { Context } from '../context.js';
import { drawHatch } from '../hatch.js';
import type { Omissions } from '../omissions.js';
import { snap } from '../pixels.js';
import { lineBox, textItem, textStyle } from '../text.js';
import { boxIn, boxPath, filled, type PlotArea, polyline, snappedAcross, stroked } from './plot-area.js';
import { drawBoxes, drawDensities, drawHistograms } from './plot-distributions.js';
import { drawBars, drawLines, drawPoints, drawStacks, type PlotMarks } from './plot-marks.js';
import { drawPlotTitle, measurePlotTitle } from './plot-title.js';
import type { Track } from './track.js';
import { selectValueTicks } from './value-ticks.js';

const MARKS: Readonly<Record<AnnotationPlot['kind'], (area: PlotArea, context: Context) => PlotMarks>> = {
  bar: drawBars,
  stacked: drawStacks,
  line: drawLines,
  point: drawPoints,
  box: drawBoxes,
  histogram: drawHistograms,
  density: drawDensities,
};

/**
 * A plot along a body with a value axis across it. The ticks and the title of the axis are at the end where the labels of
 * the other axis are, or nowhere without `showsAxis`.
 */
export function plotTrack(
  plot: AnnotationPlot,
  panel: Panel,
  index: number,
  showsAxis: boolean,
  context: Context,
): Track {
  const { theme, pixels } = context;
  const { side } = plot;
  const isHorizontal = isVertical(side);
  const gap = theme.space.plot;
  const size = Math.max(pixels.unit, snap(plot.size, pixels.unit));
  const style = textStyle('tick-label', 'label', context);
  const line = lineBox(style, context);
  const ticks = selectValueTicks(plot, size, isHorizontal, style, context);
  const shownTicks = showsAxis ? ticks : [];
  const labelSide = (isHorizontal ? panel.x : panel.y).sides[0];
  const isAxisAtStart = labelSide === 'left' || labelSide === 'top';

  const toLabels = theme.tick.length + theme.space.tickLabel;
  const axisLength =
    shownTicks.length === 0
      ? 0
      : toLabels + (isHorizontal ? line.height : maxOf(shownTicks, ({ width }) => width));
  const title = showsAxis ? measurePlotTitle(plot.title, isHorizontal, size, style, context) : null;
  const overhang = axisLength + (title ? theme.space.label + title.along : 0);
  // A label or title that is higher than the plot needs the space of its line.
  const labelDepth = isHorizontal || shownTicks.length === 0 ? 0 : line.height;
  const depth = gap + Math.max(size, labelDepth, title?.across ?? 0);
  const inset = (depth - gap - size) / 2;
  const hasBars = plot.kind === 'bar' || plot.kind === 'stacked';
  /** Whether values increase away from the body: upward and to the right, but bars on the left grow to the left. */
  const isOutward = (side !== 'bottom' && (side !== 'left' || hasBars)) !== plot.isReversed;

  return {
    side,
    dockClass: 'annotation',
    extent: () => ({
      depth,
      before: isAxisAtStart ? overhang : 0,
      after: isAxisAtStart ? 0 : overhang,
      gap: Math.max(0, gap - pixels.device),
    }),
    draw(body, distance, omissions): Item[] {
      const area = createArea(body, distance, omissions);
      const { marks, missing, itemCount } = MARKS[plot.kind](area, context);
      omissions.combinedItems(isHorizontal ? 'row' : 'column', plot.title, itemCount);
      const items: Item[] = [
        ...drawGridLines(area),
        ...drawMissing(area, missing),
        ...marks,
        ...drawBaseline(area),
        ...drawAxis(area),
      ];
      const source = {
        kind: 'annotation' as const,
        panel: index,
        axis: isHorizontal ? ('y' as const) : ('x' as const),
      };
      return items.map((item) => ({ ...item, source: { ...source, scale: null } }));
    },
  };

  function createArea(body: Body, distance: number, omissions: Omissions): PlotArea {
    const { drawn } = panel;
    const noun = isHorizontal ? 'row' : 'column';
    const inner = snap(offsetOutward(body, side, distance + gap + inset), pixels.device);
    const outer = inner + outwardSign(side) * size;
    return {
      plot,
      isHorizontal,
      spans: drawnSpans(noun, spansAlong(body, side), panel, context, omissions),
      segments: isHorizontal ? drawn.rows : drawn.columns,
      items: isHorizontal ? drawn.rowItems : drawn.columnItems,
      low: isOutward ? inner : outer,
      high: isOutward ? outer : inner,
      pixels,
    };
  }

  /** The start and the end of each segment between breaks. */
  function segmentEnds({ spans, segments }: PlotArea): [number, number][] {
    let cell = 0;
    return segments.map((count) => {
      cell += count;
      return [spans.start[cell - count], spans.end[cell - 1]];
    });
  }

  function drawGridLines(area: PlotArea): PathItem[] {
    const sign = Math.sign(area.high - area.low);
    const lines = ticks.flatMap(({ at }) => {
      const across = area.low + sign * snap(at, pixels.device);
      return segmentEnds(area).map(([start, end]) =>
        polyline(area, [
          [start, across],
          [end, across],
        ]),
      );
    });
    return stroked(lines, theme.color.gridLine, theme.lineWidth.gridLine);
  }

  /** Draws the line where bars start; it is not at the edge of the plot if there are values of both signs. */
  function drawBaseline(area: PlotArea): PathItem[] {
    const [low, high] = plot.domain;
    if (!hasBars || plot.valueScale === 'log' || low > 0 || high < 0) return [];
    const across = snappedAcross(area, 0);
    const lines = segmentEnds(area).map(([start, end]) =>
      polyline(area, [
        [start, across],
        [end, across],
      ]),
    );
    return stroked(lines, theme.color.tick, theme.lineWidth.tick);
  }

  function drawMissing(area: PlotArea, missing: PlotMarks['missing']): Item[] {
    const boxes: Box[] = missing.map(({ cell, from }) =>
      boxIn(
        area,
        [area.spans.start[cell], area.spans.end[cell]],
        [from === 'all' ? area.low : from, area.high],
      ),
    );
    const isHatched = ({ left, right, top, bottom }: Box) =>
      Math.min(right - left, bottom - top) >= LIMITS.body.minHatchedCell;
    return [
      ...drawHatch(boxes.filter(isHatched), context),
      ...filled(boxes.filter((box) => !isHatched(box)).map(boxPath), theme.color.missing, true),
    ];
  }

  /** Draws the line of the axis with its ticks, their labels and the title. */
  function drawAxis(area: PlotArea): Item[] {
    if (!showsAxis) return [];
    const { spans } = area;
    const outward = isAxisAtStart ? -1 : 1;
    const edge = isAxisAtStart ? spans.start[0] : spans.end[spans.end.length - 1];
    const sign = Math.sign(area.high - area.low);
    const tip = edge + outward * theme.tick.length;
    const tickLines = shownTicks.map(({ at }) => {
      const across = area.low + sign * snap(at, pixels.device);
      return polyline(area, [
        [edge, across],
        [tip, across],
      ]);
    });
    const axisLine =
      shownTicks.length > 0
        ? [
            polyline(area, [
              [edge, area.low],
              [edge, area.high],
            ]),
          ]
        : [];
    const labels = shownTicks.map(({ labelAt, text }) => {
      const across = area.low + sign * labelAt;
      const from = edge + outward * toLabels;
      const place = isHorizontal
        ? {
            x: across,
            y: from + outward * (isAxisAtStart ? line.below : line.above),
            anchor: 'middle' as const,
          }
        : { x: from, y: across, anchor: isAxisAtStart ? ('end' as const) : ('start' as const) };
      return textItem(text, style, place, context);
    });
    const titleEdge = edge + outward * (axisLength + theme.space.label);
    return [
      ...stroked([...axisLine, ...tickLines], theme.color.tick, theme.lineWidth.tick),
      ...labels,
      ...(title
        ? drawPlotTitle(title, titleEdge, (area.low + area.high) / 2, isAxisAtStart, style, context)
        : []),
    ];
  }
}
