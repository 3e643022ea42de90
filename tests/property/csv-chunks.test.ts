import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../src/diagnostics.js';
import { separateAlignedColumns } from '../../src/input/csv/aligned.js';
import { TextBuffer } from '../../src/input/csv/text-buffer.js';
import { readTable } from '../../src/input/csv.js';
import { decodeStream } from '../../src/input/decode.js';
import type { Source } from '../../src/input/reader.js';
import type { Dataset } from '../../src/matrix/matrix.js';
import type { ReadOptions } from '../../src/spec/data.js';
import { AGGREGATES } from '../../src/spec/fields.js';

/** A source that comes in chunks of the given sizes, repeated. The first chunk has at least `minFirst` bytes. */
function inChunks(bytes: Uint8Array, sizes: readonly number[], minFirst: number): Source {
  let position = Math.max(minFirst, sizes[0]);
  let chunkIndex = 0;
  return {
    name: 'a.csv',
    bytes: bytes.subarray(0, position),
    rest: {
      size: bytes.length,
      next() {
        if (position >= bytes.length) return null;
        const from = position;
        position += sizes[++chunkIndex % sizes.length];
        return bytes.slice(from, position);
      },
    },
  };
}

interface Outcome {
  readonly dataset: Dataset | null;
  readonly diagnostics: readonly Diagnostic[];
}

function readOutcome(source: Source, options: ReadOptions, window?: number): Outcome {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  try {
    const text = new TextBuffer(source.name, decodeStream(source, report), window);
    return { dataset: readTable(text, options, report), diagnostics };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return { dataset: null, diagnostics: [...diagnostics, ...error.diagnostics] };
  }
}

const number = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.integer({ min: -999, max: 9999 }).map(String),
  fc.constantFrom('', 'NA', ' 1', '2 ', '"3"', '+4', '1e5', '-2.5E-3', '.5', '6.'),
);
const word = fc.string({ unit: fc.constantFrom(...'abé😀 ,;"\n\r'), maxLength: 6 });
const quoted = word.map((text) => `"${text.replaceAll('"', '""')}"`);
const cell = (textWeight: number) =>
  fc.oneof(
    { weight: 20, arbitrary: number },
    { weight: textWeight, arbitrary: fc.oneof(quoted, fc.constantFrom('x', 'é', '😀', '"', 'a"b', '"a"b')) },
  );
const linePrefix = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '  \r\n', '# é\n', '%,"\r\n', '#,1\n', '\r') },
);

/** Tables that are mostly valid. */
const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t', ' '),
    textWeight: fc.constantFrom(0, 0, 1),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    endsWithLineEnd: fc.boolean(),
    trailing: fc.constantFrom('', '', '', ','),
    times: fc.constantFrom(1, 5, 10),
  })
  .chain(({ columns, delimiter, textWeight, end, endsWithLineEnd, trailing, times }) =>
    fc
      .record({
        header: fc.array(quoted, { minLength: columns, maxLength: columns }),
        rows: fc.array(
          fc.tuple(
            linePrefix,
            quoted,
            fc.oneof(
              {
                weight: 40,
                arbitrary: fc.array(cell(textWeight), { minLength: columns, maxLength: columns }),
              },
              { weight: textWeight, arbitrary: fc.array(cell(0), { maxLength: 8 }) },
            ),
          ),
          { maxLength: 30 },
        ),
      })
      .map(({ header, rows }) => {
        const lines = [['""', ...header], ...rows.map(([, label, cells]) => [label, ...cells])].map(
          (fields, i) => (rows[i - 1]?.[0] ?? '') + fields.join(delimiter) + (trailing && delimiter),
        );
        // More records than the sample that the dialect is detected from.
        const [first, ...others] = lines;
        const all = [first, ...Array.from({ length: times }, () => others).flat()];
        return { text: all.join(end) + (endsWithLineEnd ? end : ''), delimiter };
      }),
  );
const randomText = fc.record({
  text: fc
    .tuple(
      fc.constantFrom('', '1,2\n'.repeat(70), '"a b"\r\n'.repeat(70)),
      fc.string({ unit: fc.constantFrom(...',;\t| "\n\r#%0123456789.eE+-abNé\\😀'), maxLength: 300 }),
    )
    .map((parts) => parts.join('')),
  delimiter: fc.constantFrom(',', ';', '\t', ' '),
});

const column = fc.oneof(fc.nat(3), fc.constantFrom('a', ''));
const longTableOptions: fc.Arbitrary<ReadOptions> = fc.record(
  { x: column, y: column, value: column, panel: column, aggregate: fc.constantFrom(...AGGREGATES) },
  { requiredKeys: ['x', 'y', 'value'] },
);
const tableOptions = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: longTableOptions },
);
const options: fc.Arbitrary<[ReadOptions, ReadOptions]> = fc.tuple(
  tableOptions,
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

describe('a table in chunks', () => {
  it.each([
    ['valid', table, 'utf8'],
    ['random', randomText, 'utf8'],
    ['UTF-16', table, 'utf16le'],
  ] as const)('gives the same result and the same errors as the whole table: %s', (_, tables, encoding) => {
    fc.assert(
      fc.property(
        tables,
        options,
        fc.boolean(),
        sizes,
        fc.integer({ min: 16, max: 99 }),
        ({ text: content, delimiter }, [tableOptions, otherOptions], hasBom, sizes, window) => {
          const bytes = Buffer.from((hasBom || encoding !== 'utf8' ? '\ufeff' : '') + content, encoding);
          const options: ReadOptions = { decimal: '.', delimiter, ...tableOptions, ...otherOptions };
          // Columns that are aligned with blanks are found only if the window contains the whole table.
          const text = new TextBuffer(
            'a.csv',
            decodeStream({ name: 'a.csv', bytes }, () => {}),
          );
          fc.pre(delimiter !== ' ' || separateAlignedColumns(text) === null);
          const whole = readOutcome({ name: 'a.csv', bytes }, options);
          expect(readOutcome(inChunks(bytes, sizes, 3), options, window)).toEqual(whole);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same result if no option is set', () => {
    fc.assert(
      fc.property(fc.oneof(table, randomText), sizes, ({ text }, sizes) => {
        const bytes = Buffer.from(text);
        expect(readOutcome(inChunks(bytes, sizes, 3), {})).toEqual(readOutcome({ name: 'a.csv', bytes }, {}));
      }),
      { numRuns: 1000 },
    );
  });
});
