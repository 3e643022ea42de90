/** What a zod schema is made of, as far as diagnostics need to know. */
import * as z from 'zod/mini';

export type Schema = z.core.$ZodType;
export type Path = readonly (string | number)[];

function def(schema: Schema) {
  return schema._zod.def as z.core.$ZodTypeDef & {
    innerType?: Schema;
    options?: Schema[];
    shape?: Record<string, Schema>;
    element?: Schema;
    items?: Schema[];
  };
}

function unwrapped(schema: Schema): Schema {
  const inner = def(schema).innerType;
  return inner ? unwrapped(inner) : schema;
}

/** The options of a union; of anything else none. */
export function optionsOf(schema: Schema): readonly Schema[] {
  return def(unwrapped(schema)).options ?? [];
}

/** The keys of an object; of anything else none. */
export function keysOf(schema: Schema): readonly string[] {
  return Object.keys(def(unwrapped(schema)).shape ?? {});
}

/** The examples its description gives. */
export function examplesOf(schema: Schema): readonly unknown[] {
  const described = [schema, unwrapped(schema)].map((s) => z.globalRegistry.get(s)?.examples);
  return (described.find((examples) => examples !== undefined) ?? []) as unknown[];
}

/** Whether a schema is a test and nothing else, so that a value which fails it is of another kind. */
export function isTest(schema: Schema): boolean {
  return def(unwrapped(schema)).type === 'custom';
}

/** The schema of what stands at `path`; of a union, the first option that has such a key. */
export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  if (path.length === 0) return schema;
  const { shape = {}, element, items, options } = def(unwrapped(schema));
  if (options) return options.map((option) => schemaAt(option, path)).find((found) => found !== undefined);
  const [key, ...rest] = path;
  const inner =
    typeof key === 'number' ? (element ?? items?.[key]) : Object.hasOwn(shape, key) ? shape[key] : undefined;
  return inner && schemaAt(inner, rest);
}

/** Deeper than any key of the language lies. */
const DEEPEST = 4;

/** Every key of the language, as a path from the top: "x", "x.title", … */
export function keyPaths(schema: Schema, prefix = '', depth = 0): string[] {
  if (depth === DEEPEST) return [];
  const { shape = {}, options } = def(unwrapped(schema));
  if (options) return options.flatMap((option) => keyPaths(option, prefix, depth));
  return Object.entries(shape).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...keyPaths(inner, `${prefix}${key}.`, depth + 1),
  ]);
}
