import { describe, expect, it } from 'vitest';
import { EXPLANATIONS } from '../../../src/explain/index.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { keysAt, listKeys } from '../../../src/spec/reference.js';
import { keyPaths } from '../../../src/spec/schema-tree.js';
import { specSchema } from '../../../src/spec/spec.js';

const keys = listKeys();
const pathsOf = (path: string) => keysAt(path).map((key) => key.path);

describe('the reference of keys', () => {
  it('has every key of the schema', () => {
    expect(keyPaths(specSchema).filter((path) => keysAt(path).length === 0)).toEqual([]);
    const listed = new Set(keys.flatMap(({ path, otherPaths }) => [path, ...otherPaths]));
    expect(Object.keys(specSchema.shape).filter((key) => !listed.has(key))).toEqual([]);
  });

  it('has a description and a type of every key, and an example of every key without keys of its own', () => {
    const bare = keys.filter(({ description, type }) => !/\S\.$/.test(description) || !/\w/.test(type));
    expect(bare.map(({ path }) => path)).toEqual([]);
    const leaves = keys.filter(({ children }) => children.length === 0);
    expect(leaves.filter(({ examples }) => examples.length === 0).map(({ path }) => path)).toEqual([]);
  });

  it('separates the default from the description', () => {
    expect(keys.filter(({ description }) => /Default|Range:/.test(description))).toEqual([]);
  });

  it('has examples of which each is a valid spec', () => {
    const invalid = keys.flatMap((key) =>
      key.examples.flatMap((example) => {
        const spec = key.specWith(example);
        try {
          parseSpec(fromValue(spec));
          return [];
        } catch (error) {
          return [`${JSON.stringify(spec)}: ${error}`];
        }
      }),
    );
    expect(invalid).toEqual([]);
  });

  it('finds keys in lists and panels, with and without positions', () => {
    for (const path of [
      'panels[0].x.title',
      'panels[].x.title',
      'panels.0.x.title',
      'panels.x.title',
      'x.title',
    ])
      expect([path, pathsOf(path)]).toEqual([path, ['x.title']]);
    expect(pathsOf('y.annotations[2].kind')).toEqual(['x.annotations[].kind']);
    expect(pathsOf('cells.values.text')).toEqual(['cells.values.text']);
    for (const path of ['', '.', 'x.nothing', 'constructor', 'x.toString', 'title.text.text'])
      expect([path, pathsOf(path)]).toEqual([path, []]);
  });

  it('reads type, default and unit from the schema', () => {
    expect(keysAt('cells.gap')[0]).toMatchObject({
      type: 'number from 0 to 100 px',
      defaultText: '0',
      unit: 'px',
      examples: [2],
    });
    expect(keysAt('size.dpi')[0]).toMatchObject({ defaultText: '192', unit: 'dots per inch' });
    expect(keysAt('color.domain')[0].type).toBe(
      '"auto", "robust", "symmetric" or list [number or null, number or null]',
    );
    expect(keysAt('highlights.top')[0]).toMatchObject({
      isRequired: true,
      type: 'whole number from 1 to 1000',
    });
  });

  it('describes the two forms of one key', () => {
    expect(keysAt('data.rows').map(({ type }) => type)).toEqual([
      'matrix',
      'whole number, string, object or list of whole numbers, strings or objects',
    ]);
  });

  it('has no name that is also the code of a diagnostic', () => {
    expect(keys.filter(({ path }) => EXPLANATIONS.has(path))).toEqual([]);
  });
});
