/** What of a large source is kept if a spec selects rows and columns. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { loadInput } from '../../../src/input/load.js';
import { createReadPlan, partsToRead } from '../../../src/input/read-plan.js';
import type { Source } from '../../../src/input/reader.js';
import { fromValue } from '../../../src/json/from-value.js';
import { LIMITS, NO_REDUCTION } from '../../../src/matrix/limits.js';
import type { Matrix } from '../../../src/matrix/matrix.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { npyHeader } from '../../support/npy.js';

const place = () => ({ file: 'spec.json' });

describe('a spec that selects rows or columns', () => {
  const planOf = (value: { data: object; [key: string]: unknown }) => {
    const { spec } = parseSpec(fromValue({ ...value, data: { file: 'a.npy', ...value.data } }));
    return createReadPlan(spec, null, spec.data);
  };

  it('keeps every value of a source whose reader cannot leave out the others', () => {
    expect(planOf({ data: { rows: 0 } })).toMatchObject({ ...NO_REDUCTION, blockingKeys: ['data.rows'] });
    expect(planOf({ data: { columns: 0, rows: 1 }, x: { split: [2] } })).toMatchObject({
      ...NO_REDUCTION,
      blockingKeys: ['data.rows', 'data.columns', 'x.split'],
    });
    expect(planOf({ data: {} })).toMatchObject({
      maxCells: 2 ** 22,
      blockingKeys: [],
      selected: NO_REDUCTION,
    });
  });

  it('reduces the selected part, unless another key needs its values', () => {
    expect(planOf({ data: { rows: 0, columns: 1 } }).selected).toMatchObject({ maxCells: 2 ** 22 });
    expect(planOf({ data: { rows: 0 } }).selected.reduction).not.toBeNull();
    expect(planOf({ data: { rows: 0 }, y: { order: 'mean' } }).selected).toEqual(NO_REDUCTION);
    expect(planOf({ data: { rows: 0, normalize: 'row' } }).selected).toEqual(NO_REDUCTION);
  });

  it('keeps every value if the whole matrix is transposed or its totals are used', () => {
    expect(partsToRead({ rows: 0 }, place, NO_REDUCTION).selection).toBeDefined();
    expect(partsToRead({ columns: 0, totals: 'data' }, place, NO_REDUCTION).selection).toBeDefined();
    expect(partsToRead({ rows: 0, transpose: true }, place, NO_REDUCTION).selection).toBeUndefined();
    expect(partsToRead({ rows: 0, totals: 'omit' }, place, NO_REDUCTION).selection).toBeUndefined();
    expect(partsToRead({}, place, NO_REDUCTION).selection).toBeUndefined();
  });
});

/** Returns a stream that yields `line(row)` for each row. The chunks of the lines are made only when they are read. */
function streamOf(head: Buffer, rows: number, linesPerChunk: number, lines: (row: number) => Buffer): Source {
  let row = 0;
  const next = () => {
    if (row >= rows) return null;
    const chunk = lines(row);
    row += linesPerChunk;
    return chunk;
  };
  return { name: 'a', bytes: head, rest: { size: null, next } };
}

function load(source: Source, spec: { data: object; [key: string]: unknown }): Matrix {
  const parsed = parseSpec(fromValue({ ...spec, data: { file: source.name, ...spec.data } }));
  return loadInput(
    parsed,
    null,
    () => source,
    () => {},
  ).panels[0].matrix;
}

/** An array of 3 GB: row r has the value r in its first column and 1 in its last one. */
const NPY_SHAPE = { rows: 375_000, columns: 1000 };

function npyStream(): Source {
  const { rows, columns } = NPY_SHAPE;
  const values = new Float64Array(1000 * columns);
  for (let i = 1; i <= 1000; i++) values[i * columns - 1] = 1;
  return streamOf(npyHeader('<f8', rows, columns), rows, 1000, (row) => {
    for (let i = 0; i < 1000; i++) values[i * columns] = row + i;
    return Buffer.from(values.buffer);
  });
}

const firstColumn = ({ rows, columns, values }: Matrix) =>
  Array.from({ length: rows }, (_, row) => values[row * columns]);

