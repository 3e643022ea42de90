import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValue } from '../../../src/json/from-value.js';
import { deepMerge, isDefault } from '../../../src/spec/defaults.js';
import { isPlainObject } from '../../../src/spec/plain-object.js';

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(1, 'a', false, null, [1, 2], ['a']),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('tree'), { noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tree, { noNullPrototype: true });

/** Every value that is not an object, with its path. */
function leaves(value: unknown, path: string[] = []): [string[], unknown][] {
  return isPlainObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [[path, value]];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isPlainObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

describe('a spec merged with defaults', () => {
  it('keeps every value of the spec', () => {
    fc.assert(
      fc.property(object, object, (spec, defaults) => {
        const merged = deepMerge(spec, defaults);
        for (const [path, value] of leaves(spec)) expect(at(merged, path)).toEqual(value);
      }),
    );
  });

  it('contains only values of the spec and the defaults, and knows which of them sets each value', () => {
    fc.assert(
      fc.property(object, object, (spec, defaults) => {
        const { root } = fromValue(spec);
        for (const [path, value] of leaves(deepMerge(spec, defaults))) {
          const source = isDefault(path, root, defaults) ? defaults : spec;
          expect(at(source, path)).toEqual(value);
          expect(isDefault(path, root, defaults)).toBe(at(spec, path) === undefined);
        }
      }),
    );
  });

  it('equals the spec without defaults, and the defaults for an empty spec', () => {
    fc.assert(
      fc.property(object, (value) => {
        expect(deepMerge(value, undefined)).toEqual(value);
        expect(deepMerge({}, value)).toEqual(value);
        expect(deepMerge(value, value)).toEqual(value);
      }),
    );
  });

  it('does not merge lists', () => {
    expect(
      deepMerge({ x: { order: ['b'] }, colorbar: false }, { x: { order: [1, 2] }, colorbar: { title: 'n' } }),
    ).toEqual({
      x: { order: ['b'] },
      colorbar: false,
    });
  });
});
