/** The keys of a spec as a reference: purpose, type, default, unit and examples of each, all read from the schema. */
import * as z from 'zod/mini';
import { defaultOf, siblingsOf } from './describe.js';
import { formatRange } from './number-range.js';
import { rangesOf } from './range.js';
import { examplesOf, objectsIn, type Schema, shapeOf, unwrap } from './schema-tree.js';
import { specSchema } from './spec.js';
import { typeText } from './type-text.js';
import { wordsOf } from './words-of.js';

/** One key of a spec. */
export interface KeyEntry {
  /** Its first path: "x.ticks.every"; "[]" stands for the items of a list. */
  readonly path: string;
  /** Other paths of the same key: "y.ticks". */
  readonly otherPaths: readonly string[];
  readonly description: string;
  /** The values that it takes: "true or false", "list of strings". */
  readonly type: string;
  /** Its default in words or as JSON; null if there is none. */
  readonly defaultText: string | null;
  readonly isRequired: boolean;
  readonly unit: string | null;
  readonly examples: readonly unknown[];
  /** Values that are words: those of an enumeration, names of colormaps. */
  readonly words: readonly string[];
  /** The keys of its values, as full paths. */
  readonly children: readonly string[];
  /** The smallest spec in which a value of the key is valid and has an effect, apart from data. */
  readonly specWith: (value: unknown) => object;
}

type Path = readonly string[];

/** A key while the schema is searched. */
interface FoundKey {
  readonly schema: Schema;
  readonly paths: Path[];
  readonly children: string[];
  readonly specWith: (value: unknown) => object;
}

/** An object of the schema that has keys. */
interface FoundObject {
  readonly schema: Schema;
  readonly path: Path;
  readonly specWith: (value: unknown) => object;
}

let found: ReadonlyMap<Schema, FoundKey> | undefined;

/** Returns all keys, each once and before the keys of its values, in the order of the schema. */
export function listKeys(): KeyEntry[] {
  const listed = new Set<FoundKey>();
  const list = (path: string): void => {
    for (const key of foundAt(path)) {
      if (listed.has(key)) continue;
      listed.add(key);
      key.children.forEach(list);
    }
  };
  Object.keys(shapeOf(specSchema)).forEach(list);
  return [...listed].map(toEntry);
}

/**
 * Returns the keys at a path such as "x.ticks.every", "panels[0].x" or "panels.x": one, or several if the path is a key of
 * several forms of an object. Positions and "[]" can be left out.
 */
export function keysAt(path: string): KeyEntry[] {
  return foundAt(path).map(toEntry);
}

function foundAt(path: string): FoundKey[] {
  const names = path.split(/[.[\]]+/).filter((name) => name && !/^\d+$/.test(name));
  let objects: readonly Schema[] = [specSchema];
  let schemas: Schema[] = [];
  for (const name of names) {
    schemas = [...new Set(objects.flatMap((object) => ownShape(object, name)))];
    objects = schemas.flatMap((schema) => objectsIn(schema).map(({ object }) => object));
  }
  return schemas.flatMap((schema) => {
    const key = foundKeys().get(schema);
    return key ? [key] : [];
  });
}

function ownShape(object: Schema, name: string): Schema[] {
  const shape = shapeOf(object);
  return Object.hasOwn(shape, name) ? [shape[name]] : [];
}

function foundKeys(): ReadonlyMap<Schema, FoundKey> {
  found ??= findKeys();
  return found;
}

/** Searches level by level, so that the first path of a key is its shortest one. */
function findKeys(): ReadonlyMap<Schema, FoundKey> {
  const keys = new Map<Schema, FoundKey>();
  const visited = new Map<Schema, Path>();
  const queue: FoundObject[] = [{ schema: specSchema, path: [], specWith: (value) => value as object }];
  for (const { schema, path, specWith } of queue) {
    for (const [name, property] of Object.entries(shapeOf(schema))) {
      const keyPath = [...path, name];
      const known = keys.get(property);
      if (known) {
        known.paths.push(keyPath);
        continue;
      }
      const siblings = { ...requiredSiblings(schema, name), ...siblingsOf(property) };
      const key: FoundKey = {
        schema: property,
        paths: [keyPath],
        children: [],
        specWith: (value) => specWith({ ...siblings, [name]: value }),
      };
      keys.set(property, key);
      for (const { object, depth } of objectsIn(property)) {
        const innerPath = [...keyPath.slice(0, -1), name + '[]'.repeat(depth)];
        const first = visited.get(object) ?? innerPath;
        for (const child of Object.keys(shapeOf(object))) key.children.push(formatPath([...first, child]));
        if (visited.has(object)) continue;
        visited.set(object, innerPath);
        const wrap = (value: unknown): unknown => nest(value, depth);
        queue.push({ schema: object, path: innerPath, specWith: (value) => key.specWith(wrap(value)) });
      }
    }
  }
  return keys;
}

function nest(value: unknown, depth: number): unknown {
  return depth === 0 ? value : nest([value], depth - 1);
}

/** Returns an example of each key that an object must have beside `name`. */
function requiredSiblings(object: Schema, name: string): Record<string, unknown> {
  const required = Object.entries(shapeOf(object)).filter(
    ([key, schema]) => key !== name && schema._zod.optin !== 'optional',
  );
  return Object.fromEntries(required.map(([key, schema]) => [key, exampleValues(schema)[0]]));
}

function toEntry({ schema, paths, children, specWith }: FoundKey): KeyEntry {
  const [path, ...otherPaths] = paths.map(formatPath);
  const { description, defaultText } = splitDescription(schema);
  return {
    path,
    otherPaths,
    description,
    type: typeText(schema),
    defaultText,
    isRequired: schema._zod.optin !== 'optional',
    unit: unitOf(schema, description),
    examples: exampleValues(schema),
    words: wordsOf(schema),
    children: [...new Set(children)],
    specWith,
  };
}

function formatPath(path: Path): string {
  return path.join('.');
}

/** Separates the default, the last sentence of a description, from the rest. The type text has the range. */
function splitDescription(schema: Schema): { description: string; defaultText: string | null } {
  const text = [schema, unwrap(schema)].map((s) => z.globalRegistry.get(s)?.description).find(Boolean) ?? '';
  const range = rangesOf(schema).map(formatRange).join(', or ');
  const [, description, words] = /^(.*?)(?: Default((?: for [^:]+)?: .+)\.)?$/s.exec(
    text.replace(` Range: ${range}.`, ''),
  ) as RegExpExecArray;
  const value = defaultOf(schema);
  const defaultText = value !== undefined ? JSON.stringify(value) : words?.replace(/^: /, '').trim();
  return { description, defaultText: defaultText ?? null };
}

const UNITS = /\bin (px|dots per inch|degrees)\b/;

function unitOf(schema: Schema, description: string): string | null {
  const units = rangesOf(schema).flatMap(({ unit, noun }) =>
    noun === 'a length' ? 'px; pt, mm, cm or in in a string' : (unit ?? []),
  );
  return [...new Set(units)].join(' or ') || (UNITS.exec(description)?.[1] ?? null);
}

/** Returns the examples of a key. For words and for true or false they are the values other than the default. */
function exampleValues(schema: Schema): readonly unknown[] {
  const written = examplesOf(schema);
  if (written.length > 0) return written;
  const { type, entries } = unwrap(schema)._zod.def as { type: string; entries?: Record<string, unknown> };
  const values = type === 'boolean' ? [true, false] : Object.values(entries ?? {});
  const { defaultText } = splitDescription(schema);
  return values.filter((value) => !defaultText?.startsWith(JSON.stringify(value))).slice(0, 1);
}
