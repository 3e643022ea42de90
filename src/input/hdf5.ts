import { createExpansionLimit } from '../compression/expansion.js';
import { fail, quote } from '../diagnostics.js';
import { type DType, parseDType } from '../dtype.js';
import { Hdf5File, type Hdf5Object } from '../hdf5/file.js';
import type { FailHdf5 } from '../hdf5/reader.js';
import { NO_REDUCTION } from '../matrix/limits.js';
import type { Dataset } from '../matrix/matrix.js';
import { arrayLayout } from './array.js';
import { readAll } from './bytes.js';
import { axisLabels, isAnnData } from './hdf5/anndata.js';
import { readSparse, sparseFormat } from './hdf5/sparse.js';
import { transposeSlices } from './mat/pages.js';
import { type NamedArray, pickArray } from './named-arrays.js';
import { readNpyDataset } from './npy.js';
import type { Reader, ReadPlan, Source } from './reader.js';

/**
 * Reads one array of an HDF5 file.
 *
 * - `options.array` is its path; it is needed if there are several. AnnData files (.h5ad) have the default "X".
 * - AnnData: arrays have the names of observations and variables as labels; sparse matrices are read too.
 * - MATLAB 7.3 files: axes are in the order of MATLAB, as `readMat` reads them.
 * - Datasets with chunks are decompressed one row of chunks at a time.
 *
 * Errors: `hdf5-damaged`, `hdf5-unsupported`, `hdf5-type`, `hdf5-sparse`, `expands-too-much`, `too-large`, and those of
 * `pickArray`, `arrayLayout` and `selectSlices`.
 */
export const readHdf5: Reader = (source, options, _, plan = NO_REDUCTION) => {
  const { name, bytes } = readAll(source);
  const file = new Hdf5File(bytes, failIn(name), createExpansionLimit(bytes.length, name));
  const isMatlab = Buffer.from(bytes.subarray(0, 10)).toString('latin1') === 'MATLAB 7.3';
  const wanted = options.array ?? (isAnnData(file) ? 'X' : undefined);
  const { path, object } = findArray(file, wanted, isMatlab, name);
  if (sparseFormat(file, object)) {
    return addLabels(readSparse(file, object, { name, path }, plan), file, path);
  }
  const dataset = readDense(file, object, { name, path }, plan);
  return isMatlab ? transposeSlices(dataset) : addLabels(dataset, file, path);
};

const failIn =
  (file: string): FailHdf5 =>
  (code, problem, offset) => {
    const place = { file };
    if (code === 'hdf5-damaged') {
      const where = offset === null ? '' : ` at byte ${offset}`;
      return fail('hdf5-damaged', `the HDF5 file is damaged${where}: ${problem}`, place);
    }
    return fail(
      'hdf5-unsupported',
      `the HDF5 file uses a feature that heatmap cannot read: ${problem}`,
      place,
      'write a plain copy: h5repack -f GZIP=6 IN.h5 OUT.h5, or save the array with numpy.save',
    );
  };

interface FoundArray extends NamedArray {
  readonly path: string;
  readonly object: Hdf5Object;
}

/** Returns the array at the path `wanted`, or the only one that can be drawn in that group or in the file. */
function findArray(
  file: Hdf5File,
  wanted: string | undefined,
  isMatlab: boolean,
  name: string,
): Omit<FoundArray, 'shape' | 'name'> {
  const path = wanted?.replace(/^\/+|\/+$/g, '');
  const object = path === undefined ? file.root : file.find(path);
  if (path !== undefined && object && (object.dataset || sparseFormat(file, object))) {
    return { path, object };
  }
  const group = object ?? file.root;
  const prefix = object && path ? `${path}/` : '';
  const arrays = listArrays(file, group, prefix, isMatlab);
  if (arrays.length === 0) {
    fail('hdf5-type', `${prefix ? `the group ${quote(prefix)}` : 'the file'} has no array of numbers`, {
      file: name,
    });
  }
  return pickArray(arrays, object ? undefined : wanted, { file: name });
}

function listArrays(file: Hdf5File, group: Hdf5Object, prefix: string, isMatlab: boolean): FoundArray[] {
  const sparse: FoundArray[] = [];
  for (const { name, object } of file.childrenOf(group)) {
    const format = object.dataset ? null : sparseFormat(file, object);
    if (format) sparse.push({ name: prefix + name, path: prefix + name, object, shape: format.shape });
  }
  const isPart = (path: string) => sparse.some((array) => path.startsWith(`${array.path}/`));
  const isText = (object: Hdf5Object) =>
    file.textOf(file.attributesOf(object).get('MATLAB_class')) === 'char';
  const dense = file
    .listDatasets(group, prefix)
    .filter(({ path, type, space, object }) => {
      if (type.kind !== 'number' || space.shape.includes(0) || isPart(path)) return false;
      return !isMatlab || (!path.startsWith('#') && !isText(object));
    })
    .map(({ path, object, space: { shape } }) => {
      return { name: path, path, object, shape: isMatlab ? [...shape].reverse() : shape };
    });
  return [...sparse, ...dense];
}

interface ArrayPlace {
  /** The name of the file. */
  readonly name: string;
  readonly path: string;
}

function readDense(file: Hdf5File, object: Hdf5Object, { name, path }: ArrayPlace, plan: ReadPlan): Dataset {
  const { type, space } = object.dataset ?? fail('hdf5-type', `${quote(path)} is a group`, { file: name });
  if (type.kind !== 'number') {
    const kind = type.kind === 'text' ? 'text' : type.name;
    fail('hdf5-type', `the dataset ${quote(path)} has the type ${kind}; it must contain numbers`, {
      file: name,
    });
  }
  const { shape } = space;
  const dtype: DType = { ...parseDType(type.descr, name), isBoolean: type.isBoolean };
  const cells = shape.reduce((product, length) => product * length, 1);
  const info = {
    header: { descr: type.descr, fortranOrder: false, shape, start: 0 },
    dtype,
    layout: arrayLayout(shape, name),
    cells,
    end: cells * dtype.size,
    failTruncated: (message: string) => fail('hdf5-damaged', message, { file: name }),
  };
  return readNpyDataset(info, toSource(name, file.readValues(object), info.end), { name }, plan);
}

/** Returns parts of an array as a source. A single part is not copied. */
export function toSource(name: string, parts: Generator<Uint8Array>, size: number): Source {
  const next = () => {
    const result = parts.next();
    return result.done ? null : result.value;
  };
  const first = next() ?? new Uint8Array(0);
  if (first.length === size) return { name, bytes: first };
  return { name, bytes: Uint8Array.from(first), rest: { size: null, next } };
}

/** Adds the labels that an AnnData file has for an array. */
function addLabels(dataset: Dataset, file: Hdf5File, path: string): Dataset {
  const axes = axisLabels(file, path);
  if (!axes) return dataset;
  const { rows, columns } = axes;
  const slices = dataset.slices.map(({ title, matrix }) => ({
    title,
    matrix: {
      ...matrix,
      rowLabels: rows?.labels.length === matrix.rows ? rows.labels : null,
      columnLabels: columns?.labels.length === matrix.columns ? columns.labels : null,
    },
  }));
  return { ...dataset, slices, names: { x: columns?.name ?? null, y: rows?.name ?? null, value: null } };
}
