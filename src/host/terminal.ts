/** Draws figures in a terminal, as a picture if it has graphics, else with characters in its width and its colours. */
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import { adaptFigure, adaptInput, adaptStructure, type TextGrid } from '../figure/text-grid.js';
import { characterGridFonts } from '../fonts/character-grid.js';
import type { FontSet } from '../fonts/font-set.js';
import { type Input, loadInput } from '../input/load.js';
import { CHARACTER } from '../output/terminal/canvas.js';
import type { TerminalAbilities } from '../output/terminal/colors.js';
import { deletePictures, showPng } from '../output/terminal/graphics.js';
import { writeTerminal } from '../output/terminal/terminal.js';
import { addOwnFonts, drawInput, type Job, type Medium, type Picture } from '../render.js';
import { TEXT_GRID } from '../theme.js';
import { writeStdout } from './io.js';
import type { TerminalGraphics } from './terminal-answers.js';
import { forTerminal } from './terminal-diagnostics.js';
import { drawForGraphics } from './terminal-picture.js';
import { withGraphics } from './terminal-query.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The width of an output that is not a terminal and has no COLUMNS. */
const DEFAULT_COLUMNS = 80;
/** Wider windows are not filled. */
const MAX_COLUMNS = 400;
/** Moves the cursor to the upper left corner and clears the window. */
const CLEAR = '\x1b[H\x1b[2J';

export interface TerminalOptions {
  /** Never shows a picture. */
  readonly onlyCharacters: boolean;
  /** Replaces what the window shows, and fits a picture to its height. */
  readonly inPlace: boolean;
}

/** Shows a figure on standard output. Errors: those of `draw`, and `terminal-too-narrow`. */
export async function showInTerminal(
  job: Job,
  fonts: FontSet,
  { onlyCharacters, inPlace }: TerminalOptions,
  report: Report,
): Promise<void> {
  // The terminal is asked after the data is read, which may take long and can be interrupted.
  const input = loadInput(job.parsed, job.primary, job.open, report);
  const columns = windowColumns(process.stdout.columns, process.env);
  const showCharacters = () => {
    const abilities = terminalAbilities(process.env);
    const text = writeTerminal(drawOnGrid(input, columns, abilities, report).scene, abilities);
    return writeStdout((inPlace ? CLEAR : '') + text);
  };
  if (onlyCharacters) return showCharacters();
  const showGraphics = (graphics: TerminalGraphics | null) => {
    const window = { columns, rows: inPlace ? process.stdout.rows : null };
    const ownFonts = addOwnFonts(job.parsed, job.open, fonts);
    const png = graphics && drawForGraphics(input, job.zoom, ownFonts, graphics, window, report);
    if (!png) return showCharacters();
    const { protocol, maxColors } = graphics;
    const start = inPlace ? CLEAR + deletePictures(protocol) : '';
    return writeStdout(`${start}${showPng(png, protocol, maxColors)}\n`);
  };
  await withGraphics(process.env, showGraphics, report);
}

/** Returns the lines of a figure for a terminal of a given width. */
export function drawInColumns(
  job: Job,
  columns: number,
  abilities: TerminalAbilities,
  report: Report,
): string {
  const input = loadInput(job.parsed, job.primary, job.open, report);
  return writeTerminal(drawOnGrid(input, columns, abilities, report).scene, abilities);
}

/** Returns the width of the window in characters. */
export function windowColumns(ttyColumns: number | undefined, { COLUMNS }: Environment): number {
  const columns = ttyColumns || Number(COLUMNS);
  return Number.isInteger(columns) && columns > 0 ? Math.min(columns, MAX_COLUMNS) : DEFAULT_COLUMNS;
}

/** Returns what a terminal can show, by the variables that terminals and users set. */
export function terminalAbilities(env: Environment): TerminalAbilities {
  const { TERM = '', COLORTERM = '', NO_COLOR } = env;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const unicode = TERM !== 'dumb' && (locale === '' || /utf-?8/i.test(locale));
  if (NO_COLOR || TERM === 'dumb' || TERM === '') return { colors: 'none', unicode };
  const isDirect = /^(?:truecolor|24bit)$/i.test(COLORTERM) || /-direct\b/.test(TERM);
  return { colors: isDirect ? 'rgb' : 'indexed', unicode };
}

