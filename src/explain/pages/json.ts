import type { Explanations } from '../explanation.js';

/** Errors in JSON, and in matrices in JSON. */
export const JSON_DATA: Explanations = {
  'json-syntax': {
    title: 'Invalid JSON',
    meaning:
      'The text has a syntax error at the given place. Comments, trailing commas, NaN and Infinity are allowed. Single quotes, keys without quotes and Python words such as True and None are not.',
    example: '{ \'data\': [[1, None]] }    should be    { "data": [[1, null]] }',
    fix: 'Follow the hint. If a bracket is not closed, the hint gives its place.',
  },
  'json-too-deep': {
    title: 'JSON nested too deeply',
    meaning: 'Lists and objects are nested deeper than in any spec or matrix.',
    fix: 'Check the program that writes the file.',
  },
  'json-too-large': {
    title: 'Too many values for JSON',
    meaning: 'The text contains more values than fit into memory.',
    fix: 'Write a matrix of this size as CSV or NPY.',
  },
  'not-json': {
    title: 'Value without a JSON equivalent',
    meaning:
      'This occurs only in the library: the spec is an object that contains a function, a Map, a bigint or itself.',
    fix: 'Use only strings, numbers, true, false, null, lists, typed arrays and plain objects.',
  },
  'unknown-form': {
    title: 'JSON without a matrix',
    meaning: 'A matrix is a list of rows, an object with values and labels, or the output of pandas.',
    example:
      '[[1, 2], [3, 4]]\n{ "values": [[1, 2]], "rows": ["r"], "columns": ["a", "b"] }\n[{ "name": "r", "a": 1, "b": 2 }]',
    fix: 'Use one of these forms. A spec needs the key "data" or "panels".',
  },
  'wrong-orient': {
    title: 'Layout differs from "orient"',
    meaning:
      '"orient" is the layout of the JSON that pandas writes: "records" and "values" are lists; "split", "columns" and "index" are objects.',
    example: '{ "file": "auc.json", "orient": "split" }',
    fix: 'Remove "orient", or use the value from to_json(orient=…).',
  },
  'not-a-table': {
    title: 'Values that are not a table',
    meaning: 'Values with row or column labels must have exactly two dimensions.',
    example: '{ "values": [[1, 2], [3, 4]], "rows": ["r", "s"] }',
    fix: 'Write a list of rows. Each row is a list of cells.',
  },
  'empty-array': {
    title: 'Empty array',
    meaning: 'A list is empty, or an axis of an array has length 0, so nothing can be drawn.',
    fix: 'Check the program that writes the data.',
  },
  'empty-object': {
    title: 'Empty object',
    meaning: 'An object has no keys, but cells are expected.',
    fix: 'Check the program that writes the data.',
  },
  'uneven-depth': {
    title: 'Lists of different depth',
    meaning: 'In an array, all items of one level must be numbers, or all must be lists.',
    example: '[[1, 2], 3]',
    fix: 'Put the item into as many brackets as its neighbours.',
  },
  'nested-cell': {
    title: 'List or object in a cell',
    meaning: 'A cell must have a single value.',
    example: '[{ "a": 1, "b": [2] }]    should be    [{ "a": 1, "b": 2 }]',
    fix: 'Write a number or null. For a list of matrices, all cells need the same depth.',
  },
  'number-as-text': {
    title: 'Number in quotes',
    meaning: 'In JSON "0.5" is a string. The other cells are numbers, so this is probably a mistake.',
    fix: 'Write the number without quotes.',
  },
  'stray-boolean': {
    title: 'Boolean among other values',
    meaning:
      'A matrix that contains only true and false is drawn as 1 and 0. This matrix also has numbers or words.',
    fix: 'Write the value that the hint suggests.',
  },
  'label-list': {
    title: 'Labels that are not a list',
    meaning: 'Beside "values", the keys "rows", "columns" and "panels" must be lists of labels.',
    example: '{ "values": [[1, 2]], "columns": ["a", "b"] }',
    fix: 'Write the labels as a list.',
  },
  'nested-label': {
    title: 'List or object as a label',
    meaning:
      'A label is a string, a number, or a list of its levels, as pandas writes a MultiIndex. All labels of an axis must have the same number of levels.',
    example: '"columns": [["a", "test"], ["a", "train"]]',
    fix: 'Write each label as one string, or each as a list with the same number of levels.',
  },
  'keys-differ': {
    title: 'Objects with different keys',
    meaning:
      'Each object is a row, and its keys are the columns. If an object lacks a key, this cell is missing.',
    fix: 'No action is needed if these cells are missing. Otherwise check the object at the given place.',
  },
};