describe('a stream of 3 GB of an array', () => {
  it('gives the selected rows and columns in their order', () => {
    const positions = Array.from({ length: 1000 }, (_, i) => (i * 7919) % NPY_SHAPE.rows);
    const rows = [...positions, { from: 374_999, to: 374_990 }, 5, 5];
    const matrix = load(npyStream(), { data: { format: 'npy', rows, columns: [0, 999, 0] } });
    expect([matrix.rows, matrix.columns]).toEqual([1012, 3]);
    const tail = Array.from({ length: 10 }, (_, i) => 374_999 - i);
    expect(firstColumn(matrix)).toEqual([...positions, ...tail, 5, 5]);
    expect([...matrix.values.subarray(0, 3)]).toEqual([0, 1, 0]);
  });

  it('gives a reduced part if this is too large', () => {
    const rows = { from: 100_000, to: 169_999 };
    const matrix = load(npyStream(), { data: { format: 'npy', rows }, cells: { reduce: 'max' } });
    expect([matrix.rows, matrix.columns]).toEqual([70_000, 1000]);
    expect(matrix.values.length).toBeLessThanOrEqual(2 ** 22);
    expect(matrix.reduction?.sourceStats).toMatchObject({
      cells: 70_000_000,
      max: { value: 169_999, row: 69_999, column: 0 },
    });
  });

  it('gives a reduced part also in another order', () => {
    const rows = { from: 9999, to: 0 };
    const matrix = load(npyStream(), { data: { format: 'npy', rows }, cells: { reduce: 'max' } });
    expect(matrix.reduction?.sourceStats).toMatchObject({ cells: 10_000_000, max: { value: 9999, row: 0 } });
  });

  it('is too large for a key that needs all values of the part', () => {
    const rows = { from: 100_000, to: 169_999 };
    const spec = { data: { format: 'npy', rows }, y: { order: 'mean' } };
    expect(() => load(npyStream(), spec)).toThrow(`the data has more than ${LIMITS.cells} cells`);
  });

  it('reports items that do not exist', () => {
    const codesOf = (rows: unknown) => {
      try {
        load(npyStream(), { data: { format: 'npy', rows } });
      } catch (error) {
        if (error instanceof HeatmapError) return error.diagnostics.map(({ message }) => message);
      }
      return [];
    };
    expect(codesOf([1, 375_000])).toEqual([
      'position 375000 is out of range: the axis has 375000 items, 0 to 374999',
    ]);
    expect(codesOf('a')).toEqual(['no item of the axis has the label "a"']);
  });
});

describe('a table that fits into memory', () => {
  it('is kept until its totals are recognized', () => {
    const source = { name: 'a.csv', bytes: Buffer.from(',a,b\nr,1,2\ns,3,4\nt,5,6\nTotal,9,12\n') };
    const matrix = load(source, { data: { rows: ['t', 'Total'], columns: ['b'] } });
    expect([...matrix.values]).toEqual([6, 12]);
    expect(matrix.rowTotals).toEqual([1]);
  });
});

describe('labels that pandas wrote as tuples', () => {
  it('are selected by their innermost level', () => {
    const text = `;"('x', 'a')";"('y', 'b')"\n"('u', 'r')";1;2\n"('v', 's')";3;4\n`;
    const source = { name: 'a.csv', bytes: Buffer.from(text) };
    const matrix = load(source, { data: { rows: 's', columns: ['b', 'a'] } });
    expect([...matrix.values]).toEqual([4, 3]);
    expect(matrix.columnGroups).toEqual([['y', 'x']]);
  });
});

describe('a stream of a table with more cells than fit into memory', () => {
  const COLUMNS = 4096;
  const ROWS = LIMITS.cells / COLUMNS + 100;
  const cells = ',1'.repeat(COLUMNS - 1);

  function tableStream(): Source {
    const header = Buffer.from(`,${Array.from({ length: COLUMNS }, (_, i) => `c${i}`).join(',')}\n`);
    return streamOf(header, ROWS, 10, (row) =>
      Buffer.from(
        Array.from({ length: Math.min(10, ROWS - row) }, (_, i) => `r${row + i},${row + i}${cells}\n`).join(
          '',
        ),
      ),
    );
  }

  it('gives the rows and columns with the selected labels and positions', () => {
    const rows = ['r16483', 3, 'r2', { from: 9000, to: 8998 }, 3];
    const matrix = load(tableStream(), { data: { format: 'csv', rows, columns: ['c4095', 'c0'] } });
    expect(matrix.rowLabels).toEqual(['r16483', 'r3', 'r2', 'r9000', 'r8999', 'r8998', 'r3']);
    expect(matrix.columnLabels).toEqual(['c4095', 'c0']);
    expect([...matrix.values]).toEqual([1, 16483, 1, 3, 1, 2, 1, 9000, 1, 8999, 1, 8998, 1, 3]);
    expect(matrix.reduction).toBeUndefined();
  });
});
