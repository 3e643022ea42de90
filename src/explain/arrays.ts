import type { Explanations } from './explanation.js';

const DAMAGED = 'Copy or write the file again.';

/** What is wrong with NPY and NPZ files. */
export const ARRAYS: Explanations = {
  'npy-magic': {
    title: 'A file that is not NPY',
    meaning: 'Every NPY file begins with the same six bytes, and this one does not.',
    mend: 'Write it with np.save(path, arr), or say another "format".',
  },
  'npy-version': {
    title: 'An NPY version of the future',
    meaning: 'There are versions 1.0, 2.0 and 3.0 of the format; the file says it is another one.',
    mend: 'If the file is not damaged, write it with np.save of a current numpy.',
  },
  'npy-header': {
    title: 'An NPY header that cannot be read',
    meaning:
      'The header of an NPY file is a small Python dictionary: the type, the order and the shape. This one is not.',
    mend: DAMAGED,
  },
  'npy-header-length': {
    title: 'An NPY header of impossible length',
    meaning: 'The header says it is longer than numpy itself would read.',
    mend: DAMAGED,
  },
  'npy-header-truncated': {
    title: 'An NPY file that ends in its header',
    meaning: 'The file was cut off before its data begins.',
    mend: DAMAGED,
  },
  'npy-negative-shape': {
    title: 'An axis of negative length',
    meaning: 'The header of the NPY file gives an axis a length below 0.',
    mend: DAMAGED,
  },
  'npy-truncated': {
    title: 'An NPY file that is cut off',
    meaning: 'The header promises more bytes than follow it: the file was not written or copied to its end.',
    mend: DAMAGED,
  },
  'npy-trailing-bytes': {
    title: 'Bytes after the array',
    meaning:
      'The file goes on after the array its header describes, as it does when np.save is called twice for one open file. Only the first array is read.',
    mend: 'Keep several arrays in an NPZ: np.savez(path, a=a, b=b).',
  },
  'npy-object': {
    title: 'Pickled Python objects',
    meaning:
      'The array holds Python objects. Reading them means running what the file says, which this program never does. numpy makes such arrays of rows of different length.',
    example: 'np.save("auc.npy", arr.astype(float))',
    mend: 'Save numbers.',
  },
  'npy-structured': {
    title: 'Records instead of numbers',
    meaning:
      'The array is structured: every cell has several fields, and a cell of a heatmap has one colour.',
    example: 'np.save("auc.npy", arr["auc"])',
    mend: 'Save one field.',
  },
  'npy-complex': {
    title: 'Complex numbers',
    meaning: 'A complex number has two parts, and a cell has one colour.',
    mend: 'Save np.abs(arr), np.angle(arr), arr.real or arr.imag.',
  },
  'npy-type': {
    title: 'A type of values that cannot be read',
    meaning:
      "Floats, integers, booleans and texts are read. Dates, raw bytes and types that are not numpy's own (bfloat16) are not.",
    mend: 'Save arr.astype(float), or arr.astype(str) for dates.',
  },
  'npy-text': {
    title: 'Text that is not Unicode',
    meaning: 'The array holds text, and the bytes of one cell are no valid text.',
    mend: 'Save arr.astype(str) of decoded texts.',
  },
  'npz-magic': {
    title: 'A file that is not NPZ',
    meaning: 'An NPZ file is a ZIP archive, and this is none.',
    mend: 'Write it with np.savez(path, name=arr), or say another "format".',
  },
  'npz-empty': {
    title: 'An archive without an array',
    meaning: 'The ZIP archive holds no file whose name ends in .npy.',
    mend: 'Write it with np.savez(path, name=arr).',
  },
  'npz-other-file': {
    title: 'An archive with other files in it',
    meaning: 'Files whose names do not end in .npy are no arrays and were not read.',
    mend: 'Nothing needs to be done.',
  },
  'npz-duplicate-array': {
    title: 'Two arrays of one name',
    meaning: 'The archive holds two arrays with the same name, so there is no telling which is meant.',
    mend: DAMAGED,
  },
  'unknown-array': {
    title: 'No array has that name',
    meaning: '"array" names one of the arrays of an NPZ file, as np.savez was told to call it.',
    example: '{ "file": "runs.npz", "array": "auc" }',
    mend: 'Take one of the names in the message, or leave "array" out to have a panel for each.',
  },
  'npz-panel': {
    title: 'An array that is no panel',
    meaning: 'Each of several arrays is a panel, so each must have two axes.',
    mend: 'Choose one array with "array"; alone it may have more axes.',
  },
  'npz-array-size': {
    title: 'An array of another size than its entry',
    meaning: 'What the header of the array promises and what the archive says of its size do not agree.',
    mend: DAMAGED,
  },
  'npz-too-large': {
    title: 'An archive that unpacks to too much',
    meaning: 'A small archive can unpack to any size. Beyond a limit it is not unpacked.',
    mend: 'Save the arrays that are to be drawn, as float32 if need be.',
  },
  'zip-truncated': {
    title: 'An archive that is cut off',
    meaning: 'The directory at the end of the archive is not there.',
    mend: DAMAGED,
  },
  'zip-damaged': {
    title: 'An archive that contradicts itself',
    meaning: 'The directory of the archive and its contents do not agree.',
    mend: DAMAGED,
  },
  'zip-checksum': {
    title: 'An archive whose checksum is wrong',
    meaning: 'The content of the archive is not what was put into it.',
    mend: DAMAGED,
  },
  'zip-encrypted': {
    title: 'An encrypted archive',
    meaning: 'Archives with a password are not read.',
    mend: 'Unpack it and write it again with np.savez.',
  },
  'zip-method': {
    title: 'An archive compressed in another way',
    meaning:
      'np.savez stores arrays as they are, np.savez_compressed deflates them. Other methods of ZIP are not read.',
    mend: 'Write the archive with numpy.',
  },
};
