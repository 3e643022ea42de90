/** Signs in cells that show which values are significant, from a matrix of p-values. */
import { fail, type Place } from '../diagnostics.js';
import type { Input } from '../input/load.js';
import { alignSecondMatrix } from '../input/second-matrices.js';
import type { Matrix } from '../matrix/matrix.js';
import { type StarOptions, type StarsSpec, starOptions } from '../spec/stars.js';
import { DEFAULTS } from '../theme.js';
import { panelCells } from './panel-cells.js';

/** The signs in the cells of a panel, row-major in the order of the data. */
export interface CellStars {
  /** The symbols of each cell; '' for none. Null: crosses are drawn instead. Empty if cells are aggregated. */
  readonly symbols: readonly string[] | null;
  /** 1 for each cell with a cross; null: symbols are drawn instead. */
  readonly crosses: Uint8Array | null;
}

/** A line below the figure that explains the signs in cells. */
export interface StarLine {
  /** The signs with their meanings: null is a cross, and '' is no sign, for a text of the spec. */
  readonly entries: readonly { readonly symbol: string | null; readonly label: string }[];
}

/** The stars of all panels, and the lines that explain them. */
export interface FigureStars {
  readonly panels: readonly (CellStars | null)[];
  readonly lines: readonly StarLine[];
}

/**
 * Resolves the stars of the panels whose cells are not aggregated. `matrices` are those of the panels.
 *
 * Errors: `p-value-words`, `p-value-range`, and those of `alignSecondMatrix`.
 */
export function resolveStars(input: Input, isAggregated: readonly boolean[]): FigureStars {
  const lines = new Map<string, StarLine>();
  const panels = input.panels.map((_, i): CellStars | null => {
    const { settings, pathOf } = panelCells(input, i);
    const spec = settings.stars;
    if (!spec) return null;
    if (isAggregated[i]) return { symbols: [], crosses: null };
    const place = input.placeOf(pathOf('stars'));
    const pValues = alignSecondMatrix(input, pathOf('stars'), i, place);
    if (!pValues) return null;
    checkPValues(pValues, place);
    const { options } = starOptions(spec as Exclude<StarsSpec, false>);
    const line = starLine(options);
    if (line) lines.set(JSON.stringify(line), line);
    return starsOf(pValues, options);
  });
  return { panels, lines: [...lines.values()] };
}

/** Returns the signs of cells with these p-values; a missing one has no sign. */
function starsOf({ values }: Matrix, options: StarOptions): CellStars {
  const { levels, symbols } = signsOf(options);
  if (options.mark === 'cross') {
    return { symbols: null, crosses: Uint8Array.from(values, (p) => (p >= levels[0] ? 1 : 0)) };
  }
  return {
    symbols: Array.from(values, (p) => symbols[levels.findLastIndex((level) => p < level)] ?? ''),
    crosses: null,
  };
}

function signsOf({ levels: given, symbols }: StarOptions): {
  readonly levels: readonly number[];
  readonly symbols: readonly string[];
} {
  const levels: readonly number[] = given ?? DEFAULTS.stars.levels;
  return { levels, symbols: symbols ?? levels.map((_, i) => '*'.repeat(i + 1)) };
}

function starLine(options: StarOptions): StarLine | null {
  const { legend = true, mark } = options;
  if (legend === false || legend === '') return null;
  if (typeof legend === 'string') return { entries: [{ symbol: '', label: legend }] };
  const { levels, symbols } = signsOf(options);
  return {
    entries:
      mark === 'cross'
        ? [{ symbol: null, label: `p ≥ ${levels[0]}` }]
        : levels.map((level, i) => ({ symbol: symbols[i], label: `p < ${level}` })),
  };
}

function checkPValues({ values, categories, columns, rowLabels, columnLabels }: Matrix, place: Place): void {
  const hint = 'p-values are numbers from 0 to 1, of the same rows and columns as the data';
  if (categories) {
    fail('p-value-words', `cells.stars needs p-values, but found the word "${categories[0]}"`, place, hint);
  }
  const wrong = values.findIndex((p) => p < 0 || p > 1);
  if (wrong < 0) return;
  const [row, column] = [Math.floor(wrong / columns), wrong % columns];
  const name = (labels: readonly string[] | null, i: number) => (labels ? `"${labels[i]}"` : `${i}`);
  fail(
    'p-value-range',
    `the p-value of row ${name(rowLabels, row)}, column ${name(columnLabels, column)} is ${values[wrong]}, but p-values are from 0 to 1`,
    place,
    hint,
  );
}
