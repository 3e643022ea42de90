/** Panels in a grid: bodies aligned in columns and rows, room made for what stands around them. */
import type { Axis, Planned } from '../figure/figure.js';
import { remembering, rememberingLast } from '../memoize.js';
import {
  areSameSpans,
  type Body,
  crowded,
  extent,
  moved,
  outline,
  type Side,
  type Spans,
  spans,
} from './body.js';
import type { Context } from './context.js';
import { snapDown, snapUp } from './pixels.js';
import { type Docked, dock, dockSides, mapSides, reaches, type Sides, type Track } from './tracks/track.js';

/** The size of a cell in px; not necessarily whole pixels. */
export interface Cell {
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  /** Relative to the outline's upper left corner, which is (0, 0). */
  readonly bodies: readonly Body[];
  readonly docked: readonly Sides<Docked>[];
  /** Around all bodies. */
  readonly outline: Body;
  readonly around: Sides<Docked>;
  /** How far anything reaches beyond the outline. */
  readonly insets: Sides<number>;
}

const BESIDE: Sides<number> = { left: 0, right: 0, top: 0, bottom: 0 };

/** Where the items of an axis lie, `cell` px each; those smaller than a device pixel are crowded into whole ones, without gaps but at breaks. */
function axisSpans(axis: Axis, cell: number, gap: number, { pixels, theme }: Context): Spans {
  const { breaks } = axis;
  const count = axis.order.length;
  const broken = snapUp(theme.space.split, pixels.unit);
  if (cell >= pixels.device * 0.999)
    return spans(count, cell, cell > 2 * gap ? gap : 0, 0, pixels, breaks, broken);
  const lengths = [0, ...breaks].map((from, stretch) =>
    Math.max(pixels.device, snapDown(((breaks[stretch] ?? count) - from) * cell, pixels.device)),
  );
  return crowded(count, lengths, breaks, broken);
}

/**
 * Arranges the panels for cells of any size. One size is tried after another, so what stays the same is remembered: the
 * spans along one axis while the other is tried, and all where sizes differ by less than moves an edge to another pixel.
 */
export function arranging(
  figure: Planned,
  tracks: readonly Sides<Track[]>[],
  gridTracks: Sides<Track[]>,
  context: Context,
): (cell: Cell) => Arrangement {
  const spansOf = (axis: Axis) => {
    const unique = rememberingLast((spans: Spans) => spans, areSameSpans);
    return remembering((cell: number) => unique(axisSpans(axis, cell, figure.cells.gap, context)), 2);
  };
  const axes = figure.panels.map(({ x, y }) => ({ columns: spansOf(x), rows: spansOf(y) }));
  const arrange = rememberingLast(
    (shapes: readonly Body[]) => arranged(figure, shapes, tracks, gridTracks, context),
    (a, b) => a.every(({ columns, rows }, p) => columns === b[p].columns && rows === b[p].rows),
  );
  return ({ width, height }) =>
    arrange(axes.map(({ columns, rows }) => ({ columns: columns(width), rows: rows(height) })));
}

/** `shapes` are the bodies, each beginning at (0, 0). */
function arranged(
  figure: Planned,
  shapes: readonly Body[],
  tracks: readonly Sides<Track[]>[],
  gridTracks: Sides<Track[]>,
  context: Context,
): Arrangement {
  const { columns, gap } = figure.grid;
  const up = (length: number) => snapUp(length, context.pixels.unit);
  const rowOf = (p: number) => Math.floor(p / columns);
  const alone = shapes.map((body, p) => dockSides(tracks[p], body, BESIDE));
  // Panels in a row have their labels on one line, also where only one of them must clear a corner.
  const inRow = (side: 'top' | 'bottom', p: number) =>
    most(alone, (d, q) => (rowOf(q) === rowOf(p) ? (d[side].distances[0] ?? 0) : 0));
  const docked = shapes.map((body, p) => {
    const [top, bottom] = [inRow('top', p), inRow('bottom', p)];
    return top === 0 && bottom === 0 ? alone[p] : dockSides(tracks[p], body, { ...BESIDE, top, bottom });
  });
  const reach = docked.map(reaches);

  const place = (
    count: number,
    of: (p: number) => number,
    size: (body: Body) => number,
    near: Side,
    far: Side,
  ) => {
    const widest = (line: number, value: (p: number) => number) =>
      most(shapes, (_, p) => (of(p) === line ? value(p) : 0));
    const at: number[] = [];
    let end = 0;
    for (let line = 0; line < count; line++) {
      at.push(line === 0 ? 0 : end + up(gap) + up(widest(line, (p) => reach[p][near])));
      end = at[line] + up(widest(line, (p) => size(shapes[p])));
      if (line < count - 1) end += up(widest(line, (p) => reach[p][far]));
    }
    return { at, end };
  };
  const rowCount = Math.ceil(shapes.length / columns);
  const x = place(
    columns,
    (p) => p % columns,
    (b) => extent(b.columns),
    'left',
    'right',
  );
  const y = place(rowCount, rowOf, (b) => extent(b.rows), 'top', 'bottom');

  const bodies = shapes.map((body, p) => moved(body, x.at[p % columns], y.at[rowOf(p)]));
  const whole = outline(0, 0, x.end, y.end);
  const outermost = (side: Side, p: number) =>
    side === 'left'
      ? p % columns === 0
      : side === 'right'
        ? p % columns === columns - 1 || p === shapes.length - 1
        : side === 'top'
          ? p < columns
          : p >= shapes.length - columns;
  const depth = mapSides((side) => most(docked, (d, p) => (outermost(side, p) ? d[side].room.depth : 0)));
  const inner = mapSides((side) => most(reach, (r, p) => (outermost(side, p) ? r[side] : 0)));

  // What stands around the grid begins beyond the panels' own tracks; and beyond what those reach around the
  // corners, where it reaches beyond the ends of the grid itself or passes the corners of several panels.
  const nearest = (side: Side) =>
    Math.min(...docked.filter((_, p) => outermost(side, p)).map((d) => d[side].room.gap));
  const from = mapSides((side) => {
    if (!gridTracks[side].length) return depth[side];
    const upright = side === 'left' || side === 'right';
    const { before, after } = dock(gridTracks[side], whole).room;
    const [near, far] = upright ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    const meets = (upright ? rowCount : columns) > 1 || before > nearest(near) || after > nearest(far);
    return meets ? inner[side] : depth[side];
  });
  const around = dockSides(gridTracks, whole, from);
  const outer = reaches(around);
  return {
    bodies,
    docked,
    outline: whole,
    around,
    insets: mapSides((side) => up(Math.max(inner[side], outer[side]))),
  };
}

/** The largest of what `value` says of `all`, 0 at the least. */
function most<T>(all: readonly T[], value: (one: T, p: number) => number): number {
  let largest = 0;
  for (let p = 0; p < all.length; p++) largest = Math.max(largest, value(all[p], p));
  return largest;
}
