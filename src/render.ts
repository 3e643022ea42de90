/** The whole pipeline, in order: bytes → Spec → Spec with matrices → Figure → Scene → bytes. */
import type { Report } from './diagnostics.js';
import type { Figure } from './figure/figure.js';
import { resolveFigure } from './figure/resolve.js';
import { loadInput, type Open, type Primary } from './input/load.js';
import { layoutFigure } from './layout/layout.js';
import { type OutputFormat, WRITERS } from './output/index.js';
import type { Scene } from './scene/scene.js';
import type { ParsedSpec } from './spec/parse.js';
import { bundledFonts, type FontSet } from './text/fonts.js';

export interface Job {
  readonly parsed: ParsedSpec;
  /** A matrix given beside a spec that names no data. */
  readonly primary: Primary | null;
  /** How files that the spec names are opened. */
  readonly open: Open;
  /** Multiplies the pixels of a raster picture; 1 is the size at its dpi. */
  readonly zoom: number;
}

export function figureOf({ parsed, primary, open, zoom }: Job, report: Report): Figure {
  return resolveFigure(loadInput(parsed, primary, open, report), zoom, report);
}

export function sceneOf(figure: Figure, report: Report, fonts: FontSet = bundledFonts()): Scene {
  return layoutFigure(figure, fonts, report);
}

export function write(scene: Scene, format: OutputFormat, fonts: FontSet = bundledFonts()): Uint8Array {
  return WRITERS[format](scene, fonts);
}
