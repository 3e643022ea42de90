import type { Scale } from '../../color/scale.js';
import { maxOf, minOf } from '../../extremes.js';
import type { Guide } from '../../figure/figure.js';
import type { Item, TextItem } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { endOf, isVertical, offsetOutward, outwardSign, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { snap } from '../pixels.js';
import { drawSwatch } from '../swatch.js';
import { drawTextBlock, lineBox, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import { type Bar, type BarEdges, drawBar, placeBar } from './colorbar-shapes.js';
import { createTickSelector, type Tick } from './colorbar-ticks.js';
import type { Track, TrackExtent } from './track.js';

/** A colorbar with ticks, labels and title, and a swatch for missing values if there are any. */
export function colorbarTrack(guide: Guide, scale: Scale, context: Context): Track {
  const { theme, pixels } = context;
  const { side, thickness, title } = guide;
  const gap = theme.space.guide;
  const vertical = isVertical(side);
  const sign = outwardSign(side);
  const labelStyle = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const line = lineBox(labelStyle, context);
  const labelWidth = (label: string) => textWidth(label, labelStyle, context);
  const labelGap = theme.tick.length + theme.space.tickLabel;

  const ticksFor = createTickSelector(guide, scale, (label) =>
    vertical ? line.height : labelWidth(label) + theme.space.betweenLabels,
  );
  /** The extent of ticks and labels outward from the bar. */
  const labelDepth = (ticks: readonly Tick[]) =>
    labelGap + (vertical ? maxOf(ticks, ({ label }) => labelWidth(label), 0) : line.height);
  /** Half the extent of a label along the bar. */
  const halfLength = ({ label }: Tick) =>
    vertical ? Math.max(line.above, line.below) : labelWidth(label) / 2;

  /** A vertical colorbar has its title beside it if the bar is long enough, and above it otherwise and in a stack. */
  const hasRotatedTitle = (bar: Bar) =>
    vertical &&
    theme.text.rotates &&
    !guide.isStacked &&
    title !== null &&
    textWidth(title, titleStyle, context) <= bar.end - bar.start;
  const titleBlock = (bar: Bar) => {
    if (title === null) return null;
    const { titleWidth } = LIMITS.colorbar;
    const width = vertical ? titleWidth : Math.max(titleWidth, bar.end - bar.start);
    return wrapTextBlock(title, titleStyle, width, context);
  };
  /** The bottom of a title above a vertical bar. */
  const titleBottom = (bar: Bar, ticks: readonly Tick[]) =>
    minOf(ticks, ({ at }) => at - line.above, bar.start) - theme.space.label;

  const hasMissing = guide.missing > 0;
  const swatchSize = theme.swatch.size;
  const missingWidth = swatchSize + theme.space.label + labelWidth(guide.missingLabel);
  /** Whether what follows a horizontal bar is on its left. */
  const isReversed = !vertical && context.direction === 'rtl';
  /** The start of the swatch for missing values: after the bar, and after labels that extend beyond the bar. */
  const missingStart = (bar: Bar, ticks: readonly Tick[]) => {
    const clearance = vertical ? Math.max(0, (line.height - swatchSize) / 2) : theme.space.label;
    const beyond = (tick: Tick) => halfLength(tick) + clearance;
    const { missingSwatch } = theme.space;
    return isReversed
      ? minOf(ticks, (tick) => tick.at - beyond(tick), bar.start - missingSwatch)
      : maxOf(ticks, (tick) => tick.at + beyond(tick), bar.end + missingSwatch);
  };

  return {
    side,
    dockClass: 'guide',
    dependsOnBothAxes: guide.length === 'auto',
    extent(body): TrackExtent {
      const bar = placeBar(guide, body, context);
      const ticks = ticksFor(bar);
      const spans = spansAlong(body, side);
      const [start, end] = [startOf(spans), endOf(spans)];
      let before = maxOf(
        ticks,
        (tick) => start - (tick.at - halfLength(tick)),
        Math.max(0, start - bar.start),
      );
      let after = maxOf(ticks, (tick) => tick.at + halfLength(tick) - end, Math.max(0, bar.end - end));
      let depth = gap + thickness + labelDepth(ticks);
      const block = titleBlock(bar);
      if (block && hasRotatedTitle(bar)) {
        depth += theme.space.axisTitle + block.height;
      } else if (block && vertical) {
        before = Math.max(before, start - titleBottom(bar, ticks) + block.height);
        depth = Math.max(depth, gap + block.width);
      } else if (block) {
        depth += theme.space.label + block.height;
        const overhang = (block.width - (bar.end - bar.start)) / 2;
        before = Math.max(before, start - bar.start + overhang);
        after = Math.max(after, bar.end - end + overhang);
      }
      if (hasMissing && isReversed) {
        before = Math.max(before, start - missingStart(bar, ticks) + missingWidth);
      } else if (hasMissing) {
        after = Math.max(after, missingStart(bar, ticks) + (vertical ? swatchSize : missingWidth) - end);
        if (vertical) depth = Math.max(depth, gap + missingWidth);
      }
      return { depth, before, after, gap };
    },
    draw(body, distance, omissions): Item[] {
      const bar = placeBar(guide, body, context);
      const ticks = ticksFor(bar);
      if (guide.ticks !== 'auto') omissions.hiddenTicks(guide.ticks, scale.domain, ticks.length);
      const edges = {
        inner: offsetOutward(body, side, distance + gap),
        outer: offsetOutward(body, side, distance + gap + thickness),
      };
      return [
        ...drawBar(guide, scale, bar, edges, ticks, context),
        ...ticks.map((tick) => drawLabel(tick, edges)),
        ...drawTitle(bar, edges, ticks),
        ...(hasMissing ? drawMissing(bar, edges, ticks) : []),
      ];
    },
  };

  function drawLabel({ at, label }: Tick, { outer }: BarEdges): TextItem {
    const edge = outer + sign * labelGap;
    return textItem(
      label,
      labelStyle,
      vertical
        ? { x: edge, y: at, anchor: sign > 0 ? 'start' : 'end' }
        : { x: at, y: edge + sign * (sign > 0 ? line.above : line.below), anchor: 'middle' },
      context,
    );
  }

  function drawTitle(bar: Bar, { inner, outer }: BarEdges, ticks: readonly Tick[]): TextItem[] {
    const block = titleBlock(bar);
    if (!block) return [];
    const middle = (bar.start + bar.end) / 2;
    const labelEdge = outer + sign * labelDepth(ticks);
    if (hasRotatedTitle(bar)) {
      const { above, below } = lineBox(titleStyle, context);
      const x = labelEdge + sign * (theme.space.axisTitle + (sign > 0 ? above : below));
      return [textItem(title as string, titleStyle, { x, y: middle, anchor: 'middle', angle: -90 }, context)];
    }
    if (vertical) {
      const top = titleBottom(bar, ticks) - block.height;
      return drawTextBlock(block, titleStyle, inner, sign > 0 ? 'start' : 'end', top, context);
    }
    const top = sign > 0 ? labelEdge + theme.space.label : labelEdge - theme.space.label - block.height;
    return drawTextBlock(block, titleStyle, middle, 'middle', top, context);
  }

  function drawMissing(bar: Bar, { inner, outer }: BarEdges, ticks: readonly Tick[]): Item[] {
    const start = missingStart(bar, ticks);
    const [left, top] = vertical
      ? [sign > 0 ? inner : inner - swatchSize, start]
      : [snap(isReversed ? start - swatchSize : start, pixels.unit), Math.min(inner, outer)];
    const [right, bottom] = [left + swatchSize, top + swatchSize];
    const label =
      !isReversed && (sign > 0 || !vertical)
        ? ({ x: right + theme.space.label, anchor: 'start' } as const)
        : ({ x: left - theme.space.label, anchor: 'end' } as const);
    const y = (top + bottom) / 2;
    return [
      ...drawSwatch({ left, top, size: swatchSize }, scale.missing, true, context),
      textItem(guide.missingLabel, labelStyle, { ...label, y }, context),
    ];
  }
}