/** A picture on a grid of characters, with what was reported about it. */
interface Attempt {
  readonly picture: Picture;
  readonly diagnostics: readonly Diagnostic[];
  readonly isReduced: boolean;
  readonly fits: boolean;
}

/**
 * Draws a figure as wide as its cells need. If that is wider than the window, or if the window can show more cells, the
 * figure is as wide as the window. Guides are below the figure if it shows more cells then.
 */
function drawOnGrid(input: Input, columns: number, abilities: TerminalAbilities, report: Report): Picture {
  const hasHalves = abilities.colors !== 'none' && abilities.unicode;
  const attemptWith =
    (panelColumns: number | null) =>
    (isFilled: boolean, hasGuidesBelow: boolean): Attempt => {
      const diagnostics: Diagnostic[] = [];
      const medium = createMedium({ columns, hasHalves, isFilled, hasGuidesBelow, panelColumns });
      const options = { zoom: 1, described: false, fonts: characterGridFonts(), medium };
      const picture = drawInput(input, options, (diagnostic) => diagnostics.push(diagnostic));
      return {
        picture,
        diagnostics,
        isReduced: picture.figure.panels.some(({ drawn }) => drawn.aggregation !== null),
        fits: picture.scene.width <= columns * CHARACTER.width,
      };
    };
  const { picture, diagnostics } = stackPanels(
    (panelColumns) => chooseAttempt(attemptWith(panelColumns), columns),
    input.panels.length,
  );
  for (const diagnostic of diagnostics) report(forTerminal(diagnostic));
  return picture;
}

/**
 * Draws the panels side by side as in the spec. If that is too wide, half of them are side by side, then one. Throws the error
 * that needs the fewest columns.
 */
function stackPanels(attempt: (panelColumns: number | null) => Attempt, panels: number): Attempt {
  const errors: HeatmapError[] = [];
  for (const panelColumns of new Set([null, ...(panels > 1 ? [Math.ceil(panels / 2), 1] : [])])) {
    try {
      return attempt(panelColumns);
    } catch (error) {
      if (!(error instanceof HeatmapError) || error.diagnostics[0].code !== 'terminal-too-narrow')
        throw error;
      errors.push(error);
    }
  }
  const needOf = ({ diagnostics }: HeatmapError) => diagnostics[0].requiredPx ?? Number.POSITIVE_INFINITY;
  throw errors.reduce((best, error) => (needOf(error) < needOf(best) ? error : best));
}

/** Returns the first attempt that fits with all its cells; else the one with the most cells. */
function chooseAttempt(
  attempt: (isFilled: boolean, hasGuidesBelow: boolean) => Attempt,
  columns: number,
): Attempt {
  const places = columns < TEXT_GRID.minSideGuides ? [true] : [false, true];
  const natural = attempt(false, places[0]);
  if (natural.fits && !natural.isReduced) return natural;
  const fitting: Attempt[] = [];
  let failure: unknown;
  for (const hasGuidesBelow of places) {
    try {
      const filled = attempt(true, hasGuidesBelow);
      if (!filled.isReduced) return filled;
      fitting.push(filled);
    } catch (error) {
      failure = error;
    }
  }
  if (fitting.length > 0)
    return fitting.reduce((best, other) => (cellsOf(other) > 2 * cellsOf(best) ? other : best));
  throw failure instanceof HeatmapError ? tooNarrow(failure, columns) : failure;
}

function cellsOf({ picture }: Attempt): number {
  return picture.figure.panels.reduce((sum, { drawn }) => sum + drawn.values.length, 0);
}

function createMedium(grid: TextGrid): Medium {
  return {
    input: (input) => adaptInput(input, grid),
    structure: adaptStructure,
    figure: (figure) => adaptFigure(figure, grid),
  };
}

/** Returns the error for a window in which the figure does not fit; any other error stays as it is. */
function tooNarrow(error: HeatmapError, columns: number): HeatmapError {
  const [{ code, requiredPx }] = error.diagnostics;
  if (code !== 'page-too-small' && code !== 'mark-aggregated') return error;
  const minimum = requiredPx === undefined ? 'more' : Math.ceil(requiredPx / CHARACTER.width);
  return new HeatmapError({
    severity: 'error',
    code: 'terminal-too-narrow',
    message: `the terminal is ${columns} columns wide, but the figure needs ${minimum}`,
    hints: ['make the window wider, or write a file: -o fig.svg'],
    requiredPx,
  });
}
