/** The whole pipeline, in order: bytes → Spec → Input (spec with matrices) → Structure → Figure → Scene → bytes. */
import type { Report } from './diagnostics.js';
import type { DescribedFigure, Figure } from './figure/figure.js';
import { describeFigure, resolveFigure } from './figure/resolve.js';
import { resolveStructure, type Structure } from './figure/structure.js';
import { openFontReferences } from './fonts/font-references.js';
import { bundledFonts, type FontSet, withFonts } from './fonts/font-set.js';
import { readAll } from './input/bytes.js';
import { type Input, loadInput, type OpenFile, type PrimarySource } from './input/load.js';
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
  /** Returns the text that files of the picture carry; it is called after the data is read. Absent: none. */
  readonly attach?: () => string;
}

/** A figure and its scene, in which everything has a position. */
export interface Picture {
  readonly figure: DescribedFigure;
  readonly scene: Scene;
  /** The fonts that it was measured with: those of the spec, and those that were given to `draw`. */
  readonly fonts: FontSet;
}

/** Changes a figure between the stages, for a medium that is not a page of pixels. */
export interface Medium {
  readonly input: (input: Input) => Input;
  readonly structure: (structure: Structure) => Structure;
  readonly figure: (figure: Figure) => Figure;
}

/** How `drawInput` draws. */
export interface DrawOptions extends Pick<Job, 'zoom' | 'described'> {
  readonly fonts: FontSet;
  readonly medium?: Medium;
}

/**
 * Draws a figure in four steps: load the data, decide what does not depend on the page's resolution, fit the rest to
 * the page, draw.
 *
 * Errors: a `HeatmapError` with every fault found; a `RangeError` if `zoom` is out of range.
 */
export function draw(
  { parsed, primary, open, zoom, described, attach }: Job,
  report: Report,
  fonts: FontSet = bundledFonts(),
): Picture {
  if (!isInRange(zoom, ZOOM)) throw new RangeError(`zoom is ${zoom}, but must be ${describeRange(ZOOM)}`);
  const input = loadInput(parsed, primary, open, report);
  const picture = drawInput(input, { zoom, described, fonts: addOwnFonts(parsed, open, fonts) }, report);
  return attach ? { ...picture, scene: { ...picture.scene, attachment: attach() } } : picture;
}

/** Returns `fonts` with those that the spec names after the ones that were given before. */
export function addOwnFonts({ spec, placeOf }: ParsedSpec, open: OpenFile, fonts: FontSet): FontSet {
  if (!spec.fonts?.length) return fonts;
  const read = (file: string, i: number) => readAll(open(file, placeOf(['fonts', i]))).bytes;
  return withFonts([...fonts.given, ...openFontReferences(spec.fonts, read)]);
}

/** Draws a figure whose data is loaded: all steps of `draw` but the first. */
export function drawInput(
  loaded: Input,
  { zoom, described = true, fonts, medium }: DrawOptions,
  report: Report,
): Picture {
  const input = medium ? medium.input(loaded) : loaded;
  const resolved = resolveStructure(input, zoom, report);
  const structure = medium ? medium.structure(resolved) : resolved;
  const { figure, layout } = fitFigure(
    (resolutions, reportFit) => {
      const decided = resolveFigure(structure, resolutions, reportFit);
      return medium ? medium.figure(decided) : decided;
    },
    fonts,
    report,
  );
  const describedFigure = describeFigure(figure, input.spec, described);
  return { figure: describedFigure, scene: drawFigure(describedFigure, layout, report), fonts };
}

/** The bytes of a scene in an output format. */
export function write(scene: Scene, format: OutputFormat, fonts: FontSet = bundledFonts()): Uint8Array {
  return WRITERS[format].write(scene, fonts);
}
