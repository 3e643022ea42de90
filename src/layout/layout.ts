/** Layout in two steps: `placeFigure` finds the position of everything, `drawFigure` makes the scene. */
import { fail, type Report, suppressCodes } from '../diagnostics.js';
import type { DescribedFigure, Figure, Side } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import type { Item, Scene } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { type Body, type Size, translateBody } from './body.js';
import { drawCells } from './cells.js';
import type { Context } from './context.js';
import { createGridLayout } from './grid.js';
import { reportMissingGlyphs } from './missing-glyphs.js';
import { Omissions, reportSmallText } from './omissions.js';
import { createPageLayout, type PageLayout } from './page.js';
import { gridTracks, panelTracks } from './panel.js';
import { pixelGrid } from './pixels.js';
import { fitCellSize } from './size.js';
import type { Docked, Sides } from './tracks/dock.js';
import type { Track } from './tracks/track.js';
import { cellSizeForValues } from './values.js';

/** The positions of everything in a figure, and the tracks that draw themselves there. */
export interface Placed extends PageLayout {
  readonly panelTracks: readonly Sides<Track[]>[];
  readonly gridTracks: Sides<Track[]>;
  readonly context: Context;
  readonly omissions: Omissions;
}

/** Places a figure on its page, with the largest cells that fit. Errors: `page-too-small`, `page-too-large`. */
export function placeFigure(figure: Figure, fonts: FontSet, reportAll: Report): Placed {
  const report = suppressCodes(figure.silenced, reportAll);
  const context: Context = { theme: figure.theme, fonts, pixels: pixelGrid(figure.page.pixelRatio), report };
  const omissions = new Omissions();
  const tracks = {
    panelTracks: figure.panels.map((_, p) => panelTracks(p, figure, context, omissions)),
    gridTracks: gridTracks(figure, context),
  };
  const gridLayout = createGridLayout(figure, tracks.panelTracks, tracks.gridTracks, context);
  const pageLayout = createPageLayout(figure, context);
  const layOut = (cell: Size) => pageLayout(gridLayout(cell));

  const minCells = figure.panels.map((panel) => cellSizeForValues(panel, context));
  const minCell = {
    width: Math.max(...minCells.map(({ width }) => width)),
    height: Math.max(...minCells.map(({ height }) => height)),
  };
  const page = layOut(fitCellSize(figure, (cell) => layOut(cell).required, minCell, context.pixels));
  checkPageSize(page);
  return { ...page, ...tracks, context, omissions };
}

function checkPageSize({ width, height }: Size): void {
  const { maxSide } = LIMITS.page;
  if (Math.max(width, height) <= maxSide) return;
  fail(
    'page-too-large',
    `the page is ${Math.round(width)} × ${Math.round(height)} px, but its sides must be at most ${maxSide} px`,
    undefined,
    'remove cells.width and cells.height, or make them smaller',
  );
}

/** Draws a placed figure. Reports what is omitted, and text that is too small or has no glyphs. */
export function drawFigure(figure: DescribedFigure, placed: Placed): Scene {
  const { theme, page, panels } = figure;
  const { grid, left, top, context, omissions } = placed;
  const bodies = grid.bodies.map((body) => translateBody(body, left, top));
  const items: Item[] = [
    ...panels.flatMap((panel, p) =>
      drawCells(panel, p, figure.scales[panel.scale], figure.cells.stroke, bodies[p], context),
    ),
    ...bodies.flatMap((body, p) => drawTracks(placed.panelTracks[p], grid.dockedPanelTracks[p], body)),
    ...drawTracks(placed.gridTracks, grid.dockedGridTracks, translateBody(grid.outline, left, top)),
    ...placed.drawHeadings(),
  ];
  omissions.report(context.report);
  reportSmallText(items, context.report);
  reportMissingGlyphs(items, context.fonts, context.report);
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
