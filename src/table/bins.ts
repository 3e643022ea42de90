/** Bins of numbers with round edges, which are found while the numbers are read. */
import type { BinWidth } from '../spec/fields.js';

/** A width of bins that is exact for decimal fractions: `mantissa` · 10^`exponent`. */
export interface BinStep {
  readonly mantissa: number;
  readonly exponent: number;
}

/** Larger numbers have no place in bins. */
export const MAX_BINNED = 1e300;
const MIN_EXPONENT = -300;
/** The powers of ten that a double represents exactly. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** Returns the smallest 1, 2 or 5 · 10^n with which at most `maxBins` bins (two around 0) cover `min` to `max`. */
export function niceStep(min: number, max: number, maxBins: number): BinStep {
  const range = max - min;
  const magnitude = Math.max(Math.abs(min), Math.abs(max)) || 1;
  // Edges must differ, although doubles have only about 16 digits.
  const minExponent = Math.max(MIN_EXPONENT, Math.floor(Math.log10(magnitude)) - 14);
  if (!(range > 0)) return { mantissa: 1, exponent: Math.max(0, minExponent) };
  // Zero is always an edge, so numbers on both sides of it need two bins.
  const limit = Math.max(maxBins, min < 0 && max > 0 ? 2 : 1);
  let exponent = Math.max(minExponent, Math.floor(Math.log10(range / maxBins)));
  for (; ; exponent++) {
    for (const mantissa of [1, 2, 5]) {
      const step = { mantissa, exponent };
      if (binCount(step, min, max) <= limit) return step;
    }
  }
}

/** Returns the number of bins that cover `min` to `max`. The last one includes its upper edge. */
function binCount(step: BinStep, min: number, max: number): number {
  return lastBin(step, min, max) - binOf(step, min) + 1;
}

/** Returns the bin of the largest value. A value on the upper edge of the last bin is in it, as in `numpy.histogram`. */
export function lastBin(step: BinStep, min: number, max: number): number {
  const bin = binOf(step, max);
  return bin > binOf(step, min) && edgeOf(step, bin) === max ? bin - 1 : bin;
}

/** Returns the bin of a value: `edgeOf(bin)` ≤ `value` < `edgeOf(bin + 1)`. */
export function binOf(step: BinStep, value: number): number {
  const quotient = value / edgeOf(step, 1);
  const nearest = Math.round(quotient);
  if (Math.abs(quotient - nearest) > 1e-9 * Math.max(1, Math.abs(quotient))) return Math.floor(quotient);
  return value >= edgeOf(step, nearest) ? nearest : nearest - 1;
}

/** Returns the lower edge of a bin, rounded only once if the step has few digits. */
export function edgeOf({ mantissa, exponent }: BinStep, bin: number): number {
  const multiple = bin * mantissa;
  // A larger power of ten is itself rounded, so bins of one step would not be whole bins of a finer one.
  if (Math.abs(exponent) >= POWERS_OF_TEN.length && Math.abs(multiple) < 1e21)
    return Number(`${multiple}e${exponent}`);
  return exponent < 0 ? multiple / powerOfTen(Math.min(308, -exponent)) : multiple * powerOfTen(exponent);
}

function powerOfTen(exponent: number): number {
  return POWERS_OF_TEN[exponent] ?? Number(`1e${exponent}`);
}

/** Returns a width as a mantissa without fraction, if it has few digits. */
export function exactStep(width: number): BinStep {
  const [digits, exponent] = width.toExponential().split('e');
  const [whole, fraction = ''] = digits.split('.');
  const power = Number(exponent) - fraction.length;
  return power >= -300 && power <= 300
    ? { mantissa: Number(whole + fraction), exponent: power }
    : { mantissa: width, exponent: 0 };
}

/** Returns the step that `width` asks for. */
export function stepFor(width: BinWidth, min: number, max: number): BinStep {
  return 'step' in width ? exactStep(width.step) : niceStep(min, max, width.maxBins);
}

/** Returns the edges of a bin as text, with as many decimals as the step has. */
export function binLabel(step: BinStep, bin: number): string {
  return `${formatEdge(step, bin)}–${formatEdge(step, bin + 1)}`;
}

function formatEdge(step: BinStep, bin: number): string {
  const edge = edgeOf(step, bin);
  const decimals = Math.max(0, -step.exponent);
  const text = decimals <= 20 && Math.abs(edge) < 1e15 ? edge.toFixed(decimals) : String(edge);
  return text.replace(/^-(?=[0.]*$)/, '').replace(/^-/, '\u2212');
}
