import type { Explanations } from '../explanation.js';

/** HDF5, AnnData and MATLAB. */
export const HDF5: Explanations = {
  'hdf5-damaged': {
    title: 'Damaged HDF5 file',
    meaning:
      'The structure at the byte in the message contradicts the format, or the file ends before it. The file was not copied completely, or its program was interrupted.',
    fix: 'Copy the file again. "h5dump -H FILE" lists what can still be read.',
  },
  'hdf5-unsupported': {
    title: 'Unsupported feature of HDF5',
    meaning:
      'Arrays can be stored whole or in chunks, with gzip, LZF, shuffle and fletcher32. Other compressions, and values in other files, are not read.',
    example: 'h5repack -f GZIP=6 in.h5 out.h5',
    fix: 'Write a plain copy as in the example, or save the array with numpy.save.',
  },
  'hdf5-type': {
    title: 'Dataset without numbers',
    meaning:
      'The dataset contains text, tables, complex numbers or references. A figure needs integers, floats of 16, 32 or 64 bits, or booleans.',
    fix: 'Set "array" to a dataset of numbers. "h5dump -H FILE" lists all types.',
  },
  'hdf5-sparse': {
    title: 'Invalid sparse matrix',
    meaning:
      'A sparse matrix in compressed rows or columns has the lists "data", "indices" and "indptr" and a shape. They contradict each other.',
    fix: 'Write the file again: adata.write_h5ad("out.h5ad").',
  },
  'mat-version': {
    title: 'Unsupported version of MATLAB files',
    meaning: 'Files of level 5 ("-v7", "-v6") and 7.3 can be read. This file is older, or no MATLAB file.',
    example: "save('data.mat', 'A', '-v7')",
    fix: 'Save it as in the example; in Python: scipy.io.savemat("data.mat", {"A": a}).',
  },
  'mat-damaged': {
    title: 'Damaged MATLAB file',
    meaning: 'The variable at the byte in the message is incomplete or contradicts the format.',
    fix: 'Copy the file again, or save it again.',
  },
  'mat-type': {
    title: 'Variable without real numbers',
    meaning:
      'The variable is a cell array, a structure, text, sparse or complex. A figure needs a full array of real numbers or logicals.',
    example: "A = full(S); save('data.mat', 'A')",
    fix: 'Save the numbers as a matrix, and set "array" to its name.',
  },
  'mat-empty': {
    title: 'MATLAB file without arrays',
    meaning: 'The file contains no variable with real numbers.',
    fix: 'Save a matrix into the file.',
  },
};
