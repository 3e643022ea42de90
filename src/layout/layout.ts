/** Layout in two steps: `placeFigure` finds the position of everything, `drawFigure` makes the scene. */

import { fail, type Report, suppressCodes } from '../diagnostics.js';
import { maxOf } from '../extremes.js';
import type { DescribedFigure, Figure, Side } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import type { Item, Scene } from '../scene/scene.js';
import { LIMITS } from '../theme.js';
import { type Body, type Size, translateBody } from './body.js';
import { drawCells } from './cells.js';
import type { Context } from './context.js';
import { createGridLayout } from './grid.js';
import { measureLabelSpace } from './label-space.js';
import { reportMissingGlyphs } from './missing-glyphs.js';
import { Omissions, reportSmallText } from './omissions.js';
import { createPageLayout, type PageLayout } from './page.js';
import { pixelGrid } from './pixels.js';
import { sceneData } from './scene-data.js';
import { fitCellSize } from './size.js';
import { tallestInk } from './tall-texts.js';
import type { DockedTracks, Sides } from './tracks/dock.js';
import { gridTracks, panelTracks } from './tracks/index.js';
import type { Track } from './tracks/track.js';
import { cellSizeForValues, valueSizes } from './values.js';

/** The positions of everything in a figure, and the tracks that draw themselves there. */
export interface FigureLayout extends PageLayout {
  readonly panelTracks: readonly Sides<Track[]>[];
  readonly gridTracks: Sides<Track[]>;
  readonly context: Context;
}

/** Places a figure on its page, with the largest cells that fit. Errors: `page-too-small`, `page-too-large`. */
export function placeFigure(figure: Figure, fonts: FontSet): FigureLayout {
  const { theme } = figure;
  const pixels = pixelGrid(figure.page.pixelRatio, theme.text.alignment);
  const context: Context = {
    theme,
    fonts,
    pixels,
    direction: figure.grid.direction,
    ink: tallestInk(figure, fonts),
  };
  const tracks = {
    panelTracks: figure.panels.map((_, p) => panelTracks(p, figure, context)),
    gridTracks: gridTracks(figure, context),
  };
  const gridLayout = createGridLayout(figure, tracks.panelTracks, tracks.gridTracks, context);
  const pageLayout = createPageLayout(figure, context);
  const layOut = (cell: Size) => pageLayout(gridLayout(cell));

  const minCells = figure.panels.map((panel) => cellSizeForValues(panel, context));
  const minCell = {
    width: maxOf(minCells, ({ width }) => width),
    height: maxOf(minCells, ({ height }) => height),
  };
  const content = { minCell, labels: measureLabelSpace(figure, context) };
  const page = layOut(fitCellSize(figure, (cell) => layOut(cell).required, content, context.pixels));
  checkPageSize(page);
  return { ...page, ...tracks, context };
}

/** Error: `page-too-large`. */
export function checkPageSize({ width, height }: Size): void {
  const { maxSide } = LIMITS.page;
  if (Math.max(width, height) <= maxSide) return;
  fail(
    'page-too-large',
    `the page is ${Math.round(width)} × ${Math.round(height)} px, but its sides must be at most ${maxSide} px`,
    undefined,
    'remove cells.width and cells.height, or make them smaller',
  );
}

/** Draws a placed figure. Reports what the scene omits, and text that is too small or has no glyphs. */
export function drawFigure(figure: DescribedFigure, layout: FigureLayout, reportAll: Report): Scene {
  const report = suppressCodes(figure.silenced, reportAll);
  const { theme, page, panels } = figure;
  const { grid, left, top, context } = layout;
  const omissions = new Omissions();
  const bodies = grid.bodies.map((body) => translateBody(body, left, top));
  const sizes = valueSizes(panels, bodies, context);
  const items: Item[] = [
    ...panels.flatMap((_, p) => drawCells(figure, p, bodies[p], sizes[p], context, omissions)),
    ...bodies.flatMap((body, p) =>
      drawTracks(layout.panelTracks[p], grid.dockedPanelTracks[p], body, omissions),
    ),
    ...drawTracks(
      layout.gridTracks,
      grid.dockedGridTracks,
      translateBody(grid.outline, left, top),
      omissions,
    ),
    ...layout.drawHeadings(),
  ];
  omissions.report(report);
  reportSmallText(items, report);
  reportMissingGlyphs(items, context.fonts, report);
  return {
    width: layout.width,
    height: layout.height,
    pixelRatio: page.pixelRatio,
    dpi: page.dpi,
    background: theme.background,
    title: figure.accessible.title,
    description: figure.accessible.description,
    text: figure.text,
    ...(context.direction === 'rtl' && { direction: 'rtl' }),
    items,
    data: () => sceneData(figure, bodies, items),
  };
}

function drawTracks(
  tracks: Sides<Track[]>,
  docked: Sides<DockedTracks>,
  body: Body,
  omissions: Omissions,
): Item[] {
  return (Object.keys(tracks) as Side[]).flatMap((side) =>
    tracks[side].flatMap((track, i) => track.draw(body, docked[side].distances[i], omissions)),
  );
}
