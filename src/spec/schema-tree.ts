/** Access to the structure of a zod schema: keys, union options and list items. */
import * as z from 'zod/mini';

export type Schema = z.core.$ZodType;
export type Path = readonly (string | number)[];

function definition(schema: Schema) {
  return schema._zod.def as z.core.$ZodTypeDef & {
    innerType?: Schema;
    options?: Schema[];
    shape?: Record<string, Schema>;
    element?: Schema;
    items?: Schema[];
  };
}

/** Returns the schema inside optional, nullable and lazy wrappers. */
export function unwrap(schema: Schema): Schema {
  const inner = isLazy(schema) ? schema._zod.innerType : definition(schema).innerType;
  return inner ? unwrap(inner) : schema;
}

export function isLazy(schema: Schema): schema is z.core.$ZodLazy {
  return schema._zod.def.type === 'lazy';
}

/** Returns the options of a union; an empty list for other schemas. */
export function optionsOf(schema: Schema): readonly Schema[] {
  return definition(unwrap(schema)).options ?? [];
}

/** Returns the keys of an object; an empty list for other schemas. */
export function keysOf(schema: Schema): readonly string[] {
  return Object.keys(definition(unwrap(schema)).shape ?? {});
}

/** Returns the schemas of the keys of an object by name; {} for other schemas. */
export function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  return definition(unwrap(schema)).shape ?? {};
}

/** Returns the objects with keys among the values of a schema, in all options and in lists of any depth. */
export function objectsIn(schema: Schema, depth = 0): { object: Schema; depth: number }[] {
  const inner = unwrap(schema);
  const { shape, element, options = [] } = definition(inner);
  return [
    ...(shape ? [{ object: inner, depth }] : []),
    ...options.flatMap((option) => objectsIn(option, depth)),
    ...(element ? objectsIn(element, depth + 1) : []),
  ];
}

/** Returns true if only objects match the schema. */
export function isObject(schema: Schema): boolean {
  return definition(unwrap(schema)).shape !== undefined;
}

/** Returns the examples beside the description. */
export function examplesOf(schema: Schema): readonly unknown[] {
  const examples = [schema, unwrap(schema)].map((s) => z.globalRegistry.get(s)?.examples);
  return (examples.find((list) => list !== undefined) ?? []) as unknown[];
}

/** Returns true if the schema is only a check function, as for a matrix. A value that fails has another type. */
export function isCustomCheck(schema: Schema): boolean {
  return definition(unwrap(schema)).type === 'custom';
}

/** Returns the schema at `path`. For a union it is that of the first option with such a key. */
export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  if (path.length === 0) return schema;
  const { shape = {}, element, items, options } = definition(unwrap(schema));
  if (options) return options.map((option) => schemaAt(option, path)).find((inner) => inner !== undefined);
  const [key, ...rest] = path;
  const inner =
    typeof key === 'number' ? (element ?? items?.[key]) : Object.hasOwn(shape, key) ? shape[key] : undefined;
  return inner && schemaAt(inner, rest);
}

/** No key of a spec is nested deeper. */
const MAX_DEPTH = 4;

/** Returns the paths of all keys outside lists: "x", "x.title", … */
export function keyPaths(schema: Schema, prefix = '', depth = 0): string[] {
  if (depth === MAX_DEPTH) return [];
  const { shape = {}, options } = definition(unwrap(schema));
  if (options) return options.flatMap((option) => keyPaths(option, prefix, depth));
  return Object.entries(shape).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...keyPaths(inner, `${prefix}${key}.`, depth + 1),
  ]);
}
