/** The ticks of the value axis of a plot beside a body. */
import { formatTick } from '../../color/tick-format.js';
import type { AnnotationPlot } from '../../figure/annotation.js';
import { valuePosition } from '../../figure/value-axis.js';
import { LIMITS } from '../../theme.js';
import type { Context } from '../context.js';
import { lineBox, type TextStyle, textWidth } from '../text.js';
import { numericTicks } from './numeric-ticks.js';

/** Where longer labels do not fit, numbers from this on are written as "10k". */
const MIN_SHORT = 1000;
const SHORT_FORMAT = '~s';

export interface ValueTick {
  readonly value: number;
  /** The distance from the low end of the axis. */
  readonly at: number;
  readonly text: string;
  readonly width: number;
  /** The distance of the middle of the label, which does not extend beyond the ends of the axis. */
  readonly labelAt: number;
}

/** Returns as many round values as an axis of `length` px has space for, at most a few; one if two do not fit. */
export function selectValueTicks(
  plot: AnnotationPlot,
  length: number,
  isHorizontal: boolean,
  style: TextStyle,
  context: Context,
): readonly ValueTick[] {
  const [low, high] = plot.domain;
  const { height } = lineBox(style, context);
  const place = (value: number, text: string): ValueTick => {
    const width = textWidth(text, style, context);
    const half = Math.min(length, isHorizontal ? width : height) / 2;
    const at = valuePosition(plot, value) * length;
    return { value, at, text, width, labelAt: Math.max(half, Math.min(length - half, at)) };
  };
  const { tickDistance, maxTicks } = LIMITS.plotAxis;
  const most = Math.min(maxTicks, Math.max(2, Math.round(length / tickDistance)));
  const space = isHorizontal ? context.theme.space.betweenLabels : 0;
  const areApart = (ticks: readonly ValueTick[]) =>
    ticks.every((tick, i) => {
      if (i === 0) return true;
      const extent = isHorizontal ? (tick.width + ticks[i - 1].width) / 2 : height;
      return tick.labelAt - ticks[i - 1].labelAt >= extent + space;
    });
  // Counts have no ticks between whole numbers.
  const isWhole = plot.values.every((list) =>
    list.every((value) => Number.isInteger(value) || Number.isNaN(value)),
  );
  const ticksOf = (count: number, isShort: boolean) =>
    numericTicks(plot.valueScale, low, high, count).map(({ value, text }) =>
      place(value, isShort && Math.abs(value) >= MIN_SHORT ? formatTick(value, SHORT_FORMAT) : text),
    );
  for (const isShort of [false, true]) {
    for (let count = most; count > 0; count--) {
      const ticks = ticksOf(count, isShort);
      if (isWhole && ticks.some(({ value }) => !Number.isInteger(value))) continue;
      if (ticks.length > 1 && areApart(ticks)) return ticks;
    }
    // The round values on both sides of 0 may fit without it.
    const pairs: (readonly ValueTick[])[] = [];
    for (let count = most + 2; count > 1; count--) {
      const ticks = ticksOf(count, isShort);
      const ends = [ticks[0], ticks[ticks.length - 1]];
      if (ticks.length > 1 && areApart(ends)) pairs.push(ends);
    }
    const opposite = pairs.find(([first, last]) => first.value === -last.value);
    if (pairs.length) return opposite ?? pairs[0];
  }
  // One tick tells more if it is not 0.
  const singles = [1, 2, 3]
    .flatMap((count) => ticksOf(count, true))
    .filter(({ width }) => !isHorizontal || width <= length);
  const single = singles.find(({ text }) => text !== '0') ?? singles[0];
  return single ? [single] : [];
}
