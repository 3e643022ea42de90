import { fail, type Report, without } from '../diagnostics.js';
import type { Figure, Planned, Room } from '../figure/figure.js';
import type { FontSet } from '../fonts/fonts.js';
import type { Item, Scene } from '../scene/scene.js';
import { type Body, moved, type Side, type Spans } from './body.js';
import { drawCells } from './cells.js';
import type { Context } from './context.js';
import { arranging, type Cell } from './grid.js';
import { reportGlyphs } from './missing-glyphs.js';
import { LeftOut, reportSmallText } from './omissions.js';
import { type PlacedPage, paging } from './page.js';
import { gridTracks, panelTracks } from './panel.js';
import { pixelGrid } from './pixels.js';
import { cellSize } from './size.js';
import { type Docked, mapSides, remembered, type Sides, type Track } from './tracks/track.js';
import { cellForValues } from './values.js';

/** px; longer than this no viewer shows a picture. */
const LONGEST_PAGE = 32_767;

/** A figure in which everything has its place, and nothing is drawn yet. */
export interface Placed extends PlacedPage {
  /** Around each panel, and around the grid of them. */
  readonly tracks: readonly Sides<Track[]>[];
  readonly outer: Sides<Track[]>;
  readonly context: Context;
  readonly leftOut: LeftOut;
}

/** For how many drawn cells there is room in the body of each panel: one a device pixel of each stretch. */
export function roomsOf({ panels }: Planned, { arrangement, context }: Placed): Room[] {
  const room = (spans: Spans, breaks: readonly number[]) =>
    [0, ...breaks]
      .map((from, i) => spans.end[(breaks[i] ?? spans.end.length) - 1] - spans.start[from])
      .map((length) => Math.round(length / context.pixels.device));
  return arrangement.bodies.map(({ rows, columns }, p) => ({
    rows: room(rows, panels[p].y.breaks),
    columns: room(columns, panels[p].x.breaks),
  }));
}

/** Draws everything in `figure` where it has its place. Says with its report which labels found none. */
export function drawFigure(figure: Figure, placed: Placed): Scene {
  const { theme, page, panels } = figure;
  const { arrangement, left, top, tracks, outer, context, leftOut } = placed;
  const { fonts, report } = context;
  const bodies = arrangement.bodies.map((body) => moved(body, left, top));
  const items: Item[] = [
    ...panels.flatMap((panel, p) =>
      drawCells(panel, figure.scales[panel.scale], figure.cells.stroke, bodies[p], context),
    ),
    ...panels.flatMap((_, p) => drawTracks(tracks[p], arrangement.docked[p], bodies[p])),
    ...drawTracks(outer, arrangement.around, moved(arrangement.outline, left, top)),
    ...placed.headings(),
  ];
  leftOut.report(report);
  reportSmallText(items, report);
  reportGlyphs(items, fonts, report);
  return {
    width: placed.width,
    height: placed.height,
    pixelRatio: page.pixelRatio,
    dpi: page.dpi,
    background: theme.background,
    title: figure.accessible.title,
    description: figure.accessible.description,
    text: figure.text,
    items,
  };
}

/** Gives everything its place on the page, the cells as large as there is room for. */
export function placeFigure(figure: Planned, fonts: FontSet, reportAll: Report): Placed {
  const report = without(figure.silenced, reportAll);
  const context: Context = { theme: figure.theme, fonts, pixels: pixelGrid(figure.page.pixelRatio), report };
  const leftOut = new LeftOut();
  const { grid, panels } = figure;
  const remembering = (tracks: Sides<Track[]>) => mapSides((side) => tracks[side].map(remembered));
  const tracks = panels.map((panel, p) =>
    remembering(
      panelTracks(
        panel,
        figure,
        {
          leftmost: p % grid.columns === 0,
          rightmost: p % grid.columns === grid.columns - 1 || p === panels.length - 1,
          highest: p < grid.columns,
          lowest: p >= panels.length - grid.columns,
        },
        context,
        leftOut,
      ),
    ),
  );
  const outer = remembering(gridTracks(figure, context));
  const arrange = arranging(figure, tracks, outer, context);
  const pageAround = paging(figure, context);
  const pageFor = (cell: Cell) => pageAround(arrange(cell));

  const rooms = panels.map((panel) => cellForValues(panel, context));
  const forValues = {
    width: Math.max(...rooms.map((room) => room.width)),
    height: Math.max(...rooms.map((room) => room.height)),
  };
  const placed = pageFor(cellSize(figure, (cell) => pageFor(cell).needed, forValues, context.pixels));
  if (Math.max(placed.width, placed.height) > LONGEST_PAGE) {
    fail(
      'page-too-large',
      `the page would be ${Math.round(placed.width)} × ${Math.round(placed.height)} px, and no side may be longer than ${LONGEST_PAGE} px`,
      undefined,
      'leave cells.width and cells.height out, or make them smaller',
    );
  }
  return { ...placed, tracks, outer, context, leftOut };
}

function drawTracks(tracks: Sides<Track[]>, docked: Sides<Docked>, body: Body): Item[] {
  return (Object.keys(tracks) as Side[]).flatMap((side) =>
    tracks[side].flatMap((track, i) => track.draw(body, docked[side].distances[i])),
  );
}
