/** Draws figures in a terminal: finds its width and its colours, and fits a figure to them. */
import { type Diagnostic, HeatmapError, type Report } from '../diagnostics.js';
import { adaptFigure, adaptInput, adaptStructure, type TextGrid } from '../figure/text-grid.js';
import { characterGridFonts } from '../fonts/character-grid.js';
import { loadInput } from '../input/load.js';
import { CHARACTER } from '../output/terminal/canvas.js';
import type { TerminalAbilities } from '../output/terminal/colors.js';
import { writeTerminal } from '../output/terminal/terminal.js';
import { drawInput, type Job, type Medium, type Picture } from '../render.js';
import { TEXT_GRID } from '../theme.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The width of an output that is not a terminal and has no COLUMNS. */
const DEFAULT_COLUMNS = 80;
/** Wider windows are not filled. */
const MAX_COLUMNS = 400;
/** What a terminal cannot show, and a file can: reported as notes. */
const LIMITS_OF_TERMINALS = ['labels-hidden', 'text-cut', 'values-hidden', 'small-text', 'plots-combined'];

/** Returns the lines of a figure for a terminal. Errors: those of `draw`, and `terminal-too-narrow`. */
export function drawInTerminal(job: Job, report: Report): string {
  const columns = windowColumns(process.stdout.columns, process.env);
  return drawInColumns(job, columns, terminalAbilities(process.env), report);
}

/** Returns the lines of a figure for a terminal of a given width. */
export function drawInColumns(
  job: Job,
  columns: number,
  abilities: TerminalAbilities,
  report: Report,
): string {
  return writeTerminal(drawOnGrid(job, columns, abilities, report).scene, abilities);
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
function drawOnGrid(job: Job, columns: number, abilities: TerminalAbilities, report: Report): Picture {
  const input = loadInput(job.parsed, job.primary, job.open, report);
  const hasHalves = abilities.colors !== 'none' && abilities.unicode;
  const attempt = (isFilled: boolean, hasGuidesBelow: boolean): Attempt => {
    const diagnostics: Diagnostic[] = [];
    const medium = createMedium({ columns, hasHalves, isFilled, hasGuidesBelow });
    const options = { zoom: 1, described: false, fonts: characterGridFonts(), medium };
    const picture = drawInput(input, options, (diagnostic) => diagnostics.push(diagnostic));
    return {
      picture,
      diagnostics,
      isReduced: picture.figure.panels.some(({ drawn }) => drawn.aggregation !== null),
      fits: picture.scene.width <= columns * CHARACTER.width,
    };
  };
  const { picture, diagnostics } = chooseAttempt(attempt, columns);
  for (const diagnostic of diagnostics) report(forTerminal(diagnostic));
  return picture;
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

/** Returns a diagnostic with a hint for terminals; what a file shows is a note. */
function forTerminal(diagnostic: Diagnostic): Diagnostic {
  const { code } = diagnostic;
  if (code === 'reduced')
    return {
      ...diagnostic,
      severity: 'info',
      hints: ['a wider window shows more cells, or a file: -o fig.svg'],
    };
  return LIMITS_OF_TERMINALS.includes(code) ? { ...diagnostic, severity: 'note' } : diagnostic;
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
  const [diagnostic] = error.diagnostics;
  const needed = /needs (\d+) px/.exec(diagnostic.message);
  if (diagnostic.code !== 'page-too-small' && diagnostic.code !== 'mark-aggregated') return error;
  const minimum = needed === null ? 'more' : Math.ceil(Number(needed[1]) / CHARACTER.width);
  return new HeatmapError({
    severity: 'error',
    code: 'terminal-too-narrow',
    message: `the terminal is ${columns} columns wide, but the figure needs ${minimum}`,
    hints: ['make the window wider, or write a file: -o fig.svg'],
  });
}
