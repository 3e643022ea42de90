/** Reads the fields of templates of cell texts that are values of the records of a cell, such as "{token}". */
import { fail, quote } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import type { DataSpec, ReadOptions } from '../spec/data.js';
import type { ParsedSpec, Path } from '../spec/parse.js';
import { isPlainObject } from '../spec/plain-object.js';
import type { PanelSpec, Spec } from '../spec/spec.js';
import { fieldsToRead, isTemplate, listFields } from '../spec/value-template.js';

/** The panel of a spec, and what the reader decided about the columns of its data. */
interface ReadPanel {
  readonly spec: PanelSpec;
  readonly decided?: Dataset['decided'];
}

/** Reads the records of `data` at `path` again, with other columns. */
export type ReadRecords = (data: DataSpec, path: Path) => Dataset;

/** Returns the name of the values of a field of the data at `path`, among the second matrices. */
export function recordFieldPath(path: Path, field: string): Path {
  return [...path, `{${field}}`];
}

/** Returns the path of the data of a panel. */
export function dataPathOf(panel: Pick<ReadPanel, 'spec'>, index: number): Path {
  return panel.spec.data === undefined ? ['data'] : ['panels', index, 'data'];
}

/**
 * Reads each field of the templates of a spec that is a value of records. Such a field is written as `data.value`. Error:
 * `unknown-field`.
 */
export function readRecordFields(
  spec: Spec,
  panels: readonly ReadPanel[],
  placeOf: ParsedSpec['placeOf'],
  read: ReadRecords,
): Map<string, Dataset> {
  const datasets = new Map<string, Dataset>();
  panels.forEach((panel, i) => {
    const own = panel.spec.cells?.values;
    const values = own ?? spec.cells?.values;
    const text = typeof values === 'object' ? values.text : undefined;
    if (typeof text !== 'string' || !isTemplate(text)) return;
    const path = dataPathOf(panel, i);
    const data = panel.spec.data ?? spec.data;
    for (const field of fieldsToRead(text)) {
      const name = recordFieldPath(path, field).join('.');
      if (datasets.has(name)) continue;
      const records = field === 'original' ? withoutTransforms(data) : withField(data, panel.decided, field);
      if (!records && field === 'original') continue;
      if (!records) {
        fail(
          'unknown-field',
          `the template has the unknown field {${field}}`,
          placeOf([...(own === undefined ? [] : ['panels', i]), 'cells', 'values', 'text']),
          `the fields are ${listFields()}`,
          RECORDS_HINT,
        );
      }
      datasets.set(name, read(records, path));
    }
  });
  return datasets;
}

/**
 * Returns what a second matrix is read from, and its path. "{p}" stands for the column p of the records of the data. Error:
 * `unknown-field`.
 */
export function resolveSecondData(
  spec: Spec,
  panels: readonly ReadPanel[],
  placeOf: ParsedSpec['placeOf'],
  second: DataSpec,
  path: Path,
): { readonly data: DataSpec; readonly path: Path } {
  const field = typeof second === 'string' ? /^\{([^{}]+)\}$/.exec(second)?.[1] : undefined;
  if (field === undefined) return { data: second, path };
  const index = path[0] === 'panels' ? Number(path[1]) : 0;
  const panel = path[0] === 'panels' ? panels[index] : { ...panels[0], spec: {} };
  const data = withField(panel.spec.data ?? spec.data, panel.decided, field);
  if (!data) {
    const message = `there is no column ${quote(field)} for {${field}}, because the data is not a file of records`;
    fail('unknown-field', message, placeOf(path), RECORDS_HINT);
  }
  return { data, path: dataPathOf(panel, index) };
}

/** Returns the data without the transforms that change values; null if there are none. */
function withoutTransforms(data: DataSpec | undefined): DataSpec | null {
  if (!isPlainObject(data)) return null;
  const { normalize, transform, ...options } = data as Exclude<typeof data, string>;
  return normalize === undefined && transform === undefined ? null : (options as DataSpec);
}

const RECORDS_HINT =
  'if the data is a file of records with "x", "y" and "value", a field can be a column or a function, such as {mean(auc)}';

/** Returns the same records with the values of a field; null if the data is not a file of records. */
function withField(data: DataSpec | undefined, decided: object = {}, value: string): DataSpec | null {
  if (data === undefined || (typeof data !== 'string' && !('file' in data))) return null;
  const file = typeof data === 'string' ? { file: data } : data;
  // Values that are not drawn are neither normalized nor transformed.
  const { normalize, transform, aggregate, ...options } = { ...decided, ...file } as typeof file &
    ReadOptions;
  return options.value === undefined ? null : { ...options, value };
}
