import type { Explanations } from '../explanation.js';

const WRITE_AGAIN = 'The file is damaged. Copy or write it again.';

/** Errors in NPY and NPZ files. */
export const ARRAYS: Explanations = {
  'npy-magic': {
    title: 'Not an NPY file',
    meaning: 'The file does not begin with the six bytes of every NPY file.',
    fix: 'Write it with np.save(path, arr), or set another "format".',
  },
  'npy-version': {
    title: 'Unknown NPY version',
    meaning: 'The versions 1.0, 2.0 and 3.0 of the format can be read. The file has another version.',
    fix: 'Write the file with np.save of a current numpy.',
  },
  'npy-header': {
    title: 'Invalid NPY header',
    meaning: 'The header must be a Python dictionary with the type, the order and the shape of the array.',
    fix: WRITE_AGAIN,
  },
  'npy-header-length': {
    title: 'NPY header too long',
    meaning: 'The length in the header is larger than numpy allows.',
    fix: WRITE_AGAIN,
  },
  'npy-header-truncated': {
    title: 'NPY file ends in its header',
    meaning: 'The file ends before the data begins.',
    fix: WRITE_AGAIN,
  },
  'npy-negative-shape': {
    title: 'Axis with a negative length',
    meaning: 'The shape in the NPY header contains a negative number.',
    fix: WRITE_AGAIN,
  },
  'npy-truncated': {
    title: 'Incomplete NPY file',
    meaning: 'The file has fewer bytes than its header announces. It was not written or copied completely.',
    fix: WRITE_AGAIN,
  },
  'npy-trailing-bytes': {
    title: 'Bytes after the array',
    meaning:
      'The file continues after the array, for example because np.save was called twice for one open file. Only the first array was read.',
    example: 'np.savez("runs.npz", a=a, b=b)',
    fix: 'Save several arrays as NPZ.',
  },
  'npy-object': {
    title: 'Array of Python objects',
    meaning:
      'The array contains pickled Python objects. Reading them can run code from the file, so this program does not read them. Rows of different lengths create such arrays in numpy.',
    example: 'np.save("auc.npy", arr.astype(float))',
    fix: 'Save an array of numbers.',
  },
  'npy-structured': {
    title: 'Records instead of numbers',
    meaning: 'The array is structured: each element has several fields, but a cell shows one value.',
    example: 'np.save("auc.npy", arr["auc"])',
    fix: 'Save one field.',
  },
  'npy-complex': {
    title: 'Complex numbers',
    meaning: 'A complex number has two parts, but a cell shows one value.',
    example: 'np.save("auc.npy", np.abs(arr))',
    fix: 'Save np.abs(arr), np.angle(arr), arr.real or arr.imag.',
  },
  'npy-type': {
    title: 'Unsupported data type',
    meaning:
      'Floats, integers, booleans and strings can be read. Dates, raw bytes and types from outside numpy (bfloat16) cannot.',
    example: 'np.save("auc.npy", arr.astype(float))',
    fix: 'Save arr.astype(float), or arr.astype(str) for dates.',
  },
  'npy-text': {
    title: 'Invalid text in an array',
    meaning: 'The array contains strings, and the bytes of one cell are not valid text.',
    fix: 'Save arr.astype(str) of decoded strings.',
  },
  'npz-magic': {
    title: 'Not an NPZ file',
    meaning: 'An NPZ file is a ZIP archive, but this file is not.',
    fix: 'Write it with np.savez(path, name=arr), or set another "format".',
  },
  'npz-empty': {
    title: 'Archive without arrays',
    meaning: 'The ZIP archive contains no file with a name that ends in .npy.',
    fix: 'Write it with np.savez(path, name=arr).',
  },
  'npz-other-file': {
    title: 'Archive with other files',
    meaning: 'Files with names that do not end in .npy are not arrays. They were ignored.',
    fix: 'No action is needed.',
  },
  'npz-duplicate-array': {
    title: 'Two arrays with the same name',
    meaning: 'The archive contains two arrays with this name, so the name does not identify one of them.',
    fix: WRITE_AGAIN,
  },
  'unknown-array': {
    title: 'Array not found',
    meaning: '"array" must be the name of an array in the NPZ file, as in the call of np.savez.',
    example: '{ "file": "runs.npz", "array": "auc" }',
    fix: 'Use one of the names in the message, or remove "array" to draw one panel for each array.',
  },
  'npz-panel': {
    title: 'Array that is not a matrix',
    meaning: 'Each array of the file becomes a panel, so each needs exactly two axes.',
    example: '{ "file": "runs.npz", "array": "auc" }',
    fix: 'Select one array with "array". A single array can have more axes.',
  },
  'npz-array-size': {
    title: 'Array with the wrong size',
    meaning: 'The header of the array and the directory of the archive give different sizes.',
    fix: WRITE_AGAIN,
  },
  'npz-too-large': {
    title: 'Archive too large after decompression',
    meaning: 'A small archive can decompress to any size. The decompressed size is limited.',
    fix: 'Save only the arrays that you draw, for example as float32.',
  },
  'zip-truncated': {
    title: 'Incomplete archive',
    meaning: 'The directory at the end of the archive is missing.',
    fix: WRITE_AGAIN,
  },
  'zip-damaged': {
    title: 'Damaged archive',
    meaning: 'The directory of the archive contradicts its content.',
    fix: WRITE_AGAIN,
  },
  'zip-checksum': {
    title: 'Archive with a wrong checksum',
    meaning: 'The content of the archive changed after it was written.',
    fix: WRITE_AGAIN,
  },
  'zip-encrypted': {
    title: 'Encrypted archive',
    meaning: 'Archives with a password cannot be read.',
    fix: 'Decrypt it, and write it again: with np.savez, or without a password in a spreadsheet program.',
  },
  'zip-method': {
    title: 'Unsupported compression method',
    meaning: 'Only stored and deflated files can be read, as numpy and spreadsheet programs write them.',
    fix: 'Write the archive again with numpy or with a spreadsheet program.',
  },
};
