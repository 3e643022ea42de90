import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberParser, isMissingNumber } from '../../../src/table/human-numbers.js';

describe('numbers as people write them', () => {
  it.each([
    ['37,253,956', 37_253_956],
    ['12,34,567', 1_234_567],
    ['1 234 567', 1_234_567],
    ["1'234.5", 1234.5],
    ['$1,200.50', 1200.5],
    ['-$5', -5],
    ['5 €', 5],
    ['45%', 45],
    ['3.2 %', 3.2],
    ['1,5%', 1.5],
    ['<0.001', 0.001],
    ['< 2.2e-16', 2.2e-16],
    ['(350)', -350],
    ['\u22125', -5],
    ['0,123', 0.123],
  ])('%s', (text, value) => {
    expect(createNumberParser([text])?.parse(text)).toBe(value);
  });

  it.each(['1,2,3', '1_000', '0x1F', '(1) 5', '$', '%', '12:30', '1.2.3', 'e5', `${'1,'.repeat(5000)}1`])(
    'are not %s',
    (text) => {
      expect(createNumberParser([text])).toBeNull();
    },
  );

  it('have one unit in a column', () => {
    expect(createNumberParser(['45%', '3%'])?.unit).toBe('%');
    expect(createNumberParser(['$5', '$1,000'])?.unit).toBe('$');
    expect(createNumberParser(['$5', '€5'])).toBeNull();
    expect(createNumberParser(['45%', '0.3'])).toBeNull();
  });

  it('have the decimal mark that fits most of them', () => {
    expect(createNumberParser(['1.234,5', '2,5'])?.parse('1.234,5')).toBe(1234.5);
    expect(createNumberParser(['1,234', '5,678'])?.parse('1,234')).toBe(1234);
    expect(createNumberParser(['1.234'], { decimal: ',' })?.parse('1.234')).toBe(1234);
  });

  it('can have separators below the first records only, but no unit', () => {
    const parser = createNumberParser(['1', '20', '300']);
    expect(parser?.isPlain).toBe(true);
    expect(parser?.parse('1,234')).toBe(1234);
    expect(parser?.parse('45%')).toBeNaN();
  });

  it('can be beside texts for missing values', () => {
    for (const text of ['.', '?', 'n/a', 'NULL', '#DIV/0!', '', ' - '])
      expect(isMissingNumber(text)).toBe(true);
    for (const text of ['0', 'x', '..x']) expect(isMissingNumber(text)).toBe(false);
  });

  it('are read back from the thousands separators of en-US', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const text = value.toLocaleString('en-US');
        expect(createNumberParser([text])?.parse(text)).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 300 },
    );
  });
});
