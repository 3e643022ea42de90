/** The texts of numbers in cells. */

/** Returns the sign of an infinite number; null for other numbers. */
export function formatInfinity(value: number): string | null {
  return Number.isFinite(value) ? null : value < 0 ? '−∞' : '∞';
}

/** Returns a format that prints integers in full, and other numbers precisely enough to tell fifty steps of the domain apart. */
export function defaultFormat(values: Float64Array, domainLength: number): string {
  const finite = values.filter(Number.isFinite);
  const largest = finite.reduce((max, v) => Math.max(max, Math.abs(v)), 0);
  const areIntegers = finite.every(Number.isInteger);
  if (areIntegers && largest < 1e6) return 'd';
  const decimals = Math.ceil(Math.log10(50) - Math.log10(Math.min(domainLength, Number.MAX_VALUE)));
  const significant = decimals + Math.floor(Math.log10(largest));
  const isShorter = significant < 5 && (decimals > 5 || largest >= 1e6);
  return isShorter ? `.${Math.max(0, significant)}e` : `.${areIntegers ? 0 : Math.max(0, decimals)}f`;
}
