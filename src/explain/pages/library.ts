import type { Explanations } from '../explanation.js';

/** Errors of the library function `heatmap(data, options)`. */
export const LIBRARY: Explanations = {
  'unsupported-data': {
    title: 'Data that heatmap() cannot draw',
    meaning: 'The first argument of heatmap(data, options), or a part of it, is not one of these forms.',
    example: `[[1, 2], [3, null]]                          rows of numbers, words or booleans
{ values: [[1, 2]], rows: ['r'], columns: ['a', 'b'] }
{ values: new Float32Array(6), shape: [2, 3] }    a typed array in row-major order
[{ day: 'Mon', hour: 9, n: 4 }]              records, with { x: 'hour', y: 'day', value: 'n' }
readFileSync('auc.csv')                      the bytes of a file`,
    fix: 'Pass one of these forms. For a path, pass the bytes of the file; for text, pass Buffer.from(text).',
  },
  'array-shape': {
    title: 'Shape that does not match the values',
    meaning:
      'The shape lists the length of each axis. Their product must be the number of values, which are in row-major order: row by row.',
    example: '{ values: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] }    // 2 rows, 3 columns',
    fix: 'Set "shape" to [rows, columns], or to [panels, rows, columns] for a stack.',
  },
  'no-file-access': {
    title: 'File named in the options of heatmap()',
    meaning:
      'The library function heatmap(data, options) reads no files. A step such as minus(base.csv), or the "data" of a panel, names one.',
    example: 'heatmap(data, { transform: { minus: [[1, 2], [3, 4]] } })',
    fix: 'Write the values into the options, or use the stages "parseSpec", "draw" and "write", which take a function that opens files.',
  },
};
