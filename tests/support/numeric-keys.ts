import * as z from 'zod/mini';
import { isCustomCheck, optionsOf, type Schema, unwrap } from '../../src/spec/schema-tree.js';

/** A number in a spec. */
export interface NumericKey {
  /** The path of the number; 0 stands for an item of a list. */
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  /** Returns a spec that sets the number, and the keys that it needs beside it. */
  readonly specWith: (value: unknown) => unknown;
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly values?: readonly unknown[];
}

function definitionOf(schema: Schema): Definition {
  return unwrap(schema)._zod.def as unknown as Definition;
}

/** Finds every number that a value of `schema` can contain, in all options of unions. */
export function numericKeys(
  schema: Schema,
  path: NumericKey['path'] = [],
  specWith: NumericKey['specWith'] = (value) => value,
): NumericKey[] {
  const { type, shape, element, items } = definitionOf(schema);
  if (type === 'number') return [{ path, schema: unwrap(schema), specWith }];
  if (type === 'union') return optionsOf(schema).flatMap((option) => numericKeys(option, path, specWith));
  if (type === 'array' && element) return numericKeys(element, [...path, 0], (value) => specWith([value]));
  if (type === 'tuple' && items)
    return items.flatMap((item, i) =>
      numericKeys(item, [...path, i], (value) => specWith(items.map((_, j) => (i === j ? value : null)))),
    );
  return Object.entries(shape ?? {}).flatMap(([key, inner]) =>
    numericKeys(inner, [...path, key], (value) => specWith({ ...requiredKeys(shape ?? {}), [key]: value })),
  );
}

function requiredKeys(shape: Readonly<Record<string, Schema>>): Record<string, unknown> {
  const required = Object.entries(shape).filter(([, schema]) => schema._zod.optin !== 'optional');
  return Object.fromEntries(required.map(([key, schema]) => [key, sampleOf(schema)]));
}

/** Returns a small valid value. */
function sampleOf(schema: Schema): unknown {
  const { type, values } = definitionOf(schema);
  if (isCustomCheck(schema))
    return [
      [1, -2],
      [3, 4],
    ];
  switch (type) {
    case 'union':
      return sampleOf(optionsOf(schema)[0]);
    case 'number':
      return z.safeParse(schema, 0).success ? 0 : 1;
    case 'string':
      return 'a';
    default:
      return values?.[0];
  }
}
