import { fail } from '../diagnostics.js';
import type { Matrix } from '../matrix/matrix.js';

/** More different values than this are no categories. */
const MOST_CATEGORIES = 256;

/** Matrices of words with one list of words between them, in order of first appearance; matrices of numbers as they are. */
export function withSharedWords(matrices: readonly Matrix[]): readonly Matrix[] {
  const ofWords = matrices.filter((m) => m.words !== null);
  if (ofWords.length === 0) return matrices;
  if (ofWords.length < matrices.length) {
    fail(
      'mixed-panels',
      `${ofWords.length} of ${matrices.length} panels hold words and the others numbers, which cannot share one scale`,
      undefined,
      'set layout.share.color to false',
    );
  }
  if (matrices.length === 1) return matrices;
  const words = [...new Set(matrices.flatMap((m) => m.words ?? []))];
  const index = new Map(words.map((word, i) => [word, i]));
  return matrices.map((m) => ({
    ...m,
    words,
    values: m.values.map((v) =>
      Number.isNaN(v) ? v : (index.get((m.words as readonly string[])[v]) as number),
    ),
  }));
}

/** Matrices of numbers as matrices of words: each different number, ascending, is one. As they are where all are missing. */
export function asCategories(matrices: readonly Matrix[]): readonly Matrix[] {
  const distinct = new Set<number>();
  for (const { values } of matrices) {
    for (const v of values) if (!Number.isNaN(v)) distinct.add(v);
    if (distinct.size > MOST_CATEGORIES) {
      fail(
        'many-categories',
        `there are more than ${MOST_CATEGORIES} different values, too many for a category scale`,
      );
    }
  }
  if (distinct.size === 0) return matrices;
  const ascending = [...distinct].sort((a, b) => a - b);
  const index = new Map(ascending.map((v, i) => [v, i]));
  const words = ascending.map((v) => String(v).replace('Infinity', '∞').replaceAll('-', '−'));
  return matrices.map((m) => ({ ...m, words, values: m.values.map((v) => index.get(v) ?? v) }));
}
