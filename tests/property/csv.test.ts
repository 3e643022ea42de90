import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { NumberScanner } from '../../src/input/csv/number-scanner.js';
import { readCsv } from '../../src/input/csv.js';
import { FORMATS, type ReadOptions } from '../../src/spec/data.js';
import { AGGREGATES } from '../../src/spec/fields.js';
import { parseNumber, parseNumberBytes } from '../../src/table/number.js';
import { read } from '../fixtures/tables/read.js';
import { cpuTime } from '../support/cpu-time.js';

/** Any Unicode text without NUL, which text files do not contain. */
const anyText = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
/** Random text of characters that are special in tables. */
const tableText = (max: number) =>
  fc.string({ unit: fc.constantFrom(...',;\t| "\n\r#%0123456789.eE+-abNé\\😀'), maxLength: max });
const label = fc.oneof(anyText, tableText(8));

function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function csv(rows: readonly (readonly string[])[], end: string): string {
  return rows.map((row) => row.map(quote).join(',') + end).join('');
}

const formattedDouble = fc.double({ noNaN: true, noDefaultInfinity: true }).chain((value) =>
  fc.oneof(
    fc.constant(String(value)),
    fc.constant(value.toExponential()),
    fc.integer({ min: 1, max: 100 }).map((digits) => value.toPrecision(digits)),
    fc
      .integer({ min: 0, max: 30 })
      .map((digits) => (Math.abs(value) < 1e21 ? value.toFixed(digits) : `${value}`)),
  ),
);
const digits = fc.tuple(
  fc.constantFrom('', '-', '+'),
  fc.stringMatching(/^\d{1,25}$/),
  fc.constantFrom('', '.'),
  fc.stringMatching(/^\d{0,25}$/),
  fc.oneof(
    fc.constant(''),
    fc.integer({ min: -330, max: 330 }).map((exponent) => `e${exponent}`),
  ),
);
const number = fc.oneof(
  formattedDouble,
  digits.map(
    ([sign, whole, point, fraction, exponent]) => `${sign}${whole}${point}${point && fraction}${exponent}`,
  ),
);

/** Reads one number with `NumberScanner`; undefined if the scanner does not accept it. */
function scanNumber(text: string, decimalMark: '.' | ','): number | undefined {
  const row = new Float64Array(2);
  return new NumberScanner(59, decimalMark).read(Buffer.from(`${text};\n`), 0, row, 0) > 0
    ? row[0]
    : undefined;
}

