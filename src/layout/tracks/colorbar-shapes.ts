/** The shape of a colorbar: its position along a body, and its colours, arrows, frame and ticks. */
import { palette, type Scale } from '../../color/scale.js';
import type { Guide } from '../../figure/figure.js';
import type { Box } from '../../scene/box.js';
import { frameAround } from '../../scene/frame.js';
import type { CellsItem, Item, PathItem } from '../../scene/scene.js';
import { LIMITS } from '../../theme.js';
import { type Body, isVertical, lengthOf, outwardSign, spansAlong, startOf } from '../body.js';
import type { Context } from '../context.js';
import { snap, snapDown } from '../pixels.js';
import type { DomainEnds, Tick } from './colorbar-ticks.js';

/** Positions along a colorbar, px on the page. The colours extend from `low` to `high`, between the arrows. */
export interface Bar extends DomainEnds {
  readonly start: number;
  readonly end: number;
}

/** Positions across a colorbar, px on the page: its edge next to the body, and its other edge. */
export interface BarEdges {
  readonly inner: number;
  readonly outer: number;
}

/** Returns the colorbar's position along `body`. It is centred on its side, on whole pixels. */
export function placeBar(guide: Guide, body: Body, { theme, pixels }: Context): Bar {
  const { side, under, over } = guide;
  const spans = spansAlong(body, side);
  const available = lengthOf(spans);
  const requested = requestedLength(guide, body);
  const length = Math.max(pixels.unit, snapDown(requested, pixels.unit));
  const start = startOf(spans) + snapDown((available - length) / 2, pixels.unit);
  const end = start + length;
  const { arrow: maxArrow, maxArrowShare } = theme.colorbar;
  const arrow = Math.min(maxArrow, snapDown(length * maxArrowShare, pixels.unit));
  return isVertical(side)
    ? { start, end, low: end - (under ? arrow : 0), high: start + (over ? arrow : 0) }
    : { start, end, low: start + (under ? arrow : 0), high: end - (over ? arrow : 0) };
}

/** Returns the length in the spec; "auto" is the side of the body, or less beside a narrow body. */
function requestedLength({ length, side }: Guide, body: Body): number {
  const available = lengthOf(spansAlong(body, side));
  if (length !== 'auto') return 'share' in length ? available * length.share : length.px;
  const { maxAutoShare, minAutoLength, minShortening } = LIMITS.colorbar;
  const across = lengthOf(isVertical(side) ? body.columns : body.rows);
  const short = Math.max(maxAutoShare * across, minAutoLength);
  return short < minShortening * available ? short : available;
}

/** Draws a colorbar with its ticks, but without labels. */
export function drawBar(
  guide: Guide,
  scale: Scale,
  bar: Bar,
  edges: BarEdges,
  ticks: readonly Tick[],
  context: Context,
): Item[] {
  const vertical = isVertical(guide.side);
  const box = colorBox(bar, edges, vertical);
  return [
    drawColors(scale, box, vertical, context),
    ...drawArrows(guide, scale, bar, edges, context),
    ...(guide.frame ? [frameAround(box, guide.frame, context.pixels.device)] : []),
    drawTicks(guide, ticks, edges, context),
  ];
}

function colorBox({ low, high }: Bar, { inner, outer }: BarEdges, vertical: boolean): Box {
  const [start, end] = [Math.min(low, high), Math.max(low, high)];
  const [near, far] = [Math.min(inner, outer), Math.max(inner, outer)];
  return vertical
    ? { left: near, right: far, top: start, bottom: end }
    : { left: start, right: end, top: near, bottom: far };
}

function drawColors(scale: Scale, box: Box, vertical: boolean, { pixels }: Context): CellsItem {
  const colorCount = scale.colors.length;
  const [from, to] = vertical ? [box.top, box.bottom] : [box.left, box.right];
  const stepCount = Math.min(colorCount, Math.round((to - from) / pixels.device));
  const start: number[] = [];
  const end: number[] = [];
  const indices = new Uint16Array(stepCount);
  for (let i = 0; i < stepCount; i++) {
    start.push(i === 0 ? from : end[i - 1]);
    end.push(from + snap(((to - from) * (i + 1)) / stepCount, pixels.device));
    const share = (i + 0.5) / stepCount;
    indices[i] = Math.floor((vertical ? 1 - share : share) * colorCount);
  }
  return {
    kind: 'cells',
    role: 'colorbar',
    left: vertical ? [box.left] : start,
    right: vertical ? [box.right] : end,
    top: vertical ? start : [box.top],
    bottom: vertical ? end : [box.bottom],
    indices,
    palette: palette(scale),
  };
}

/** Draws the arrows at the ends of the domain that values exceed. */
function drawArrows(
  { side, under, over, frame }: Guide,
  scale: Scale,
  bar: Bar,
  { inner, outer }: BarEdges,
  { pixels }: Context,
): PathItem[] {
  const middle = (inner + outer) / 2;
  const arrow = (base: number, tip: number, fill: string): PathItem => ({
    kind: 'path',
    role: 'colorbar',
    subpaths: [
      isVertical(side) ? [inner, base, outer, base, middle, tip] : [base, inner, base, outer, tip, middle],
    ],
    closed: true,
    fill,
    stroke: frame,
    strokeWidth: frame ? pixels.device : 0,
    crisp: false,
  });
  const [lowTip, highTip] = isVertical(side) ? [bar.end, bar.start] : [bar.start, bar.end];
  return [
    ...(under ? [arrow(bar.low, lowTip, scale.under)] : []),
    ...(over ? [arrow(bar.high, highTip, scale.over)] : []),
  ];
}

function drawTicks(
  { side }: Guide,
  ticks: readonly Tick[],
  { outer }: BarEdges,
  { theme }: Context,
): PathItem {
  const tip = outer + outwardSign(side) * theme.tick.length;
  return {
    kind: 'path',
    role: 'tick',
    subpaths: ticks.map(({ at }) => (isVertical(side) ? [outer, at, tip, at] : [at, outer, at, tip])),
    closed: false,
    fill: null,
    stroke: theme.color.tick,
    strokeWidth: theme.lineWidth.tick,
    crisp: false,
  };
}
