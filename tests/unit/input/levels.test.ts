/** Labels with several levels, and totals: tables of pandas, R and spreadsheets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { readJson } from '../../../src/input/json.js';
import { recognizeStructure } from '../../../src/input/recognize.js';
import type { Dataset, Matrix } from '../../../src/matrix/matrix.js';
import type { TransformOptions } from '../../../src/spec/data.js';
import { cellsOf, errorsOf, messages, read } from '../../fixtures/tables/read.js';

interface PandasTable {
  readonly csv: string;
  readonly json: Readonly<Record<'split' | 'columns' | 'index', string>>;
  readonly columns: readonly string[][];
  readonly rows: readonly string[][];
  readonly names: { readonly x: readonly string[]; readonly y: readonly string[] };
  readonly values: readonly number[][];
}

const FOLDER = join(import.meta.dirname, '../../fixtures/levels');
const { tables } = JSON.parse(readFileSync(join(FOLDER, 'pandas.json'), 'utf8')) as {
  readonly tables: Readonly<Record<string, PandasTable>>;
};
const names = Object.keys(tables);
const place = { file: 'a' };

function recognize(dataset: Dataset, options: TransformOptions = {}) {
  const notes: Diagnostic[] = [];
  const result = recognizeStructure(dataset, options, place, (note) => notes.push(note));
  return { names: result.names, matrix: result.slices[0].matrix, notes: messages(notes, 'note') };
}

const readTable = (text: string, options: TransformOptions = {}) => recognize(read(text).dataset, options);
const readJsonTable = (text: string, orient?: 'index') =>
  recognize(
    readJson({ name: 'a.json', bytes: Buffer.from(text) }, orient ? { orient } : {}, () => {}, undefined),
  );

/** The labels of each level, the outermost first. pandas writes the blank levels of a total after its name. */
function levelsOf(matrix: Matrix, axis: 'row' | 'column'): string[][] {
  const groups = (axis === 'row' ? matrix.rowGroups : matrix.columnGroups) ?? [];
  const labels = (axis === 'row' ? matrix.rowLabels : matrix.columnLabels) ?? [];
  return [...groups, labels].map((level) => [...level]);
}

/** The same for pandas: a label whose inner levels are blank is the innermost one. */
function innermost(levels: readonly string[][]): string[][] {
  const result = levels.map((level) => [...level]);
  for (let item = 0; item < levels[0].length; item++) {
    const path = levels.map((level) => level[item]);
    const depth = path.findLastIndex((label) => label !== '');
    if (depth === levels.length - 1) continue;
    for (const level of result) level[item] = '';
    result[result.length - 1][item] = path[depth];
  }
  return result;
}