describe('a number', () => {
  it('equals the result of Number() exactly, with either decimal mark', () => {
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('.', ','),
        fc.constantFrom('', ' ', '\t '),
        (text, decimalMark, blanks) => {
          const bytes = Buffer.from(`x${blanks}${text.replace('.', decimalMark)}${blanks}y`);
          expect(parseNumberBytes(bytes, 1, bytes.length - 1, decimalMark)).toBe(Number(text));
          expect(scanNumber(text.replace('.', decimalMark), decimalMark)).toBeOneOf([
            Number(text),
            undefined,
          ]);
          expect(parseNumber(text.replace('.', decimalMark), decimalMark)).toBe(Number(text));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('equals it with as many digits as pandas writes, and near the midpoint of two doubles', () => {
    const nearMidpoint = fc
      .tuple(fc.integer({ min: 2 ** 33, max: 2 ** 36 }), fc.integer({ min: 1, max: 999_999 }), fc.nat(30))
      .map(([high, low, point]) => {
        const digits = String(BigInt(high) * 2n ** 23n + BigInt(low));
        const at = Math.max(0, digits.length - point);
        return `${digits.slice(0, at)}.${digits.slice(at)}`;
      });
    const long = fc
      .tuple(fc.double({ min: 1e-5, max: 1e5, noNaN: true }), fc.integer({ min: 15, max: 18 }))
      .map(([value, digits]) => value.toPrecision(digits));
    fc.assert(
      fc.property(fc.oneof(nearMidpoint, long), (text) => {
        expect(scanNumber(text, '.')).toBeOneOf([Number(text), undefined]);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is accepted only in the documented forms', () => {
    const numberLike = fc.string({
      unit: fc.constantFrom(...'0123456789.,eE+-_ xInfinityNaN'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(numberLike, (text) => {
        const bytes = Buffer.from(text);
        const isDecimal = /^[ ]*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[ ]*$/i.test(text);
        const infinite = /^[ ]*([+-]?)inf(inity)?[ ]*$/i.exec(text);
        const expected = isDecimal
          ? Number(text)
          : infinite
            ? infinite[1] === '-'
              ? -Infinity
              : Infinity
            : Number.NaN;
        expect(parseNumber(text)).toBe(expected);
        expect(parseNumberBytes(bytes, 0, bytes.length, '.')).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a table', () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, columns]) =>
      fc.record({
        columnLabels: fc.array(label, { minLength: columns, maxLength: columns }),
        rowLabels: fc.array(label, { minLength: rows, maxLength: rows }),
        cells: fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
        end: fc.constantFrom('\n', '\r\n'),
      }),
    );

  it('with any labels and numbers is read as csv-parse reads it', () => {
    fc.assert(
      fc.property(table, ({ columnLabels, rowLabels, cells, end }) => {
        const text = csv(
          [['corner', ...columnLabels], ...cells.map((row, i) => [rowLabels[i], ...row])],
          end,
        );
        const [header, ...rows]: string[][] = parse(text, { relax_quotes: true, record_delimiter: end });
        const { matrix } = read(text, { header: true, rowLabels: true, delimiter: ',', comment: false });
        expect(matrix.columnLabels).toEqual(header.slice(1));
        expect(matrix.rowLabels).toEqual(rows.map((row) => row[0]));
        expect([...matrix.values]).toEqual(rows.flatMap((row) => row.slice(1).map(Number)));
      }),
      { numRuns: 1000 },
    );
  });

  it('with categories is read as csv-parse reads it', () => {
    const word = fc
      .tuple(fc.constantFrom('', 'a', 'é ', '"', ','), label)
      .map(([head, tail]) => `${head}x${tail}`);
    const words = fc
      .integer({ min: 1, max: 5 })
      .chain((n) => fc.array(fc.array(word, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(words, (rows) => {
        const text = csv(rows, '\n');
        const { cells } = read(text, { header: false, rowLabels: false, delimiter: ',', comment: false });
        expect(cells).toEqual(parse(text, { relax_quotes: true, record_delimiter: '\n' }));
      }),
    );
  });

  it('written by pandas is read without options', () => {
    const token = fc.oneof(
      fc.constantFrom(
        'the',
        'Ġthe',
        '▁cat',
        '##ing',
        '#',
        '%',
        '',
        ' ',
        'a,b',
        '"',
        '\n',
        '0',
        '-8',
        '1e5',
        'NaN',
        '\u200b',
        '，',
        '</s>',
        '😀',
      ),
      fc.integer({ min: -9, max: 99 }).map(String),
    );
    const frame = fc
      .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 6 }))
      .chain(([rows, columns]) =>
        fc.record({
          columnLabels: fc.array(token, { minLength: columns, maxLength: columns }),
          rowLabels: fc.array(token, { minLength: rows, maxLength: rows }),
          cells: fc.array(
            fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }),
            {
              minLength: rows,
              maxLength: rows,
            },
          ),
        }),
      );
    fc.assert(
      fc.property(frame, ({ columnLabels, rowLabels, cells }) => {
        // If all lines begin with a percent sign, they are comments.
        fc.pre(!rowLabels.every((text) => text.startsWith('%')));
        const { matrix } = read(
          csv([['', ...columnLabels], ...cells.map((row, i) => [rowLabels[i], ...row.map(String)])], '\n'),
        );
        expect(matrix).toMatchObject({ columnLabels, rowLabels });
        expect([...matrix.values]).toEqual(cells.flat().map((value) => Number(String(value))));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same result in every encoding and with every line end', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), ({ columnLabels, rowLabels, cells }, end) => {
        const rows = [['corner', ...columnLabels], ...cells.map((row, i) => [rowLabels[i], ...row])];
        const options = { header: true, rowLabels: true, delimiter: ',', comment: false } as const;
        const text = csv(rows, end);
        const { matrix } = read(csv(rows, '\n'), options);
        expect(read(text, options).matrix).toEqual(matrix);
        expect(read(Buffer.from(`\ufeff${text}`), options).matrix).toEqual(matrix);
        expect(read(Buffer.from(`\ufeff${text}`, 'utf16le'), options).matrix).toEqual(matrix);
        expect(read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), options).matrix).toEqual(matrix);
      }),
    );
  });
});

describe('any bytes', () => {
  const column = fc.oneof(fc.nat(3), fc.constantFrom('a', 'b', '', '0'));
  const options: fc.Arbitrary<ReadOptions> = fc.record(
    {
      format: fc.constantFrom(...FORMATS),
      header: fc.boolean(),
      rowLabels: fc.boolean(),
      delimiter: fc.constantFrom(',', ';', '\t', ' ', '|', 'ab', '"'),
      decimal: fc.constantFrom('.', ','),
      missingValues: fc.array(fc.constantFrom('a', '0', '-1', '')),
      comment: fc.constantFrom<string | false>('#', 'ab', ',', false),
      x: column,
      y: column,
      value: column,
      panel: column,
      aggregate: fc.constantFrom(...AGGREGATES),
    },
    { requiredKeys: [] },
  );
  const bytes = fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    { weight: 4, arbitrary: tableText(200).map((text) => new Uint8Array(Buffer.from(text))) },
    {
      weight: 1,
      arbitrary: tableText(100).map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))),
    },
  );

  function checkPlace({ place, message }: Diagnostic, lines: number): void {
    expect(message).not.toMatch(/undefined|NaN|\[object/);
    if (!place?.line) return;
    expect(place.line).toBeLessThanOrEqual(lines);
    expect(place.column).toBeGreaterThanOrEqual(1);
    expect(place.mark!.start).toBeGreaterThanOrEqual(0);
    expect(place.mark!.start).toBeLessThanOrEqual(place.source!.length);
  }

  it('give a valid dataset or a HeatmapError', () => {
    fc.assert(
      fc.property(bytes, options, (input, options) => {
        const diagnostics: Diagnostic[] = [];
        try {
          const dataset = readCsv({ name: 'a.csv', bytes: input }, options, (diagnostic) =>
            diagnostics.push(diagnostic),
          );
          expect(dataset.slices).toHaveLength(dataset.leadingShape.reduce((a, b) => a * b, 1));
          for (const { matrix } of dataset.slices) {
            expect(matrix.rows * matrix.columns).toBeGreaterThan(0);
            expect(matrix.values).toHaveLength(matrix.rows * matrix.columns);
            expect(matrix.rowLabels ?? { length: matrix.rows }).toHaveLength(matrix.rows);
            expect(matrix.columnLabels ?? { length: matrix.columns }).toHaveLength(matrix.columns);
            if (matrix.categories)
              expect(Math.max(...[...matrix.values].map((v) => v || 0))).toBeLessThan(
                matrix.categories.length,
              );
          }
        } catch (error) {
          if (!(error instanceof HeatmapError)) throw error;
          expect(error.diagnostics.length).toBeGreaterThan(0);
          diagnostics.push(...error.diagnostics);
        }
        for (const diagnostic of diagnostics) checkPlace(diagnostic, input.length + 1);
      }),
      { numRuns: 20_000 },
    );
  });

  const repeats = 200_000;
  it.each([
    ['quotes', '"'.repeat(repeats)],
    ['pairs of quotes', '"",'.repeat(repeats)],
    ['opening quotes', ',"\n'.repeat(repeats)],
    ['comment marks', '#'.repeat(repeats)],
    ['comments that open quotes', `1,2\n${'#,"\n'.repeat(repeats / 10)}`],
    ['labels that look like comments', `,a\n${'#x,1\n'.repeat(repeats)}`],
    ['blanks', ' '.repeat(repeats)],
    ['blank lines', ' \n'.repeat(repeats)],
    ['line ends', '\r'.repeat(repeats)],
    ['delimiters', ','.repeat(repeats)],
    ['a long number', '1'.repeat(repeats)],
    ['long numbers', `${'1'.repeat(4999)}\n`.repeat(40)],
    ['almost a number', `${'1'.repeat(4999)}x\n`.repeat(40)],
    ['almost a thousands separator', `1${',123'.repeat(repeats)}x`],
    ['errors on one line', `1${',x'.repeat(repeats)}`],
    ['errors on many lines', `1,2\n${'1,x\n'.repeat(repeats)}`],
    ['ragged lines', `1,2\n3,4\n${'1\n'.repeat(repeats)}`],
    ['backslashes', `"${'\\"'.repeat(repeats)}" 1\n`],
    ['categories', 'a,b\n'.repeat(repeats)],
  ])('are read in linear time: %s', (_, text) => {
    const time = cpuTime(() => {
      try {
        read(text);
      } catch (error) {
        if (!(error instanceof HeatmapError)) throw error;
      }
    });
    expect(time).toBeLessThan(5000);
  });
});
