import type { Report } from '../diagnostics.js';
import type { Figure } from '../figure/figure.js';
import type { Item, Scene } from '../scene/scene.js';
import type { FontSet } from '../text/fonts.js';
import { type Body, moved, type Side } from './body.js';
import { drawCells } from './cells.js';
import type { Context } from './context.js';
import { arrange, type Cell } from './grid.js';
import { placePage } from './page.js';
import { gridTracks, panelTracks } from './panel.js';
import { pixelGrid } from './pixels.js';
import { cellSize } from './size.js';
import type { Docked, Sides, Track } from './track.js';

/** Gives everything in `figure` its place. Says with `report` which labels found none. */
export function layoutFigure(figure: Figure, fonts: FontSet, report: Report): Scene {
  const { theme, page, grid, panels } = figure;
  const pixels = pixelGrid(page.pixelRatio);
  const context: Context = { theme, fonts, pixels, report };
  const hidden = { x: new Set<string>(), y: new Set<string>() };
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
      (axis, shown, all) => {
        if (panel[axis].ticks !== 'auto' ? shown < wanted(panel[axis].ticks, all) : shown < all)
          hidden[axis].add(`${shown} of ${all}`);
      },
    ),
  );
  const outer = gridTracks(figure, context);
  const pageFor = (cell: Cell) => placePage(figure, arrange(figure, cell, tracks, outer, context), context);

  const placed = pageFor(cellSize(figure, (cell) => pageFor(cell).needed, pixels));
  const { arrangement, left, top } = placed;
  const bodies = arrangement.bodies.map((body) => moved(body, left, top));
  const items: Item[] = [
    ...panels.flatMap((panel, p) => drawCells(panel, figure.scales[panel.scale], bodies[p], context)),
    ...panels.flatMap((_, p) => drawTracks(tracks[p], arrangement.docked[p], bodies[p])),
    ...drawTracks(outer, arrangement.around, moved(arrangement.outline, left, top)),
    ...placed.headings,
  ];
  for (const [axis, what] of [
    ['x', 'column'],
    ['y', 'row'],
  ] as const) {
    for (const shown of hidden[axis]) {
      report({
        severity: 'note',
        code: 'labels-hidden',
        message: `showing ${shown} ${what} labels, the others do not fit`,
      });
    }
  }
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

function wanted(ticks: Figure['panels'][0]['x']['ticks'], all: number): number {
  return typeof ticks === 'string' ? all : ticks.length;
}

function drawTracks(tracks: Sides<Track[]>, docked: Sides<Docked>, body: Body): Item[] {
  return (Object.keys(tracks) as Side[]).flatMap((side) =>
    tracks[side].flatMap((track, i) => track.draw(body, docked[side].distances[i])),
  );
}
