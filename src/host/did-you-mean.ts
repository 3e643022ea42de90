import { nearestWords } from '../nearest-words.js';

/** Returns `; did you mean …?` with the candidate most similar to `word`, or '' if none is similar. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const [nearest] = nearestWords(word, candidates);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}
