/**
 * A figure and its layout depend on each other. The size of a body limits how many cells can be drawn. The drawn cells
 * determine the automatic domain, the domain determines the tick labels of the colorbar, and their widths change the
 * size of the body.
 */
import type { Diagnostic, Report } from '../diagnostics.js';
import type { DrawnGrid, Figure, Resolution } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import type { Spans } from './body.js';
import { type FigureLayout, placeFigure } from './layout.js';

/** A figure with its layout; no panel draws more cells than its body has device pixels. */
export interface FittedFigure {
  readonly figure: Figure;
  readonly layout: FigureLayout;
}

/**
 * Resolves and places a figure until its drawn cells fit their bodies. `resolve` makes the figure at given resolutions
 * of its panels, or with null at the highest that the page could have. Resolutions only become smaller from one round
 * to the next, so the rounds end. Only the diagnostics of the last round are reported.
 */
export function fitFigure(
  resolve: (resolutions: readonly Resolution[] | null, report: Report) => Figure,
  fonts: FontSet,
  report: Report,
): FittedFigure {
  let resolutions: readonly Resolution[] | null = null;
  for (;;) {
    const diagnostics: Diagnostic[] = [];
    const figure = resolve(resolutions, (diagnostic) => diagnostics.push(diagnostic));
    const layout = placeFigure(figure, fonts);
    const available = availableResolutions(figure, layout);
    if (figure.panels.every(({ drawn }, i) => fits(drawn, available[i]))) {
      for (const diagnostic of diagnostics) report(diagnostic);
      return { figure, layout };
    }
    resolutions = available.map(({ rows, columns }, i) => ({
      rows: smaller(rows, resolutions?.[i].rows),
      columns: smaller(columns, resolutions?.[i].columns),
    }));
  }
}

/** The number of device pixels of each segment of each body. */
function availableResolutions({ panels }: Figure, { grid, context }: FigureLayout): Resolution[] {
  const pixels = (spans: Spans, breaks: readonly number[]) =>
    [0, ...breaks].map((from, i) => {
      const length = spans.end[(breaks[i] ?? spans.end.length) - 1] - spans.start[from];
      return Math.round(length / context.pixels.device);
    });
  return grid.bodies.map(({ rows, columns }, p) => ({
    rows: pixels(rows, panels[p].y.breaks),
    columns: pixels(columns, panels[p].x.breaks),
  }));
}

function fits({ rows, columns }: DrawnGrid, available: Resolution): boolean {
  const within = (counts: readonly number[], pixels: readonly number[]) =>
    counts.every((count, i) => count <= Math.max(1, pixels[i]));
  return within(rows, available.rows) && within(columns, available.columns);
}

function smaller(current: readonly number[], previous: readonly number[] = current): number[] {
  return current.map((count, i) => Math.min(count, previous[i]));
}