describe('a table with several levels of labels', () => {
  it.each(names)('is read as pandas holds it: %s.csv', (name) => {
    const table = tables[name];
    const { matrix, names: found } = readTable(table.csv);
    expect(levelsOf(matrix, 'column')).toEqual(innermost(table.columns));
    expect(levelsOf(matrix, 'row')).toEqual(innermost(table.rows));
    expect(cellsOf(matrix)).toEqual(table.values);
    expect(found.y).toBe(table.names.y.join(', ') || null);
    // pandas does not write the name of columns with one level.
    expect(found.x).toBe(table.columns.length > 1 ? table.names.x.join(', ') || null : null);
  });

  it.each(names)('is read from JSON in any orient: %s', (name) => {
    const { json, columns, rows, values } = tables[name];
    for (const { matrix } of [
      readJsonTable(json.split),
      readJsonTable(json.columns),
      readJsonTable(json.index, 'index'),
    ]) {
      expect(levelsOf(matrix, 'column')).toEqual(innermost(columns));
      expect(levelsOf(matrix, 'row')).toEqual(innermost(rows));
      // pandas rounds to 10 decimals in JSON.
      cellsOf(matrix).forEach((row, i) => {
        row.forEach((cell, j) => {
          expect(cell).toBeCloseTo(values[i][j], 9);
        });
      });
    }
  });

  const fourWay = {
    columns: [
      ['Child', 'Child', 'Adult', 'Adult'],
      ['No', 'Yes', 'No', 'Yes'],
    ],
    first: [0, 5, 118, 57],
    x: 'Age, Survived',
  };
  const threeWay = { columns: [['No', 'Yes']], first: [118, 62], x: 'Survived' };
  it.each([
    ['ftable.txt', fourWay],
    ['ftable-quoted.txt', fourWay],
    ['ftable-format.csv', fourWay],
    ['ftable-non.compact.txt', threeWay],
    ['ftable-row.compact.txt', threeWay],
    ['ftable-col.compact.txt', threeWay],
    ['ftable-compact.txt', threeWay],
  ])('is read from R: %s', (file, { columns, first, x }) => {
    const { matrix, names: found } = readTable(readFileSync(join(FOLDER, file), 'utf8'));
    expect(levelsOf(matrix, 'column')).toEqual(columns);
    expect(levelsOf(matrix, 'row')).toEqual([
      ['1st', '1st', '2nd', '2nd', '3rd', '3rd', 'Crew', 'Crew'],
      Array.from({ length: 8 }, (_, i) => (i % 2 ? 'Female' : 'Male')),
    ]);
    expect(cellsOf(matrix)[0]).toEqual(first);
    expect(found).toMatchObject({ x, y: 'Class, Sex' });
  });

  it.each([
    ['groups above their first column', ',2020,,2021,\nRegion,Q1,Q2,Q1,Q2\n', 'Region'],
    ['the name of the rows in the first line', 'Region,2020,,2021,\n,Q1,Q2,Q1,Q2\n', 'Region'],
  ])('is read from a spreadsheet with %s', (_, header, y) => {
    const { matrix, names: found } = readTable(`${header}North,1,2,3,4\nSouth,5,6,7,8\n`);
    expect(levelsOf(matrix, 'column')).toEqual([
      ['2020', '2020', '2021', '2021'],
      ['Q1', 'Q2', 'Q1', 'Q2'],
    ]);
    expect(levelsOf(matrix, 'row')).toEqual([['North', 'South']]);
    expect(found).toMatchObject({ x: null, y });
  });

  it('is read from a spreadsheet with merged cells on both axes', () => {
    const { matrix } = readTable(
      ',,2020,,2021,\n,,Q1,Q2,Q1,Q2\nNorth,a,1,2,3,4\n,b,5,6,7,8\nSouth,a,9,8,7,6\n',
    );
    expect(levelsOf(matrix, 'row')).toEqual([
      ['North', 'North', 'South'],
      ['a', 'b', 'a'],
    ]);
    expect(cellsOf(matrix)[1]).toEqual([5, 6, 7, 8]);
  });

  it('is read without row labels', () => {
    const { matrix } = readTable('auc,,n,\nmean,max,mean,max\n0.1,0.2,3,4\n0.5,0.6,7,8\n');
    expect(matrix.rowLabels).toBeNull();
    expect(levelsOf(matrix, 'column')[0]).toEqual(['auc', 'auc', 'n', 'n']);
    expect(cellsOf(matrix)).toEqual([
      [0.1, 0.2, 3, 4],
      [0.5, 0.6, 7, 8],
    ]);
  });

  it('can be declared with the number of lines and columns', () => {
    const text = 'id,sub,a,b\n1,1,0.5,0.25\n1,2,1,2\n';
    expect(levelsOf(read(text, { rowLabels: 2 }).matrix, 'row')).toEqual([
      ['1', '1'],
      ['1', '2'],
    ]);
    const units = read('t,speed,mass\ns,m/s,kg\n0,1,2\n', { header: 2 }).matrix;
    expect(levelsOf(units, 'column')).toEqual([
      ['speed', 'mass'],
      ['m/s', 'kg'],
    ]);
    expect(read(tables.columns.csv, { header: 2 }).dataset).toEqual(read(tables.columns.csv).dataset);
  });

  it('reports lines with a wrong number of fields', () => {
    const [error] = errorsOf(tables.columns.csv.replace('L1,', 'L1,1,'));
    expect(error).toMatchObject({ code: 'ragged-row', place: { line: 5 } });
    const [short] = errorsOf(`${tables.both.csv}L3\n`);
    expect(short.message).toBe('the line has 1 field, but most lines have 6');
  });
});

