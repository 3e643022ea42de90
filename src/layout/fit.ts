/**
 * A figure and its layout depend on each other. The size of a body limits how many cells can be drawn. The drawn cells
 * determine the automatic domain, the domain determines the tick labels of the colorbar, and their widths change the
 * size of the body.
 */
import type { Diagnostic, Report } from '../diagnostics.js';
import type { Axis, Figure, Panel, Resolution } from '../figure/figure.js';
import type { FontSet } from '../fonts/font-set.js';
import { minLength, type Spans } from './body.js';
import { type FigureLayout, placeFigure } from './layout.js';

/** Items of at least this share of a device pixel have one. */
const ONE_PIXEL = 0.999;

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
    const used = resolutions;
    if (figure.panels.every((panel, i) => fits(panel, available[i], used?.[i] ?? null, layout, i))) {
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

/** Whether the drawn cells of a panel fit its body. `used` is the resolution at which they were made. */
function fits(
  { drawn, x, y }: Panel,
  available: Resolution,
  used: Resolution | null,
  { grid, context }: FigureLayout,
  index: number,
): boolean {
  const { device } = context.pixels;
  const { columns, rows } = grid.bodies[index];
  return (
    axisFits(y, drawn.rows, available.rows, used?.rows ?? null, rows, device) &&
    axisFits(x, drawn.columns, available.columns, used?.columns ?? null, columns, device)
  );
}

/**
 * Cells of equal size fit if there are at most as many as pixels. Those of a numeric axis fit if they were made for at
 * most as many pixels, or if every item has at least one.
 */
function axisFits(
  { numeric }: Axis,
  counts: readonly number[],
  pixels: readonly number[],
  used: readonly number[] | null,
  items: Spans,
  device: number,
): boolean {
  if (!numeric) return counts.every((count, i) => count <= Math.max(1, pixels[i]));
  if (used) return used.every((resolution, i) => resolution <= Math.max(1, pixels[i]));
  const isWhole = counts.reduce((sum, count) => sum + count) === items.start.length;
  return isWhole && minLength(items) >= device * ONE_PIXEL;
}

function smaller(current: readonly number[], previous: readonly number[] = current): number[] {
  return current.map((count, i) => Math.min(count, previous[i]));
}
