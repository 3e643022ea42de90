/** The grid of panels: aligns bodies in rows and columns, with space for the tracks around them. */
import { maxOf, minOf } from '../extremes.js';
import type { Axis, Figure, Side } from '../figure/figure.js';
import { columnOfPanel, isOutermost } from '../figure/panel-grid.js';
import { memoize, memoizeLast } from '../memoize.js';
import { LIMITS } from '../theme.js';
import {
  type Body,
  createSpans,
  equalSpans,
  isVertical,
  lengthOf,
  minLength,
  type Size,
  type Spans,
  subpixelSpans,
  translateBody,
} from './body.js';
import type { Context } from './context.js';
import { createNumericSpans } from './numeric-spans.js';
import { type PixelGrid, snapDown, snapUp } from './pixels.js';
import { type DockedTracks, dock, dockSides, insetsOf, mapSides, type Sides } from './tracks/dock.js';
import type { Track } from './tracks/track.js';

export interface GridLayout {
  /** Positions are relative to the upper left corner of the outline, which is (0, 0). */
  readonly bodies: readonly Body[];
  /** The docked tracks of each panel. */
  readonly dockedPanelTracks: readonly Sides<DockedTracks>[];
  /** The smallest box around all bodies, as a body whose items are the rows and columns of the grid. */
  readonly outline: Body;
  /** The docked tracks around the outline. */
  readonly dockedGridTracks: Sides<DockedTracks>;
  /** How far tracks extend beyond the outline. */
  readonly insets: Sides<number>;
}

/**
 * Returns a function that lays out the panels for a given cell size. Many similar sizes are tried, so results are
 * memoized. The spans of an axis are reused, and the layout too if no edge of a cell moves to another pixel.
 */
export function createGridLayout(
  figure: Figure,
  panelTracks: readonly Sides<Track[]>[],
  gridTracks: Sides<Track[]>,
  context: Context,
): (cell: Size) => GridLayout {
  const spansFor = (axis: Axis) => {
    const intern = memoizeLast((spans: Spans) => spans, equalSpans);
    const create = spansCreator(axis, figure.cells.gap, context);
    return memoize((cell: number) => intern(create(cell)), 2);
  };
  const axes = figure.panels.map(({ x, y }) => ({ columns: spansFor(x), rows: spansFor(y) }));
  const layOut = memoizeLast(
    (bodies: readonly Body[]) => layOutPanels(figure, bodies, panelTracks, gridTracks, context),
    (a, b) => a.every(({ columns, rows }, p) => columns === b[p].columns && rows === b[p].rows),
  );
  return ({ width, height }) =>
    layOut(axes.map(({ columns, rows }) => ({ columns: columns(width), rows: rows(height) })));
}

/** Cells of at least this share of a device pixel get whole device pixels. */
const ONE_PIXEL = 0.999;

/** Returns a function that places the items of an axis, given the length of a cell. */
function spansCreator(axis: Axis, gap: number, { pixels, theme }: Context): (cell: number) => Spans {
  const breakGap = snapUp(axis.breakGap ?? theme.space.split, pixels.unit);
  return axis.numeric
    ? createNumericSpans(axis, axis.numeric, gap, breakGap, pixels)
    : (cell) => equalItemSpans(axis, cell, gap, breakGap, pixels);
}

/** Returns items of equal length. Cells smaller than a device pixel have no gaps. */
function equalItemSpans(axis: Axis, cell: number, gap: number, breakGap: number, pixels: PixelGrid): Spans {
  const { breaks } = axis;
  const count = axis.order.length;
  if (cell >= pixels.device * ONE_PIXEL) {
    const usedGap = cell > LIMITS.body.minCellsPerGap * gap ? gap : 0;
    return createSpans(count, cell, usedGap, 0, pixels, breaks, breakGap);
  }
  const segmentLengths = [0, ...breaks].map((from, segment) =>
    Math.max(pixels.device, snapDown(((breaks[segment] ?? count) - from) * cell, pixels.device)),
  );
  return subpixelSpans(count, segmentLengths, breaks, breakGap);
}

const NO_OFFSETS: Sides<number> = { left: 0, right: 0, top: 0, bottom: 0 };

/** Lays out panels whose bodies have the given shapes; each of these bodies starts at (0, 0). */
function layOutPanels(
  figure: Figure,
  shapes: readonly Body[],
  tracks: readonly Sides<Track[]>[],
  gridTracks: Sides<Track[]>,
  context: Context,
): GridLayout {
  const { columns, gap } = figure.grid;
  const smallestCell = figure.panels.some(({ marks }) => marks) && {
    smallestCell: minOf(shapes, (body) => Math.min(minLength(body.columns), minLength(body.rows))),
  };
  const { unit } = context.pixels;
  const docked = dockPanels(shapes, tracks, columns);
  const insets = docked.map(insetsOf);
  const columnOf = (p: number) => columnOfPanel(p, figure.grid);
  const rowOf = (p: number) => Math.floor(p / columns);
  const rowCount = Math.ceil(shapes.length / columns);
  const x = placeLines(
    columns,
    columnOf,
    shapes.map((body) => lengthOf(body.columns)),
    insets.map(({ left, right }) => ({ before: left, after: right })),
    gap,
    unit,
  );
  const y = placeLines(
    rowCount,
    rowOf,
    shapes.map((body) => lengthOf(body.rows)),
    insets.map(({ top, bottom }) => ({ before: top, after: bottom })),
    gap,
    unit,
  );
  const outline: Body = { columns: x, rows: y, ...smallestCell };
  const outermost = (side: Side, p: number) => isOutermost(side, p, figure.grid, shapes.length);
  const panelInsets = mapSides((side) => maxOf(insets, (inset, p) => (outermost(side, p) ? inset[side] : 0)));
  const from = gridTrackOffsets(gridTracks, outline, docked, panelInsets, outermost, {
    columns,
    rows: rowCount,
  });
  const gridDocked = dockSides(gridTracks, outline, from);
  const gridInsets = insetsOf(gridDocked);
  return {
    bodies: shapes.map((body, p) =>
      translateBody({ ...body, ...smallestCell }, x.start[columnOf(p)], y.start[rowOf(p)]),
    ),
    dockedPanelTracks: docked,
    outline,
    dockedGridTracks: gridDocked,
    insets: mapSides((side) => snapUp(Math.max(panelInsets[side], gridInsets[side]), unit)),
  };
}

