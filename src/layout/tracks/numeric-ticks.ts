/** Ticks at round values of a numeric axis. */
import { formatTicks } from '../../color/tick-format.js';
import { linearTicks, logTicks } from '../../color/ticks.js';
import type { NumericAxis } from '../../figure/figure.js';
import type { AxisTick } from './axis-tick.js';
import { timeTicks } from './time-ticks.js';

/** Returns about `count` round values from `low` to `high`, ascending, with their labels. */
export function numericTicks(
  scale: NumericAxis['scale'],
  low: number,
  high: number,
  count: number,
): AxisTick[] {
  if (scale === 'time') return timeTicks(low, high, count);
  const values = (scale === 'log' ? logTicks : linearTicks)(low, high, count);
  const texts = formatTicks(
    { kind: scale, domain: [low, high], center: null, boundaries: null, extend: 'neither' },
    values,
    null,
    false,
  );
  return values.map((value, i) => ({ value, text: texts[i], context: '', contextFirst: false }));
}

/**
 * Returns the multiples 2 to 9 of each power of ten from `low` to `high`, if the ticks of a log axis are neighbouring
 * powers of ten; otherwise nothing.
 */
export function minorLogTicks(ticks: readonly number[], low: number, high: number): number[] {
  const exponents = ticks.map(Math.log10).sort((a, b) => a - b);
  const areNeighbours = exponents.every(
    (exponent, i) => Number.isInteger(exponent) && (i === 0 || exponent === exponents[i - 1] + 1),
  );
  if (!areNeighbours || exponents.length < 2) return [];
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return decades
    .flatMap((exponent) => [2, 3, 4, 5, 6, 7, 8, 9].map((k) => Number(`${k}e${exponent}`)))
    .filter((value) => value >= low && value <= high);
}
