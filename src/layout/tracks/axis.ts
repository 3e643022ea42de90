import type { Axis } from '../../figure/figure.js';
import type { Item, PathItem, TextItem } from '../../scene/scene.js';
import { truncateMiddle, wrap } from '../../typography/wrap.js';
import { along, type Body, centre, first, last, outside, type Side, type Spans } from '../body.js';
import {
  type Context,
  centred,
  type LineBox,
  lineBox,
  type TextStyle,
  textStyle,
  widthOf,
} from '../context.js';
import type { LeftOut } from '../omissions.js';
import { chooseLabels, isCounting, type Shown } from './labels.js';
import { setBlock } from './title.js';
import type { Room, Track } from './track.js';

/** The labels of an axis on one side of a body, with their ticks. `leftOut` is told what is not shown. */
export function labelTrack(axis: Axis, side: Side, context: Context, leftOut: LeftOut): Track {
  const { theme } = context;
  const style = textStyle('tick-label', 'label', context);
  const measured = (label: string) => widthOf(label, style, context);
  const labels = (axis.labels ?? []).map((label) =>
    measured(label) > axis.maxWidth ? truncateMiddle(label, axis.maxWidth, measured) : label,
  );
  const widths = labels.map(measured);
  const line = lineBox(style, context);
  const upright = side === 'left' || side === 'right';
  const counting = isCounting(axis.labels ?? []);

  const reportCut = (i: number) => {
    const whole = axis.labels?.[i] ?? '';
    if (labels[i] !== whole) leftOut.cut(whole);
  };

  const choose = (body: Body): Shown => {
    const spans = along(body, side);
    const centres = labels.map((_, i) => centre(spans, i));
    return chooseLabels(axis, upright, centres, {
      widths,
      line: line.above + line.below,
      gap: theme.space.betweenLabels,
      counting,
    });
  };
  const mayWrap = !upright && axis.rotate === 'auto' && typeof axis.ticks === 'string' && labels.length > 1;
  const widest = mayWrap ? largest(widths) : 0;
  const widestWord = mayWrap ? largest(widths.filter((_, i) => !BREAKABLE.test(labels[i]))) : 0;
  /** Column labels as a few lines each, if they do not fit on one and do fit so without breaking a word; else null. */
  const wrappedFor = (body: Body) => {
    if (!mayWrap) return null;
    const room = leastDistance(along(body, side)) - theme.space.betweenLabels;
    return widest > room && widestWord <= room ? wrappedLabels(labels, room, measured) : null;
  };
  const pitch = style.size * theme.space.line;
  const hasTicks = ({ angle, at }: Shown) => angle !== 0 || at.length < labels.length;
  const gapTo = (shown: Shown) =>
    hasTicks(shown) ? theme.tick.length + theme.space.label - 1 : theme.space.label;

  return {
    side,
    room(body): Room {
      const wrapped = wrappedFor(body);
      if (wrapped) {
        const lines = Math.max(...wrapped.map((label) => label.length));
        const gap = theme.space.label;
        return { depth: gap + line.above + line.below + (lines - 1) * pitch, before: 0, after: 0, gap };
      }
      const shown = choose(body);
      if (!shown.at.length) return { depth: 0, before: 0, after: 0, gap: 0 };
      const spans = along(body, side);
      let depth = 0;
      let before = 0;
      let after = 0;
      for (const i of shown.at) {
        const reach = reachOf(widths[i], shown.angle, side, line);
        depth = Math.max(depth, reach.depth);
        before = Math.max(before, first(spans) - (centre(spans, i) - reach.before));
        after = Math.max(after, centre(spans, i) + reach.after - last(spans));
      }
      return { depth: depth + gapTo(shown), before, after, gap: gapTo(shown) };
    },
    draw(body, distance): Item[] {
      const wrapped = wrappedFor(body);
      if (wrapped) {
        return wrapped.flatMap((lines, i) => {
          reportCut(i);
          const height = line.above + line.below + (lines.length - 1) * pitch;
          const edge = outside(body, side, distance + theme.space.label);
          const x = centre(along(body, side), i);
          return setBlock(
            { lines, width: 0, height },
            style,
            x,
            'middle',
            side === 'top' ? edge - height : edge,
            context,
          );
        });
      }
      const shown = choose(body);
      leftOut.labels(upright ? 'row' : 'column', axis, shown.at.length);
      shown.at.forEach(reportCut);
      const spans = along(body, side);
      const texts = shown.at.map((i) =>
        label(
          labels[i],
          shown.angle,
          side,
          centre(spans, i),
          outside(body, side, distance + gapTo(shown)),
          style,
          line,
          context,
        ),
      );
      return hasTicks(shown) ? [ticks(shown, body, side, distance, context), ...texts] : texts;
    },
  };
}

