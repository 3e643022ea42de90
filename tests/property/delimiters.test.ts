import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffDialect } from '../../src/input/csv/dialect.js';
import { TextBuffer } from '../../src/input/csv/text-buffer.js';
import { isMissing } from '../../src/table/missing.js';
import { parseNumber } from '../../src/table/number.js';

/** One to three words, which are neither numbers nor missing values. */
const label = fc
  .array(fc.stringMatching(/^[a-zé]{2,6}[0-9]{0,2}$/), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  .filter((text) => !isMissing(text) && text.split(' ').every((word) => Number.isNaN(parseNumber(word))));
/** A word with a character that delimits other tables. */
const listed = (marks: readonly string[]) =>
  fc.tuple(label, fc.constantFrom(...marks), label).map(([head, mark, tail]) => head + mark + tail);
const number = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 2 }))
  .map(([value, digits]) => (value / 10 ** digits).toFixed(digits));

type Cell = { readonly text: string; readonly isNumber: boolean };

const delimited = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    hasDecimalCommas: fc.boolean(),
    isRegular: fc.boolean(),
    isNumeric: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
    rows: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ delimiter, hasDecimalCommas, isRegular, isNumeric, rows }) => {
    const decimal = hasDecimalCommas && delimiter !== ',' ? ',' : '.';
    // All labels of a regular table have the same number of blanks.
    const plain = isRegular ? label.map((text) => `pt ${text.split(' ')[0]} n`) : label;
    const others = [',', ';', '|'].filter((mark) => mark !== delimiter);
    const words = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: listed(others) });
    const cell = (isNumber: boolean): fc.Arbitrary<Cell> =>
      (isNumber ? number.map((text) => text.replace('.', decimal)) : words).map((text) => ({
        text,
        isNumber,
      }));
    return fc.record({
      delimiter: fc.constant(delimiter),
      decimal: fc.constant(decimal),
      header: fc.tuple(label, ...isNumeric.map(() => label)),
      body: fc.array(fc.tuple(cell(false), ...isNumeric.map(cell)), { minLength: rows, maxLength: rows }),
    });
  });

describe('a table of words and numbers', () => {
  it('is read as the cells that were written, with any delimiter', () => {
    fc.assert(
      fc.property(delimited, ({ delimiter, decimal, header, body }) => {
        const lines = [header, ...body.map((cells) => cells.map(({ text }) => text))];
        const text = lines.map((fields) => `${fields.join(delimiter)}\n`).join('');
        const { dialect, sample } = sniffDialect(new TextBuffer('a.csv', Buffer.from(text)), {});
        expect(String.fromCharCode(dialect.delimiter)).toBe(delimiter);
        expect(sample.map(({ fields }) => fields.map((field) => field.text))).toEqual(lines);
        for (const { text, isNumber } of body.flat()) {
          const expected = isNumber ? Number(text.replace(decimal, '.')) : Number.NaN;
          expect(parseNumber(text, dialect.decimal)).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
