/** The texts that mean "no value" wherever a number is due: what pandas, R, numpy and spreadsheets write. */
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

/** Whether `text`, the blanks around it set aside, is one of `MISSING` or of the user's own `missingValues`. */
export function isMissing(text: string, missingValues: readonly string[] = []): boolean {
  const word = text.trim();
  return MISSING.has(word) || missingValues.includes(word) || missingValues.includes(text);
}
