import type { Explanations } from '../explanation.js';

/** Text formats with a shape of their own, JSON of certain programs, and files that cannot be read. */
export const TEXT_FORMATS: Explanations = {
  'unreadable-format': {
    title: 'Format that cannot be read',
    meaning:
      'The first bytes or characters show that the file is a document, a picture, a database, an archive or an object of another program. The hint has a command that converts it. Upper-case words in it, such as TABLE, stand for names in your file.',
    fix: 'Run the command, and draw the new file. If the format was detected incorrectly, set it with --input-format.',
  },
  'abbreviated-print': {
    title: 'Print with dots in place of values',
    meaning:
      'Programs print only the first and last rows and columns of a large table or array. The values between them are not in the text.',
    example: 'df.to_csv("table.csv")    np.save("a.npy", a)    df.write_csv("table.csv")',
    fix: 'Write the data to a file instead of printing it, or print all of it as the hint says.',
  },
  'printed-array': {
    title: 'Printed array that cannot be parsed',
    meaning:
      'The text looks like an array that Python printed, but its brackets or values are incomplete. All lists at one level must have the same length, and all values the same type. Complex numbers cannot be drawn.',
    fix: 'Copy the whole print, or save the array with np.save.',
  },
  'printed-frame': {
    title: 'Printed data frame that is not aligned',
    meaning:
      'The columns of a printed data frame are found by the ends of their labels, because labels may contain blanks. Here values are not below their labels, or a block of columns lacks lines.',
    fix: 'Copy the print again without changing its blanks, or write the data with df.to_csv.',
  },
  'printed-table': {
    title: 'Table without a line below its header',
    meaning:
      'A printed table, such as Markdown, must start with a header and a line of dashes or of box characters.',
    example: '| model | auc |\n|-------|-----|\n| small | 0.5 |',
    fix: 'Add the line, or remove --input-format if the file is a table of another kind.',
  },
  'mtx-header': {
    title: 'Invalid header of MatrixMarket',
    meaning:
      'The first line names the layout, the type and the symmetry of the matrix. The first line below the comments has the numbers of rows, columns and, for coordinates, entries.',
    example: '%%MatrixMarket matrix coordinate real general\n3 2 1\n1 2 0.5',
    fix: 'Correct the header. Complex matrices cannot be drawn; write their magnitude.',
  },
  'mtx-entry': {
    title: 'Invalid line of MatrixMarket',
    meaning:
      'Each line below the sizes has one entry: a row, a column and a value. A pattern has no values, and an array only values. Rows and columns count from 1.',
    fix: 'Correct the line, or write the file again.',
  },
  'mtx-size': {
    title: 'MatrixMarket file with another number of entries',
    meaning: 'The header announces more or fewer entries than the file has. The file is probably incomplete.',
    fix: 'Copy or write the file again.',
  },
  'gct-header': {
    title: 'Invalid header of GCT',
    meaning:
      'The first line is #1.2 or #1.3. The second line has the numbers of rows and columns and, in version 1.3, of the fields that describe rows and columns.',
    fix: 'Correct the two lines, or save the table as CSV.',
  },
  'gct-size': {
    title: 'GCT file of another size than announced',
    meaning: 'The second line announces more or fewer rows or samples than the file has.',
    fix: 'Copy or write the file again.',
  },
  'feature-counts-header': {
    title: 'Table that featureCounts did not write',
    meaning:
      'The output of featureCounts has the columns Geneid, Chr, Start, End, Strand and Length, and then one column for each file.',
    fix: 'Remove --input-format to read the file as a plain table.',
  },
  'skipped-metadata': {
    title: 'Fields that describe rows or columns',
    meaning:
      'The format has fields that are not values of the matrix, such as descriptions of genes or tissues of samples. They are not drawn.',
    fix: 'Nothing has to be done.',
  },
  'contacts-line': {
    title: 'Line that is not a pair of bins',
    meaning:
      'Each line of a contact map has two bins and a value, separated by tabs. A bin is a chromosome, a start and an end.',
    example: 'chr1\t0\t10000\tchr1\t10000\t20000\t42',
    fix: 'Write the file with "cooler dump --join", or correct the line.',
  },
  'plotly-no-matrix': {
    title: 'Figure of Plotly without a matrix',
    meaning:
      'A figure of Plotly is drawn from its traces with a matrix "z": heatmaps, contours and surfaces. Bars, lines and points have none.',
    fix: 'Save the table that the figure was made from as CSV.',
  },
  'plotly-array': {
    title: 'Invalid typed array of Plotly',
    meaning:
      'Plotly writes arrays as bytes in base 64 with a type and a shape. Here the type is unknown, or the shape needs another number of bytes.',
    fix: 'Write the figure again with fig.write_json.',
  },
  'plotly-other-traces': {
    title: 'Traces of Plotly that are not drawn',
    meaning: 'The figure has traces without a matrix, such as lines or points, beside its heatmaps.',
    fix: 'Nothing has to be done if they are only annotations.',
  },
  'prometheus-type': {
    title: 'Answer of Prometheus without a range',
    meaning:
      'Only the answer to a range query has a value for each series and each time. Other queries return one value for each series, or no series.',
    example: 'curl "http://HOST:9090/api/v1/query_range?query=up&start=…&end=…&step=60"',
    fix: 'Use query_range with start, end and step.',
  },
  'prometheus-sample': {
    title: 'Invalid sample of Prometheus',
    meaning: 'A sample is a time in seconds since 1970 and a value in quotes.',
    example: '[1700000000, "0.5"]',
    fix: 'Save the answer of the server without changes.',
  },
};
