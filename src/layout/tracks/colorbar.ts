import { palette, type Scale } from '../../color/scale.js';
import type { Colorbar } from '../../figure/figure.js';
import type { Box } from '../../scene/box.js';
import { frameAround } from '../../scene/frame.js';
import type { CellsItem, Item, PathItem, TextItem } from '../../scene/scene.js';
import { along, type Body, extent, first, last, outside } from '../body.js';
import { type Context, centred, lineBox, textStyle, widthOf } from '../context.js';
import { snap, snapDown } from '../pixels.js';
import { ascending, barTicks, type Tick } from './colorbar-ticks.js';
import { swatch } from './swatch.js';
import { block, setBlock } from './title.js';
import type { Room, Track } from './track.js';

/** Along the bar: where it begins and ends, and where its colours do, inside the arrows. Values grow from `low` to `high`. */
interface Bar {
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** A colorbar beside a body (or beside the outline of a grid of bodies), `gap` px from what is inside of it. */
export function colorbarTrack(colorbar: Colorbar, scale: Scale, gap: number, context: Context): Track {
  const { theme, pixels } = context;
  const { side, thickness } = colorbar;
  const upright = side === 'left' || side === 'right';
  const labelStyle = textStyle('tick-label', 'label', context);
  const titleStyle = textStyle('axis-title', 'axisTitle', context);
  const line = lineBox(labelStyle, context);
  const labelGap = theme.tick.length + theme.space.label - 1;

  const inside = (value: number) => value >= scale.domain[0] && value <= scale.domain[1];

  const barFor = (body: Body): Bar => {
    const spans = along(body, side);
    const whole = extent(spans);
    const wanted = 'share' in colorbar.length ? whole * colorbar.length.share : colorbar.length.px;
    const length = Math.max(pixels.unit, snapDown(wanted, pixels.unit));
    const start = first(spans) + snapDown((whole - length) / 2, pixels.unit);
    const end = start + length;
    const arrow = Math.min(theme.colorbar.arrow, snapDown(length / 4, pixels.unit));
    const [before, after] = upright ? [colorbar.over, colorbar.under] : [colorbar.under, colorbar.over];
    const [near, far] = [start + (before ? arrow : 0), end - (after ? arrow : 0)];
    return upright ? { start, end, low: far, high: near } : { start, end, low: near, high: far };
  };

  const roomOf = (text: string) =>
    upright ? line.above + line.below : widthOf(text, labelStyle, context) + theme.space.betweenLabels;
  const ticksFor = barTicks(colorbar, scale, roomOf);

  const labelDepth = (ticks: readonly Tick[]) =>
    labelGap +
    (upright
      ? Math.max(0, ...ticks.map((t) => widthOf(t.text, labelStyle, context)))
      : line.above + line.below);
  /** A title is turned along an upright bar that is long enough for it, and stands over the bar otherwise. */
  const turned = (bar: Bar) =>
    upright && colorbar.title !== null && widthOf(colorbar.title, titleStyle, context) <= bar.end - bar.start;
  const titleBlock = (bar: Bar) =>
    colorbar.title === null
      ? null
      : block(
          colorbar.title,
          titleStyle,
          upright ? WIDEST_ABOVE : Math.max(WIDEST_ABOVE, bar.end - bar.start),
          context,
        );

  /** Where a title over an upright bar ends. */
  const titleBottom = (bar: Bar, ticks: readonly Tick[]) =>
    Math.min(bar.start, ...ticks.map((t) => t.at - line.above)) - theme.space.label;

  const hasKey = colorbar.missing > 0;
  const keyWidth =
    theme.colorbar.key + theme.space.label + widthOf(colorbar.missingLabel, labelStyle, context);
  const half = (tick: Tick) =>
    upright ? Math.max(line.above, line.below) : widthOf(tick.text, labelStyle, context) / 2;
  /** Where the key to missing values begins: behind the bar, and behind labels that reach beyond its end. */
  const keyStart = (bar: Bar, ticks: readonly Tick[]) => {
    const clear = upright
      ? Math.max(0, (line.above + line.below - theme.colorbar.key) / 2)
      : theme.space.label;
    return Math.max(bar.end + theme.colorbar.keyGap, ...ticks.map((t) => t.at + half(t) + clear));
  };

  return {
    side,
    room(body): Room {
      const bar = barFor(body);
      const ticks = ticksFor(bar);
      const spans = along(body, side);
      let before = Math.max(
        0,
        first(spans) - bar.start,
        ...ticks.map((t) => first(spans) - (t.at - half(t))),
      );
      let after = Math.max(0, bar.end - last(spans), ...ticks.map((t) => t.at + half(t) - last(spans)));
      let depth = gap + thickness + labelDepth(ticks);
      const title = titleBlock(bar);
      if (title && turned(bar)) depth += theme.space.axisTitle + title.height;
      else if (title && upright) {
        before = Math.max(before, first(spans) - titleBottom(bar, ticks) + title.height);
        depth = Math.max(depth, gap + title.width);
      } else if (title) {
        depth += theme.space.label + title.height;
        const beyond = (title.width - (bar.end - bar.start)) / 2;
        before = Math.max(before, first(spans) - bar.start + beyond);
        after = Math.max(after, bar.end - last(spans) + beyond);
      }
      if (hasKey) {
        const length = upright ? theme.colorbar.key : keyWidth;
        after = Math.max(after, keyStart(bar, ticks) + length - last(spans));
        if (upright) depth = Math.max(depth, gap + keyWidth);
      }
      return { depth, before, after, gap };
    },

    draw(body, distance): Item[] {
      const bar = barFor(body);
      const ticks = ticksFor(bar);
      if (colorbar.ticks !== 'auto') reportHidden(ticks.length, ascending(colorbar.ticks));
      const near = outside(body, side, distance + gap);
      const far = outside(body, side, distance + gap + thickness);
      const out = Math.sign(far - near);
      const items: Item[] = [
        colours(bar, Math.min(near, far), Math.max(near, far)),
        ...arrows(bar, near, far),
        ...(colorbar.frame ? [frameAround(barBox(bar, near, far), colorbar.frame, pixels.device)] : []),
        marks(ticks, far, out),
      ];
      for (const tick of ticks) {
        const edge = far + out * labelGap;
        items.push(
          upright
            ? centred(
                tick.text,
                labelStyle,
                { x: edge, y: tick.at, anchor: out > 0 ? 'start' : 'end' },
                context,
              )
            : centred(
                tick.text,
                labelStyle,
                { x: tick.at, y: edge + out * (out > 0 ? line.above : line.below), anchor: 'middle' },
                context,
              ),
        );
      }
      items.push(...title(bar, ticks, near, far, out));
      if (hasKey) items.push(...missingKey(bar, ticks, near, far, out));
      return items;
    },
  };

  function reportHidden(shown: number, wanted: readonly number[]): void {
    if (shown === wanted.length) return;
    const beyond = wanted.filter((value) => !inside(value)).length;
    context.report({
      severity: 'warning',
      code: 'labels-hidden',
      message: `showing ${shown} of ${wanted.length} ticks of the colorbar, ${beyond ? `${beyond} ${beyond === 1 ? 'lies' : 'lie'} outside of its domain` : 'the others do not fit'}`,
      hints: ['make the colorbar longer, or choose others with colorbar.ticks'],
    });
  }

  function colours(bar: Bar, from: number, to: number): CellsItem {
    const n = scale.colors.length;
    const [a, b] = [Math.min(bar.low, bar.high), Math.max(bar.low, bar.high)];
    const blocks = Math.min(n, Math.round((b - a) / pixels.device));
    const start: number[] = [];
    const end: number[] = [];
    const indices = new Uint16Array(blocks);
    for (let i = 0; i < blocks; i++) {
      start.push(i === 0 ? a : end[i - 1]);
      end.push(a + snap(((b - a) * (i + 1)) / blocks, pixels.device));
      const share = (i + 0.5) / blocks;
      indices[i] = Math.floor((upright ? 1 - share : share) * n);
    }
    const lengthwise = { start, end };
    const across = { start: [from], end: [to] };
    const [columns, rows] = upright ? [across, lengthwise] : [lengthwise, across];
    return {
      kind: 'cells',
      role: 'colorbar',
      left: columns.start,
      right: columns.end,
      top: rows.start,
      bottom: rows.end,
      indices,
      palette: palette(scale),
    };
  }

  function barBox({ low, high }: Bar, near: number, far: number): Box {
    const [a, b, c, d] = [Math.min(low, high), Math.max(low, high), Math.min(near, far), Math.max(near, far)];
    return upright ? { left: c, right: d, top: a, bottom: b } : { left: a, right: b, top: c, bottom: d };
  }

  function arrows(bar: Bar, near: number, far: number): PathItem[] {
    const middle = (near + far) / 2;
    const arrow = (base: number, tip: number, fill: string): PathItem => ({
      kind: 'path',
      role: 'colorbar',
      lines: [upright ? [near, base, far, base, middle, tip] : [base, near, base, far, tip, middle]],
      closed: true,
      fill,
      stroke: colorbar.frame,
      strokeWidth: colorbar.frame ? pixels.device : 0,
      crisp: false,
    });
    const [lowEnd, highEnd] = upright ? [bar.end, bar.start] : [bar.start, bar.end];
    return [
      ...(colorbar.under ? [arrow(bar.low, lowEnd, scale.under)] : []),
      ...(colorbar.over ? [arrow(bar.high, highEnd, scale.over)] : []),
    ];
  }

  function marks(ticks: readonly Tick[], far: number, out: number): PathItem {
    const tip = far + out * theme.tick.length;
    return {
      kind: 'path',
      role: 'tick',
      lines: ticks.map(({ at }) => (upright ? [far, at, tip, at] : [at, far, at, tip])),
      closed: false,
      fill: null,
      stroke: theme.color.tick,
      strokeWidth: theme.tick.width,
      crisp: false,
    };
  }

  function title(bar: Bar, ticks: readonly Tick[], near: number, far: number, out: number): TextItem[] {
    const text = titleBlock(bar);
    if (!text) return [];
    const { above, below } = lineBox(titleStyle, context);
    const beyond = far + out * labelDepth(ticks);
    if (turned(bar)) {
      const x = beyond + out * (theme.space.axisTitle + (out > 0 ? above : below));
      return [
        centred(
          colorbar.title as string,
          titleStyle,
          { x, y: (bar.start + bar.end) / 2, anchor: 'middle', angle: -90 },
          context,
        ),
      ];
    }
    if (upright) {
      return setBlock(
        text,
        titleStyle,
        near,
        out > 0 ? 'start' : 'end',
        titleBottom(bar, ticks) - text.height,
        context,
      );
    }
    const top = out > 0 ? beyond + theme.space.label : beyond - theme.space.label - text.height;
    return setBlock(text, titleStyle, (bar.start + bar.end) / 2, 'middle', top, context);
  }

  function missingKey(bar: Bar, ticks: readonly Tick[], near: number, far: number, out: number): Item[] {
    const size = theme.colorbar.key;
    const start = keyStart(bar, ticks);
    const [left, top] = upright
      ? [out > 0 ? near : near - size, start]
      : [snap(start, pixels.unit), Math.min(near, far)];
    const box = { left, right: left + size, top, bottom: top + size };
    const beside =
      out > 0 || !upright
        ? { x: box.right + theme.space.label, anchor: 'start' as const }
        : { x: box.left - theme.space.label, anchor: 'end' as const };
    return [
      ...swatch({ left, top, size }, scale.missing, true, context),
      centred(colorbar.missingLabel, labelStyle, { ...beside, y: (box.top + box.bottom) / 2 }, context),
    ];
  }
}

/** A title over a bar is wrapped to this. */
const WIDEST_ABOVE = 120;
