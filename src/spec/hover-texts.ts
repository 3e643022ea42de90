/** Leaves descriptions of a JSON Schema only at keys, because editors show the innermost one that they find. */

interface JsonSchema {
  description?: string;
  $ref?: string;
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  items?: JsonSchema | JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
}

/** Removes the descriptions of values that keys share, and gives each key that had only such a description its own. */
export function keepKeyDescriptions(root: JsonSchema & { definitions?: Record<string, JsonSchema> }): void {
  const { definitions = {} } = root;
  const keys: JsonSchema[] = [];
  const values: JsonSchema[] = [];
  for (const schema of [root, ...Object.values(definitions)]) collect(schema);
  const shared = new Set(values.flatMap(({ $ref }) => $ref ?? []));
  for (const key of keys) {
    const { $ref } = key;
    if ($ref === undefined || !shared.has($ref)) continue;
    const { description } = definitionOf($ref);
    delete key.$ref;
    Object.assign(key, { ...(description && { description }), allOf: [{ $ref }] });
  }
  for (const value of [...values, ...[...shared].map(definitionOf)]) delete value.description;

  function collect(schema: JsonSchema): void {
    const inner = [schema.anyOf, schema.allOf, schema.items, schema.additionalProperties].flat();
    for (const value of inner.filter((each) => typeof each === 'object')) {
      values.push(value);
      collect(value);
    }
    for (const key of Object.values(schema.properties ?? {})) {
      keys.push(key);
      collect(key);
    }
  }

  function definitionOf(reference: string): JsonSchema {
    return definitions[reference.slice('#/definitions/'.length)];
  }
}
