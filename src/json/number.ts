import { isWordEnd } from './scan.js';

const [ZERO, NINE, MINUS, PLUS, POINT, LOWER_E] = [...'09-+.e'].map((c) => c.charCodeAt(0));
/** The powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LOWER_CASE = 32;

/** Reads the numbers of JSON, and Python's `NaN`, `Infinity` and `-Infinity`; bit for bit what `Number()` makes of them. */
export class NumberReader {
  /** What `read` read last. */
  value = 0;

  /** The end of the number that begins at `start` and ends where a word does; `start` itself where none stands. */
  read(text: string, start: number): number {
    let at = start;
    let c = text.charCodeAt(at);
    const negative = c === MINUS;
    if (negative) c = text.charCodeAt(++at);
    let mantissa = 0;
    let scale = 0;
    let exponent = false;
    if (c === ZERO) {
      c = text.charCodeAt(++at);
    } else if (isDigit(c)) {
      for (; isDigit(c); c = text.charCodeAt(++at)) mantissa = mantissa * 10 + (c - ZERO);
    } else {
      return this.readName(text, start, at);
    }
    if (c === POINT) {
      const fraction = at + 1;
      while (isDigit((c = text.charCodeAt(++at)))) mantissa = mantissa * 10 + (c - ZERO);
      scale = at - fraction;
      if (scale === 0) return start;
    }
    if ((c | LOWER_CASE) === LOWER_E) {
      exponent = true;
      c = text.charCodeAt(++at);
      if (c === PLUS || c === MINUS) c = text.charCodeAt(++at);
      if (!isDigit(c)) return start;
      while (isDigit(c)) c = text.charCodeAt(++at);
    }
    if (!isWordEnd(text, at)) return start;
    // A safe integer and a power of ten below 1e23 are both exact, so one division rounds once, and correctly.
    const quick = !exponent && mantissa <= Number.MAX_SAFE_INTEGER && scale < POWERS_OF_TEN.length;
    this.value = quick
      ? (negative ? -mantissa : mantissa) / POWERS_OF_TEN[scale]
      : Number(text.slice(start, at));
    return at;
  }

  private readName(text: string, start: number, at: number): number {
    if (text.startsWith('Infinity', at) && isWordEnd(text, at + 8)) {
      this.value = at > start ? -Infinity : Infinity;
      return at + 8;
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
