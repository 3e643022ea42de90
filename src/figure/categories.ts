import { fail } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';
import { LIMITS } from '../theme.js';

/**
 * Gives categorical matrices one common list of categories, in order of first appearance. Returns numeric matrices
 * unchanged. Errors: `mixed-panels`, `many-categories`.
 */
export function unifyCategories(matrices: readonly Matrix[]): readonly Matrix[] {
  const categorical = matrices.filter((m) => m.categories !== null);
  if (categorical.length === 0) return matrices;
  if (categorical.length < matrices.length) {
    fail(
      'mixed-panels',
      `${categorical.length} of ${matrices.length} panels contain categories and the others numbers, so they cannot share one scale`,
      undefined,
      'set layout.share.color to false',
    );
  }
  const categories =
    matrices.length === 1
      ? (matrices[0].categories as readonly string[])
      : [...new Set(matrices.flatMap((m) => m.categories ?? []))];
  if (categories.length > LIMITS.category.maxWords) {
    fail(
      'many-categories',
      `the data has ${categories.length} different words, but a category scale has at most ${LIMITS.category.maxWords} categories`,
      undefined,
      'if the words are labels, set "header" or "rowLabels" to true',
      'if the data is a long table, name its columns with "x", "y" and "value"',
    );
  }
  if (matrices.length === 1) return matrices;
  const index = new Map(categories.map((category, i) => [category, i]));
  return matrices.map((m) => ({
    ...m,
    categories,
    values: m.values.map((v) =>
      Number.isNaN(v) ? v : (index.get((m.categories as readonly string[])[v]) as number),
    ),
  }));
}

/** Turns numbers into categories, one for each distinct number, ascending. Returns the matrices unchanged if all values are missing. Error: `many-categories`. */
export function asCategories(matrices: readonly Matrix[]): readonly Matrix[] {
  const distinct = new Set<number>();
  for (const { values } of matrices) {
    for (const v of values) if (!Number.isNaN(v)) distinct.add(v);
    if (distinct.size > LIMITS.category.max) {
      fail(
        'many-categories',
        `a category scale has at most ${LIMITS.category.max} categories, but the data has more distinct values`,
      );
    }
  }
  if (distinct.size === 0) return matrices;
  const ascending = [...distinct].sort((a, b) => a - b);
  const index = new Map(ascending.map((v, i) => [v, i]));
  const categories = ascending.map((v) => String(v).replace('Infinity', '∞').replaceAll('-', '−'));
  return matrices.map((m) => ({ ...m, categories, values: m.values.map((v) => index.get(v) ?? v) }));
}
