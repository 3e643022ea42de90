import type { Explanations } from './explanation.js';

/** What is wrong with files, and with how the program was called. */
export const FILES: Explanations = {
  'no-such-file': {
    title: 'A file that is not there',
    meaning:
      'Paths on the command line are relative to the folder you are in; paths in a spec are relative to the folder of the spec, wherever it is rendered from. Nothing is fetched from the network.',
    mend: 'Correct the path; the hint names a file that is called much the same, if there is one.',
  },
  'is-a-directory': {
    title: 'A folder where a file is wanted',
    meaning: 'The path names a folder, and there is no telling which of its files is meant.',
    mend: 'Name a file in it. "heatmap batch FOLDER -o DIR" draws every spec below a folder.',
  },
  'not-a-file': {
    title: 'Neither a file nor a folder',
    meaning:
      'The path names a device, a named pipe or a socket. Reading one may never end, so a spec cannot ask for it.',
    mend: 'Pipe the data in: "cat PIPE | heatmap", or "data": "-" in a spec. What a shell hands over for <(command) is read.',
  },
  'no-permission': {
    title: 'A file that may not be read',
    meaning: 'The system does not let you read it.',
    mend: 'Change who may read it (chmod u+r FILE), or copy it to where you may.',
  },
  'unreadable-file': {
    title: 'A file that cannot be read',
    meaning:
      'The system refused with the code in brackets: EIO is a failing disk, ELOOP links in a circle, ENAMETOOLONG a path too long.',
    mend: 'Check that other programs can read the file.',
  },
  'outside-root': {
    title: 'A file outside of what the spec may read',
    meaning:
      'So that a spec from elsewhere cannot show what is on your disk, it may read only below its root: the nearest folder above it that has .git or heatmap.config.json in it, else its own. Links are followed first. Files that you name on the command line are always read.',
    mend: 'Move the data or the spec, or widen the root: heatmap spec.json --root ..',
  },
  'no-stdin': {
    title: 'Nothing is piped in',
    meaning:
      'The spec says "data": "-", which is standard input, but that is the terminal or was the spec itself.',
    example: 'cat auc.csv | heatmap spec.json -o auc.svg',
    mend: 'Pipe the data in, or name a file.',
  },
  unwritable: {
    title: 'A file that cannot be written',
    meaning:
      'The system refused, for the reason in brackets. A file that was there before is unchanged, and no half-written one is left.',
    mend: 'Choose another place with -o, or make room there.',
  },
  'file-exists': {
    title: 'A file is there already',
    meaning: '"heatmap init" never overwrites a spec that somebody may have worked on.',
    mend: 'Choose another name with -o, or overwrite it with --force.',
  },
  'already-a-spec': {
    title: 'A spec where data is wanted',
    meaning: '"heatmap init" makes a spec of data, and this file is a spec already.',
    mend: 'Draw it with "heatmap FILE", or name the data file that it reads.',
  },
  'empty-file': {
    title: 'A file with nothing in it',
    meaning:
      'The file has no content, or nothing but blanks and comments. Often the program that should have written it failed.',
    mend: 'Write the file again.',
  },
  'too-large': {
    title: 'More data than can be held',
    meaning:
      'There is a limit to cells, rows, columns and panels that lies far above what any page has room for, so that no file can take all memory. A matrix of numbers in an NPY or CSV file is reduced while it is read, so that it may be of any size, unless the spec asks for every single value: to sort, split, hide, normalize, or keep rows and columns.',
    mend: 'Leave out the key that the hint names, or keep or average what the figure is about before it is drawn.',
  },
  'file-too-large': {
    title: 'A JSON file larger than a text can be',
    meaning: 'JSON is read as one text, and the length of a text is limited.',
    mend: 'Write a matrix of this size as NPY or CSV.',
  },
  'not-text': {
    title: 'A file that is not text',
    meaning:
      'The file was taken for a table or JSON but has bytes that no text has: it is a spreadsheet (.xlsx), an archive, a picture, or an array in a format that cannot be read.',
    mend: 'Save it as CSV, JSON or NPY. --input-format, or "format" in a spec, says how to read a file whose format is not found out.',
  },
  'not-utf8': {
    title: 'A text in an old encoding',
    meaning:
      'The text is not UTF-8, so it was read as Windows-1252, as Western European versions of Windows write it. Files in other old encodings come out with wrong letters.',
    mend: 'If letters look wrong, save the file as UTF-8.',
  },
  unwatchable: {
    title: 'A folder that cannot be watched',
    meaning:
      'The system does not say when something changes in this folder, for the reason in brackets: ENOSPC and EMFILE mean that it watches as many folders as it may. "heatmap watch" goes on without it.',
    mend: 'On Linux raise fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl, or watch fewer folders.',
  },
  usage: {
    title: 'A wrong command line',
    meaning:
      'A flag does not exist, lacks its value or has one that it cannot have, or flags do not go together.',
    mend: 'See "heatmap --help", and "heatmap COMMAND --help" for the flags of a command.',
  },
  defect: {
    title: 'A defect of this program',
    meaning: 'Something happened that should be impossible, whatever the input. It is not your fault.',
    mend: 'Please report it with what was printed and, if you can share them, the spec and the data.',
  },
};
