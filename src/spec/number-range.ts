/** Ranges of numbers: whether a number is in one, and how messages name it. */

/** The valid values of a number, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** What errors call the number: "a whole number", "a length". */
  readonly noun: string;
  readonly unit?: 'px' | '%';
}

/** The factor by which `--zoom` multiplies the pixels of a raster picture. */
export const ZOOM: Range = { min: 0.01, max: 100, noun: 'a number' };

/** Returns the start of an error: "expected a number from 24 to 2400". */
export function expectedText(range: Range): string {
  return `expected ${describeRange(range)}`;
}

/** Names the numbers in a range: "a number from 24 to 2400". */
export function describeRange({ noun, ...range }: Range): string {
  return `${noun} from ${formatRange(range)}`;
}

export function isInRange(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

/** Formats a range: "1 to 32767 px". */
export function formatRange({ min, max, unit }: Pick<Range, 'min' | 'max' | 'unit'>): string {
  const [low, high] = [min, max].map(formatLimit);
  return unit === '%' ? `${low}% to ${high}%` : `${low} to ${high}${unit ? ` ${unit}` : ''}`;
}

/** Formats a limit; powers of ten from a billion on are written as 1e15. */
function formatLimit(limit: number): string {
  return Math.abs(limit) < 1e9 ? String(limit) : limit.toExponential().replace('e+', 'e');
}
