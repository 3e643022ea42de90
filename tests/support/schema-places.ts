import * as z from 'zod/mini';
import { isCustomCheck, optionsOf, type Schema, unwrap } from '../../src/spec/schema-tree.js';

/** A place in a spec for values of one schema. */
export interface SchemaPlace {
  /** The path of the place; 0 stands for an item of a list. */
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  /** Returns a spec that has `value` in this place, and the keys that it needs beside it. */
  readonly specWith: (value: unknown) => object;
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

/** Returns the places of all numbers, or of all strings that are not one of a few words. */
export function placesOfType(schema: Schema, type: 'number' | 'string'): SchemaPlace[] {
  return findPlaces(schema, (inner) => definitionOf(inner).type === type);
}

/** Returns the places in values of `root` whose schema matches, in all options of unions. */
export function findPlaces(root: Schema, matches: (schema: Schema) => boolean): SchemaPlace[] {
  return find(root, [], (value) => value as object);

  function find(schema: Schema, path: SchemaPlace['path'], specWith: SchemaPlace['specWith']): SchemaPlace[] {
    const inner = unwrap(schema);
    if (matches(inner)) return [{ path, schema: inner, specWith }];
    const { type, shape = {}, element, items } = definitionOf(schema);
    if (type === 'union') return optionsOf(schema).flatMap((option) => find(option, path, specWith));
    if (type === 'array' && element) return find(element, [...path, 0], (value) => specWith([value]));
    if (type === 'tuple' && items)
      return items.flatMap((item, i) =>
        find(item, [...path, i], (value) => specWith(items.map((_, j) => (i === j ? value : null)))),
      );
    return Object.entries(shape).flatMap(([key, entry]) =>
      find(entry, [...path, key], (value) => specWith({ ...requiredKeys(shape), [key]: value })),
    );
  }
}

function requiredKeys(shape: Readonly<Record<string, Schema>>): Record<string, unknown> {
  const required = Object.entries(shape).filter(([, schema]) => schema._zod.optin !== 'optional');
  return Object.fromEntries(required.map(([key, schema]) => [key, sampleOf(schema)]));
}

/** Returns a small valid value. */
function sampleOf(schema: Schema): unknown {
  const { type, values, element } = definitionOf(schema);
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
    case 'array':
      return element ? [sampleOf(element), sampleOf(element)] : [];
    default:
      return values?.[0];
  }
}

/** Merges objects key by key. Other values of `b` replace those of `a`. */
export function mergeSpecs(a: object, b: object): object {
  const merged: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const own = merged[key];
    merged[key] = isRecord(own) && isRecord(value) ? mergeSpecs(own, value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
