import { quote } from '../../diagnostics.js';
import { isList, type JsonArray, type JsonNode, type JsonNumbers, type JsonObject } from '../../json/node.js';
import { kindName } from '../../json/wording.js';
import { NO_NAMES } from '../../matrix/matrix.js';
import { nearestWords } from '../../nearest-words.js';
import type { JsonErrors } from './errors.js';
import { readLabels } from './labels.js';
import type { LabelledArray } from './nested-array.js';

/** The keys of an object with an array and its labels; the first key is that of the array. */
type Keys = readonly [string, ...string[]];
const LABELLED_KEYS: Keys = ['values', 'rows', 'columns', 'panels', 'missingValues'];
/** The keys of the pandas orients `split` and `tight`, and of `split` for a series. */
const SPLIT_KEYS: Keys = ['data', 'index', 'columns', 'index_names', 'column_names', 'name'];

/** Whether `object` has the form `{ values, rows, columns, panels }`. A table with a column "values" does not. */
export function isLabelled(object: JsonObject): boolean {
  return hasArray(object, LABELLED_KEYS);
}

/** Whether `object` has the form of the pandas orient `split`. */
export function isSplit(object: JsonObject): boolean {
  return hasArray(object, SPLIT_KEYS);
}

function hasArray({ entries }: JsonObject, keys: Keys): boolean {
  const array = entries.find((entry) => entry.key === keys[0])?.value;
  if (!isList(array)) return false;
  return (
    (array.kind === 'array' && array.items.some(isList)) || entries.every((entry) => keys.includes(entry.key))
  );
}

/** Wraps an array that has no labels. */
export function withoutLabels(
  values: JsonNumbers | JsonArray,
  missingValues: readonly string[],
): LabelledArray {
  return { values, rows: null, columns: null, panels: null, names: NO_NAMES, missingValues };
}

/** Reads `{ values, rows, columns, panels, missingValues }`. Errors: those of `readFields` and `readLabels`. */
export function readLabelled(
  object: JsonObject,
  missingValues: readonly string[],
  errors: JsonErrors,
): LabelledArray {
  const { array, fields } = readFields(object, LABELLED_KEYS, errors);
  const ownMissing = readLabels('missingValues', fields.get('missingValues'), errors);
  return {
    values: array,
    rows: readLabels('rows', fields.get('rows'), errors),
    columns: readLabels('columns', fields.get('columns'), errors),
    panels: readLabels('panels', fields.get('panels'), errors),
    names: NO_NAMES,
    missingValues: [...missingValues, ...(ownMissing?.texts ?? [])],
  };
}

/** Reads the pandas orient `split`. Errors: those of `readFields` and `readLabels`. */
export function readSplit(
  object: JsonObject,
  missingValues: readonly string[],
  errors: JsonErrors,
): LabelledArray {
  const { array, fields } = readFields(object, SPLIT_KEYS, errors);
  const name = fields.get('name');
  return {
    values: array,
    rows: readLabels('index', fields.get('index'), errors),
    columns: readLabels('columns', fields.get('columns'), errors),
    panels: null,
    names: {
      x: axisName(fields.get('column_names')),
      y: axisName(fields.get('index_names')),
      value: name?.kind === 'string' ? name.value : null,
    },
    missingValues,
  };
}

/** Returns the names of the levels of an axis, joined; null if it has none. */
function axisName(names: JsonNode | undefined): string | null {
  const levels = names?.kind === 'array' ? names.items : [];
  return levels.flatMap((name) => (name.kind === 'string' ? [name.value] : [])).join(', ') || null;
}

/** Returns the array and all fields by key. Errors: `unknown-key`, `duplicate-key`, `missing-key` (thrown at once). */
function readFields(object: JsonObject, keys: Keys, errors: JsonErrors) {
  const fields = new Map<string, JsonNode>();
  for (const entry of object.entries) {
    const { key, value } = entry;
    if (!keys.includes(key)) {
      const hints = nearestWords(key, keys).map((name) => `did you mean ${quote(name)}?`);
      const message = `unknown key ${quote(key)} in an object with "${keys[0]}"`;
      errors.addAt(entry, 'unknown-key', message, ...hints, `the keys are ${keys.map(quote).join(', ')}`);
    } else if (fields.has(key)) {
      errors.addAt(entry, 'duplicate-key', `the key ${quote(key)} occurs twice in this object`);
    }
    fields.set(key, value);
  }
  const array = fields.get(keys[0]);
  if (isList(array)) return { array, fields };
  const message = array
    ? `"${keys[0]}" is ${kindName(array)}, not a list`
    : `the object must have the key "${keys[0]}"`;
  errors.addAt(array ?? object, 'missing-key', message);
  return errors.throwAll();
}
