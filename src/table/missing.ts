/** The strings that mean "no value" in place of a number, as pandas, R, numpy and spreadsheets write them. */
export const MISSING: ReadonlySet<string> = new Set([
  '',
  '-',
  'NaN',
  'nan',
  'NAN',
  'NA',
  '<NA>',
  'N/A',
  'n/a',
  '#N/A',
  'null',
  'NULL',
  'None',
]);

/** Whether `text`, without surrounding whitespace, is in `MISSING` or in the user's `missingValues`. */
export function isMissing(text: string, missingValues: readonly string[] = []): boolean {
  const trimmed = text.trim();
  return MISSING.has(trimmed) || contains(missingValues, trimmed) || contains(missingValues, text);
}

/** In a longer list, a set finds a text faster. */
const MAX_SCANNED = 8;
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether `text` is one of `texts`. The list must not change. */
export function contains(texts: readonly string[], text: string): boolean {
  if (texts.length <= MAX_SCANNED) return texts.includes(text);
  let set = sets.get(texts);
  if (!set) {
    set = new Set(texts);
    sets.set(texts, set);
  }
  return set.has(text);
}
