/** Compares rows and columns that are left out while a table or an array is read with those that are selected afterwards. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { readCsv } from '../../src/input/csv.js';
import { readNpy } from '../../src/input/npy.js';
import { partsToRead } from '../../src/input/read-plan.js';
import type { Reader, ReadPlan, Selection } from '../../src/input/reader.js';
import { recognizeStructure } from '../../src/input/recognize.js';
import { reduceDataset } from '../../src/input/reduce.js';
import { readSafetensors } from '../../src/input/safetensors.js';
import { NO_REDUCTION } from '../../src/matrix/limits.js';
import type { Dataset } from '../../src/matrix/matrix.js';
import type { MemoryBudget } from '../../src/matrix/reduction.js';
import { transpose } from '../../src/matrix/transpose.js';
import type { Address } from '../../src/spec/address.js';
import type { TransformOptions } from '../../src/spec/data.js';
import { applyTransforms } from '../../src/transform/transforms.js';

const placeOf = (key: string) => ({ file: 'spec.json', source: key });
const REDUCTION = { reducer: 'absmax', stats: { low: null, high: null, histogram: false } } as const;
const CHUNK = 64;

/** Reads `bytes` in chunks, and returns the dataset before and after the selection, or the messages of the errors. */
function readBoth(
  read: Reader,
  bytes: Uint8Array,
  transforms: TransformOptions,
  plan: ReadPlan,
  budget: MemoryBudget,
): { read: Dataset | null; result: Dataset | string[] } {
  let position = Math.min(1024, bytes.length);
  const next = () => {
    const chunk = bytes.subarray(position, position + CHUNK);
    position += chunk.length;
    return chunk.length > 0 ? chunk : null;
  };
  const source = { name: 'a', bytes: bytes.subarray(0, position), rest: { size: bytes.length, next } };
  let dataset: Dataset | null = null;
  try {
    dataset = read(source, {}, () => {}, plan);
    const structured = recognizeStructure(dataset, transforms, placeOf('totals'), () => {});
    return { read: dataset, result: reduceDataset(applyTransforms(structured, transforms, placeOf), budget) };
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    return { read: dataset, result: error.diagnostics.map(({ code, message }) => `${code}: ${message}`) };
  }
}

interface Comparison {
  readonly whole: Dataset | string[];
  readonly part: Dataset | string[];
  /** Whether the reader left something out, and reduced the rest. */
  readonly isLeftOut: boolean;
  readonly isReduced: boolean;
}

/** Selects after reading, and while reading with room for `maxCells` cells. */
function compare(
  read: Reader,
  bytes: Uint8Array,
  selected: Pick<TransformOptions, 'rows' | 'columns' | 'select'>,
  maxCells: number,
  isReduced: boolean,
): Comparison {
  const transforms = { ...selected, totals: 'data' as const };
  const budget = { maxCells, reduction: isReduced ? REDUCTION : null };
  const { selection, ...parts } = partsToRead(transforms, placeOf, budget);
  const wholePlan = { ...NO_REDUCTION, ...parts };
  const whole = readBoth(read, bytes, transforms, wholePlan, budget);
  const part = readBoth(read, bytes, transforms, { ...wholePlan, selection: selection as Selection }, budget);
  return {
    whole: whole.result,
    part: part.result,
    isLeftOut: part.read?.slices[0].matrix.kept !== undefined,
    isReduced: part.read?.slices[0].matrix.reduction !== undefined,
  };
}

const LABELS = ['a', 'b', 'c', "('x', 'a')", "('y', 'b')", 'd'];

/** Addresses of an axis with `count` items, some of which do not exist. */
function addressOf(count: number, labels: readonly string[]): fc.Arbitrary<Address> {
  const position = fc.nat({ max: count + (count > 6 ? 0 : 1) - 1 });
  // A label that pandas wrote as a tuple is named by its innermost level.
  const inner = labels.map((label) => /'(.)'\)$/.exec(label)?.[1] ?? label);
  const label = fc.constantFrom(...labels, ...inner, ...inner, 'none');
  const item = labels.length > 0 ? fc.oneof({ weight: 3, arbitrary: position }, label) : position;
  const range = fc.oneof(
    { weight: 4, arbitrary: fc.record({ from: position, to: position }) },
    fc.record({ from: item, to: item }),
  );
  const ascending = fc
    .tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  return fc.oneof(item, range, ascending, fc.array(fc.oneof(item, range), { minLength: 1, maxLength: 5 }));
}

const table = fc
  .record({
    rows: fc.integer({ min: 3, max: 24 }),
    columns: fc.integer({ min: 2, max: 9 }),
    hasLabels: fc.boolean(),
    areTuples: fc.boolean(),
    isWords: fc.nat({ max: 5 }).map((n) => n === 0),
  })
  .chain(({ rows, columns, hasLabels, areTuples, isWords }) => {
    const pool = areTuples ? LABELS.slice(3, 5) : LABELS;
    const labels = (count: number) =>
      fc.array(fc.constantFrom(...pool), { minLength: count, maxLength: count });
    const cell = isWords
      ? fc.constantFrom('up', 'down', 'flat')
      : fc.constantFrom('1', '-2.5', '7e3', '', '0');
    return fc.record({
      rowLabels: hasLabels ? labels(rows) : fc.constant(null),
      columnLabels: hasLabels ? labels(columns) : fc.constant(null),
      cells: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    });
  })
  .chain(({ rowLabels, columnLabels, cells }) => {
    const quoted = (text: string) => `"${text}"`;
    const lines = cells.map((row, i) => (rowLabels ? [quoted(rowLabels[i]), ...row] : row).join(';'));
    const header = columnLabels ? [['', ...columnLabels.map(quoted)].join(';')] : [];
    return fc.record({
      text: fc.constant(`${[...header, ...lines].join('\n')}\n`),
      rows: fc.option(addressOf(cells.length, rowLabels ?? []), { nil: undefined }),
      columns: fc.option(addressOf(cells[0].length, columnLabels ?? []), { nil: undefined }),
    });
  })
  .filter(({ rows, columns }) => (rows ?? columns) !== undefined);

