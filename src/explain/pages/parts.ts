import type { Explanations } from '../explanation.js';

/** Parts of one matrix: `heatmap reduce`, `heatmap merge`, and the files that they write. */
export const PARTS: Explanations = {
  'part-format': {
    title: 'Not a part of a matrix',
    meaning:
      'The command "heatmap merge" joins files that "heatmap reduce" or "heatmap merge" wrote. A part file starts with its signature, the version of the format and its length. A header in JSON has the columns, the rows, the reducer, the labels and the exact statistics. Then come the blocks of the rows as doubles, the histogram of all values, and a CRC-32 of all bytes.',
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
    title: 'Parts of different matrices',
    meaning:
      'The parts of one matrix have the same columns and column labels, the same reducer and the same colour domain. If they were made with --rows of one file, they also have the same file. The message names two parts and their difference.',
    fix: 'Make all parts of the same data with the same flags. For pieces in several files, use --first-row.',
  },
  'part-overlap': {
    title: 'Two parts have the same rows',
    meaning: 'Each row of the matrix must be in one part. Otherwise its values would count twice.',
    example: '--rows 0:4096 and --rows 4096:8192    // the end is not included',
    fix: 'Name each part once, and check --rows and --first-row of the two parts.',
  },
  'part-missing': {
    title: 'Rows without a part',
    meaning: 'The parts do not have all rows of the matrix. The message names the rows that are missing.',
    fix: 'Make the missing part with heatmap reduce. To join some neighbouring parts first, use --partial.',
  },
  'part-incomplete': {
    title: 'A part instead of the whole matrix',
    meaning: 'The file has only some rows of a matrix, so its figure would not show the matrix.',
    example: 'heatmap merge part-*.hm -o all.hm && heatmap all.hm -o fig.svg',
    fix: 'Join all parts with heatmap merge, and draw the result.',
  },
  'part-rows': {
    title: 'Rows that the matrix does not have',
    meaning: 'The flag --rows FROM:TO counts the rows of the file from 0, and TO is not included.',
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
  'part-transform': {
    title: 'Merged blocks cannot be transformed',
    meaning:
      'A step such as log1p changes each value before the values are reduced. Blocks have no single values.',
    fix: 'Change the values in the data, and make the parts again.',
  },
  'part-unsupported': {
    title: 'Data that cannot be reduced by parts',
    meaning:
      'A part has rows of one matrix of numbers. Sorting, clustering, normalizing and selecting need all rows at once. Records, several panels, words, numeric axes and arrays in Fortran order are not supported.',
    example:
      'duckdb -c "COPY (SELECT day, hour, avg(ms) FROM read_parquet(\'log/*.parquet\') GROUP BY ALL) TO \'/dev/stdout\' (HEADER)" | heatmap --x hour --y day --value "avg(ms)"',
    fix: 'Group records with a database and draw its result. Otherwise prepare the data so that each row is a row of the figure.',
  },
};
