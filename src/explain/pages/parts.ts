import type { Explanations } from '../explanation.js';

/** Parts of one matrix: `heatmap reduce`, `heatmap merge`, and the files that they write. */
export const PARTS: Explanations = {
  'part-format': {
    title: 'Not a part file',
    meaning:
      'The command "heatmap merge" joins files that "heatmap reduce" or "heatmap merge" wrote. A part file starts with its signature, the version of the format and its length. Then come a header in JSON and sections of numbers. For a matrix they have its labels, its blocks, its exact statistics and a histogram. For records they have the fields, the groups, and the exact sums, counts or extremes of each cell. A CRC-32 of all bytes is last.',
    example: 'heatmap reduce big.npy --rows 0:4096 -o part-0.hm',
    fix: 'Check the names of the parts, or make them with heatmap reduce.',
  },
  'part-version': {
    title: 'Another version of the format of parts',
    meaning: 'The part was made by another version of heatmap, which writes parts in another format.',
    fix: 'Make all parts and merge them with the same version of heatmap.',
  },
  'part-truncated': {
    title: 'Incomplete part',
    meaning:
      'The file is shorter than its header says. It was not copied completely. A part that is killed while it is made leaves no file.',
    fix: 'Copy the part again, or make it again with heatmap reduce.',
  },
  'part-damaged': {
    title: 'Damaged part',
    meaning: 'The checksum of the part is wrong, or its header does not match its content.',
    fix: 'Make the part again with heatmap reduce. The other parts can be kept.',
  },
  'part-mismatch': {
    title: 'Parts of different data',
    meaning:
      'The parts of records have the same fields, columns and conditions, and read dates and numbers in the same way. The parts of one matrix have the same columns and column labels, the same reducer and the same colour domain. If they were made with --rows of one file, they also have the same file. The message names two parts and their difference.',
    fix: 'Make all parts of the same data with the same flags. For pieces in several files, use --first-row.',
  },
  'part-overlap': {
    title: 'Two parts have the same rows or records',
    meaning: 'Each row, record or piece must be in one part. Otherwise its values would count twice.',
    example: '--rows 0:4096 and --rows 4096:8192    // the end is not included',
    fix: 'Name each part once, and check --rows, --first-row or --piece of the two parts.',
  },
  'part-missing': {
    title: 'Rows or records without a part',
    meaning: 'The parts do not have all of the data. The message names what is missing.',
    fix: 'Make the missing part with heatmap reduce. To join some neighbouring parts first, use --partial.',
  },
  'part-incomplete': {
    title: 'A part instead of all data',
    meaning: 'The file has only some rows or records, so its figure would not show the data.',
    example: 'heatmap merge part-*.hm -o all.hm && heatmap all.hm -o fig.svg',
    fix: 'Join all parts with heatmap merge, and draw the result.',
  },
  'part-rows': {
    title: 'Rows or records that the file does not have',
    meaning: 'The flag --rows FROM:TO counts the rows or records of the file from 0, and TO is not included.',
    fix: 'Use smaller numbers. Without TO, the part has all rows from FROM on.',
  },
  'part-reducer': {
    title: 'Parts with another reducer',
    meaning:
      'Each block of a merged matrix has one value: the mean, the maximum, the minimum, or the value farthest from 0. The others cannot be computed from it.',
    fix: 'Set cells.reduce of the figure to the reducer of the parts, or make the parts again with --set cells.reduce=….',
  },
  'part-domain': {
    title: 'Values outside of the domain were not counted',
    meaning:
      'A figure with a given colour domain says how many values are outside. Blocks do not have this number, so it is counted while the parts are made.',
    example: 'heatmap reduce big.npy --rows 0:4096 --domain 0,1 -o part-0.hm',
    fix: 'Make the parts with the domain of the figure, or use "auto" or "robust".',
  },
  'part-aggregate': {
    title: 'An aggregate that parts cannot have',
    meaning:
      'A part keeps a few numbers for each cell, such as a count and an exact sum, and these can be joined. The median of a cell and the number of its distinct values need all values of the cell at once.',
    example: "heatmap reduce log.csv --piece 3/12 --x 'hour(time)' --y city --value 'mean(ms)' -o part-3.hm",
    fix: 'Use mean, sum, min, max, sd, count, share, first or last. For a median, group the records with a database and draw its result.',
  },
  'part-fields': {
    title: 'The records were grouped by other fields',
    meaning:
      'A merged part has the cells of its records, and not the records. So it has one value for each cell, and no other columns.',
    example: 'heatmap merge part-*.hm -o all.hm && heatmap all.hm -o fig.svg',
    fix: 'Leave out the fields, which the part has already. For other fields or a condition, make the parts again.',
  },
  'part-transform': {
    title: 'Merged blocks cannot be transformed',
    meaning:
      'A step such as log1p changes each value before the values are reduced. Blocks have no single values.',
    fix: 'Change the values in the data, and make the parts again.',
  },
  'part-unsupported': {
    title: 'Data that cannot be reduced by parts',
    meaning:
      'A part has rows of one matrix of numbers. Sorting, clustering, normalizing and selecting need all rows at once. Several panels, words, numeric axes and arrays in Fortran order are not supported. Records need the fields that group them: x, y and value. Their merged figure can be normalized and selected.',
    example:
      "heatmap reduce log.csv --rows 0:1000000 --x 'hour(time)' --y 'weekday(time)' --value 'mean(ms)' -o part-0.hm",
    fix: 'Name the fields of records, and set keys such as data.normalize for the merged figure. Otherwise prepare the data so that each row is a row of the figure.',
  },
};
