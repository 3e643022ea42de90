/** The axis of the heights in a dendrogram: a line with ticks and labels at one end of the tree, and a title. */
import { maxOf } from '../../extremes.js';
import type { Side } from '../../figure/figure.js';
import type { Item } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, endOf, isVertical, offsetOutward, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { lineBox, lineDistance, textItem, textStyle, textWidth, wrapTextBlock } from '../text.js';
import type { AxisTick } from './axis-tick.js';
import { numericTicks } from './numeric-ticks.js';

export interface HeightAxis {
  /** How far labels extend inward from the height 0. */
  readonly inset: number;
  /** How far they extend outward from the height 0. */
  readonly depth: number;
  /** How far the axis extends beyond the end of the side. */
  readonly overhang: number;
  /** Draws the axis beside the start or the end of the side, with the height 0 at `distance` from the body. */
  readonly draw: (body: Body, distance: number, isAtStart: boolean) => Item[];
}

/** Returns the axis from 0 to the height `top`. `scale` is the length of a height of 1, and `size` that of the whole tree. */
export function createHeightAxis(
  title: string | null,
  top: number,
  scale: number,
  size: number,
  side: Side,
  context: Context,
): HeightAxis {
  const { theme } = context;
  const style = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'label', context);
  const line = lineBox(style, context);
  /** Beside a tree of columns, labels are above each other; below a tree of rows, they are side by side. */
  const isUpright = !isVertical(side);
  const lengthAlong = (label: string) => (isUpright ? line.height : textWidth(label, style, context));
  const ticks = selectTicks(top, scale, lengthAlong, isUpright ? 0 : theme.space.betweenLabels);
  const halfOf = (tick: AxisTick | undefined) => (tick ? lengthAlong(tick.text) / 2 : 0);
  const labelDepth = isUpright ? maxOf(ticks, ({ text }) => textWidth(text, style, context), 0) : line.height;
  const toLabels = theme.space.dendrogram + theme.tick.length + theme.space.tickLabel;
  const toTitle = toLabels + labelDepth + theme.space.label;
  const last = ticks[ticks.length - 1];
  const axisLength = top * scale;
  const maxTitleLength = Math.max(axisLength, LIMITS.treeAxisTitle.maxLength);
  const block = title === null ? null : wrapTextBlock(title, titleStyle, maxTitleLength, context);
  const titleLength = block?.width ?? 0;
  /** A title that is longer than the tree begins at its leaves. */
  const titleCenter = Math.max(axisLength, titleLength) / 2;

  return {
    // Below a tree of rows, the first label is beside the labels of the columns.
    inset: halfOf(ticks[0]) + (isUpright ? 0 : theme.space.betweenLabels),
    depth: Math.max(size, titleLength, (last?.value ?? 0) * scale + halfOf(last)),
    overhang: block ? toTitle + block.height : toLabels + labelDepth,
    draw(body, distance, isAtStart) {
      const spans = spansAlong(body, side);
      const sign = isAtStart ? -1 : 1;
      const edge = isAtStart ? startOf(spans) : endOf(spans);
      const from = edge + sign * theme.space.dendrogram;
      const to = from + sign * theme.tick.length;
      const point = (along: number, level: number): [number, number] => {
        const across = offsetOutward(body, side, distance + level);
        return isUpright ? [along, across] : [across, along];
      };
      const text = (label: string, at: number, level: number, of: typeof style, angle: number): Item => {
        const [x, y] = point(at, level);
        const anchor = isUpright && angle === 0 ? (isAtStart ? 'end' : 'start') : 'middle';
        return textItem(label, of, { x, y, anchor, angle }, context);
      };
      const [first, end] = [point(from, 0), point(from, axisLength)];
      const lines = [
        [...first, ...end],
        ...ticks.map(({ value }) => [...point(from, value * scale), ...point(to, value * scale)]),
      ];
      const middleOf = (box: ReturnType<typeof lineBox>) => (isAtStart ? box.below : box.above);
      const labelAt = edge + sign * (toLabels + (isUpright ? 0 : middleOf(line)));
      const titleLine = toTitle + middleOf(lineBox(titleStyle, context));
      /** The first line is the upper one, or the left one of a title that reads upward. */
      const titleLines = isAtStart ? [...(block?.lines ?? [])].reverse() : (block?.lines ?? []);
      return [
        {
          kind: 'path',
          role: 'tick',
          subpaths: lines,
          closed: false,
          fill: null,
          stroke: theme.color.tick,
          strokeWidth: theme.lineWidth.tick,
          crisp: false,
        },
        ...ticks.map(({ value, text: label }) => text(label, labelAt, value * scale, style, 0)),
        ...titleLines.map((content, i) => {
          const at = edge + sign * (titleLine + i * lineDistance(titleStyle, context));
          return text(content, at, titleCenter, titleStyle, isUpright ? -90 : 0);
        }),
      ];
    },
  };
}

/** The largest number of ticks: a tree is small, and its heights are compared roughly. */
const MAX_TICKS = 6;

/** Returns ticks at round heights from 0 to `top`, as many as fit beside each other. */
function selectTicks(
  top: number,
  scale: number,
  lengthAlong: (label: string) => number,
  space: number,
): AxisTick[] {
  if (top <= 0) return [];
  for (let count = MAX_TICKS; count > 0; count--) {
    const ticks = numericTicks('linear', 0, top, count);
    const fits = ticks.every(({ value, text }, i) => {
      if (i === 0) return true;
      const previous = ticks[i - 1];
      const needed = (lengthAlong(text) + lengthAlong(previous.text)) / 2 + space;
      return (value - previous.value) * scale >= needed;
    });
    if (fits && ticks.length > 0 && ticks.length <= MAX_TICKS) return ticks;
  }
  return numericTicks('linear', 0, top, 1).slice(0, 1);
}
