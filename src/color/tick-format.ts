import { formatNumber } from '../typography/number.js';
import type { Scale } from './scale.js';
import { isLopsided } from './ticks.js';

/** Plain digits, or a power of ten. */
type Notation = 'plain' | 'exponent';

/** By this share of the least distance between ticks a text may be off; by less where only two stand for a whole scale. */
const NEGLIGIBLE = 1 / 40;
const NEGLIGIBLE_OF_TWO = 1 / 200;
/** What a person chose is written to so many significant digits, if it takes them. */
const SIGNIFICANT = 6;
/** No more tell two numbers apart. */
const MOST_DIGITS = 17;

/** `value` in a d3 format; powers of ten without a plus sign. */
export function written(value: number, format: string): string {
  return formatNumber(value, format).replace('e+', 'e');
}

/**
 * The texts of `ticks` (ascending, each once), no two the same: in a d3 format, or with just enough digits, which are
 * those that say where the ticks are, or with `exact` what their values are.
 */
export function tickTexts(
  scale: Scale,
  ticks: readonly number[],
  format: string | null,
  exact: boolean,
): string[] {
  if (format !== null) return ticks.map((tick) => written(tick, format));
  const sizes = ticks.map(Math.abs).filter((size) => size > 0);
  // 0.01, 0.1, 1 and 10 have no digits in common, while 0.5 and 1.0 do.
  const wide = Math.max(...sizes) >= 10 * Math.min(...sizes);
  const apart = scale.edges ? scale.open : wide && (scale.kind !== 'linear' || isLopsided(scale));
  const inNotation = (notation: Notation) =>
    apart ? eachInFull(ticks, notation) : alike(ticks, notation, exact);
  const readable = (size: number) => size >= (apart ? 1e-4 : 1e-3) && size < 1e6;
  const usual = apart ? sizes.every(readable) : readable(Math.max(...sizes));
  const plain = inNotation('plain');
  if (usual || sizes.length === 0) return plain;
  const exponent = inNotation('exponent');
  return length(plain) <= length(exponent) ? plain : exponent;
}

/** All with the same number of decimals, the fewest that do. */
function alike(ticks: readonly number[], notation: Notation, exact: boolean): string[] {
  const gap = Math.min(Number.MAX_VALUE, ...ticks.slice(1).map((tick, i) => tick - ticks[i]));
  const near = (tick: number) =>
    exact || ticks.length < 2
      ? Math.abs(tick) * 10 ** -SIGNIFICANT
      : gap * (ticks.length === 2 ? NEGLIGIBLE_OF_TWO : NEGLIGIBLE);
  const type = notation === 'plain' ? 'f' : 'e';
  for (let digits = 0; digits < MOST_DIGITS; digits++) {
    const rounded = ticks.map((tick) =>
      Number(type === 'f' ? tick.toFixed(digits) : tick.toExponential(digits)),
    );
    if (isDistinct(rounded) && rounded.every((value, i) => Math.abs(value - ticks[i]) <= near(ticks[i])))
      return ticks.map((tick) => write(tick, `.${digits}${type}`));
  }
  return eachInFull(ticks, notation);
}

/** Each with the digits it has, as many significant ones at most as tell it from the others. */
function eachInFull(ticks: readonly number[], notation: Notation): string[] {
  let digits = SIGNIFICANT;
  while (digits < MOST_DIGITS && !isDistinct(ticks.map((tick) => Number(tick.toPrecision(digits))))) digits++;
  return ticks.map((tick) => {
    const own = Math.min(digits, tick.toExponential().replace(/e.*/, '').replace(/\D/g, '').length);
    return write(tick, notation === 'plain' ? `.${own}~r` : `.${own - 1}~e`);
  });
}

function write(tick: number, format: string): string {
  return tick === 0 && format.endsWith('e') ? '0' : written(tick, format);
}

function isDistinct(values: readonly number[]): boolean {
  return new Set(values).size === values.length;
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
