import { nearest } from '../../diagnostics.js';
import { isList, type JsonArray, type JsonNode, type JsonNumbers, type JsonObject } from '../../json/node.js';
import { kindName, quoted } from '../../json/wording.js';
import { NO_NAMES } from '../../matrix/matrix.js';
import type { LabelledArray } from './array.js';
import type { JsonFaults } from './faults.js';
import { readLabels } from './labels.js';

/** The keys of an array with labels; the first holds the array. */
type Keys = readonly [string, ...string[]];
const LABELLED: Keys = ['values', 'rows', 'columns', 'panels', 'missingValues'];
/** pandas' `split`, its `tight`, and `split` of a series. */
const SPLIT: Keys = ['data', 'index', 'columns', 'index_names', 'column_names', 'name'];

/** Whether `object` is `{ values, rows, columns, panels }`, rather than columns of which one is called "values". */
export function isLabelled(object: JsonObject): boolean {
  return holdsArray(object, LABELLED);
}

export function isSplit(object: JsonObject): boolean {
  return holdsArray(object, SPLIT);
}

function holdsArray({ entries }: JsonObject, keys: Keys): boolean {
  const array = entries.find((entry) => entry.key === keys[0])?.value;
  if (!isList(array)) return false;
  return (
    (array.kind === 'array' && array.items.some(isList)) || entries.every((entry) => keys.includes(entry.key))
  );
}

/** A bare array, without labels. */
export function unlabelled(values: JsonNumbers | JsonArray, missingValues: readonly string[]): LabelledArray {
  return { values, rows: null, columns: null, panels: null, names: NO_NAMES, missingValues };
}

/** `{ values, rows, columns, panels, missingValues }`. Faults: those of `fieldsOf` and `readLabels`. */
export function readLabelled(
  object: JsonObject,
  missingValues: readonly string[],
  faults: JsonFaults,
): LabelledArray {
  const { array, fields } = fieldsOf(object, LABELLED, faults);
  const own = readLabels('missingValues', fields.get('missingValues'), faults);
  return {
    values: array,
    rows: readLabels('rows', fields.get('rows'), faults),
    columns: readLabels('columns', fields.get('columns'), faults),
    panels: readLabels('panels', fields.get('panels'), faults),
    names: NO_NAMES,
    missingValues: [...missingValues, ...(own?.texts ?? [])],
  };
}

/** What pandas writes as `split`. Faults: those of `fieldsOf` and `readLabels`. */
export function readSplit(
  object: JsonObject,
  missingValues: readonly string[],
  faults: JsonFaults,
): LabelledArray {
  const { array, fields } = fieldsOf(object, SPLIT, faults);
  const name = fields.get('name');
  return {
    values: array,
    rows: readLabels('index', fields.get('index'), faults),
    columns: readLabels('columns', fields.get('columns'), faults),
    panels: null,
    names: {
      x: nameIn(fields.get('column_names')),
      y: nameIn(fields.get('index_names')),
      value: name?.kind === 'string' ? name.value : null,
    },
    missingValues,
  };
}

/** The name of an axis; those of several levels come with labels that are refused. */
function nameIn(node: JsonNode | undefined): string | null {
  const name = node?.kind === 'array' ? node.items[0] : undefined;
  return name?.kind === 'string' ? name.value : null;
}

/**
 * The array and everything beside it, by key. Faults: `unknown-key`, `duplicate-key`; throws `missing-key` where there
 * is no array.
 */
function fieldsOf(object: JsonObject, keys: Keys, faults: JsonFaults) {
  const fields = new Map<string, JsonNode>();
  for (const entry of object.entries) {
    const { key, value } = entry;
    if (!keys.includes(key)) {
      const near = nearest(key, keys).map((name) => `did you mean ${quoted(name)}?`);
      const allowed = `the keys are ${keys.map(quoted).join(', ')}`;
      const message = `${quoted(key)} is no key of an object that holds "${keys[0]}"`;
      faults.at(entry, 'unknown-key', message, ...near, allowed);
    } else if (fields.has(key)) {
      faults.at(entry, 'duplicate-key', `the key ${quoted(key)} stands twice in this object`);
    }
    fields.set(key, value);
  }
  const array = fields.get(keys[0]);
  if (isList(array)) return { array, fields };
  const found = array
    ? `"${keys[0]}" is ${kindName(array)}, not a list`
    : `the object has no key "${keys[0]}"`;
  faults.at(array ?? object, 'missing-key', found);
  return faults.throw();
}
