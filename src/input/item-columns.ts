/**
 * Values of items from columns of tables: "tissue" is a column of the data's own table, "samples.csv:tissue" one of another
 * file. Records and items are joined by label.
 */
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import type { ItemAttribute } from '../matrix/attributes.js';
import { fullLabels } from '../matrix/groups.js';
import { type Matrix, singleDataset } from '../matrix/matrix.js';

import type { DataSpec } from '../spec/data.js';
import { itemStatistic, statisticHints } from '../spec/item-values.js';
import type { Path } from '../spec/parse.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { withoutCompressionSuffix } from './decompress.js';
import { formatOfName } from './index.js';
import { type JoinTarget, joinRecords } from './join-records.js';
import type { RecordReader } from './reader.js';

/** The columns that annotations name, by `columnKey`. */
export type ItemColumns = ReadonlyMap<string, ItemAttribute>;

/**
 * Reads the records of a file with `use`, or of the data's own table if `file` is null. Returns false if the data is in no
 * file that can be read twice.
 */
export type ReadRecords = (file: string | null, panel: number, place: Place, use: RecordReader) => boolean;

interface LoadedPanel {
  readonly spec: PanelSpec;
  readonly matrix: Matrix;
}

/** A column that an annotation of one panel names. */
interface Request {
  readonly key: string;
  /** Null for the data's own table. */
  readonly file: string | null;
  readonly column: string;
  /** Whether items without a record are expected, because only some items have marks. */
  readonly isPartial: boolean;
  readonly axis: 'x' | 'y';
  readonly panel: number;
  readonly place: Place;
}

/** Returns the key of the values of the annotation at `path` for a panel. */
export function columnKey(path: Path, panel: number): string {
  return `${path.join('.')} ${panel}`;
}

/**
 * Reads the columns that annotations name. Columns of one file are read together.
 *
 * Errors: `annotation-column`, `annotation-repeated-labels`, `annotation-no-label`, `annotation-records`. Reports:
 * `annotation-partial`.
 */
export function readItemColumns(
  spec: Spec,
  panels: readonly LoadedPanel[],
  placeOf: (path: Path) => Place,
  read: ReadRecords,
  report: Report,
): ItemColumns {
  const columns = new Map<string, ItemAttribute>();
  /** Panels with the same labels share what was read. */
  const cache: {
    readonly id: string;
    readonly target: JoinTarget;
    readonly found: readonly ItemAttribute[];
  }[] = [];
  const requests = panels.flatMap((_, i) => requestsOf(spec, panels, i, placeOf));
  for (const group of groupRequests(requests)) {
    const [{ file, axis, panel, place, isPartial }] = group;
    const target = { ...joinTarget(spec, panels[panel], axis, file === null), isPartial };
    const names = group.map(({ column }) => column);
    const id = JSON.stringify([
      file,
      axis,
      isPartial,
      names,
      file === null && panels[panel].spec.data ? panel : null,
    ]);
    let found = cache.find((entry) => entry.id === id && isSameTarget(entry.target, target))?.found;
    if (!found) {
      const wasRead = read(file, panel, place, (table, decimal) => {
        found = joinRecords(table, decimal, group, target, report);
        return singleDataset(NO_CELLS);
      });
      if (!wasRead) found = names.map((name) => matrixColumn(panels[panel].matrix, axis, name, place));
      if (!found) failNoTable(file, place);
      cache.push({ id, target, found });
    }
    for (const [i, request] of group.entries()) columns.set(request.key, found[i]);
  }
  return columns;
}

/** The readers return a matrix; the records are used before. */
const NO_CELLS: Matrix = {
  rows: 1,
  columns: 1,
  values: Float64Array.of(Number.NaN),
  rowLabels: null,
  columnLabels: null,
  categories: null,
};

