import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, HeatmapError } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { parseJson } from '../../../src/json/parse.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { keyPaths } from '../../../src/spec/schema-tree.js';
import { specSchema } from '../../../src/spec/spec.js';
import { KEY_SYNONYMS } from '../../../src/spec/synonyms.js';

function errorsOf(parse: () => unknown): readonly Diagnostic[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics;
    throw error;
  }
}

function hintOn(spec: string): string | undefined {
  return errorsOf(() => parseSpec(parseJson('s.json', spec)))[0]?.hints?.[0];
}

describe('the errors of a spec', () => {
  it.each([
    ['{"titel": "x"}', 'did you mean "title"?'],
    ['{"x": {"tick": "all"}}', 'did you mean "ticks"?'],
    ['{"cmap": "magma"}', 'use "color.map"'],
    ['{"dpi": 300}', 'use "size.dpi"'],
    ['{"panels": [{"layout": {}}]}', 'move "layout" to the top level of the spec'],
    ['{"data": {"file": "m.csv", "delimeter": ";"}}', 'did you mean "delimiter"?'],
    ['{"data": {"value": [[1]], "rows": ["a"]}}', 'did you mean "values"?'],
    ['{"color": {"domain": "robst"}}', 'did you mean "robust"?'],
    ['{"y": {"origin": "lower"}}', 'did you mean "bottom"?'],
    ['{"size": {"dpi": " 300 "}}', 'write 300 without quotes'],
    ['{"colorbar": {"ticks": 4}}', 'for example [0,0.5,1]'],
    ['{"size": "88mm"}', 'valid keys: width, height, dpi, fontSize'],
    ['{"data": 7}', expect.stringMatching(/^for example "auc\.csv" or \[\[1,2\],\[3,null\]\]/)],
  ])('of %s have a hint', (spec, hint) => {
    expect(hintOn(spec)).toEqual(hint);
  });

  it('are all reported at once, sorted by place', () => {
    const errors = errorsOf(() =>
      parseSpec(parseJson('s.json', '{"z": 0,\n"x": {"title": 1, "q": 2},\n"title": "a", "title": {}}')),
    );
    expect(errors.map(({ code, place }) => [code, place?.line])).toEqual([
      ['unknown-key', 1],
      ['invalid-value', 2],
      ['unknown-key', 2],
      ['duplicate-key', 3],
      ['invalid-value', 3],
    ]);
  });

  it('suggest only keys that exist, by names that do not', () => {
    const paths = keyPaths(specSchema);
    expect([...KEY_SYNONYMS].filter(([, path]) => !paths.includes(path))).toEqual([]);
    expect([...KEY_SYNONYMS].filter(([name]) => paths.includes(name))).toEqual([]);
  });

  it('have short messages for any value at any key', () => {
    const paths = keyPaths(specSchema).map((path) => path.split('.'));
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(
        fc.constantFrom('from', 'to', 'file', 'values', 'text', 'title', 'data', '__proto__'),
        fc.jsonValue(),
      ),
      fc.constantFrom('__proto__', 'x'.repeat(1000), [[1, 2]], [[]], [{}], [[{}]], 1e308),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, fc.boolean(), (path, value, inPanel) => {
        const spec = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        const root = inPanel ? { panels: [spec] } : spec;
        const documents = [fromValue(root), parseJson('s.json', JSON.stringify(root))];
        for (const document of documents) {
          for (const { message, hints = [] } of errorsOf(() => parseSpec(document))) {
            for (const text of [message, ...hints]) {
              expect(text).toMatch(/^[^\n]{5,400}$/);
              expect(text).not.toMatch(/undefined|\[object|native code|\bZod/);
            }
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
