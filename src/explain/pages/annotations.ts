import type { Explanations } from '../explanation.js';

/** The values of annotations that are columns or statistics; texts and marks. */
export const ANNOTATIONS: Explanations = {
  'annotation-column': {
    title: 'Column of an annotation not found',
    meaning:
      'The values of an annotation are a column: "tissue" of the table of the data, or "samples.csv:tissue" of another file. The path is relative to the folder of the spec.',
    example: '"x": { "annotations": [{ "values": "samples.csv:tissue" }] }',
    fix: 'Check the name of the column. The file must be a table with a header: CSV, TSV, JSON records, Arrow, Parquet or Excel.',
  },
  'annotation-repeated-labels': {
    title: 'Repeated labels in a table of annotations',
    meaning:
      'An annotation has one value for each row or column. If several records have the same label, nobody can tell which of them applies.',
    fix: 'Keep one record for each label.',
  },
  'annotation-no-label': {
    title: 'No record matches the rows or columns',
    meaning:
      'Records are joined by label: the column of the table that has most of the labels is compared with the labels of the data. No label was found.',
    fix: 'Make the labels equal in both files. Capitals and spaces count.',
  },
  'annotation-records': {
    title: 'Records without labels do not match',
    meaning:
      'Rows without labels, or with repeated ones, are matched by position. This needs one record for each row, in the order of the data.',
    fix: 'Give each row its own label, or list the values in the spec.',
  },
  'annotation-partial': {
    title: 'Rows or columns without a record',
    meaning:
      'The table of an annotation has no record for some labels. Their values are missing, and drawn so.',
    fix: 'Check the spelling of the listed labels. If this is intended: "lint": ["annotation-partial"].',
  },
  'annotation-unused': {
    title: 'Records that are not used',
    meaning: 'The table of an annotation has records for rows or columns that the data does not have.',
    fix: 'No action is needed. If a row should have such a record, check the spelling of its label.',
  },
  'annotation-statistic': {
    title: 'Statistic of words',
    meaning: 'A matrix of words has no mean, sum or extremes. Its values can only be counted.',
    example: '"y": { "annotations": [{ "values": "count()", "kind": "bar" }] }',
    fix: 'Use "count()" or "missing()".',
  },
  'annotation-marks': {
    title: 'No items to mark, or too many',
    meaning:
      'A mark annotation labels some rows or columns, at most 1000: those in "items", or those with a value.',
    example: '"y": { "annotations": [{ "kind": "mark", "items": ["TP53", "MYC"] }] }',
    fix: 'Select some items by label or position.',
  },
  'words-beside': {
    title: 'Words became strips',
    meaning:
      'Columns of words beside the numbers of a table became strips beside the rows, with one colour for each word.',
    example: '"y": { "annotations": [] }',
    fix: 'No action is needed. To choose the strips, set "y.annotations"; [] draws none.',
  },
};
