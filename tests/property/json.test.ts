import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { readJson } from '../../src/input/json.js';
import { readJsonLines } from '../../src/input/jsonl.js';
import { fromValue } from '../../src/json/from-value.js';
import { findDuplicateKeys, itemPlace, itemTexts } from '../../src/json/locate.js';
import type { JsonDocument, JsonNode } from '../../src/json/node.js';
import { parseJson, parseJsonLines } from '../../src/json/parse.js';
import { InlineMatrix, toValue } from '../../src/json/value.js';
import type { Dataset } from '../../src/matrix/matrix.js';
import type { ReadOptions } from '../../src/spec/data.js';
import { mayNameIndex } from '../../src/table/index-names.js';

const file = 'a.json';

/** The value of a document, with matrices as plain arrays. */
function plain(document: JsonDocument, node = document.root): unknown {
  const value = toValue(document, node);
  return JSON.parse(JSON.stringify(value instanceof InlineMatrix ? value.toJSON() : value));
}

function* nodesOf(node: JsonNode): Generator<JsonNode> {
  yield node;
  if (node.kind === 'array') for (const item of node.items) yield* nodesOf(item);
  if (node.kind === 'object') for (const { value } of node.entries) yield* nodesOf(value);
}

/** The result of `compute`; null if it throws a HeatmapError with valid diagnostics. */
function resultOrNull<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    expect(error.diagnostics.length).toBeGreaterThan(0);
    for (const { code, message, place } of error.diagnostics) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(message).toMatch(/^[^\n\r]+$/);
      expect(place?.file).toBe(file);
    }
    return null;
  }
}

/** JSON text with random edits. */
const mutatedJson = fc
  .tuple(
    fc.jsonValue(),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'[]{}",:0-.eNIt\\/*\n\u00a0\u2028x'))),
  )
  .map(([value, edits]) =>
    edits.reduce((text, [position, cut, put]) => {
      const offset = position % (text.length + 1);
      return text.slice(0, offset) + put + text.slice(offset + cut);
    }, JSON.stringify(value)),
  );

const text = fc.oneof(mutatedJson, fc.string(), fc.string({ unit: 'binary' }));

/** Any valid spelling of a JSON number. */
const numberLiteral = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9]\d{0,25}$/)),
      fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,30}$/), fc.stringMatching(/^\.0{15,35}\d{1,5}$/)),
      fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{1,4}$/)),
    )
    .map((parts) => parts.join('')),
);

/** Anything allowed between two tokens. */
const whitespace = fc.constantFrom('', ' ', '\n', '\t\r\n', '/* , ] */', ' // 7, "\n');

describe('the JSON parser', () => {
  it('returns a document or an error for any text', () => {
    fc.assert(
      fc.property(text, (text) => {
        const document = resultOrNull(() => parseJson(file, text));
        if (document) findDuplicateKeys(document);
        resultOrNull(() => parseJsonLines(file, text));
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts everything that JSON.parse accepts, with the same value', () => {
    fc.assert(
      fc.property(mutatedJson, (text) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          return;
        }
        // JSON.stringify writes null for a number beyond the largest double.
        expect(plain(parseJson(file, text))).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the output of JSON.stringify, indented or not', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseJson(file, text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('gives the same document as fromValue', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plain(fromValue(value))).toEqual(plain(parseJson(file, JSON.stringify(value))));
      }),
    );
  });

  it('rounds every number exactly as Number() does', () => {
    fc.assert(
      fc.property(fc.array(numberLiteral, { minLength: 1 }), (lexemes) => {
        const { root } = parseJson(file, `[${lexemes.join(',')}]`);
        expect(root.kind === 'numbers' && [...root.values]).toStrictEqual(lexemes.map(Number));
        const alone = parseJson(file, lexemes[0]).root;
        expect(alone.kind === 'number' && Object.is(alone.value, Number(lexemes[0]))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives every value the position of its text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const document = parseJson(file, `\ufeff/* a */ ${JSON.stringify(value, null, indent)} // z`);
        for (const node of nodesOf(document.root)) {
          const part = parseJson(file, document.text.slice(node.start, node.end));
          expect(part.root.kind).toBe(node.kind);
          expect(plain(part)).toEqual(plain(document, node));
          if (node.kind !== 'object') continue;
          for (const { key, keyStart, keyEnd } of node.entries) {
            expect(JSON.parse(document.text.slice(keyStart, keyEnd))).toBe(key);
          }
        }
      }),
    );
  });

  it('keeps labels exactly and gives the place of each one', () => {
    const label = fc.oneof(numberLiteral, fc.constantFrom('null', 'NaN', '-Infinity'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(label, whitespace, whitespace), { minLength: 1 }),
        fc.boolean(),
        (items, comma) => {
          const text = `[${items.map(([label, before, after]) => before + label + after).join(',')}${comma ? ',' : ''}]`;
          const document = parseJson(file, text);
          const { root } = document;
          if (root.kind !== 'numbers') throw new Error(root.kind);
          expect(itemTexts(document, root)).toEqual(items.map(([label]) => label));
          const last = items.length - 1;
          const { line, column } = itemPlace(document, root, last);
          expect(
            text
              .split(/\r?\n/)
              [line! - 1].slice(column! - 1)
              .slice(0, items[last][0].length),
          ).toBe(items[last][0]);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), { minLength: 1 }),
        (labels) => {
          const document = parseJson(file, JSON.stringify(labels));
          if (document.root.kind !== 'array') throw new Error(document.root.kind);
          expect(itemTexts(document, document.root)).toEqual(labels);
        },
      ),
    );
  });
});

