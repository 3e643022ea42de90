import { fail, type Report, without } from '../diagnostics.js';
import type { Figure } from '../figure/figure.js';
import type { Item, Scene } from '../scene/scene.js';
import type { FontSet } from '../text/fonts.js';
import { type Body, moved, type Side } from './body.js';
import { drawCells } from './cells.js';
import type { Context } from './context.js';
import { reportGlyphs } from './glyphs.js';
import { arrange, type Cell } from './grid.js';
import { LeftOut, reportSmallText } from './left-out.js';
import { placePage } from './page.js';
import { gridTracks, panelTracks } from './panel.js';
import { pixelGrid } from './pixels.js';
import { cellSize } from './size.js';
import type { Docked, Sides, Track } from './track.js';
import { cellForValues } from './values.js';

/** px; longer than this no viewer shows a picture. */
const LONGEST_PAGE = 32_767;

/** Gives everything in `figure` its place. Says with `report` which labels found none. */
export function layoutFigure(figure: Figure, fonts: FontSet, reportAll: Report): Scene {
  const { theme, page, grid, panels } = figure;
  const report = without(figure.silenced, reportAll);
  const pixels = pixelGrid(page.pixelRatio);
  const context: Context = { theme, fonts, pixels, report };
  const leftOut = new LeftOut();
  const tracks = panels.map((panel, p) =>
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
  );
  const outer = gridTracks(figure, context);
  const pageFor = (cell: Cell) => placePage(figure, arrange(figure, cell, tracks, outer, context), context);

  const rooms = panels.map((panel) => cellForValues(panel, context));
  const forValues = {
    width: Math.max(...rooms.map((room) => room.width)),
    height: Math.max(...rooms.map((room) => room.height)),
  };
  const placed = pageFor(cellSize(figure, (cell) => pageFor(cell).needed, forValues, pixels));
  if (Math.max(placed.width, placed.height) > LONGEST_PAGE) {
    fail(
      'page-too-large',
      `the page would be ${Math.round(placed.width)} × ${Math.round(placed.height)} px, and no side may be longer than ${LONGEST_PAGE} px`,
      undefined,
      'leave cells.width and cells.height out, or make them smaller',
    );
  }
  const { arrangement, left, top } = placed;
  const bodies = arrangement.bodies.map((body) => moved(body, left, top));
  const items: Item[] = [
    ...panels.flatMap((panel, p) =>
      drawCells(panel, figure.scales[panel.scale], figure.cells.stroke, bodies[p], context),
    ),
    ...panels.flatMap((_, p) => drawTracks(tracks[p], arrangement.docked[p], bodies[p])),
    ...drawTracks(outer, arrangement.around, moved(arrangement.outline, left, top)),
    ...placed.headings,
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

function drawTracks(tracks: Sides<Track[]>, docked: Sides<Docked>, body: Body): Item[] {
  return (Object.keys(tracks) as Side[]).flatMap((side) =>
    tracks[side].flatMap((track, i) => track.draw(body, docked[side].distances[i])),
  );
}
