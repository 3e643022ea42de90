import type { Explanations } from '../explanation.js';

/** Errors in tables that are stored by column, and warnings about their columns. */
export const COLUMNAR: Explanations = {
  'parquet-truncated': {
    title: 'Incomplete Parquet file',
    meaning: 'A Parquet file ends with a description of its columns and the letters PAR1. They are missing.',
    fix: 'Copy, download or write the file again. Encrypted files cannot be read.',
  },
  'parquet-damaged': {
    title: 'Parquet file that cannot be decoded',
    meaning:
      'A part of the file contradicts another one, or the file uses an encoding that is not supported. The message names the first problem.',
    fix: 'Copy or write the file again. If another program can read it, save the table as CSV or as Parquet with default options.',
  },
  'arrow-truncated': {
    title: 'Incomplete Arrow or Feather file',
    meaning: 'The data ends in the middle of a message, or the signature at the end of the file is missing.',
    fix: 'Copy, download or write the file again.',
  },
  'arrow-damaged': {
    title: 'Arrow data that cannot be decoded',
    meaning:
      'A part of the data contradicts another one, or it uses a feature that is not supported. The message names the first problem.',
    fix: 'Copy or write the file again. If another program can read it, save the table as CSV or Parquet.',
  },
  'arrow-version': {
    title: 'Feather file of version 1',
    meaning:
      'The first version of Feather is a different format from Arrow. It is no longer written by current programs.',
    example: 'pyarrow.feather.write_feather(pyarrow.feather.read_table(path), path)',
    fix: 'Write the file again with a current version of pyarrow or R arrow.',
  },
  'column-type': {
    title: 'Column without numbers or text',
    meaning:
      'A key of a long table names a column with lists, records or raw bytes. Labels and values are numbers, text, dates, times or booleans.',
    fix: 'Name another column. The message "unknown-column" lists all columns.',
  },
  'skipped-columns': {
    title: 'Columns that are not drawn',
    meaning:
      'The table has columns with lists, records or raw bytes. A figure shows numbers, text, dates, times and booleans.',
    example: '{ "file": "runs.parquet", "columns": ["loss", "accuracy"] }',
    fix: 'No action is needed. To draw a part of such a column, save the table with that part as its own column.',
  },
};
