import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jsonSchema } from '../../../src/spec/schema.js';
import { rendered } from '../../support/figure.js';

interface JsonSchema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Record<string, JsonSchema>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | readonly JsonSchema[];
}

const EXAMPLES = new URL('../../../examples', import.meta.url).pathname;
const schema = jsonSchema() as JsonSchema & Parameters<typeof z.fromJSONSchema>[0];
const all = [...within(schema, '')];

/** Every schema in a schema, with the path of what it describes: "x.ticks[].every". */
function* within(schema: JsonSchema, path: string): Generator<readonly [string, JsonSchema]> {
  yield [path, schema];
  for (const option of schema.anyOf ?? []) yield* within(option, path);
  for (const items of [schema.items ?? []].flat()) yield* within(items, `${path}[]`);
  for (const [key, inner] of Object.entries(schema.properties ?? {}))
    yield* within(inner, path ? `${path}.${key}` : key);
}

function accepts(schema: JsonSchema, value: unknown): boolean {
  return z.fromJSONSchema(schema as typeof schema & Parameters<typeof z.fromJSONSchema>[0]).safeParse(value)
    .success;
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

  it('describes every key, wherever it stands', () => {
    const mute = all
      .flatMap(([path, { properties = {} }]) =>
        Object.entries(properties).map(([key, inner]) => [`${path}.${key}`, inner] as const),
      )
      .filter(([, { description }]) => !description)
      .map(([path]) => path);
    expect(mute).toEqual([]);
  });

  it('knows no object to which keys may be added', () => {
    expect(all.filter(([, s]) => s.properties && s.additionalProperties !== false)).toEqual([]);
  });

  it('gives examples and defaults that it accepts itself', () => {
    const wrong = all.flatMap(([path, inner]) =>
      [...(inner.examples ?? []), ...(inner.default === undefined ? [] : [inner.default])]
        .filter((value) => !accepts(inner, value))
        .map((value) => [path, value]),
    );
    expect(wrong).toEqual([]);
  });

  it('names defaults that are what leaving the key out means', () => {
    const bare = {
      data: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      colorbar: { title: 'n' },
    };
    const defaults = all.filter(([path, s]) => s.default !== undefined && !/^panels|^data|\[\]/.test(path));
    expect(defaults.length).toBeGreaterThan(15);
    for (const [path, { default: value }] of defaults) {
      const keys = path.split('.');
      const around = (inner: unknown, depth: number) =>
        keys.slice(0, depth).reduceRight((object, key) => ({ [key]: object }), inner) as object;
      const said = rendered({ ...around(value, keys.length), ...bare }).svg();
      const unsaid = rendered({ ...around({}, keys.length - 1), ...bare }).svg();
      expect([path, said === unsaid]).toEqual([path, true]);
    }
  });
});
