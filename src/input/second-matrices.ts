/**
 * The second matrices of a spec: those that keys of `cells`, and the distances of a clustered order, name beside the data.
 * Each is read once, and only if the spec names it.
 */
import type { Place } from '../diagnostics.js';
import type { Dataset, Matrix } from '../matrix/matrix.js';
import type { DataSpec } from '../spec/data.js';
import { type TriangleSpec, triangleOptions } from '../spec/marks.js';
import type { Path } from '../spec/parse.js';
import { isPlainObject } from '../spec/plain-object.js';
import type { Spec } from '../spec/spec.js';
import { starOptions } from '../spec/stars.js';
import { isTemplate } from '../spec/value-template.js';
import { alignMatrix } from '../transform/align.js';
import { matchSlice } from '../transform/join.js';

/** The second matrices of a spec by the path of their key, such as "cells.size" or "panels.0.cells.size". */
export type SecondMatrices = ReadonlyMap<string, Dataset>;

/** Returns what an entry of a spec reads as a second matrix, and the path of this in the entry; null if it reads nothing. */
type FindData = (value: unknown) => { readonly data: DataSpec; readonly path: Path } | null;

const wholeEntry: FindData = (value) => ({ data: value as DataSpec, path: [] });

/** The keys of `cells` that can name a second matrix. */
const CELL_KEYS: readonly (readonly [path: Path, find: FindData])[] = [
  [['size'], (value) => (value === true ? null : wholeEntry(value))],
  [['above'], findTriangleData],
  [['below'], findTriangleData],
  [['stars'], findStarData],
  [['values', 'text'], findTextData],
];

const AXIS_KEYS: readonly (readonly [path: Path, find: FindData])[] = [
  [['order', 'cluster', 'distances'], wholeEntry],
];

/** Reads the second matrices of a spec. `read` reads an entry that has the form of `data`. */
export function readSecondMatrices(
  spec: Spec,
  read: (data: DataSpec, path: Path) => Dataset,
): Map<string, Dataset> {
  const matrices = new Map<string, Dataset>();
  const readIn = (parent: unknown, parentPath: Path) => {
    const readEntry = (base: string, [key, find]: readonly [Path, FindData]) => {
      const value = valueAt(parent, [base, ...key]);
      const found = value === undefined || value === false ? null : find(value);
      const path = [...parentPath, base, ...key];
      if (found) matrices.set(path.join('.'), read(found.data, [...path, ...found.path]));
    };
    for (const key of CELL_KEYS) readEntry('cells', key);
    for (const key of AXIS_KEYS) for (const axis of ['x', 'y']) readEntry(axis, key);
  };
  readIn(spec, []);
  spec.panels?.forEach((panel, i) => {
    readIn(panel, ['panels', i]);
  });
  return matrices;
}

/**
 * Returns the second matrix of the key at `path` for a panel, with the rows and columns of its data in their order; null
 * if the key names no second matrix.
 *
 * Errors: `second-matrix-size`, `second-matrix-labels`, `join-panels`.
 */
export function alignSecondMatrix(
  input: {
    readonly panels: readonly { readonly title: string | null; readonly matrix: Matrix }[];
    readonly secondMatrices: SecondMatrices;
  },
  path: Path,
  panel: number,
  place: Place,
): Matrix | null {
  const name = path.join('.');
  const dataset = input.secondMatrices.get(name);
  if (!dataset) return null;
  const second = matchSlice(input.panels, panel, { dataset, source: name }, place);
  return alignMatrix(input.panels[panel].matrix, second, name, place);
}

/** The matrix of a triangle can be beside other keys. */
function findTriangleData(value: unknown): ReturnType<FindData> {
  const { data } = triangleOptions(value as TriangleSpec);
  if (data === undefined) return null;
  return { data, path: data === value ? [] : ['data'] };
}

/** Stars can have an object with other keys beside their p-values. */
function findStarData(value: unknown): ReturnType<FindData> {
  const { options, path } = starOptions(value as DataSpec);
  return { data: options.values, path };
}

/** Texts are read from a file; rows in the spec are read as they are written, and strings with fields are templates. */
function findTextData(value: unknown): ReturnType<FindData> {
  const isRead =
    typeof value === 'string'
      ? !isTemplate(value)
      : isPlainObject(value) && ('file' in value || 'values' in value);
  return isRead ? { data: value as DataSpec, path: [] } : null;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isPlainObject(inner) ? inner[key] : undefined), value);
}
