/** Tells a matrix of categories from records of words. */
import type { Column, RecordSample } from './column-kinds.js';
import { isMissing } from './missing.js';

/** A matrix with at most this many different words is drawn, whatever its size. */
const MIN_CATEGORIES = 8;
/** In fewer rows the columns need not have words in common. */
const MIN_ROWS = 5;
/** In a larger matrix, each category occurs at least this often on average. */
const MIN_OCCURRENCES = 3;
/** More colours cannot be told apart. */
const MAX_CATEGORIES = 40;
/** A category is a short word. */
const MAX_WORD_LENGTH = 40;

/** Whether columns of words are a matrix of categories: the same few short words in all columns. */
export function isMatrixOfWords({ columns }: RecordSample, cells: readonly Column[]): boolean {
  const words = cells.flatMap(({ position }) => columns[position].filter((text) => !isMissing(text)));
  const categories = new Set(words);
  if ([...categories].some((word) => word.length > MAX_WORD_LENGTH || /[<>{};]/.test(word))) return false;
  if (categories.size > MAX_CATEGORIES) return false;
  const rows = columns[0]?.length ?? 0;
  if (categories.size <= MIN_CATEGORIES && (cells.length < 2 || rows < MIN_ROWS)) return true;
  if (categories.size <= MIN_CATEGORIES) return haveCommonWords(columns, cells);
  return words.length >= MIN_OCCURRENCES * categories.size && haveCommonWords(columns, cells);
}

/** Whether the first column of words labels the rows: its values are distinct and occur in no other column. */
export function isLabelledByWords({ columns }: RecordSample, words: readonly Column[]): boolean {
  const [first, ...others] = words;
  if (others.length === 0 || !first.isUnique) return false;
  const labels = new Set(columns[first.position]);
  return !others.some(({ position }) => columns[position].some((word) => labels.has(word)));
}

/** Whether most columns share a word with the others. */
function haveCommonWords(columns: RecordSample['columns'], cells: readonly Column[]): boolean {
  const counts = new Map<string, number>();
  const sets = cells.map(({ position }) => new Set(columns[position].filter((text) => !isMissing(text))));
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sharing = sets.filter(
    (set) => set.size === 0 || [...set].some((word) => (counts.get(word) ?? 0) > 1),
  );
  return sharing.length * 2 >= cells.length;
}
