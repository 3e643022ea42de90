/** Draws a figure as a PNG for the graphics of a terminal. */
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import type { FontSet } from '../fonts/font-set.js';
import type { Input } from '../input/load.js';
import { GRAPHICS_FORMAT } from '../output/index.js';
import { drawInput, type Picture, write } from '../render.js';
import type { Spec } from '../spec/spec.js';
import { toPx } from '../spec/to-px.js';
import { TERMINAL_PICTURE, THEMES } from '../theme.js';
import type { TerminalGraphics } from './terminal-answers.js';
import { forTerminal } from './terminal-diagnostics.js';

/** The lines of messages below a picture that fits the window. */
const LINES_BELOW = 3;

/** The window in characters. */
export interface TerminalWindow {
  readonly columns: number;
  /** Null: a picture may be higher than the window. */
  readonly rows: number | null;
}

/**
 * Returns a figure whose labels are as large as the text of the terminal. If it is wider than the window, it is laid out
 * for the width of the window, and if it does not fit then, it becomes smaller. Null: its text would not be readable.
 */
export function drawForGraphics(
  input: Input,
  zoom: number,
  fonts: FontSet,
  { cell, maxSize }: TerminalGraphics,
  { columns, rows }: TerminalWindow,
  report: Report,
): Uint8Array | null {
  const { textShare, minLabelSize } = TERMINAL_PICTURE;
  const { fontSize } = input.spec.size ?? {};
  const labelSize = fontSize === undefined ? THEMES.light.font.label : (toPx(fontSize) as number);
  const readableRatio = ((textShare * cell.height) / labelSize) * zoom;
  const maxWidth = Math.floor(Math.min(columns * cell.width, maxSize?.width ?? Number.POSITIVE_INFINITY));
  const windowHeight = rows === null ? Number.POSITIVE_INFINITY : (rows - LINES_BELOW) * cell.height;
  const maxHeight = Math.floor(Math.min(windowHeight, maxSize?.height ?? Number.POSITIVE_INFINITY));

  const attempt = (pixelRatio: number, width: number | null) => drawAt(input, fonts, pixelRatio, width);
  let [ratio, width] = [readableRatio, null as number | null];
  let best = attempt(ratio, width);
  if (pixelsOf(best).width > maxWidth) {
    const narrow = ifFits(() => attempt(ratio, Math.floor(maxWidth) / ratio));
    if (narrow) [best, width] = [narrow, Math.floor(maxWidth) / ratio];
  }
  // A smaller picture may need a little more space than its share, because edges are rounded to pixels.
  for (let size = pixelsOf(best); size.width > maxWidth || size.height > maxHeight; size = pixelsOf(best)) {
    ratio *= Math.min(1, maxWidth / (size.width + 1), maxHeight / (size.height + 1));
    if (ratio * labelSize < minLabelSize) return null;
    best = attempt(ratio, width);
  }
  for (const diagnostic of best.diagnostics) report(forTerminal(diagnostic));
  return write(best.picture.scene, GRAPHICS_FORMAT, fonts);
}

interface PictureAttempt {
  readonly picture: Picture;
  readonly diagnostics: readonly Diagnostic[];
}

/** Draws the figure in its own size, or as wide as `width` and as high as it needs. */
function drawAt(input: Input, fonts: FontSet, pixelRatio: number, width: number | null): PictureAttempt {
  const diagnostics: Diagnostic[] = [];
  const { height, ...own } = input.spec.size ?? {};
  const size = { ...(width === null ? input.spec.size : { ...own, width }), dpi: 96 * pixelRatio };
  const picture = drawInput(
    { ...input, spec: { ...input.spec, size } as Spec },
    { zoom: 1, described: false, fonts },
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { picture, diagnostics };
}

/** Returns null if the page is too small. */
function ifFits(draw: () => PictureAttempt): PictureAttempt | null {
  try {
    return draw();
  } catch (error) {
    if (error instanceof HeatmapError && error.diagnostics[0].code === 'page-too-small') return null;
    throw error;
  }
}

/** Returns the size of a picture in pixels. */
function pixelsOf({ picture: { scene } }: PictureAttempt): { width: number; height: number } {
  return {
    width: Math.round(scene.width * scene.pixelRatio),
    height: Math.round(scene.height * scene.pixelRatio),
  };
}