/** The most lines a label is wrapped to, before it is rather turned. */
const MOST_LINES = 3;

/** Labels as a few lines each, none wider than `room`; null if that would break a word. */
function wrappedLabels(
  labels: readonly string[],
  room: number,
  measured: (text: string) => number,
): string[][] | null {
  const wrapped: string[][] = [];
  for (const label of labels) {
    const lines = wrap(label, room, measured);
    if (lines.length > MOST_LINES || lines.some((text) => measured(text) > room)) return null;
    // Words are not broken: what stands at an end of a line is an end of a word.
    if (lines.slice(0, -1).some((text) => !BREAK_AT_END.test(text) && !label.includes(`${text} `)))
      return null;
    wrapped.push(lines);
  }
  return wrapped;
}

/** Between the middles of two neighbours. */
function leastDistance(spans: Spans): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < spans.start.length; i++)
    least = Math.min(least, centre(spans, i) - centre(spans, i - 1));
  return least;
}

function largest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), Number.NEGATIVE_INFINITY);
}

const BREAKABLE = /[ \-/_.]/;
const BREAK_AT_END = /[-/_.]$/;

/** How far a label reaches from its item's middle along the axis, and from the axis outwards. */
function reachOf(width: number, angle: Shown['angle'], side: Side, { above, below }: LineBox) {
  const upright = side === 'left' || side === 'right';
  const half = (above + below) / 2;
  if (angle === 45) {
    const run = width * Math.SQRT1_2;
    const thick = (above + below) * Math.SQRT1_2;
    // Hung from its end, a label runs away from the axis: backwards below and on the left, forwards above and on the right.
    const backwards = side === 'bottom' || side === 'right';
    return {
      depth: run + thick,
      before: backwards ? run + thick / 2 : thick,
      after: backwards ? thick : run + thick,
    };
  }
  const lengthwise = upright ? angle === 90 : angle === 0;
  return lengthwise
    ? { depth: above + below, before: width / 2, after: width / 2 }
    : { depth: width, before: Math.max(above, half), after: Math.max(below, half) };
}

/** One label, its near end (or edge) `edge` away across the axis. */
function label(
  text: string,
  angle: Shown['angle'],
  side: Side,
  at: number,
  edge: number,
  style: TextStyle,
  line: LineBox,
  context: Context,
): TextItem {
  const upright = side === 'left' || side === 'right';
  const outward = side === 'left' || side === 'top' ? -1 : 1;
  if (angle === 45) {
    // Half the line's thickness further out, so that the corner of its box, not its middle, touches the edge.
    const clear = edge + outward * (outward < 0 ? line.below : line.above) * Math.SQRT1_2;
    const anchor = side === 'bottom' || side === 'left' ? 'end' : 'start';
    return centred(
      text,
      style,
      { x: upright ? clear : at, y: upright ? at : clear, anchor, angle: -45 },
      context,
    );
  }
  if (upright) {
    if (angle === 0)
      return centred(text, style, { x: edge, y: at, anchor: side === 'left' ? 'end' : 'start' }, context);
    const x = edge + outward * (outward < 0 ? line.below : line.above);
    return centred(text, style, { x, y: at, anchor: 'middle', angle: -90 }, context);
  }
  if (angle === 0) {
    const y = edge + outward * (outward < 0 ? line.below : line.above);
    return centred(text, style, { x: at, y, anchor: 'middle' }, context);
  }
  return centred(
    text,
    style,
    { x: at, y: edge, anchor: side === 'bottom' ? 'end' : 'start', angle: -90 },
    context,
  );
}

function ticks(shown: Shown, body: Body, side: Side, distance: number, { theme }: Context): PathItem {
  const spans = along(body, side);
  const from = outside(body, side, distance);
  const to = outside(body, side, distance + theme.tick.length);
  const upright = side === 'left' || side === 'right';
  return {
    kind: 'path',
    role: 'tick',
    lines: shown.at.map((i) => {
      const at = centre(spans, i);
      return upright ? [from, at, to, at] : [at, from, at, to];
    }),
    closed: false,
    fill: null,
    stroke: theme.color.tick,
    strokeWidth: theme.tick.width,
    crisp: false,
  };
}
