/** Contingency tables as R prints them, and classification reports of scikit-learn. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { detectFormat, READERS } from '../../../src/input/index.js';
import type { Dataset } from '../../../src/matrix/matrix.js';

function read(lines: readonly string[]): { dataset: Dataset; diagnostics: Diagnostic[] } {
  const source = { name: 'print.txt', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
  const diagnostics: Diagnostic[] = [];
  expect(detectFormat(source)).toBe('printed-frame');
  const dataset = READERS['printed-frame'].read(source, {}, (d) => void diagnostics.push(d));
  return { dataset, diagnostics };
}

function rowsOf({ slices: [{ matrix }] }: Dataset): (number | null)[][] {
  const { rows, columns, values } = matrix;
  const cell = (i: number) => (Number.isNaN(values[i]) ? null : values[i]);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => cell(i * columns + j)),
  );
}

describe('a contingency table of R', () => {
  // print(table(a = mtcars$cyl, gear = mtcars$gear))
  const cars = ['   gear', 'a    3  4  5', '  4  1  8  2', '  6  2  4  1', '  8 12  0  2'];
  const counts = [
    [1, 8, 2],
    [2, 4, 1],
    [12, 0, 2],
  ];

  it('has labels and the names of both dimensions', () => {
    const { dataset } = read(cars);
    expect(dataset.names).toEqual({ x: 'gear', y: 'a', value: 'count' });
    expect(rowsOf(dataset)).toEqual(counts);
    expect(dataset.slices[0].matrix.rowLabels).toEqual(['4', '6', '8']);
    expect(dataset.slices[0].matrix.columnLabels).toEqual(['3', '4', '5']);
  });

  it('may have fractions, and blank lines around it', () => {
    // print(round(prop.table(table(a = mtcars$cyl, b = mtcars$gear), 1), 2))
    const { dataset } = read([
      '',
      '   b',
      'a      3    4    5',
      '  4 0.09 0.73 0.18',
      '  6 0.29 0.57 0.14',
      '  8 0.86 0.00 0.14',
      '',
    ]);
    expect(dataset.names.value).toBeNull();
    expect(rowsOf(dataset)).toEqual([
      [0.09, 0.73, 0.18],
      [0.29, 0.57, 0.14],
      [0.86, 0, 0.14],
    ]);
  });

  it('is whole again if R wraps it', () => {
    // options(width = 26); print(with(esoph, table(agegp, alcgp)))
    const { dataset } = read([
      '       alcgp',
      'agegp   0-39g/day 40-79',
      '  25-34         4     4',
      '  65-74         4     3',
      '  75+           3     4',
      '       alcgp',
      'agegp   80-119 120+',
      '  25-34      3    4',
      '  65-74      4    4',
      '  75+        2    2',
    ]);
    const { rowLabels, columnLabels } = dataset.slices[0].matrix;
    expect(columnLabels).toEqual(['0-39g/day', '40-79', '80-119', '120+']);
    expect(rowLabels).toEqual(['25-34', '65-74', '75+']);
    expect(rowsOf(dataset)).toEqual([
      [4, 4, 3, 4],
      [4, 3, 4, 4],
      [3, 4, 2, 2],
    ]);
    expect(dataset.names).toMatchObject({ x: 'alcgp', y: 'agegp' });
  });

  it('has an error if a part of it is missing', () => {
    expect(() => read([...cars, '   gear', 'a    6', '  4  1'])).toThrow(/has 1 lines? below its header/);
  });
});

describe('a classification report of scikit-learn', () => {
  // classification_report([0,0,1,1,2,2], [0,1,1,1,2,0], target_names=['very good','b','c'], digits=3)
  const report = [
    '              precision    recall  f1-score   support',
    '',
    '   very good      0.500     0.500     0.500         2',
    '           b      0.667     1.000     0.800         2',
    '           c      1.000     0.500     0.667         2',
    '',
    '    accuracy                          0.667         6',
    '   macro avg      0.722     0.667     0.656         6',
    'weighted avg      0.722     0.667     0.656         6',
  ];

  it('has the scores of classes and their averages, without the support', () => {
    const { dataset, diagnostics } = read(report);
    const { rowLabels, columnLabels } = dataset.slices[0].matrix;
    expect(columnLabels).toEqual(['precision', 'recall', 'f1-score']);
    expect(rowLabels).toEqual(['very good', 'b', 'c', 'accuracy', 'macro avg', 'weighted avg']);
    expect(rowsOf(dataset)).toEqual([
      [0.5, 0.5, 0.5],
      [0.667, 1, 0.8],
      [1, 0.5, 0.667],
      [null, null, 0.667],
      [0.722, 0.667, 0.656],
      [0.722, 0.667, 0.656],
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the column "support" counts samples, so it is not drawn',
    ]);
  });

  it('may have classes that are numbers', () => {
    const numbered = report.map((line) =>
      line.replace('very good', '        0').replace(/ {11}b/, '           1'),
    );
    expect(read(numbered).dataset.slices[0].matrix.rowLabels?.slice(0, 3)).toEqual(['0', '1', 'c']);
  });
});