/** Docks the tracks of each panel. The innermost tracks above and below the panels of a row are on one line. */
function dockPanels(
  shapes: readonly Body[],
  tracks: readonly Sides<Track[]>[],
  columns: number,
): Sides<DockedTracks>[] {
  const rowOf = (p: number) => Math.floor(p / columns);
  const separate = shapes.map((body, p) => dockSides(tracks[p], body, NO_OFFSETS));
  const innermost = (side: 'top' | 'bottom', row: number) =>
    maxOf(separate, (docked, p) => (rowOf(p) === row ? (docked[side].distances[0] ?? 0) : 0));
  const aligned = shapes.map((body, p) => {
    const [top, bottom] = [innermost('top', rowOf(p)), innermost('bottom', rowOf(p))];
    if (top === 0 && bottom === 0) return separate[p];
    return dockSides(tracks[p], body, { ...NO_OFFSETS, top, bottom });
  });
  const titleDistances = aligned.reduce<number[]>((distances, sides, p) => {
    const row = rowOf(p);
    distances[row] = Math.max(distances[row] ?? 0, titleDistance(sides, tracks[p]) ?? 0);
    return distances;
  }, []);
  return aligned.map((sides, p) => withTitleAt(sides, tracks[p], titleDistances[rowOf(p)]));
}

/** Returns the distance of the title above a panel, its outermost track, from the body; null without a title. */
function titleDistance({ top }: Sides<DockedTracks>, tracks: Sides<Track[]>): number | null {
  return tracks.top.at(-1)?.dockClass === 'panel-title' ? (top.distances.at(-1) ?? null) : null;
}

/** Moves the title above a panel outward, so that the titles of a row of panels are on one line. */
function withTitleAt(
  sides: Sides<DockedTracks>,
  tracks: Sides<Track[]>,
  distance: number,
): Sides<DockedTracks> {
  const current = titleDistance(sides, tracks);
  if (current === null || current >= distance) return sides;
  const { extent, distances } = sides.top;
  const depth = extent.depth + distance - current;
  return {
    ...sides,
    top: { extent: { ...extent, depth }, distances: [...distances.slice(0, -1), distance] },
  };
}

/**
 * Places the bodies of a grid along one axis, in `count` columns (or rows), which it returns as items. `insets` is the space that panels need before and after their bodies.
 */
function placeLines(
  count: number,
  lineOf: (panel: number) => number,
  lengths: readonly number[],
  insets: readonly { readonly before: number; readonly after: number }[],
  gap: number,
  unit: number,
): Spans {
  const maxInLine = (line: number, value: (panel: number) => number) =>
    snapUp(
      maxOf(lengths, (_, p) => (lineOf(p) === line ? value(p) : 0)),
      unit,
    );
  const start: number[] = [];
  const end: number[] = [];
  for (let line = 0; line < count; line++) {
    const from =
      line === 0
        ? 0
        : end[line - 1] +
          maxInLine(line - 1, (p) => insets[p].after) +
          snapUp(gap, unit) +
          maxInLine(line, (p) => insets[p].before);
    start.push(from);
    end.push(from + maxInLine(line, (p) => lengths[p]));
  }
  return { start, end };
}

/**
 * Returns the distances of the tracks around the grid from its outline. They start outside the tracks of the panels.
 * Where they could meet tracks of a neighbouring side at a corner, they start outside those as well.
 */
function gridTrackOffsets(
  gridTracks: Sides<Track[]>,
  outline: Body,
  docked: readonly Sides<DockedTracks>[],
  panelInsets: Sides<number>,
  outermost: (side: Side, panel: number) => boolean,
  grid: { readonly columns: number; readonly rows: number },
): Sides<number> {
  const depths = mapSides((side) =>
    maxOf(docked, (sides, p) => (outermost(side, p) ? sides[side].extent.depth : 0)),
  );
  const minGap = (side: Side) =>
    minOf(docked, (sides, p) => (outermost(side, p) ? sides[side].extent.gap : Number.POSITIVE_INFINITY));
  return mapSides((side) => {
    if (!gridTracks[side].length) return depths[side];
    const vertical = isVertical(side);
    const { before, after } = dock(gridTracks[side], outline).extent;
    const [first, last] = vertical ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    const passesCorners = (vertical ? grid.rows : grid.columns) > 1;
    const mayMeet = passesCorners || before > minGap(first) || after > minGap(last);
    return mayMeet ? panelInsets[side] : depths[side];
  });
}
