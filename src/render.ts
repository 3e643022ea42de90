/** The whole pipeline, in order: bytes → Spec → Input (spec with matrices) → Structure → Figure → Scene → bytes. */
import type { Report } from './diagnostics.js';
import type { DescribedFigure } from './figure/figure.js';
import { describeFigure, resolveFigure } from './figure/resolve.js';
import { resolveStructure } from './figure/structure.js';
import { bundledFonts, type FontSet } from './fonts/font-set.js';
import { loadInput, type OpenFile, type PrimarySource } from './input/load.js';
import { fitFigure } from './layout/fit.js';
import { drawFigure } from './layout/layout.js';
import { type OutputFormat, WRITERS } from './output/index.js';
import type { Scene } from './scene/scene.js';
import { describeRange, isInRange, ZOOM } from './spec/number-range.js';
import type { ParsedSpec } from './spec/parse.js';

/** What `draw` needs to make one figure. */
export interface Job {
  readonly parsed: ParsedSpec;
  /** The matrix of a spec without `data`; null if the spec has data. */
  readonly primary: PrimarySource | null;
  /** Opens the files that the spec names. */
  readonly open: OpenFile;
  /** Multiplies the pixels of a raster picture; its range is `ZOOM`. */
  readonly zoom: number;
  /** False leaves the description empty, which saves a pass over all values; a PNG contains no description. */
  readonly described?: boolean;
}

/** A figure and its scene, in which everything has a position. */
export interface Picture {
  readonly figure: DescribedFigure;
  readonly scene: Scene;
}

/**
 * Draws a figure in four steps: load the data, decide what does not depend on the page's resolution, fit the rest to
 * the page, draw.
 *
 * Errors: a `HeatmapError` with every fault found; a `RangeError` if `zoom` is out of range.
 */
export function draw(
  { parsed, primary, open, zoom, described = true }: Job,
  report: Report,
  fonts: FontSet = bundledFonts(),
): Picture {
  if (!isInRange(zoom, ZOOM)) throw new RangeError(`zoom is ${zoom}, but must be ${describeRange(ZOOM)}`);
  const input = loadInput(parsed, primary, open, report);
  const structure = resolveStructure(input, zoom, report);
  const { figure, layout } = fitFigure(
    (resolutions, reportFit) => resolveFigure(structure, resolutions, reportFit),
    fonts,
    report,
  );
  const describedFigure = describeFigure(figure, input.spec, described);
  return { figure: describedFigure, scene: drawFigure(describedFigure, layout, report) };
}

/** The bytes of a scene in an output format. */
export function write(scene: Scene, format: OutputFormat, fonts: FontSet = bundledFonts()): Uint8Array {
  return WRITERS[format].write(scene, fonts);
}