function requestsOf(
  spec: Spec,
  panels: readonly LoadedPanel[],
  panel: number,
  placeOf: (path: Path) => Place,
): Request[] {
  const { spec: own, matrix } = panels[panel];
  return (['x', 'y'] as const).flatMap((axis) => {
    const base = own[axis]?.annotations ? ['panels', panel, axis, 'annotations'] : [axis, 'annotations'];
    const annotations = own[axis]?.annotations ?? spec[axis]?.annotations ?? [];
    return annotations.flatMap(({ values, kind }, k): Request[] => {
      if (typeof values !== 'string' || itemStatistic(values)) return [];
      if (attributeOf(matrix, axis, values)) return [];
      const path = [...base, k];
      return [
        {
          key: columnKey(path, panel),
          ...parseColumn(values),
          isPartial: kind === 'mark',
          axis,
          panel,
          place: placeOf([...path, 'values']),
        },
      ];
    });
  });
}

/** Returns the attribute with this name that the data has for the items of an axis. */
export function attributeOf(
  { rowAttributes, columnAttributes }: Matrix,
  axis: 'x' | 'y',
  name: string,
): ItemAttribute | undefined {
  return (axis === 'x' ? columnAttributes : rowAttributes)?.find((attribute) => attribute.name === name);
}

/** Returns the name of the column that a text such as "samples.csv:tissue" names. */
export function columnName(text: string): string {
  return parseColumn(text).column;
}

/** Splits "samples.csv:tissue" at the first colon after the name of a file. */
function parseColumn(text: string): Pick<Request, 'file' | 'column'> {
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const file = text.slice(0, colon);
    if (formatOfName(withoutCompressionSuffix(file))) return { file, column: text.slice(colon + 1) };
  }
  return { file: null, column: text };
}

function groupRequests(requests: readonly Request[]): Request[][] {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    const key = JSON.stringify([request.file, request.axis, request.panel, request.isPartial]);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups.values()];
}

function joinTarget(
  spec: Spec,
  { spec: own, matrix }: LoadedPanel,
  axis: 'x' | 'y',
  isOwn: boolean,
): Omit<JoinTarget, 'isPartial'> {
  const item = axis === 'x' ? 'column' : 'row';
  return {
    items: `${item}s`,
    count: axis === 'x' ? matrix.columns : matrix.rows,
    labels: fullLabels(matrix, item),
    isOwn,
    isInFileOrder: !isOwn || (axis === 'y' && keepsRecords(own.data ?? spec.data)),
  };
}

const REORDERING_KEYS = ['select', 'transpose', 'rows', 'transform', 'x', 'y'];

/** Whether each record of the data's own table is a row of the matrix, in the same order. */
function keepsRecords(data: DataSpec | undefined): boolean {
  return (
    typeof data !== 'object' ||
    !REORDERING_KEYS.some((key) => (data as Readonly<Record<string, unknown>>)[key] !== undefined)
  );
}

function isSameTarget(a: JoinTarget, b: JoinTarget): boolean {
  if (a.count !== b.count || a.isInFileOrder !== b.isInFileOrder) return false;
  if (a.labels === b.labels) return true;
  return a.labels !== null && b.labels !== null && a.labels.every((label, i) => label === b.labels?.[i]);
}

/** Returns a column of numbers of the matrix itself. Error: `annotation-column`. */
function matrixColumn(matrix: Matrix, axis: 'x' | 'y', name: string, place: Place): ItemAttribute {
  const { rows, columns, values, reduction, categories } = matrix;
  const labels = axis === 'x' ? matrix.rowLabels : matrix.columnLabels;
  const position = labels?.indexOf(name) ?? -1;
  if (position < 0 || reduction || matrix.kept) failNoTable(null, place, statisticHints(name));
  const count = axis === 'x' ? columns : rows;
  const at = (item: number) =>
    axis === 'x' ? values[position * columns + item] : values[item * columns + position];
  return { name, values: Float64Array.from({ length: count }, (_, item) => at(item)), categories };
}

function failNoTable(file: string | null, place: Place, hints: readonly string[] = []): never {
  fail(
    'annotation-column',
    `${file === null ? 'the data' : quote(file)} is not a table with named columns`,
    place,
    ...hints,
    'list the values, or name a column of a table: CSV, TSV, JSON records, Arrow, Parquet or Excel',
  );
}
