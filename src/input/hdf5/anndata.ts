/** The names of observations and variables in AnnData files. */
import type { Hdf5File } from '../../hdf5/file.js';

export interface AxisLabels {
  readonly labels: readonly string[];
  /** The name of the index, if a person gave it one. */
  readonly name: string | null;
}

/** Whether a file has the matrix and the two tables of AnnData. */
export function isAnnData(file: Hdf5File): boolean {
  const names = new Set(file.childrenOf(file.root).map(({ name }) => name));
  return ['X', 'obs', 'var'].every((name) => names.has(name));
}

/** For each group of arrays, the tables with the labels of its rows and of its columns. */
const TABLES: Readonly<Record<string, readonly [string, string | null]>> = {
  X: ['obs', 'var'],
  layers: ['obs', 'var'],
  obsm: ['obs', null],
  obsp: ['obs', 'obs'],
  varm: ['var', null],
  varp: ['var', 'var'],
  raw: ['obs', 'raw/var'],
};

/** Returns the labels of the axes of the array at `path`; null if the file is not AnnData. */
export function axisLabels(
  file: Hdf5File,
  path: string,
): { rows: AxisLabels | null; columns: AxisLabels | null } | null {
  const group = path.split('/')[0];
  if (!Object.hasOwn(TABLES, group) || !isAnnData(file)) return null;
  const [rows, columns] = TABLES[group];
  return { rows: readIndex(file, rows), columns: columns === null ? null : readIndex(file, columns) };
}

/** Returns the index of a table. Old files store tables as compound datasets, which have no labels here. */
function readIndex(file: Hdf5File, table: string): AxisLabels | null {
  const group = file.find(table);
  if (!group || group.dataset) return null;
  const index = file.textOf(file.attributesOf(group).get('_index')) ?? '_index';
  const texts = file.find(index, group);
  if (texts?.dataset?.type.kind !== 'text') return null;
  return { labels: file.readTexts(texts), name: /^_?index$/.test(index) ? null : index };
}
