/**
 * Two-valued data: 0 and 1, or false and true. Each of the two values has its own colour and an entry in a legend. A cell
 * that aggregates several values shows a share, so these figures keep a continuous scale.
 */
import type { Scale } from '../color/scale.js';
import { type Report, suppressCodes } from '../diagnostics.js';
import { valueChunks } from '../matrix/lazy-matrix.js';
import type { Matrix, Values } from '../matrix/matrix.js';
import type { SourceStats } from '../matrix/reduction.js';
import type { ColorSpec } from '../spec/color.js';
import type { ColorbarSpec } from '../spec/colorbar.js';
import { DEFAULTS, type Theme } from '../theme.js';
import type { Aggregation } from './figure.js';
import { resolveScale } from './scale.js';

/** The labels of the two values: of 0 or false, and of 1 or true. */
export type BinaryLabels = readonly [string, string];

/** Whether the spec leaves open how values become colours, and asks for nothing that only a colorbar has. */
export function allowsBinaryColors(color: ColorSpec, colorbar: ColorbarSpec): boolean {
  const isOpen = Object.entries(color).every(([key, value]) => key === 'missing' || value === undefined);
  return isOpen && (colorbar === false || (colorbar.ticks === undefined && colorbar.format === undefined));
}

/**
 * Returns the labels of matrices that contain only zeros and ones, both of them, or only booleans; else null. Words are
 * booleans if they are "false" and "true" in any case. Correlations have other values too, even if these do not occur.
 */
export function binaryLabels(matrices: readonly Matrix[]): BinaryLabels | null {
  if (matrices.some(({ valueRange }) => valueRange)) return null;
  if (matrices.every(({ categories }) => categories !== null))
    return booleanLabels(matrices.flatMap(({ categories }) => categories ?? []));
  const found = { zeros: false, ones: false };
  if (!matrices.every((matrix) => matrix.categories === null && findZerosAndOnes(matrix, found))) return null;
  if (matrices.every(({ isBoolean }) => isBoolean)) return ['false', 'true'];
  return found.zeros && found.ones ? ['0', '1'] : null;
}

/** Returns the words for false and true as the data writes them; null for other words or for several spellings. */
function booleanLabels(words: readonly string[]): BinaryLabels | null {
  const spellings = new Set(words);
  const pairs: readonly BinaryLabels[] = [
    ['false', 'true'],
    ['False', 'True'],
    ['FALSE', 'TRUE'],
  ];
  if (spellings.size === 0) return null;
  return pairs.find((pair) => [...spellings].every((word) => pair.includes(word))) ?? null;
}

/** Notes which of the two values occur; returns false if there are other values. Missing values are ignored. */
function findZerosAndOnes(matrix: Matrix, found: { zeros: boolean; ones: boolean }): boolean {
  if (matrix.reduction) return findInSource(matrix.reduction.sourceStats, found);
  for (const values of valueChunks(matrix)) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === 0) found.zeros = true;
      else if (value === 1) found.ones = true;
      else if (!Number.isNaN(value)) return false;
    }
  }
  return true;
}

function findInSource(
  { cells, missing, min, max }: SourceStats,
  found: { zeros: boolean; ones: boolean },
): boolean {
  if (min?.value !== 0 || max?.value !== 1) return false;
  found.zeros = true;
  found.ones = true;
  return min.count + max.count + missing === cells;
}

/** Returns a matrix of booleans as numbers, so that cells can be aggregated and sorted; other matrices unchanged. */
export function booleansAsNumbers(matrix: Matrix, [, trueLabel]: BinaryLabels): Matrix {
  const { categories, values } = matrix;
  if (categories === null) return matrix;
  const numbers = categories.map((word) => (word === trueLabel ? 1 : 0));
  return {
    ...matrix,
    categories: null,
    isBoolean: true,
    values: values.map((v) => (Number.isNaN(v) ? v : numbers[v])),
  };
}

/** Returns the scale of matrices that have the two labels as categories, and notes what was chosen. */
export function resolveBinaryScale(
  color: ColorSpec,
  drawn: readonly Values[],
  all: readonly Matrix[],
  theme: Theme,
  report: Report,
): Scale {
  const map = [...DEFAULTS.color.binaryColors];
  const scale = resolveScale({ ...color, map }, drawn, all, theme, suppressCodes(['chosen'], report));
  const [low, high] = scale.categories ?? [];
  report({
    severity: 'note',
    code: 'two-colors',
    message: `all values are ${low} or ${high}, so a legend with two colours, ${map.join(' and ')}, explains them`,
    hints: ['for a continuous colorbar, set color.map or color.domain'],
  });
  return scale;
}

/** Returns the name of the values of aggregated cells; null unless they are shares. */
export function shareName([, label]: BinaryLabels, aggregation: Aggregation | null): string | null {
  return aggregation?.reducer === 'mean' ? `share of ${label}` : null;
}