describe('rows and columns that are left out while reading', () => {
  it('give the same matrix of a table as those that are selected after reading', () => {
    const seen = { leftOut: 0, reduced: 0 };
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        ({ text, ...selected }, maxCells, isReduced) => {
          const { whole, part, ...reader } = compare(
            readCsv,
            Buffer.from(text),
            selected,
            maxCells,
            isReduced,
          );
          if (reader.isLeftOut) seen.leftOut++;
          if (reader.isReduced) seen.reduced++;
          expect(part).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
    expect(seen.leftOut).toBeGreaterThan(150);
    expect(seen.reduced).toBeGreaterThan(5);
  });
});

interface ArrayShape {
  readonly layers: number;
  readonly rows: number;
  readonly columns: number;
  readonly fortran: boolean;
}

const lengthsOf = ({ layers, rows, columns }: ArrayShape) => [...(layers > 1 ? [layers] : []), rows, columns];

/** Distinct numbers. */
function valueBytes({ layers, rows, columns }: ArrayShape): Buffer {
  return Buffer.from(
    Float64Array.from({ length: layers * rows * columns }, (_, i) => (i % 2 ? -i : i * 3)).buffer,
  );
}

function npyBytes(shape: ArrayShape): Buffer {
  const order = shape.fortran ? 'True' : 'False';
  const dict = `{'descr': '<f8', 'fortran_order': ${order}, 'shape': (${lengthsOf(shape).join(', ')}), }`;
  const header = Buffer.from(`\x93NUMPY\x01\x00v\x00${dict.padEnd(117)}\n`, 'latin1');
  return Buffer.concat([header, valueBytes(shape)]);
}

function safetensorsBytes(shape: ArrayShape): Buffer {
  const values = valueBytes(shape);
  const header = { a: { dtype: 'F64', shape: lengthsOf(shape), data_offsets: [0, values.length] } };
  const text = Buffer.from(JSON.stringify(header).padEnd(104));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, values]);
}

const array = fc
  .record({
    layers: fc.integer({ min: 1, max: 3 }),
    rows: fc.integer({ min: 2, max: 30 }),
    columns: fc.integer({ min: 2, max: 30 }),
    fortran: fc.boolean(),
  })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      bytes: fc.constant(npyBytes(shape)),
      select:
        shape.layers > 1
          ? fc.option(fc.nat({ max: shape.layers - 1 }), { nil: undefined })
          : fc.constant(undefined),
      rows: fc.option(addressOf(shape.rows, []), { nil: undefined }),
      columns: fc.option(addressOf(shape.columns, []), { nil: undefined }),
    }),
  )
  .filter(({ rows, columns }) => (rows ?? columns) !== undefined);

/** Reduces the matrices as a reader does that reads columns instead of rows. */
function reduceTransposed(dataset: Dataset, maxCells: number): Dataset {
  const transposed = ({ slices, ...other }: Dataset): Dataset => ({
    ...other,
    slices: slices.map(({ title, matrix }) => ({ title, matrix: transpose(matrix) })),
  });
  return transposed(reduceDataset(transposed(dataset), { maxCells, reduction: REDUCTION }));
}

describe('rows and columns of an array that are left out while reading', () => {
  it('give the same matrices as those that are selected after reading', () => {
    const seen = { leftOut: 0, reduced: 0, transposed: 0 };
    fc.assert(
      fc.property(
        array,
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        ({ bytes, shape: { fortran }, ...selected }, maxCells, isReduced) => {
          const { whole, part, ...reader } = compare(readNpy, bytes, selected, maxCells, isReduced);
          if (reader.isLeftOut) seen.leftOut++;
          if (reader.isReduced) seen.reduced++;
          if (!fortran || !reader.isReduced) {
            expect(part).toEqual(whole);
          } else {
            const { whole: complete } = compare(readNpy, bytes, selected, maxCells, false);
            seen.transposed++;
            expect(part).toEqual(reduceTransposed(complete as Dataset, maxCells));
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(seen.leftOut).toBeGreaterThan(400);
    expect(seen.reduced).toBeGreaterThan(20);
    expect(seen.transposed).toBeGreaterThan(10);
  });

  it('give the same matrices of a tensor', () => {
    let leftOut = 0;
    fc.assert(
      fc.property(array, ({ shape, bytes: _, ...selected }) => {
        const bytes = safetensorsBytes(shape);
        const { whole, part, isLeftOut } = compare(readSafetensors, bytes, selected, 30, true);
        if (isLeftOut) leftOut++;
        expect(part).toEqual(whole);
      }),
    );
    expect(leftOut).toBeGreaterThan(30);
  });
});
