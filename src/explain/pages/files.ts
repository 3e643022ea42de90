import type { Explanations } from '../explanation.js';

/** Errors with files and with the command line. */
export const FILES: Explanations = {
  'no-such-file': {
    title: 'File not found',
    meaning:
      'Paths on the command line are relative to the current folder. Paths in a spec are relative to the folder of the spec. Files on the network cannot be read.',
    fix: 'Correct the path. If a similar file name exists, the hint contains it.',
  },
  'is-a-directory': {
    title: 'Folder instead of a file',
    meaning: 'The path is a folder, but a file is needed.',
    fix: 'Write the path of a file. To draw every spec in a folder, use "heatmap batch FOLDER -o DIR".',
  },
  'not-a-file': {
    title: 'Neither a file nor a folder',
    meaning:
      'The path is a device, a named pipe or a socket. Reading it may never end, so a spec must not use it.',
    example: 'cat PIPE | heatmap -o auc.svg',
    fix: 'Send the data to standard input, or write "data": "-" in a spec. A shell substitution <(command) is allowed.',
  },
  'no-permission': {
    title: 'No permission to read a file',
    meaning: 'The operating system does not allow you to read the file.',
    fix: 'Change its permissions with "chmod u+r FILE", or copy it to another folder.',
  },
  'unreadable-file': {
    title: 'File cannot be read',
    meaning:
      'The operating system returned the error code in brackets. EIO is a disk error, ELOOP a circle of links, ENAMETOOLONG a path that is too long.',
    fix: 'Check that other programs can read the file.',
  },
  'outside-root': {
    title: 'File outside the root folder',
    meaning:
      'A spec can read only files below its root folder, so that a spec from another person cannot show your private files. The root is the nearest parent folder with .git or heatmap.config.json, otherwise the folder of the spec. Links are resolved first. Files on the command line are always allowed.',
    example: 'heatmap spec.json --root ..',
    fix: 'Use --root with a folder that contains the data. To allow it for all specs of a project, write { "root": "." } into heatmap.config.json in that folder.',
  },
  'no-stdin': {
    title: 'No data on standard input',
    meaning:
      'The spec contains "data": "-", which means standard input. But standard input is the terminal, or it contained the spec.',
    example: 'cat auc.csv | heatmap spec.json -o auc.svg',
    fix: 'Send the data to standard input, or write the path of a file.',
  },
  unwritable: {
    title: 'File cannot be written',
    meaning:
      'The operating system returned the error in brackets. An existing file is unchanged, and no partial file is left.',
    fix: 'Write to another path with -o, or free space on the disk.',
  },
  'file-exists': {
    title: 'File already exists',
    meaning: '"heatmap init" does not overwrite a spec, because it may contain your changes.',
    fix: 'Use another path with -o, or overwrite the file with --force.',
  },
  'already-a-spec': {
    title: 'Spec instead of data',
    meaning: '"heatmap init" writes a spec for a data file, but this file is a spec.',
    fix: 'Draw it with "heatmap FILE", or use the data file of the spec.',
  },
  'empty-file': {
    title: 'Empty file',
    meaning:
      'The file contains nothing, or only blank lines and comments. Often the program that writes the file failed.',
    fix: 'Write the file again.',
  },
  'too-large': {
    title: 'Data too large',
    meaning:
      'The number of cells, rows, columns and panels is limited, so that no file and no spec can use all memory. A spec that names a long range again and again selects too many items. Matrices of numbers in NPY and CSV are reduced while they are read and can have any size. Rows and columns that are not selected do not count. This is not possible if a key of the spec needs all values, for example to sort, split, hide or normalize. Some steps of "transform" need them too.',
    example: '{ "data": "big.npy", "y": { "order": "mean" } }    // needs all values',
    fix: 'Remove the key that the hint names, or select each range once. Otherwise reduce the data before you draw it.',
  },
  'file-too-large': {
    title: 'JSON file or print too large',
    meaning:
      'A JSON file is read into one string, and the length of a string is limited. Printed tables and arrays have a lower limit.',
    fix: 'Write a matrix of this size as NPY or CSV.',
  },
  'not-text': {
    title: 'Not a text file',
    meaning:
      'The file was read as a table or JSON, but it contains bytes that do not occur in text. It may be an archive, an image or an unsupported array format.',
    fix: 'Save the data as CSV, JSON or NPY. If the format was detected incorrectly, set it with --input-format, or with "format" in a spec.',
  },
  'not-utf8': {
    title: 'Text that is not UTF-8',
    meaning:
      'The text is not valid UTF-8, so it was read as Windows-1252, the old encoding for Western Europe. In other encodings some letters are wrong.',
    fix: 'If letters are wrong, save the file as UTF-8.',
  },
  unwatchable: {
    title: 'Folder cannot be watched',
    meaning:
      'The operating system does not report changes in this folder, for the reason in brackets. ENOSPC and EMFILE mean that the maximum number of watched folders is reached. "heatmap watch" continues without this folder.',
    fix: 'On Linux, increase fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl, or watch fewer folders.',
  },
  usage: {
    title: 'Invalid command line',
    meaning:
      'A flag does not exist, has a missing or invalid value, or cannot be combined with another flag.',
    fix: 'See "heatmap --help", or "heatmap COMMAND --help" for the flags of a command.',
  },
  defect: {
    title: 'Internal error',
    meaning: 'This program has a bug. Your input did not cause it.',
    fix: 'Please report the output and, if possible, the spec and the data.',
  },
};
