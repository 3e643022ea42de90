import { isWordEnd } from './scan.js';

const [ZERO, NINE, MINUS, PLUS, POINT, LOWER_E] = [...'09-+.e'].map((c) => c.charCodeAt(0));
/** The powers of ten that a double represents exactly. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LOWER_CASE_BIT = 32;

/** Reads JSON numbers and `NaN`, `Infinity` and `-Infinity`. The values are identical to those of `Number()`. */
export class NumberReader {
  /** The number that `read` read last. */
  value = 0;

  /** Reads the number at `start` and returns its end, or `start` if the word at `start` is not a number. */
  read(text: string, start: number): number {
    let pos = start;
    let c = text.charCodeAt(pos);
    const isNegative = c === MINUS;
    if (isNegative) c = text.charCodeAt(++pos);
    let mantissa = 0;
    let decimals = 0;
    let hasExponent = false;
    if (c === ZERO) {
      c = text.charCodeAt(++pos);
    } else if (isDigit(c)) {
      for (; isDigit(c); c = text.charCodeAt(++pos)) mantissa = mantissa * 10 + (c - ZERO);
    } else {
      return this.readName(text, start, pos);
    }
    if (c === POINT) {
      const fractionStart = pos + 1;
      while (isDigit((c = text.charCodeAt(++pos)))) mantissa = mantissa * 10 + (c - ZERO);
      decimals = pos - fractionStart;
      if (decimals === 0) return start;
    }
    if ((c | LOWER_CASE_BIT) === LOWER_E) {
      hasExponent = true;
      c = text.charCodeAt(++pos);
      if (c === PLUS || c === MINUS) c = text.charCodeAt(++pos);
      if (!isDigit(c)) return start;
      while (isDigit(c)) c = text.charCodeAt(++pos);
    }
    if (!isWordEnd(text, pos)) return start;
    // A safe integer and a power of ten below 1e23 are both exact, so their quotient is rounded only once.
    const isExact = !hasExponent && mantissa <= Number.MAX_SAFE_INTEGER && decimals < POWERS_OF_TEN.length;
    this.value = isExact
      ? (isNegative ? -mantissa : mantissa) / POWERS_OF_TEN[decimals]
      : Number(text.slice(start, pos));
    return pos;
  }

  private readName(text: string, start: number, pos: number): number {
    if (text.startsWith('Infinity', pos) && isWordEnd(text, pos + 8)) {
      this.value = pos > start ? -Infinity : Infinity;
      return pos + 8;
    }
    if (text.startsWith('NaN', start) && isWordEnd(text, start + 3)) {
      this.value = Number.NaN;
      return start + 3;
    }
    return start;
  }
}

function isDigit(c: number): boolean {
  return c >= ZERO && c <= NINE;
}
