import type { Explanations } from '../explanation.js';

/** Errors in CSV and other tables, and in long tables of any format. */
export const TABLES: Explanations = {
  'ragged-row': {
    title: 'Row with the wrong number of cells',
    meaning:
      'All rows of a matrix need the same number of cells. Filling or cutting a row could move its values to the wrong columns.',
    example: 'layer,a,b\n0,0.1,0.2\n1,0.3          the last field is missing',
    fix: 'Complete the row. For a missing value write an empty field, or null in JSON. A field that contains a comma needs quotes.',
  },
  'not-a-number': {
    title: 'Text in a matrix of numbers',
    meaning:
      'Other cells are numbers, but the named cells or columns are words. An empty field, NaN, NA, N/A, null, None and a lone - mean "missing". A matrix that contains only words is drawn as categories.',
    example: 'heatmap penguins.csv --set data.columns=\'["bill","mass"]\'',
    fix: 'Correct the cell, or add its text to "missingValues". Draw only columns of numbers with "columns". If the column or row contains labels, set "rowLabels" or "header" to true. For 0,5 instead of 0.5, set "decimal" to ",".',
  },
  'undecided-table': {
    title: 'Table that can be drawn in several ways',
    meaning:
      'Each line of the table is one observation, with words, dates and numbers. A figure needs two axes and a value. They follow from the table only if it has one column of labels beside numbers, or exactly two keys and one number.',
    example: "heatmap weather.csv --x 'month(date)' --y 'year(date)' --value 'mean(temp_max)'",
    fix: 'Run one of the commands in the hints, likeliest first. If a kind of column is wrong, set "kinds" in "data", such as { "number": ["year"] }. "heatmap init" writes a spec for the first command.',
  },
  'not-a-matrix': {
    title: 'File without a matrix',
    meaning:
      'The file has neither numbers nor a few words that repeat, so no colour would mean anything. It can be text, a page or source code.',
    fix: 'Check the name of the file. If it is a table, check the "delimiter". If its words are categories, use short words, at most forty different ones, that repeat.',
  },
  'read-as-records': {
    title: 'Each record is one cell',
    meaning:
      'The table has exactly two columns of keys and one of numbers, and no pair of keys occurs twice. The keys became the axes.',
    example: 'heatmap auc.csv --x token --y layer --value auc',
    fix: 'No action is needed. To choose other columns, set "x", "y" and "value" in "data".',
  },
  'columns-left-out': {
    title: 'Columns are not drawn',
    meaning:
      'A matrix shows numbers. Columns that only number the records were left out. So were columns of words that cannot be strips: texts, dates, more than 20 different words, or too many columns.',
    example: '{ "file": "iris.csv", "columns": ["Sepal.Length", "Petal.Length"] }',
    fix: 'No action is needed. To draw other columns, set "columns". If numbers were taken for an index, set "kinds" in "data".',
  },
  'index-labels': {
    title: 'Column that numbers the records',
    meaning:
      'A column such as id, year or step says which record it is. It became the row labels, because its numbers cannot be compared with the others.',
    example: '{ "file": "log.csv", "rowLabels": false }',
    fix: 'If the column contains data, set "rowLabels" to false, or list it in "kinds" as a number.',
  },
  'no-rows': {
    title: 'No rows below the header',
    meaning: 'The table has a line of column labels but no line of cells.',
    fix: 'Write the table again. If its only line contains data, set "header" to false.',
  },
  'no-columns': {
    title: 'No columns beside the row labels',
    meaning:
      'The only column was read as row labels, so no cells are left. Or all columns of a Parquet or Arrow file have lists, records or raw bytes.',
    fix: 'If the column contains data, set "rowLabels" to false. If the fields were not separated, set "delimiter".',
  },
  'unclosed-quote': {
    title: 'Missing closing quote',
    meaning: 'A field starts with a double quote, but the file ends before the closing quote.',
    example: 'a,"say ""hi""",b     write a double quote inside a quoted field twice',
    fix: 'Add the closing quote of the field at the given place.',
  },
  'text-after-quote': {
    title: 'Text after a quoted field',
    meaning: 'Only a delimiter or the end of the line can follow the closing quote of a field.',
    example: '"a"b,1     should be "a""b",1 or ab,1',
    fix: 'Write a double quote inside a quoted field twice, or put the whole field in quotes.',
  },
  'field-too-long': {
    title: 'Field longer than 16 megabytes',
    meaning: 'No label or number is so long. Probably a closing quote is missing or the delimiter is wrong.',
    fix: 'Check the quotes at the given place, or set "delimiter".',
  },
  'record-too-long': {
    title: 'Line too long',
    meaning:
      'A large table is read line by line, and one line can have up to 256 megabytes, including line breaks in quotes. This line is longer.',
    fix: 'Check that the file is text and has line breaks. Write a very wide matrix as NPY, or transpose it.',
  },
  'bad-delimiter': {
    title: 'Invalid delimiter',
    meaning:
      'The delimiter must be one ASCII character. It cannot be a quote, a line break or the decimal separator. A space means one or more spaces.',
    example: '{ "file": "auc.csv", "delimiter": ";", "decimal": "," }',
    fix: 'Set "delimiter" to one such character, or remove it so that it is detected.',
  },
  'uncertain-header': {
    title: 'First line could be labels or data',
    meaning:
      'The first line contains only numbers. They can be labels (layers 0, 1, 2, …) or the first row of data. The message says how they were read.',
    example: '{ "file": "auc.csv", "header": true }',
    fix: 'Set "header" to true or false.',
  },
  'uncertain-row-labels': {
    title: 'First column could be labels or data',
    meaning:
      'The first column can be row labels or the first column of data. The message says how it was read.',
    example: '{ "file": "auc.csv", "rowLabels": false }',
    fix: 'Set "rowLabels" to true or false.',
  },
  'uncertain-decimal': {
    title: 'Decimals could be thousands',
    meaning:
      'Numbers such as 1.234 have three digits after the mark, and stand beside integers below 1000 in the same column. They can be numbers with decimals, or whole numbers such as 1234 with a thousands separator. The message says how they were read.',
    example: 'heatmap population.csv --set data.decimal=,',
    fix: 'Set data.decimal to the decimal mark of the table: "," if 1.234 means 1234, or "." if it means a little more than 1.',
  },
  totals: {
    title: 'Row or column of totals',
    meaning:
      'The first or last row or column is named All, Total, Totals, Sum or Grand Total, and its numbers are the sums of the others. The margins of pandas, which are last and named All, can also be means. On a colour scale with totals, the other cells would look almost equal. So totals are printed as numbers, after a gap and without a colour. Any order except a list keeps them at their end.',
    example: '"data": { "file": "sales.csv", "totals": "omit" }',
    fix: 'This note is shown with --verbose. Set data.totals to "omit" to leave totals out, or to "data" to colour them like other cells.',
  },
  'totals-omitted': {
    title: 'Row or column of totals left out',
    meaning:
      'Totals are left out if data.totals is "omit", or if there are more than 100 in a row or column. They are also left out if the values are transformed or normalized. The sums of the old values are not the sums of the new ones.',
    fix: 'This note is shown with --verbose. To keep totals as data, set data.totals to "data".',
  },
  guessed: {
    title: 'How the data was read',
    meaning:
      'Options that are not set were detected from the data: delimiter, decimal separator, header, labels, orientation. This note is shown with --verbose.',
    example: '"data": { "file": "auc.csv", "header": false }',
    fix: 'If a detected option is wrong, set it in "data".',
  },
  comments: {
    title: 'Comment lines were skipped',
    meaning: 'Lines that begin with # or % were not read as data. This note is shown with --verbose.',
    example: '{ "file": "auc.csv", "comment": false }',
    fix: 'If these lines are data, set "comment" to false, or to the string that begins a comment.',
  },
  'trailing-delimiter': {
    title: 'Delimiter at the end of each line',
    meaning:
      'Some programs end each line with a delimiter, which looks like an empty last column. It was ignored. This note is shown with --verbose.',
    fix: 'No action is needed.',
  },
  'incomplete-long-table': {
    title: 'Columns of a long table are not named',
    meaning:
      'In a table of records, "x", "y" and "value" must name the columns with the position and the value of a cell. To count records, "value" is "count()".',
    example: 'heatmap long.csv --x token --y layer --value auc',
    fix: 'Add the missing keys. "heatmap init long.csv" can often detect them.',
  },
  'unknown-column': {
    title: 'Column not found',
    meaning:
      'A column is named exactly as in the header, including case and spaces, or by its 0-based position.',
    example: '{ "file": "long.csv", "x": "token", "y": "layer", "value": 3 }',
    fix: 'Use one of the names that the hint lists.',
  },
  'repeated-column': {
    title: 'Two columns with the same name',
    meaning: 'Several columns have this name, so it does not identify one of them.',
    example: '{ "file": "long.csv", "x": 0, "y": 1, "value": 2 }',
    fix: 'Use the position of the column. The first column is 0.',
  },
  'repeated-cell': {
    title: 'Several values for one cell',
    meaning:
      'Two records of the table have the same position. The program does not choose or add up values on its own.',
    example: "heatmap long.csv --x token --y layer --value 'mean(auc)'",
    fix: 'Combine the values with a function such as mean(auc). If another column distinguishes the records, set it as "panel".',
  },
  'absent-cells': {
    title: 'Cells without a record',
    meaning:
      'The table has no record for some pairs of row and column. Counts and sums are 0 there, other values are missing. This note is shown with --verbose.',
    fix: 'No action is needed. If many cells are missing, check the columns in "x" and "y".',
  },
};
