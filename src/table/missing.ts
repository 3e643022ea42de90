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
  return MISSING.has(trimmed) || missingValues.includes(trimmed) || missingValues.includes(text);
}
