import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { readHdf5 } from '../../../src/input/hdf5.js';
import { detectFormat } from '../../../src/input/index.js';
import type { Source } from '../../../src/input/reader.js';
import type { MemoryBudget } from '../../../src/matrix/reduction.js';

const FIXTURES = new URL('../../fixtures/hdf5/', import.meta.url);
const fixture = (name: string): Source => ({ name, bytes: readFileSync(new URL(name, FIXTURES)) });

/** What h5py reads; see make.py. */
const expected: Record<string, Record<string, { shape: number[]; values: (number | string)[] }>> = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);
const SPECIAL: Record<string, number> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };

const read = (source: Source, array?: string) => readHdf5(source, { array }, () => {});
const matrixOf = (name: string, array?: string) => read(fixture(name), array).slices[0].matrix;

function errorOf(source: Source, array?: string): string {
  try {
    read(source, array);
  } catch (error) {
    if (error instanceof HeatmapError) return `${error.diagnostics[0].code}: ${error.diagnostics[0].message}`;
    throw error;
  }
  return 'no error';
}

const cases = Object.entries(expected).flatMap(([name, arrays]) =>
  Object.entries(arrays).map(([path, array]) => ({ name, path, array })),
);

describe('readHdf5', () => {
  it.each(['old.h5', 'dense.h5ad', 'user-block.h5'])('recognizes %s by its first bytes', (name) => {
    expect(detectFormat({ ...fixture(name), name: 'unnamed' })).toBe('hdf5');
  });

  it.each(cases)('reads $path of $name as h5py does', ({ name, path, array }) => {
    const { slices, leadingShape } = read(fixture(name), path);
    const { rows, columns } = slices[0].matrix;
    const shape = array.shape.length === 1 ? [1, ...array.shape] : array.shape;
    expect([...leadingShape, rows, columns]).toEqual(shape);
    const numbers = array.values.map((value) => (typeof value === 'string' ? SPECIAL[value] : value));
    expect(slices.flatMap(({ matrix }) => [...matrix.values])).toEqual(numbers);
  });

  it('covers every kind of index of chunks', () => {
    const layouts = cases.filter(({ path }) => path.startsWith('layouts/')).map(({ name }) => name);
    expect(layouts.filter((name) => name === 'old.h5').length).toBeGreaterThan(9);
    expect(layouts.filter((name) => name === 'latest.h5').length).toBeGreaterThan(12);
  });

  it('reads indices of chunks with several pages', () => {
    expect([...matrixOf('paged.h5', 'fixed').values]).toEqual(Array.from({ length: 3000 }, (_, i) => i));
    const extensible = [...matrixOf('paged.h5', 'extensible').values];
    expect(extensible).toEqual([...Array(5).fill(3), ...Array(2895).fill(0), ...Array(100).fill(7)]);
  });

  it('knows booleans', () => {
    expect(matrixOf('old.h5', 'types/bool').isBoolean).toBe(true);
    expect(matrixOf('old.h5', 'types/<i1').isBoolean).toBeUndefined();
  });

  it('follows links inside of the file only', () => {
    expect([...matrixOf('old.h5', '/links/soft').values]).toEqual(
      expected['old.h5']['layouts/contiguous'].values,
    );
    expect(matrixOf('old.h5', 'links/root/layouts/chunks/').rows).toBe(7);
    expect(errorOf(fixture('old.h5'), 'links/other')).toMatch(/^unknown-array/);
    expect(errorOf(fixture('old.h5'), 'links/circle')).toMatch(/^unknown-array/);
  });

  it('lists the arrays of the file or of a group if none is named', () => {
    expect(errorOf(fixture('old.h5'))).toMatch(
      /^several-arrays: the file has \d+ arrays.*"layouts\/chunks" \(7, 5\)/,
    );
    const message = errorOf(fixture('old.h5'), 'layouts');
    expect(message).toMatch(/^several-arrays: .*"layouts\/chunks" \(7, 5\)/);
    expect(message).not.toContain('types/');
    expect(errorOf(fixture('old.h5'), 'layouts/chunk')).toMatch(/^unknown-array/);
    expect(matrixOf('user-block.h5').columns).toBe(3);
  });

  it('reduces a large dataset while it is read', () => {
    const stats = { low: null, high: null, histogram: false };
    const reduction = { reducer: 'mean', stats, mapValues: null } as MemoryBudget['reduction'];
    const plan = { maxCells: 12, reduction };
    const { matrix } = readHdf5(fixture('old.h5'), { array: 'layouts/gzip' }, () => {}, plan).slices[0];
    expect([matrix.rows, matrix.columns]).toEqual([9, 7]);
    expect(matrix.values.length).toBeLessThanOrEqual(12);
    expect(matrix.reduction?.sourceStats.cells).toBe(63);
  });
});

