import { composeNumber, type DecimalMark } from '../../table/number.js';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const LOWER_E = 101;
const LOWER_CASE_BIT = 32;
/** Any number with this many digits fits into a 32-bit integer. */
const DIGITS_PER_HALF = 9;

/**
 * Reads plain numbers, the usual fields of a numeric table, in one pass over their bytes. It stops at any other field,
 * and at numbers with too many digits.
 */
export class NumberScanner {
  /** Where the last call of `read` stopped: at the start of a field that it did not read, or at a line end. */
  pos = 0;
  /** Whether it stopped at a line end. */
  reachedLineEnd = false;

  private readonly secondDelimiter: number;
  private readonly point: number;

  /** A space as `delimiter` means any sequence of blanks. */
  constructor(
    private readonly delimiter: number,
    decimalMark: DecimalMark,
  ) {
    this.secondDelimiter = delimiter === SPACE ? TAB : delimiter;
    this.point = decimalMark.charCodeAt(0);
  }

  /**
   * Reads numbers from `start`, the start of a field, into `row` from `column` to its end. Each value equals that of
   * `parseNumberBytes`. Returns the column after the last one. `bytes` must contain a line end after `start`.
   */
  read(bytes: Buffer, start: number, row: Float64Array, column: number): number {
    const { delimiter, secondDelimiter, point } = this;
    let target = column;
    let pos = start;
    this.pos = start;
    this.reachedLineEnd = false;
    while (target < row.length) {
      let c = bytes[pos];
      const isNegative = c === MINUS;
      if (isNegative) c = bytes[++pos];
      // Reads nine digits into `low`; if more follow, they become `high` and the next nine are read into `low`.
      const first = pos;
      let low = 0;
      let digit = (c - ZERO) >>> 0;
      while (digit <= 9) {
        low = (Math.imul(low, 10) + digit) | 0;
        c = bytes[++pos];
        digit = (c - ZERO) >>> 0;
      }
      let digits = pos - first;
      if (digits > DIGITS_PER_HALF) break;
      let high = 0;
      let power = 0;
      if (c === point) {
        const pointPos = pos;
        const highEnd = pos + DIGITS_PER_HALF - digits;
        c = bytes[++pos];
        digit = (c - ZERO) >>> 0;
        while (digit <= 9 && pos <= highEnd) {
          low = (Math.imul(low, 10) + digit) | 0;
          c = bytes[++pos];
          digit = (c - ZERO) >>> 0;
        }
        if (digit <= 9) {
          high = low;
          low = 0;
          const lowEnd = pos + DIGITS_PER_HALF;
          while (digit <= 9 && pos < lowEnd) {
            low = (Math.imul(low, 10) + digit) | 0;
            c = bytes[++pos];
            digit = (c - ZERO) >>> 0;
          }
          if (digit <= 9) break;
        }
        power = pointPos + 1 - pos;
        digits -= power;
      }
      if (digits === 0) break;
      if ((c | LOWER_CASE_BIT) === LOWER_E) {
        c = bytes[++pos];
        const isNegativeExponent = c === MINUS;
        if (isNegativeExponent || c === PLUS) c = bytes[++pos];
        const exponentPos = pos;
        let exponent = 0;
        for (digit = (c - ZERO) >>> 0; digit <= 9 && exponent < 1000; digit = (c - ZERO) >>> 0) {
          exponent = exponent * 10 + digit;
          c = bytes[++pos];
        }
        if (pos === exponentPos) break;
        power += isNegativeExponent ? -exponent : exponent;
      }
      const isLineEnd = c === LF || c === CR;
      if (!isLineEnd && c !== delimiter && c !== secondDelimiter) break;
      const magnitude = composeNumber(high, low, digits - DIGITS_PER_HALF, power);
      if (Number.isNaN(magnitude)) break;
      row[target++] = isNegative ? -magnitude : magnitude;
      if (!isLineEnd) pos++;
      if (secondDelimiter !== delimiter) {
        while (bytes[pos] === SPACE || bytes[pos] === TAB) pos++;
        this.reachedLineEnd = bytes[pos] === LF || bytes[pos] === CR;
      } else {
        this.reachedLineEnd = isLineEnd;
      }
      this.pos = pos;
      if (this.reachedLineEnd) break;
    }
    return target;
  }
}
