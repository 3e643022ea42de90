import type { Explanations } from '../explanation.js';

/** Errors in compressed files. */
export const COMPRESSION: Explanations = {
  'compressed-truncated': {
    title: 'Incomplete compressed file',
    meaning: 'The compressed data ends in the middle. The file was not written or copied completely.',
    fix: 'Copy, download or write the file again.',
  },
  'compressed-damaged': {
    title: 'Damaged compressed file',
    meaning:
      'The file begins like a gzip, zstd, bzip2 or brotli file, but its contents cannot be decompressed, or a checksum does not match.',
    fix: 'Copy, download or write the file again.',
  },
  'compressed-unsupported': {
    title: 'Compression that needs more than the file',
    meaning:
      'Zstandard data can need a dictionary, which is another file, or a window of gigabytes in memory. Neither is supported.',
    example: 'zstd -d --long=31 auc.csv.zst',
    fix: 'Decompress the file with the zstd command first.',
  },
  'expands-too-much': {
    title: 'File that expands too much',
    meaning:
      'The decompressed data is larger than 1 GiB and more than 100 times larger than the file. Such files are often made to exhaust the memory of a program.',
    example: 'zcat auc.csv.gz | heatmap render -o auc.svg',
    fix: 'If you trust the file, decompress it and read the result.',
  },
};
