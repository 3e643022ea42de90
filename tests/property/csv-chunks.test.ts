import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { TableText } from '../../src/input/csv/text.js';
import { readTable } from '../../src/input/csv.js';
import { decodePieces } from '../../src/input/decode.js';
import type { Source } from '../../src/input/reader.js';
import type { Dataset } from '../../src/matrix/matrix.js';
import { AGGREGATES, type ReadOptions } from '../../src/spec/data.js';

/** `bytes` as they come in pieces of the given sizes, over and over, the first one of at least `least` bytes. */
function inPieces(bytes: Uint8Array, sizes: readonly number[], least: number): Source {
  let at = Math.max(least, sizes[0]);
  let turn = 0;
  return {
    name: 'a.csv',
    bytes: bytes.subarray(0, at),
    rest: {
      size: bytes.length,
      next() {
        if (at >= bytes.length) return null;
        const from = at;
        at += sizes[++turn % sizes.length];
        return bytes.slice(from, at);
      },
    },
  };
}

interface Outcome {
  readonly dataset: Dataset | null;
  readonly said: readonly Diagnostic[];
}

function outcome(source: Source, options: ReadOptions, window?: number): Outcome {
  const said: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => said.push(diagnostic);
  try {
    const text = new TableText(source.name, decodePieces(source, report), window);
    return { dataset: readTable(text, options, report), said };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return { dataset: null, said: [...said, ...error.diagnostics] };
  }
}

const number = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer({ min: -999, max: 9999 }).map(String),
  fc.constantFrom('', 'NA', ' 1', '2 ', '"3"', '+4', '1e5', '-2.5E-3', '.5', '6.'),
);
const word = fc.string({ unit: fc.constantFrom(...'abé😀 ,;"\n\r'), maxLength: 6 });
const quoted = word.map((text) => `"${text.replaceAll('"', '""')}"`);
const cell = (strays: number) =>
  fc.oneof(
    { weight: 20, arbitrary: number },
    { weight: strays, arbitrary: fc.oneof(quoted, fc.constantFrom('x', 'é', '😀', '"', 'a"b', '"a"b')) },
  );
const between = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '  \r\n', '# é\n', '%,"\r\n', '#,1\n', '\r') },
);

/** Tables that are mostly sound. */
const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t', ' '),
    strays: fc.constantFrom(0, 0, 1),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    closed: fc.boolean(),
    trailing: fc.constantFrom('', '', '', ','),
    times: fc.constantFrom(1, 5, 10),
  })
  .chain(({ columns, delimiter, strays, end, closed, trailing, times }) =>
    fc
      .record({
        header: fc.array(quoted, { minLength: columns, maxLength: columns }),
        rows: fc.array(
          fc.tuple(
            between,
            quoted,
            fc.oneof(
              { weight: 40, arbitrary: fc.array(cell(strays), { minLength: columns, maxLength: columns }) },
              { weight: strays, arbitrary: fc.array(cell(0), { maxLength: 8 }) },
            ),
          ),
          { maxLength: 30 },
        ),
      })
      .map(({ header, rows }) => {
        const lines = [['""', ...header], ...rows.map(([, label, cells]) => [label, ...cells])].map(
          (fields, i) => (rows[i - 1]?.[0] ?? '') + fields.join(delimiter) + (trailing && delimiter),
        );
        // More records than are looked at to tell how the table is written.
        const [first, ...others] = lines;
        const all = [first, ...Array.from({ length: times }, () => others).flat()];
        return { text: all.join(end) + (closed ? end : ''), delimiter };
      }),
  );
const soup = fc.record({
  text: fc
    .tuple(
      fc.constantFrom('', '1,2\n'.repeat(70), '"a b"\r\n'.repeat(70)),
      fc.string({ unit: fc.constantFrom(...',;\t| "\n\r#%0123456789.eE+-abNé\\😀'), maxLength: 300 }),
    )
    .map((parts) => parts.join('')),
  delimiter: fc.constantFrom(',', ';', '\t', ' '),
});

const column = fc.oneof(fc.nat(3), fc.constantFrom('a', ''));
const long: fc.Arbitrary<ReadOptions> = fc.record(
  { x: column, y: column, value: column, panel: column, aggregate: fc.constantFrom(...AGGREGATES) },
  { requiredKeys: ['x', 'y', 'value'] },
);
const reading = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: long });
const options: fc.Arbitrary<[ReadOptions, ReadOptions]> = fc.tuple(
  reading,
  fc.record(
    {
      header: fc.boolean(),
      rowLabels: fc.boolean(),
      missingValues: fc.constant(['0', 'x']),
      comment: fc.constant('#'),
    },
    { requiredKeys: [] },
  ),
);
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })), {
  minLength: 1,
  maxLength: 5,
});

describe('a table that comes in pieces', () => {
  it.each([
    ['sound', table, 'utf8'],
    ['any', soup, 'utf8'],
    ['UTF-16', table, 'utf16le'],
  ] as const)('is read as the whole is, faults and all: %s', (_, tables, encoding) => {
    fc.assert(
      fc.property(
        tables,
        options,
        fc.boolean(),
        sizes,
        fc.integer({ min: 16, max: 99 }),
        ({ text, delimiter }, [reading, said], marked, sizes, window) => {
          const bytes = Buffer.from((marked || encoding !== 'utf8' ? '\ufeff' : '') + text, encoding);
          const options: ReadOptions = { decimal: '.', delimiter, ...reading, ...said };
          const whole = outcome({ name: 'a.csv', bytes }, options);
          expect(outcome(inPieces(bytes, sizes, 3), options, window)).toEqual(whole);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is told the same way where nothing is said of how it is written', () => {
    fc.assert(
      fc.property(fc.oneof(table, soup), sizes, ({ text }, sizes) => {
        const bytes = Buffer.from(text);
        expect(outcome(inPieces(bytes, sizes, 3), {})).toEqual(outcome({ name: 'a.csv', bytes }, {}));
      }),
      { numRuns: 1000 },
    );
  });
});