describe('one level of labels', () => {
  it.each([
    ['a first row without values', ',a,b\nL0,,\nL1,1,2\nL2,3,4\n'],
    ['a second row without values', 'layer,a,b\nL0,1,2\nL1,,\nL2,3,4\n'],
    ['a correlation with a constant', ',a,b,c\na,,,\nb,,1,0.5\nc,,0.5,1\n'],
    ['a column without values', ',a,b\nL0,,2\nL1,,4\n'],
    ['columns with equal labels', ',a,a,b\nL0,0.1,0.2,0.3\nL1,0.4,0.5,0.6\n'],
    ['rows with equal labels', 'layer,a,b\nx,1,2\nx,3,4\ny,5,6\n'],
  ])('stays for %s', (_, text) => {
    const { matrix } = readTable(text);
    expect(matrix.rowGroups).toBeUndefined();
    expect(matrix.columnGroups).toBeUndefined();
    expect(matrix.rows).toBe(text.trim().split('\n').length - 1);
    expect(matrix.columns).toBe(text.split('\n')[0].split(',').length - 1);
  });

  it('stays for labels that only look like tuples', () => {
    const text = JSON.stringify({ "('a', 'b')": { L0: 1 }, "('a', 'b', 'c')": { L0: 2 } });
    expect(readJsonTable(text).matrix.columnLabels).toEqual(["('a', 'b')", "('a', 'b', 'c')"]);
  });
});

describe('totals', () => {
  it.each([
    ['sums', [3], [2]],
    ['sums-of-levels', [6], [4]],
    ['crosstab', [3], [2]],
    ['means', [3], [2]],
    ['columns', undefined, undefined],
  ])('are found in a table of pandas: %s', (name, rows, columns) => {
    const { matrix } = readTable(tables[name].csv);
    expect(matrix.rowTotals).toEqual(rows);
    expect(matrix.columnTotals).toEqual(columns);
  });

  it.each(['addmargins.txt', 'addmargins.csv'])('are found in a table of R: %s', (file) => {
    const { matrix } = readTable(readFileSync(join(FOLDER, file), 'utf8'));
    expect(matrix).toMatchObject({ rowTotals: [3], columnTotals: [3] });
  });

  it('can be the first row, and are reported', () => {
    const { matrix, notes } = readTable('x,a,b\nTOTAL,4,6\nL0,1,2\nL1,3,4\n');
    expect(matrix.rowTotals).toEqual([0]);
    expect(notes).toEqual([
      'totals: the first row "TOTAL" (sums of the others) is printed as numbers without a colour',
    ]);
  });

  it('may be rounded, and skip missing values', () => {
    expect(readTable('x,a,b,Sum\nL0,0.33,0.33,0.67\nL1,0.125,,0.13\n').matrix.columnTotals).toEqual([2]);
  });

  it.each([
    ['wrong by one', 'x,a,b,Sum\nL0,1,2,3\nL1,3,4,8\n'],
    ['in the middle', 'x,a,Sum,b\nL0,1,3,2\nL1,3,7,4\n'],
    ['of another name', 'x,a,b,c\nL0,1,2,3\nL1,3,4,7\n'],
    ['means that are not named All', 'x,a,b,Total\nL0,1,2,1.5\nL1,3,4,3.5\n'],
    ['beyond the others', 'x,a,b,All\nL0,1,2,9\nL1,3,4,9\n'],
    ['words', 'x,a,b,All\nL0,u,v,u\nL1,u,v,v\n'],
  ])('are not %s', (_, text) => {
    const { matrix, notes } = readTable(text);
    expect(matrix.columnTotals ?? []).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('are left out if requested, of transformed values, and if they are too many', () => {
    const { csv, values } = tables.sums;
    const inner = values.slice(0, -1).map((row) => row.slice(0, -1));
    for (const options of [{ totals: 'omit' }, { transform: 'log2' }, { normalize: 'row' }] as const) {
      const { matrix, notes } = readTable(csv, options);
      expect(cellsOf(matrix)).toEqual(inner);
      expect(matrix.rowLabels).toEqual(['L0', 'L1', 'L2']);
      expect(notes[0]).toMatch(/^totals-omitted: the last row "All" \(sums of the others\) and/);
    }
    const long = Array.from(
      { length: 101 },
      (_, i) => `L${i},${(i % 7) + 0.5},${(i % 5) + 0.25},${(i % 7) + (i % 5) + 0.75}\n`,
    ).join('');
    expect(readTable(`x,a,b,All\n${long}`)).toMatchObject({ matrix: { columns: 2, rows: 101 } });
  });

  it('are data if requested', () => {
    const { matrix, notes } = readTable(tables.sums.csv, { totals: 'data', transform: 'log2' });
    expect(cellsOf(matrix)).toEqual(tables.sums.values);
    expect(matrix.columnTotals).toBeUndefined();
    expect(notes).toEqual([]);
  });
});
