import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/json/parse.js';
import { topLevelKeys } from '../../../src/json/top-level-keys.js';

function keysOf(text: string): string[] {
  return topLevelKeys(Buffer.from(text));
}

describe('the top-level keys of a JSON text', () => {
  it.each([
    ['{}', []],
    ['{"a": 1, "b": {"c": [2, {"d": 3}]}, "e": ["f", "g"]}', ['a', 'b', 'e']],
    ['{"a": "b", "a\\"\\\\": "\\\\", "\\u00e9": "}"}', ['a', 'a"\\', 'é']],
    ['// {"x": 1}\n/* "y": */ {/**/"a"/*"*/: 1, // "z": 2\r"b": 2,}', ['a', 'b']],
    ['[{"a": 1}]', []],
    ['"a"', []],
    ['12', []],
    ['', []],
    ['{"a": 1, "b', ['a', '']],
    ['{"a": /* never closed "b": 2}', ['a']],
  ])('of %s are %j', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('are those of the parsed text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })),
        fc.nat(2),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          const { root } = parseJson('a.json', text);
          expect(keysOf(text)).toEqual(root.kind === 'object' ? root.entries.map(({ key }) => key) : []);
        },
      ),
    );
  });

  it('are found in any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:/*\\\n a1') }), (text) => {
        expect(Array.isArray(keysOf(text))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
