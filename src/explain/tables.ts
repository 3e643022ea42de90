import type { Explanations } from './explanation.js';

/** What is wrong with CSV and other tables, and with long tables of any format. */
export const TABLES: Explanations = {
  'ragged-row': {
    title: 'A row of another length than the others',
    meaning:
      'Every row of a matrix has the same number of cells. One that has fewer or more would shift what follows it, so it is not filled up or cut.',
    example: 'layer,a,b\n0,0.1,0.2\n1,0.3          the last field is missing',
    mend: 'Complete the row: leave a field empty, or write null in JSON, where a value is missing. A comma within a field needs quotes around the field.',
  },
  'not-a-number': {
    title: 'A word among numbers',
    meaning:
      'Most cells are numbers, and this one is neither a number nor a text that means "missing" (an empty field, NaN, NA, N/A, null, None or a lone -). A matrix of words only is drawn as categories.',
    example: '{ "file": "auc.csv", "missingValues": ["n.d."] }',
    mend: 'Correct the cell, or list the text in "missingValues". If every cell of a column is such, it may be labels: see "rowLabels" and "header". For 0,5 instead of 0.5 say "decimal": ",".',
  },
  'no-rows': {
    title: 'A header and nothing under it',
    meaning: 'The table has a line of column labels and no line of cells.',
    mend: 'Write the table again. If its only line is data, say "header": false.',
  },
  'no-columns': {
    title: 'Labels and nothing beside them',
    meaning: 'The only column was taken for row labels, so that no cells are left.',
    mend: 'If the column is data, say "rowLabels": false. If the fields were not told apart, say what the "delimiter" is.',
  },
  'unclosed-quote': {
    title: 'A quote that is never closed',
    meaning:
      'A field begins with a double quote, and the file ends before another one closes it. Everything in between would be one field.',
    example: 'a,"say ""hi""",b     a double quote within a quoted field is written twice',
    mend: 'Close the quote at the place shown.',
  },
  'text-after-quote': {
    title: 'Text behind a quoted field',
    meaning:
      'A quoted field ends with its closing quote; only a delimiter or the end of the line may follow.',
    example: '"a"b,1     should be "a""b",1 or ab,1',
    mend: 'Write a double quote within a quoted field twice, or put the whole field in quotes.',
  },
  'field-too-long': {
    title: 'A field of more than 16 megabytes',
    meaning:
      'No label or number is that long. Most often a quote is open that should not be, or the delimiter is another one.',
    mend: 'Look at the place shown; say what the "delimiter" is.',
  },
  'record-too-long': {
    title: 'A line that does not end',
    meaning:
      'A table that is too long to be held is read line by line, and a line of it, with the quoted line ends in it, is held up to 256 megabytes. This one goes on.',
    mend: 'See whether the file is text with line ends at all. A matrix so wide is better written as NPY, or with its rows as columns.',
  },
  'bad-delimiter': {
    title: 'A delimiter that cannot be one',
    meaning:
      'Fields are separated by one ASCII character that is no quote, no line end and not the decimal mark. A blank stands for any run of blanks.',
    example: '{ "file": "auc.csv", "delimiter": ";", "decimal": "," }',
    mend: 'Give one such character, or leave "delimiter" out to have it found.',
  },
  'uncertain-header': {
    title: 'Labels or data? The first line could be both',
    meaning:
      'The first line is made of numbers, which may be labels (layers 0, 1, 2, …) or the first row of data. The message says what it was taken for.',
    example: '{ "file": "auc.csv", "header": true }',
    mend: 'Say "header": true or false.',
  },
  'uncertain-row-labels': {
    title: 'Labels or data? The first column could be both',
    meaning:
      'The first column may be labels of the rows or the first column of data. The message says what it was taken for.',
    example: '{ "file": "auc.csv", "rowLabels": false }',
    mend: 'Say "rowLabels": true or false.',
  },
  guessed: {
    title: 'How the data was read',
    meaning:
      'What the options left open was found by looking: delimiter, decimal mark, header, labels, which way round. Shown with --verbose.',
    mend: 'If a guess is wrong, say otherwise in "data": { "file": …, "header": false }, for example.',
  },
  comments: {
    title: 'Comment lines were passed over',
    meaning: 'Lines that begin with # or % are no data. Shown with --verbose.',
    mend: 'If they are data, say "comment": false, or which text begins a comment.',
  },
  'trailing-delimiter': {
    title: 'Every line ends with a delimiter',
    meaning:
      'Some programs end each line with a comma, which makes an empty last column. It was left out. Shown with --verbose.',
    mend: 'Nothing needs to be done.',
  },
  'incomplete-long-table': {
    title: 'Columns of a long table are not named',
    meaning:
      'A long table has a record for each cell, so three of its columns must be named: which is "x", which "y", and which the "value".',
    example: '{ "file": "long.csv", "x": "token", "y": "layer", "value": "auc" }',
    mend: 'Name the missing ones. "heatmap init long.csv" often finds them.',
  },
  'unknown-column': {
    title: 'No column has that name',
    meaning:
      'Columns are named exactly as in the header, with case and blanks, or by their 0-based position.',
    mend: 'Take one of the names that the hint lists.',
  },
  'repeated-column': {
    title: 'Two columns have that name',
    meaning: 'The name alone does not say which of them is meant.',
    mend: 'Give its position instead; the first column is 0.',
  },
  'repeated-cell': {
    title: 'A cell has two values',
    meaning:
      'Two records of the long table are about the same cell. Taking one of them, or adding them up, would be a decision about your data.',
    example: '{ "file": "long.csv", "x": "token", "y": "layer", "value": "auc", "aggregate": "mean" }',
    mend: 'Remove one of the records, say with "aggregate" how to join them, or name the column that tells them apart as "panel".',
  },
  'absent-cells': {
    title: 'Cells without a record',
    meaning:
      'The long table has no record for some pairs of row and column. These cells are drawn as missing. Shown with --verbose.',
    mend: 'Nothing needs to be done, unless many are missing: then "x" and "y" may be the wrong columns.',
  },
};