describe('matrices in JSON', () => {
  const options: fc.Arbitrary<ReadOptions> = fc.record(
    {
      orient: fc.constantFrom('split', 'records', 'columns', 'index', 'values'),
      rowLabels: fc.boolean(),
      missingValues: fc.array(fc.string()),
      x: fc.constantFrom(0, 'a'),
      y: fc.constantFrom(1, 'b'),
      value: fc.constantFrom(2, 'c'),
    },
    { requiredKeys: [] },
  );

  const cell = fc.oneof(
    { weight: 9, arbitrary: fc.double() },
    fc.constantFrom(null, 'NA', 'x', '0.5', true, '\u202e', '\u2028'),
    fc.string({ unit: 'binary' }),
  );

  /** Random JSON with the keys that have a meaning. */
  const arbitraryJson = fc.letrec((tie) => ({
    cell,
    list: fc.array(fc.oneof({ weight: 3, arbitrary: tie('cell') }, tie('list')), { maxLength: 4 }),
    object: fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'values', 'rows', 'columns', 'panels', 'data', 'index', 'name'),
      fc.oneof(tie('list'), tie('cell'), tie('object')),
      { maxKeys: 4 },
    ),
    any: fc.oneof(tie('list'), tie('object'), fc.array(tie('object')), fc.array(tie('list'))),
  })).any;

  type Row = readonly unknown[];
  const forms: readonly ((rows: readonly Row[]) => unknown)[] = [
    (rows) => rows,
    (rows) => [rows, rows],
    (rows) => ({ values: [rows, rows, rows], panels: ['a', 1, null], columns: rows[0] }),
    (rows) => ({ data: rows, columns: rows[0].map((_, i) => 'abcd'[i]) }),
    (rows) => rows.map((row) => Object.fromEntries(row.map((cell, i) => ['abcd'[i], cell]))),
    (rows) => Object.fromEntries(rows.map((row, i) => ['abcd'[i], row])),
    (rows) => Object.fromEntries(rows.map((row, i) => ['abcd'[i], { ...row }])),
  ];

  /** Rows of equal length in a known form, mostly with cells of one kind. */
  const validForms = fc
    .record({
      rows: fc.integer({ min: 1, max: 4 }),
      columns: fc.integer({ min: 1, max: 4 }),
      cell: fc.constantFrom<fc.Arbitrary<unknown>>(fc.double(), fc.string(), fc.boolean(), cell),
      form: fc.constantFrom(...forms),
    })
    .chain(({ rows, columns, cell, form }) => {
      const row = fc.array(cell, { minLength: columns, maxLength: columns });
      return fc.array(row, { minLength: rows, maxLength: rows }).map(form);
    });

  function expectValidDataset({ slices, leadingShape: leading }: Dataset): void {
    expect(slices).toHaveLength(leading.reduce((all, length) => all * length, 1));
    for (const { matrix } of slices) {
      const { rows, columns, values, rowLabels, columnLabels, categories } = matrix;
      expect(values).toHaveLength(rows * columns);
      expect(values.length).toBeGreaterThan(0);
      if (rowLabels) expect(rowLabels).toHaveLength(rows);
      if (columnLabels) expect(columnLabels).toHaveLength(columns);
      if (categories)
        for (const value of values) expect(Number.isNaN(value) || value in categories).toBe(true);
    }
  }

  it('give a valid dataset or an error', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3, arbitrary: validForms }, arbitraryJson, fc.jsonValue()),
        fc.oneof(fc.constant<ReadOptions>({}), options),
        fc.constantFrom(readJson, readJsonLines),
        (value, options, reader) => {
          const bytes = new TextEncoder().encode(JSON.stringify(value));
          const dataset = resultOrNull(() => reader({ name: file, bytes }, options, () => {}));
          if (!dataset) return;
          read++;
          expectValidDataset(dataset);
        },
      ),
      { numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('give a dataset or an error for any bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          text.map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          resultOrNull(() => readJson({ name: file, bytes }, {}, () => {}));
          resultOrNull(() => readJsonLines({ name: file, bytes }, {}, () => {}));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('give the same matrix and labels in every form', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.constant(null),
    );
    const labels = (length: number) => fc.uniqueArray(fc.string(), { minLength: length, maxLength: length });
    const labelled = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.record({
          rows: labels(rows),
          // The first column of records labels the rows if its name says so.
          columns: labels(columns).filter(([first]) => !mayNameIndex(first)),
          cells: fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
        }),
      );
    fc.assert(
      fc.property(labelled, ({ rows, columns, cells }) => {
        const object = (keys: string[], values: unknown[]) =>
          `{${keys.map((key, i) => `${JSON.stringify(key)}:${typeof values[i] === 'string' ? values[i] : JSON.stringify(values[i])}`)}}`;
        const byRow = cells.map((row) => object(columns, row));
        const byColumn = columns.map((_, c) =>
          object(
            rows,
            cells.map((row) => row[c]),
          ),
        );
        const read = (text: string, options: ReadOptions) =>
          readJson({ name: file, bytes: new TextEncoder().encode(text) }, options, () => {}).slices[0].matrix;
        const expected = read(JSON.stringify({ values: cells, rows, columns }), {});
        expect([...expected.values]).toEqual(cells.flat().map((cell) => cell ?? Number.NaN));
        expect([expected.rowLabels, expected.columnLabels]).toEqual([rows, columns]);
        const unlabelled = { ...expected, rowLabels: null };
        expect(read(JSON.stringify({ columns, index: rows, data: cells }), {})).toEqual(expected);
        expect(read(object(columns, byColumn), { orient: 'columns' })).toEqual(expected);
        expect(read(object(rows, byRow), { orient: 'index' })).toEqual(expected);
        expect(read(`[${byRow}]`, {})).toEqual(unlabelled);
        expect(read(JSON.stringify(cells), {})).toEqual({ ...unlabelled, columnLabels: null });
      }),
    );
  });
});
