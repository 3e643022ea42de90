import type { Highlight, Panel } from '../figure/figure.js';
import type { Item, PathItem } from '../scene/scene.js';
import { along, type Body, outside, type Side } from './body.js';
import { type Context, centred, lineBox, textStyle, widthOf } from './context.js';
import type { LeftOut } from './omissions.js';
import type { Room, Track } from './tracks/track.js';

const LINE = 1.5;
const HALO = 3;

/** Lines around cells, within their own edges, on a halo that sets them off from any colour. */
export function drawHighlights({ highlights }: Panel, body: Body, { theme }: Context): PathItem[] {
  const around = ({ columns, rows }: Highlight, inset: number): number[] => {
    const [x0, x1] = [body.columns.start[columns.from] + inset, body.columns.end[columns.to] - inset];
    const [y0, y1] = [body.rows.start[rows.from] + inset, body.rows.end[rows.to] - inset];
    return [x0, y0, x1, y0, x1, y1, x0, y1];
  };
  const path = (lines: number[][], stroke: string, strokeWidth: number): PathItem => ({
    kind: 'path',
    role: 'highlight',
    lines,
    closed: true,
    fill: null,
    stroke,
    strokeWidth,
    crisp: false,
  });
  if (!highlights.length) return [];
  const halo = path(
    highlights.map((h) => around(h, HALO / 2)),
    theme.color.halo,
    HALO,
  );
  const colors = [...new Set(highlights.map((h) => h.color))];
  return [
    halo,
    ...colors.map((color) =>
      path(
        highlights.filter((h) => h.color === color).map((h) => around(h, LINE / 2)),
        color,
        LINE,
      ),
    ),
  ];
}

/** The titles of highlights, beside or above the middle of what they point out, as far as they keep apart. */
export function highlightTrack(
  panel: Panel,
  side: 'top' | 'right',
  context: Context,
  leftOut: LeftOut,
): Track | null {
  const { theme } = context;
  const titled = panel.highlights.filter((h) => h.title !== null && h.side === side);
  if (!titled.length) return null;
  const style = textStyle('highlight', 'label', context, { fill: theme.color.secondary });
  const line = lineBox(style, context);
  const upright = side === 'right';

  const entries = (body: Body) => {
    const items = along(body, side);
    const all = titled.map(({ title, columns, rows, color }) => {
      const { from, to } = upright ? rows : columns;
      const half = upright ? (line.above + line.below) / 2 : widthOf(title as string, style, context) / 2;
      return { text: title as string, color, at: (items.start[from] + items.end[to]) / 2, half };
    });
    all.sort((a, b) => a.at - b.at);
    const kept: typeof all = [];
    for (const entry of all) {
      const last = kept.at(-1);
      const gap = upright ? 0 : theme.space.betweenLabels;
      if (!last || entry.at - entry.half >= last.at + last.half + gap) kept.push(entry);
      else leftOut.dropped(entry.text);
    }
    return kept;
  };
  return {
    side: side as Side,
    room(body): Room {
      const kept = entries(body);
      const items = along(body, side);
      const depth = upright
        ? Math.max(...kept.map((e) => widthOf(e.text, style, context)))
        : line.above + line.below;
      return {
        depth: depth + theme.space.label + 2,
        before: Math.max(0, items.start[0] - kept[0].at + kept[0].half),
        after: Math.max(0, ...kept.map((e) => e.at + e.half - items.end[items.end.length - 1])),
        gap: theme.space.label + 2,
      };
    },
    draw(body, distance): Item[] {
      const edge = outside(body, side, distance + theme.space.label + 2);
      return entries(body).map(({ text, at }) =>
        upright
          ? centred(text, style, { x: edge, y: at, anchor: 'start' }, context)
          : centred(text, style, { x: at, y: edge - line.below, anchor: 'middle' }, context),
      );
    },
  };
}
