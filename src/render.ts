/** The whole pipeline, in order: bytes → Spec → Input (spec with matrices) → Structure → Figure → Scene → bytes. */
import type { Report } from './diagnostics.js';
import type { DescribedFigure, Figure } from './figure/figure.js';
import { lintMarkup } from './figure/lint-markup.js';
import { describeFigure, resolveFigure } from './figure/resolve.js';
import { resolveStructure, type Structure } from './figure/structure.js';
import { plainReport, plainTexts, styleTexts } from './figure/style-texts.js';
import { openFontReferences } from './fonts/font-references.js';
import { bundledFonts, type FontSet, withFonts } from './fonts/font-set.js';
import { withItalics } from './fonts/italic-fonts.js';
import { readAll } from './input/bytes.js';
import { type Input, loadInput, type OpenFile, type PrimarySource } from './input/load.js';
import { fitFigure } from './layout/fit.js';
import { drawFigure } from './layout/layout.js';
import { type OutputFormat, WRITERS } from './output/index.js';
import type { Writer } from './output/writer.js';
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
 * the page, draw. Positions of the scene are in px, 96 per inch, with y pointing down.
 *
 * @example
 * const open = (path: string) => ({ name: path, bytes: new TextEncoder().encode('a,b\n1,2\n3,4\n') });
 * const parsed = parseSpec(fromValue({ data: 'auc.csv', size: { width: '88mm' } }));
 * const { figure, scene } = draw({ parsed, primary: null, open, zoom: 1 }, ({ message }) => console.warn(message));
 * @throws HeatmapError with all errors that were found
 * @throws RangeError if `zoom` is out of range
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
  const { spec } = input;
  const hasStyles = usesStyles(input);
  const { figure: fitted, layout } = fitFigure(
    (resolutions, reportFit) => {
      const decided = resolveFigure(structure, resolutions, reportFit);
      const styled = hasStyles ? styleTexts(decided, spec) : decided;
      return medium ? medium.figure(hasStyles ? plainTexts(styled, spec) : styled) : styled;
    },
    hasStyles && !medium ? withItalics(fonts) : fonts,
    report,
  );
  if (spec.markup) lintMarkup(fitted, input, report);
  const figure = hasStyles ? plainTexts(fitted, spec) : fitted;
  const describedFigure = describeFigure(figure, spec, described);
  return {
    figure: describedFigure,
    scene: drawFigure(describedFigure, layout, hasStyles ? plainReport(report) : report),
    fonts,
  };
}

/** Whether texts of a figure may have styles: markup, or italic labels. */
function usesStyles({ spec, panels }: Input): boolean {
  return (
    spec.markup === true ||
    [spec, ...panels.map((panel) => panel.spec)].some(
      ({ x, y }) => x?.style === 'italic' || y?.style === 'italic',
    )
  );
}

/**
 * Returns the bytes of a scene in an output format. `fonts` are those that the scene was measured with.
 *
 * @example
 * const parsed = parseSpec(fromValue({ data: [[1, 2], [3, 4]] }));
 * const open = () => { throw new Error('the spec names no files'); };
 * const { scene, fonts } = draw({ parsed, primary: null, open, zoom: 1 }, () => {});
 * const pdf: Uint8Array = write(scene, 'pdf', fonts);
 */
export function write(scene: Scene, format: OutputFormat, fonts: FontSet = bundledFonts()): Uint8Array {
  return WRITERS[format].write(scene, fonts);
}

/** The same bytes as `write` returns; what takes long runs in other threads if it can. */
export async function writeInBackground(
  scene: Scene,
  format: OutputFormat,
  fonts: FontSet,
): Promise<Uint8Array> {
  const writer: Writer = WRITERS[format];
  return writer.writeInBackground?.(scene, fonts) ?? writer.write(scene, fonts);
}