describe('readHdf5 on AnnData', () => {
  const X = [0, 2, 0, 1.5, 0, 0, 0, 0, 3, 0, 0, 4.25];

  it.each(['dense.h5ad', 'csr.h5ad', 'csc.h5ad'])('reads X of %s with its labels', (name) => {
    const { slices, names } = read(fixture(name));
    const { matrix } = slices[0];
    expect([...matrix.values]).toEqual(X);
    expect(matrix.rowLabels).toEqual(['cell é', 'b', 'c']);
    expect(matrix.columnLabels).toEqual(['TP53', 'MYC', 'ACTB', 'GAPDH']);
    expect(names).toEqual({ x: 'gene', y: null, value: null });
  });

  it('reads layers, obsm, obsp and varm with the labels of their axes', () => {
    const genes = ['TP53', 'MYC', 'ACTB', 'GAPDH'];
    const cells = ['cell é', 'b', 'c'];
    const labels = (path: string) => {
      const { rowLabels, columnLabels } = matrixOf('csr.h5ad', path);
      return [rowLabels, columnLabels];
    };
    expect([...matrixOf('csr.h5ad', 'layers/counts').values]).toEqual(X);
    expect(labels('layers/counts')).toEqual([cells, genes]);
    expect(labels('obsm/X_pca')).toEqual([cells, null]);
    expect(labels('obsp/distances')).toEqual([cells, cells]);
    expect(labels('varm/PCs')).toEqual([genes, null]);
  });

  it('lists a sparse matrix as one array', () => {
    const message = errorOf(fixture('csr.h5ad'), 'layers');
    expect(message).toBe('no error');
    expect(errorOf(fixture('bad-sparse.h5ad'))).toMatch(/"indptr" \(3, 4\)/);
  });

  it.each([
    ['indptr', 'hdf5-sparse: the sparse matrix "indptr" is invalid: "indptr" decreases'],
    [
      'indices',
      'hdf5-sparse: the sparse matrix "indices" is invalid: "indices" has 100, but must be below 4',
    ],
    ['length', 'hdf5-sparse: the sparse matrix "length" is invalid: "indptr" has 4 numbers, but must have 8'],
    ['huge', 'too-large: the sparse matrix has more than 4294967296 cells'],
  ])('rejects an invalid sparse matrix: %s', (array, message) => {
    expect(errorOf(fixture('bad-sparse.h5ad'), array)).toBe(message);
  });
});

describe('readHdf5 on damaged and unsupported files', () => {
  it.each([
    ['scale', /^hdf5-unsupported: .*the compression scaleoffset/],
    ['complex', /^hdf5-type: the dataset "complex" has the type compound/],
    ['table', /^hdf5-type: .*compound/],
    ['outside', /^hdf5-unsupported: .*values are in other files/],
    ['virtual', /^hdf5-unsupported: .*other files or datasets/],
  ])('names what it cannot read: %s', (array, message) => {
    expect(errorOf(fixture('unsupported.h5'), array)).toMatch(message);
  });

  it('rejects a small file that declares a huge dataset', () => {
    expect(errorOf(fixture('huge.h5'), 'x')).toMatch(/^(hdf5-unsupported|expands-too-much)/);
    expect(errorOf(fixture('huge.h5'), 'tiny chunks')).toMatch(/^(hdf5-unsupported|too-large)/);
  });

  it('rejects a file that ends too early, at any byte', () => {
    const { bytes } = fixture('csr.h5ad');
    for (let length = 8; length < bytes.length; length += 211) {
      const source = { name: 'short.h5', bytes: bytes.subarray(0, length) };
      expect(errorOf(source)).toMatch(/^(hdf5-|several|unknown|no error)/);
    }
    expect(errorOf({ name: 'a.h5', bytes: bytes.subarray(0, 2000) })).toMatch(
      /^hdf5-damaged: the HDF5 file is damaged at byte \d+: an address is outside of the file, which has 2000 bytes$/,
    );
  });

  it('reports whatever bytes are changed as an error of the file', () => {
    const originals = ['old.h5', 'latest.h5', 'csc.h5ad'].map(fixture);
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const paths = [
      'layouts/gzip',
      'layouts/many',
      'layouts/grows2',
      'layouts/grows3',
      'group of many/7',
      'X',
      undefined,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.array(change, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...paths),
        (original, changes, path) => {
          const bytes = Uint8Array.from(original.bytes);
          for (const [offset, value] of changes) bytes[offset % bytes.length] = value;
          errorOf({ name: 'changed.h5', bytes }, path);
        },
      ),
      { numRuns: 300 },
    );
  });
});
