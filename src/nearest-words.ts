/** Longer words are not compared: the cost is quadratic, and a word this long is not a typing error. */
const MAX_WORD_LENGTH = 100;
/** Limits the candidates, and the pairs of letters that are compared: the candidates can be the labels of a large matrix. */
const MAX_CANDIDATES = 100_000;
const MAX_COMPARISONS = 2 ** 22;
/** The minimum length of a word that is compared with the start of the candidates. */
const MIN_PREFIX_LENGTH = 3;

/**
 * Returns the candidates most similar to `word`, best first, at most `maxResults` of them.
 * A candidate may differ in about a third of the letters. If there is none, candidates that start with `word` are returned,
 * shortest first.
 * The measure is the restricted Damerau–Levenshtein distance; case is ignored.
 */
export function nearestWords(word: string, candidates: Iterable<string>, maxResults = 1): string[] {
  const target = word.toLowerCase();
  if (target.length > MAX_WORD_LENGTH) return [];
  const maxDistance = Math.max(1, Math.floor(Math.max(3, target.length) / 3));
  const matches: { candidate: string; distance: number }[] = [];
  const compared = new Set<string>();
  let comparisons = 0;
  for (const candidate of candidates) {
    if (compared.size === MAX_CANDIDATES) break;
    if (compared.has(candidate)) continue;
    compared.add(candidate);
    if (Math.abs(candidate.length - target.length) > maxDistance) continue;
    comparisons += target.length * candidate.length;
    if (comparisons > MAX_COMPARISONS) break;
    const distance = editDistance(target, candidate.toLowerCase());
    if (distance <= maxDistance && distance < target.length) matches.push({ candidate, distance });
  }
  if (matches.length === 0) return candidatesWithPrefix(target, compared).slice(0, maxResults);
  matches.sort((a, b) => a.distance - b.distance);
  return matches.slice(0, maxResults).map(({ candidate }) => candidate);
}

function candidatesWithPrefix(prefix: string, candidates: ReadonlySet<string>): string[] {
  if (prefix.length < MIN_PREFIX_LENGTH) return [];
  return [...candidates]
    .filter((candidate) => candidate.toLowerCase().startsWith(prefix))
    .sort((a, b) => a.length - b.length);
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(row[j - 1] + 1, previous[j] + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforePrevious[j - 2] + 1);
      row.push(best);
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length];
}
