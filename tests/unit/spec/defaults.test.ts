import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromValue } from '../../../src/json/from-value.js';
import { isFromBelow, isPlainObject, joined } from '../../../src/spec/defaults.js';

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(1, 'a', false, null, [1, 2], ['a']),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('tree'), { noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tree, { noNullPrototype: true });

/** Everything that is no object, with its path. */
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

describe('a spec joined with defaults', () => {
  it('keeps everything that the spec says', () => {
    fc.assert(
      fc.property(object, object, (above, below) => {
        const both = joined(above, below);
        for (const [path, value] of leaves(above)) expect(at(both, path)).toEqual(value);
      }),
    );
  });

  it('has nothing that neither says, and of everything it is known which of the two said it', () => {
    fc.assert(
      fc.property(object, object, (above, below) => {
        const { root } = fromValue(above);
        for (const [path, value] of leaves(joined(above, below))) {
          const said = isFromBelow(path, root, below) ? below : above;
          expect(at(said, path)).toEqual(value);
          expect(isFromBelow(path, root, below)).toBe(at(above, path) === undefined);
        }
      }),
    );
  });

  it('is the spec where there are none, and the defaults where there is no spec', () => {
    fc.assert(
      fc.property(object, (value) => {
        expect(joined(value, undefined)).toEqual(value);
        expect(joined({}, value)).toEqual(value);
        expect(joined(value, value)).toEqual(value);
      }),
    );
  });

  it('has the lists of the spec whole', () => {
    expect(
      joined({ x: { order: ['b'] }, colorbar: false }, { x: { order: [1, 2] }, colorbar: { title: 'n' } }),
    ).toEqual({
      x: { order: ['b'] },
      colorbar: false,
    });
  });
});
