/** Sparse matrices in HDF5 files, as AnnData and 10x Genomics store them. */
import { fail, quote } from '../../diagnostics.js';
import { parseDType } from '../../dtype.js';
import type { Hdf5File, Hdf5Object } from '../../hdf5/file.js';
import { checkSize } from '../../matrix/limits.js';
import type { Dataset } from '../../matrix/matrix.js';
import { readNpyDataset } from '../npy.js';
import type { ReadPlan } from '../reader.js';

export interface SparseFormat {
  readonly shape: readonly [number, number];
  /** Whether the entries are listed row by row. */
  readonly isByRow: boolean;
}

/** Returns the format of a group that is a sparse matrix, or null. */
export function sparseFormat(file: Hdf5File, object: Hdf5Object): SparseFormat | null {
  if (object.dataset) return null;
  const attributes = file.attributesOf(object);
  const kind = file.textOf(attributes.get('encoding-type') ?? attributes.get('h5sparse_format'));
  const shape = file.integersOf(attributes.get('shape') ?? attributes.get('h5sparse_shape'));
  if (!kind || !/^cs[rc]/.test(kind) || shape?.length !== 2) return null;
  return { shape: [shape[0], shape[1]], isByRow: kind.startsWith('csr') };
}

/** More cells would take minutes. */
const MAX_CELLS = 2 ** 32;

interface Entries {
  readonly values: Float64Array;
  /** For each value its column. */
  readonly columns: Uint32Array;
  /** For each row the position of its first value, and the number of all values. */
  readonly starts: Float64Array;
}

/**
 * Reads a sparse matrix row by row; cells without an entry are 0, and entries of one cell are added.
 *
 * Errors: `hdf5-sparse`, `too-large`.
 */
export function readSparse(
  file: Hdf5File,
  object: Hdf5Object,
  { name, path }: { readonly name: string; readonly path: string },
  plan: ReadPlan,
): Dataset {
  const { shape, isByRow } = sparseFormat(file, object) as SparseFormat;
  const [rows, columns] = shape;
  const failSparse = (problem: string): never =>
    fail('hdf5-sparse', `the sparse matrix ${quote(path)} is invalid: ${problem}`, { file: name });
  if (rows === 0 || columns === 0) failSparse('it has no cells');
  checkSize('cells in one row or column', Math.max(rows, columns), name);
  if (rows * columns > MAX_CELLS) {
    fail('too-large', `the sparse matrix has more than ${MAX_CELLS} cells`, { file: name });
  }
  const readPart = (part: string) => {
    const child = file.find(part, object);
    const numbers = child ? readNumbers(file, child, name) : null;
    return numbers ?? failSparse(`it has no list of numbers ${quote(part)}`);
  };
  const starts = readPart('indptr');
  const indices = readPart('indices');
  const values = readPart('data');
  const [outer, inner] = isByRow ? [rows, columns] : [columns, rows];
  if (starts.length !== outer + 1) {
    failSparse(`"indptr" has ${starts.length} numbers, but must have ${outer + 1}`);
  }
  if (indices.length !== values.length) failSparse('"indices" and "data" have different lengths');
  for (let i = 0; i < outer; i++) if (!(starts[i] <= starts[i + 1])) failSparse('"indptr" decreases');
  if (starts[0] !== 0 || starts[outer] !== values.length) failSparse('"indptr" does not match "data"');
  for (const index of indices) {
    if (!(index >= 0 && index < inner)) failSparse(`"indices" has ${index}, but must be below ${inner}`);
  }
  const listed = { values, columns: Uint32Array.from(indices), starts };
  const entries = isByRow ? listed : listByRow(listed, rows);
  const info = {
    header: { descr: '<f8', fortranOrder: false, shape: [rows, columns], start: 0 },
    dtype: parseDType('<f8', name),
    layout: { leadingShape: [], rows, columns },
    cells: rows * columns,
    end: rows * columns * 8,
    failTruncated: failSparse,
  };
  const bands = denseRows(entries, rows, columns);
  const next = () => {
    const result = bands.next();
    return result.done ? null : result.value;
  };
  return readNpyDataset(info, { name, bytes: new Uint8Array(0), rest: { size: null, next } }, { name }, plan);
}

function readNumbers(file: Hdf5File, object: Hdf5Object, name: string): Float64Array | null {
  const { dataset } = object;
  if (dataset?.type.kind !== 'number' || dataset.space.shape.length !== 1) return null;
  const dtype = parseDType(dataset.type.descr, name);
  const [length] = dataset.space.shape;
  checkSize('cells', length, name);
  const numbers = new Float64Array(length);
  let count = 0;
  for (const part of file.readValues(object)) {
    const target = numbers.subarray(count);
    dtype.decode?.(Uint8Array.from(part), target);
    count += part.length / dtype.size;
  }
  return numbers;
}

/** Returns entries that are listed by column as entries by row. */
function listByRow({ values, columns: indices, starts }: Entries, rows: number): Entries {
  const rowStarts = new Float64Array(rows + 1);
  for (const row of indices) rowStarts[row + 1]++;
  for (let row = 0; row < rows; row++) rowStarts[row + 1] += rowStarts[row];
  const next = rowStarts.slice();
  const sorted = new Float64Array(values.length);
  const columns = new Uint32Array(values.length);
  for (let column = 0; column < starts.length - 1; column++) {
    for (let i = starts[column]; i < starts[column + 1]; i++) {
      const target = next[indices[i]]++;
      sorted[target] = values[i];
      columns[target] = column;
    }
  }
  return { values: sorted, columns, starts: rowStarts };
}

const BAND_CELLS = 2 ** 17;

/** Yields the rows of a sparse matrix as bytes, with all cells. */
function* denseRows(entries: Entries, rows: number, columns: number): Generator<Uint8Array> {
  const { values, columns: positions, starts } = entries;
  const bandRows = Math.min(rows, Math.max(1, Math.floor(BAND_CELLS / columns)));
  const band = new Float64Array(bandRows * columns);
  const view = new DataView(band.buffer);
  for (let first = 0; first < rows; first += bandRows) {
    const count = Math.min(bandRows, rows - first);
    band.fill(0);
    for (let row = 0; row < count; row++) {
      for (let i = starts[first + row]; i < starts[first + row + 1]; i++) {
        const offset = 8 * (row * columns + positions[i]);
        view.setFloat64(offset, view.getFloat64(offset, true) + values[i], true);
      }
    }
    yield new Uint8Array(band.buffer, 0, count * columns * 8);
  }
}
