import { type DataSpec, data } from './data.js';
import { allValuesRuleOf } from './describe.js';
import { isPlainObject } from './plain-object.js';
import { keysOf, optionsOf, type Schema, schemaAt } from './schema-tree.js';
import { type PanelSpec, panelSchema, type Spec, specSchema } from './spec.js';

/**
 * Returns the keys of a spec that need all values of a matrix, such as "x.order" or `color.scale "category"`. The schema
 * of each such key is marked with `needsAllValues`.
 *
 * @param spec the spec; its top level applies to all data
 * @param panels the panels that show the matrix
 * @param data the entry "data" from which the matrix is read; other entries of the spec are ignored
 */
export function keysNeedingAllValues(
  spec: Spec,
  panels: readonly PanelSpec[],
  data: DataSpec | undefined,
): string[] {
  const keys = new Set<string>();
  collect(specSchema, { ...spec, data, panels: undefined }, '', keys);
  for (const panel of panels) collect(panelSchema, { ...panel, data: undefined }, '', keys);
  return [...keys];
}

/** Adds the marked keys of `value`, which matches `schema`. Items of lists have the path of their list. */
function collect(schema: Schema, value: unknown, path: string, keys: Set<string>): void {
  const rule = allValuesRuleOf(schema);
  if (rule?.parts) {
    for (const part of rule.parts(value)) keys.add(`${path} ${JSON.stringify(part)}`);
  } else if (rule && 'only' in rule) {
    if (value === rule.only) keys.add(`${path} ${JSON.stringify(value)}`);
  } else if (rule && value !== rule.except) {
    keys.add(path);
    return;
  }

  if (typeof value !== 'object') return;
  // Second matrices are read on their own.
  const dataOptions = path === 'data' ? [] : flattenUnion(data);
  const options = flattenUnion(schema).filter((option) => !dataOptions.includes(option));
  if (Array.isArray(value)) {
    const item = options.map((option) => schemaAt(option, [0])).find((inner) => inner !== undefined);
    for (const inner of value) if (item && isPlainObject(inner)) collect(item, inner, path, keys);
  } else if (isPlainObject(value)) {
    const usedKeys = Object.keys(value).filter((key) => value[key] !== undefined);
    const option = options.find((candidate) => {
      const validKeys = keysOf(candidate);
      return usedKeys.every((key) => validKeys.includes(key));
    });
    for (const key of option ? keysOf(option) : []) {
      const inner = schemaAt(option as Schema, [key]);
      if (inner && usedKeys.includes(key)) collect(inner, value[key], path ? `${path}.${key}` : key, keys);
    }
  }
}

function flattenUnion(schema: Schema): readonly Schema[] {
  const options = optionsOf(schema);
  return options.length ? options.flatMap(flattenUnion) : [schema];
}
