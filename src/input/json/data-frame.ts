import { quote, type Report } from '../../diagnostics.js';
import { isList, type JsonEntry, type JsonNode, type JsonObject } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import { nearestWords } from '../../nearest-words.js';
import { formatCount } from '../../phrases.js';
import { specKeys } from '../../spec/spec-keys.js';
import { alignObjects } from './align.js';
import type { CellVector } from './cells.js';
import type { JsonErrors } from './errors.js';
import { checkLabelCount } from './labels.js';
import { flattenArray, type LabelledArray } from './nested-array.js';

/** A table of rows and columns, as in pandas. */
export interface DataFrame {
  /** The rows or the columns. */
  readonly vectors: readonly CellVector[];
  /** The node of each vector. */
  readonly nodes: readonly JsonNode[];
  /** Whether the vectors are columns. */
  readonly byColumn: boolean;
  readonly rows: number;
  readonly columns: number;
  /** Null if the document has none. */
  readonly rowLabels: readonly string[] | null;
  readonly columnLabels: readonly string[] | null;
}

/** The hint for data in an unknown form. */
export const FORMS_HINT =
  'data can be rows of numbers, { "values", "rows", "columns", "panels" }, or a pandas orient: split, records, columns';
const FORM_KEYS = ['values', 'data'];

/**
 * Reads a list of objects, at least one: each object is a row, each key a column. Reports and errors: as
 * `alignObjects`.
 */
export function frameFromRecords(
  records: readonly JsonObject[],
  errors: JsonErrors,
  report: Report,
): DataFrame {
  const { vectors, keys } = alignObjects(records, errors, report);
  const [rows, columns] = [records.length, keys.length];
  return { vectors, nodes: records, byColumn: false, rows, columns, rowLabels: null, columnLabels: keys };
}

/**
 * Reads an object whose entries are columns or, if not `byColumn`, rows. Each entry is a list of cells, or an object
 * that also labels them.
 *
 * Reports: as `alignObjects`. Errors: `empty-array`, `ragged-row`, `unknown-form` and those of `alignObjects`.
 */
export function frameFromEntries(
  object: JsonObject,
  byColumn: boolean,
  errors: JsonErrors,
  report: Report,
): DataFrame {
  if (object.entries.length === 0) {
    errors.addAt(object, 'empty-object', 'the object is empty, but it must contain a matrix', FORMS_HINT);
    errors.throwAll();
  }
  const nodes = object.entries.map((entry) => entry.value);
  const labels = object.entries.map((entry) => entry.key);
  const { vectors, keys } = nodes.every((node) => node.kind === 'object')
    ? alignObjects(nodes, errors, report)
    : { vectors: readLists(object, byColumn, errors), keys: null };
  const length = keys ? keys.length : vectors[0].length;
  const [rows, columns] = byColumn ? [length, vectors.length] : [vectors.length, length];
  const [rowLabels, columnLabels] = byColumn ? [keys, labels] : [labels, keys];
  return { vectors, nodes, byColumn, rows, columns, rowLabels, columnLabels };
}

/** Reads rows of cells with column labels. Errors: `not-a-table`, `label-count` and those of `flattenArray`. */
export function frameFromArray({ values, columns: labels }: LabelledArray, errors: JsonErrors): DataFrame {
  const { shape, vectors } = flattenArray(values, errors);
  if (shape.length !== 2) {
    const axes = shape.length === 1 ? '1 axis' : `${shape.length} axes`;
    const message = `"x", "y", "value" and "panel" name the columns of a table, but the data has ${axes}`;
    errors.addAt(values, 'not-a-table', message);
    errors.throwAll();
  }
  const [rows, columns] = shape;
  checkLabelCount(labels, columns, 'column', errors);
  const nodes = values.kind === 'array' ? values.items : [values];
  const columnLabels = labels?.texts ?? null;
  return { vectors, nodes, byColumn: false, rows, columns, rowLabels: null, columnLabels };
}

function readLists(object: JsonObject, byColumn: boolean, errors: JsonErrors): CellVector[] {
  const { entries } = object;
  const noun = byColumn ? 'column' : 'row';
  if (!entries.some(({ value }) => isList(value))) failWithoutLists(object, errors);
  const vectors = entries.flatMap((entry) => readList(entry, noun, errors));
  if (vectors.length < entries.length) errors.throwAll();
  const expected = vectors[0].length;
  vectors.forEach((vector, i) => {
    const { key, value } = entries[i];
    const { length } = vector;
    const subject = `${noun} ${quote(key)}`;
    if (length === 0) {
      errors.addAt(value, 'empty-array', `${subject} is empty`);
    } else if (length !== expected) {
      const message = `${subject} has ${formatCount(length, 'value')}, but the first ${noun} has ${expected}`;
      errors.addAt(value, 'ragged-row', message);
    }
  });
  return vectors;
}

/** Fails for an object that is not a matrix. It is probably a spec, or the value of "data" of a spec. */
function failWithoutLists(object: JsonObject, errors: JsonErrors): never {
  const keys = object.entries.map(({ key }) => key);
  const [first] = object.entries;
  const message = `the object contains no values: ${quote(first.key)} is ${kindName(first.value)}, not a list`;
  const [misspelled] = keys.filter((key) => nearestWords(key, ['data', 'panels']).length > 0);
  const hint = keys.includes('file')
    ? 'in a spec, "data" contains this object: { "data": { "file": … } }'
    : misspelled !== undefined
      ? `did you mean ${quote(nearestWords(misspelled, ['data', 'panels'])[0])} instead of ${quote(misspelled)}?`
      : keys.some((key) => specKeys().includes(key))
        ? 'if this is a spec, set "data" to a path such as "auc.csv", or to rows of numbers'
        : FORMS_HINT;
  errors.addAt(first, 'unknown-form', message, hint);
  return errors.throwAll();
}

/** Returns the cells of one entry in a list, or an empty list and an error if the entry is not a list of cells. */
function readList(entry: JsonEntry, noun: string, errors: JsonErrors): CellVector[] {
  const { key, value } = entry;
  const isNested = value.kind === 'array' && value.items.some(isList);
  if (isList(value) && !isNested) return [value.kind === 'numbers' ? value : value.items];
  const suggestions = isNested
    ? nearestWords(key, FORM_KEYS).map((name) => `did you mean ${quote(name)}?`)
    : [];
  const kind = isNested ? 'a list of lists' : kindName(value);
  // An object of another form has many such entries; the first one shows what is wrong.
  if (errors.count === 0) {
    const message = `${quote(key)} is ${kind}, not the cells of a ${noun}`;
    errors.addAt(entry, 'unknown-form', message, ...suggestions, FORMS_HINT);
  }
  return [];
}
