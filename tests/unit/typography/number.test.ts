import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { formatNumber, numberFormatError } from '../../../src/typography/number.js';

describe('a number', () => {
  it.each([
    [0.5, '.2f', '0.50'],
    [1234.5, ',.0f', '1,235'],
    [0.123, '.0%', '12%'],
    [1234567, '.3s', '1.23M'],
    [0.1 + 0.2, '', '0.3'],
    [255, '#x', '0xff'],
    [7, '03d', '007'],
    [1234.5, 'n', '1,234.50'],
    [Number.NaN, '.2f', 'NaN'],
  ])('%d as "%s" is %s', (value, spec, text) => {
    expect(formatNumber(value, spec)).toBe(text);
  });

  it('has a minus sign U+2212, in exponents too', () => {
    expect(formatNumber(-1.5, '.1f')).toBe('\u22121.5');
    expect(formatNumber(-0.00012, '.1e')).toBe('\u22121.2e\u22124');
    expect(formatNumber(1e-9, '~g')).toBe('1e\u22129');
    expect(formatNumber(Number.NEGATIVE_INFINITY, '.1f')).toBe('\u2212Infinity');
  });

  it('that rounds to zero has no minus sign', () => {
    expect(formatNumber(-0.001, '.2f')).toBe('0.00');
  });
});

describe('a number format', () => {
  it.each(['.2f', '', '~g', '+.1e', '$,.2f', '(.1f', '*^9d', ' >100.2f', '.3~s', 'X'])(
    'may be "%s"',
    (spec) => {
      expect(numberFormatError(spec)).toBeNull();
    },
  );

  it.each([
    ['two decimals', '"two decimals" is not a number format: expected a d3 format such as ".2f"'],
    ['%.3f', '"%.3f" is not a number format: expected a d3 format such as ".3f"'],
    ['{:.1e}', '"{:.1e}" is not a number format: expected a d3 format such as ".1e"'],
    ['{:%Y}', '"{:%Y}" is not a number format: expected a d3 format such as ".2f"'],
    [
      '.2q',
      'the number format ".2q" has the unknown type "q": expected one of e f g r s % p d n b o x X, or no type',
    ],
    [
      'c',
      'the number format "c" has the unknown type "c": expected one of e f g r s % p d n b o x X, or no type',
    ],
    ['999999999f', 'the number format "999999999f" is too wide: at most 100 characters are allowed'],
    ['x'.repeat(100_000), `"${'x'.repeat(39)}…" is not a number format: expected a d3 format such as ".2f"`],
  ])('may not be "%s"', (spec, problem) => {
    expect(numberFormatError(spec)).toBe(problem);
    let error: unknown;
    try {
      formatNumber(1, spec);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HeatmapError);
    expect((error as HeatmapError).diagnostics).toMatchObject([{ code: 'bad-format', message: problem }]);
  });
});
