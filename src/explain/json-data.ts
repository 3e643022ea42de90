import type { Explanations } from './explanation.js';

/** What is wrong with JSON, and with matrices in it. */
export const JSON_DATA: Explanations = {
  'json-syntax': {
    title: 'A text that is not JSON',
    meaning:
      'The text cannot be read on from the place shown. Comments, trailing commas, NaN and Infinity are fine; single quotes, keys without quotes and Python words such as True and None are not.',
    example: '{ \'data\': [[1, None]] }    should be    { "data": [[1, null]] }',
    mend: 'Do what the hint says. If a bracket is still open, it says where.',
  },
  'json-too-deep': {
    title: 'Lists nested in lists without end',
    meaning: 'Lists and objects are nested deeper than any spec or matrix is.',
    mend: 'Check how the file was written.',
  },
  'json-too-large': {
    title: 'More values than JSON is good for',
    meaning: 'The text holds more values than can be held at once.',
    mend: 'Write a matrix of this size as CSV or NPY.',
  },
  'not-json': {
    title: 'A value that JSON does not have',
    meaning:
      'Only when the library is called: a spec was given as an object that holds a function, a Map, a bigint or itself.',
    mend: 'Give texts, numbers, true, false, null, lists, typed arrays and plain objects.',
  },
  'unknown-form': {
    title: 'JSON in a form that holds no matrix',
    meaning: 'A matrix can be rows of numbers, values with labels, or what pandas writes.',
    example:
      '[[1, 2], [3, 4]]\n{ "values": [[1, 2]], "rows": ["r"], "columns": ["a", "b"] }\n[{ "name": "r", "a": 1, "b": 2 }]',
    mend: 'Write one of these forms. A spec has the key "data" or "panels".',
  },
  'wrong-orient': {
    title: 'The data is laid out otherwise than "orient" says',
    meaning:
      '"orient" is the word that pandas has for the layout of the JSON it writes; records and values are lists, split, columns and index are objects.',
    mend: 'Leave "orient" out, or say the one that was used in to_json(orient=…).',
  },
  'not-a-table': {
    title: 'Values that are no table',
    meaning: 'Where rows and columns are named, the values must have exactly two dimensions.',
    mend: 'Give a list of rows, each a list of cells.',
  },
  'empty-array': {
    title: 'An array without a cell',
    meaning: 'A list is empty, or an axis of an array has the length 0, so there is nothing to draw.',
    mend: 'Check how the data was written.',
  },
  'empty-object': {
    title: 'An object without a cell',
    meaning: 'An object is empty where cells are expected.',
    mend: 'Check how the data was written.',
  },
  'uneven-depth': {
    title: 'Lists of different depth',
    meaning: 'In an array all items on one level are numbers, or all are lists. Here they are mixed.',
    example: '[[1, 2], 3]',
    mend: 'Put the item in as many brackets as its neighbours.',
  },
  'nested-cell': {
    title: 'A list or an object in a cell',
    meaning: 'A cell holds one value.',
    mend: 'Write a number or null. For a stack of matrices, nest all cells alike.',
  },
  'number-as-text': {
    title: 'A number in quotes among numbers',
    meaning:
      'In JSON "0.5" is a text. Where the other cells are numbers it is most likely a slip, but that is for you to say.',
    mend: 'Write the number without quotes.',
  },
  'stray-boolean': {
    title: 'true or false among other values',
    meaning: 'A matrix of true and false is drawn as 1 and 0, but here they stand among numbers or words.',
    mend: 'Write what the hint says in its place.',
  },
  'label-list': {
    title: 'Labels that are no list',
    meaning: '"rows", "columns" and "panels" beside "values" are lists of labels.',
    example: '{ "values": [[1, 2]], "columns": ["a", "b"] }',
    mend: 'Put the labels in brackets.',
  },
  'nested-label': {
    title: 'A label that is a list or an object',
    meaning: 'A label is a text or a number. pandas writes lists where an index has several levels.',
    mend: 'Join the levels into one text before writing: df.columns = ["/".join(c) for c in df.columns].',
  },
  'keys-differ': {
    title: 'Objects that lack keys of the others',
    meaning:
      'Each object is a row, and its keys are the columns. A key that an object does not have is a missing cell.',
    mend: 'Nothing needs to be done if these cells are missing; else look at the object shown.',
  },
};
