import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../../src/spec/schema.js';
import { rendered } from '../../support/figure.js';

interface JsonSchema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Record<string, JsonSchema>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly $schema?: string;
  readonly $ref?: string;
  readonly definitions?: Record<string, JsonSchema>;
}

const EXAMPLES = new URL('../../../examples', import.meta.url).pathname;
const schema = jsonSchema() as JsonSchema;
const all = [...nestedSchemas(schema, '', new Set())];

/** Returns the schema that a reference names. */
function resolve(inner: JsonSchema): JsonSchema {
  const name = inner.$ref?.replace('#/definitions/', '');
  if (name !== undefined) return resolve(schema.definitions?.[name] as JsonSchema);
  return inner.allOf?.length === 1 && !inner.description ? resolve(inner.allOf[0]) : inner;
}

/** Every schema inside a schema, with its path: "x.ticks[].every". One that several keys share is visited once. */
function* nestedSchemas(
  schema: JsonSchema,
  path: string,
  visited: Set<JsonSchema>,
): Generator<readonly [string, JsonSchema]> {
  const current = resolve(schema);
  if (visited.has(current)) return;
  visited.add(current);
  yield [path, current];
  for (const option of [...(current.anyOf ?? []), ...(current.allOf ?? [])])
    yield* nestedSchemas(option, path, visited);
  for (const items of [current.items ?? []].flat()) yield* nestedSchemas(items, `${path}[]`, visited);
  for (const [key, inner] of Object.entries(current.properties ?? {}))
    yield* nestedSchemas(inner, path ? `${path}.${key}` : key, visited);
}

const ajv = new Ajv().addSchema(schema, 'spec');

function accepts(inner: JsonSchema, value: unknown): boolean {
  const text = JSON.stringify(inner).replaceAll('"#/definitions/', '"spec#/definitions/');
  return ajv.validate(inner === schema ? 'spec' : JSON.parse(text), value) as boolean;
}

describe('the JSON Schema', () => {
  it.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.json')))('accepts examples/%s', (file) => {
    expect(accepts(schema, JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')))).toBe(true);
  });

  it('rejects what the program rejects', () => {
    for (const spec of [
      { data: 'auc.csv', colour: {} },
      { data: 5 },
      { data: { file: 'long.csv', hedder: true } },
      { data: 'a.csv', x: { ticks: { every: 0 } } },
      { data: 'a.csv', color: { domain: [0] } },
      { data: 'a.csv', panels: [{ layout: {} }] },
      { title: { align: 'start' } },
    ])
      expect([spec, accepts(schema, spec)]).toEqual([spec, false]);
  });

  it('describes every key', () => {
    const undescribed = all
      .flatMap(([path, { properties = {} }]) =>
        Object.entries(properties).map(([key, inner]) => [`${path}.${key}`, inner] as const),
      )
      .filter(([, inner]) => !inner.description && !resolve(inner).description)
      .map(([path]) => path);
    expect(undescribed).toEqual([]);
  });

  it('describes nothing but keys, so that editors show the description of a key and not that of its values', () => {
    const values = all.flatMap(([path, { anyOf = [], allOf = [], items = [] }]) =>
      [...anyOf, ...allOf, ...[items].flat()].map((value) => [path, resolve(value)] as const),
    );
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter(([, { description }]) => description !== undefined)).toEqual([]);
  });

  it('has descriptions that are one to three short sentences', () => {
    const texts = all.flatMap(([, { description }]) => description ?? []);
    expect(texts.filter((text) => !/^\S[^\n]{3,278}\.$/.test(text) || text.split(/\. /).length > 3)).toEqual(
      [],
    );
  });

  it('allows no additional keys in any object', () => {
    expect(all.filter(([, s]) => s.properties && s.additionalProperties !== false)).toEqual([]);
  });

  it('has examples and defaults that are valid', () => {
    const invalid = all.flatMap(([path, inner]) =>
      [...(inner.examples ?? []), ...(inner.default === undefined ? [] : [inner.default])]
        .filter((value) => !accepts(inner, value))
        .map((value) => [path, value]),
    );
    expect(invalid).toEqual([]);
  });

  it('has defaults that draw the same figure as an omitted key', () => {
    const base = {
      data: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      colorbar: { title: 'n' },
    };
    // An object "split" needs a key that says what the slices are.
    const defaults = all.filter(
      ([path, s]) => s.default !== undefined && !/^panels|^data|\[\]|\.split\./.test(path),
    );
    expect(defaults.length).toBeGreaterThan(15);
    for (const [path, { default: value }] of defaults) {
      const keys = path.split('.');
      const nest = (inner: unknown, depth: number) =>
        keys.slice(0, depth).reduceRight((object, key) => ({ [key]: object }), inner) as object;
      const explicit = rendered({ ...nest(value, keys.length), ...base }).svg();
      const omitted = rendered({ ...nest({}, keys.length - 1), ...base }).svg();
      expect([path, explicit === omitted]).toEqual([path, true]);
    }
  });
});
