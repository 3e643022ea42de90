import { type DecimalMark, numberFrom } from '../../table/decimal.js';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const LOWER_E = 101;
const LOWER_CASE = 32;
/** So many digits fit into a 32-bit integer, whatever they are. */
const HALF = 9;

/**
 * Reads fields that are nothing but numbers in one pass over their bytes: most of what a table of numbers has. Whatever
 * else a field is, and numbers of very many digits, it leaves alone.
 */
export class NumberRun {
  /** Where the last run came to an end: where the first field begins that it left alone, or at a line end. */
  at = 0;
  /** Whether that was at a line end. */
  ended = false;

  private readonly otherBlank: number;
  private readonly point: number;

  /** A blank as `delimiter` stands for any run of blanks. */
  constructor(
    private readonly delimiter: number,
    mark: DecimalMark,
  ) {
    this.otherBlank = delimiter === SPACE ? TAB : delimiter;
    this.point = mark.charCodeAt(0);
  }

  /**
   * Puts the numbers that stand in `bytes` from `start` on, where a field begins, into `row` from `column` on, as far
   * as it has room, each as `numberIn` reads it; returns the column behind the last one. There must be a line end from
   * `start` on.
   */
  read(bytes: Buffer, start: number, row: Float64Array, column: number): number {
    const { delimiter, otherBlank, point } = this;
    let to = column;
    let at = start;
    this.at = start;
    this.ended = false;
    while (to < row.length) {
      let c = bytes[at];
      const negative = c === MINUS;
      if (negative) c = bytes[++at];
      // The first nine digits, then as many more; the point is mostly behind the first.
      const first = at;
      let low = 0;
      let digit = (c - ZERO) >>> 0;
      while (digit <= 9) {
        low = (Math.imul(low, 10) + digit) | 0;
        c = bytes[++at];
        digit = (c - ZERO) >>> 0;
      }
      let digits = at - first;
      if (digits > HALF) break;
      let high = 0;
      let power = 0;
      if (c === point) {
        const pointAt = at;
        const middle = at + HALF - digits;
        c = bytes[++at];
        digit = (c - ZERO) >>> 0;
        while (digit <= 9 && at <= middle) {
          low = (Math.imul(low, 10) + digit) | 0;
          c = bytes[++at];
          digit = (c - ZERO) >>> 0;
        }
        if (digit <= 9) {
          high = low;
          low = 0;
          const end = at + HALF;
          while (digit <= 9 && at < end) {
            low = (Math.imul(low, 10) + digit) | 0;
            c = bytes[++at];
            digit = (c - ZERO) >>> 0;
          }
          if (digit <= 9) break;
        }
        power = pointAt + 1 - at;
        digits -= power;
      }
      if (digits === 0) break;
      if ((c | LOWER_CASE) === LOWER_E) {
        c = bytes[++at];
        const shrinks = c === MINUS;
        if (shrinks || c === PLUS) c = bytes[++at];
        const exponentAt = at;
        let exponent = 0;
        for (digit = (c - ZERO) >>> 0; digit <= 9 && exponent < 1000; digit = (c - ZERO) >>> 0) {
          exponent = exponent * 10 + digit;
          c = bytes[++at];
        }
        if (at === exponentAt) break;
        power += shrinks ? -exponent : exponent;
      }
      const ends = c === LF || c === CR;
      if (!ends && c !== delimiter && c !== otherBlank) break;
      const size = numberFrom(high, low, digits - HALF, power);
      if (Number.isNaN(size)) break;
      row[to++] = negative ? -size : size;
      if (!ends) at++;
      if (otherBlank !== delimiter) {
        while (bytes[at] === SPACE || bytes[at] === TAB) at++;
        this.ended = bytes[at] === LF || bytes[at] === CR;
      } else {
        this.ended = ends;
      }
      this.at = at;
      if (this.ended) break;
    }
    return to;
  }
}
