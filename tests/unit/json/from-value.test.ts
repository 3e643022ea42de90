import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import { itemTexts, placeOf } from '../../../src/json/locate.js';
import type { JsonNode } from '../../../src/json/node.js';
import { toValue } from '../../../src/json/value.js';

function roundTrip(value: unknown): unknown {
  const document = fromValue(value);
  return JSON.parse(JSON.stringify(toValue(document, document.root)));
}

function errorOf(value: unknown): string {
  try {
    fromValue(value, 'spec');
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    const [{ code, message, place }] = error.diagnostics;
    expect(place).toEqual({ file: 'spec' });
    return `${code}: ${message}`;
  }
  throw new Error('the value was accepted');
}

function numbers(node: JsonNode): Float64Array {
  if (node.kind !== 'numbers') throw new Error(node.kind);
  return node.values;
}

describe('fromValue', () => {
  it('converts the same values as JSON.stringify', () => {
    const value = {
      text: 'x',
      rows: [
        [1, 2],
        [null, 3],
      ],
      mixed: [1, 'a', undefined, { b: true }],
      when: new Date(0),
      left: undefined,
      none: null,
      empty: [],
      ['__proto__']: 1,
    };
    expect(roundTrip(value)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(fromValue(value).root).toMatchObject({ kind: 'object', entries: { length: 7 } });
  });

  it('keeps NaN and infinities, alone and in lists; holes are missing', () => {
    expect(fromValue(Number.NaN).root).toMatchObject({ kind: 'number', value: Number.NaN });
    // biome-ignore lint/suspicious/noSparseArray: the test needs a hole
    expect(numbers(fromValue([1, , undefined, null, -Infinity]).root)).toEqual(
      Float64Array.of(1, Number.NaN, Number.NaN, Number.NaN, -Infinity),
    );
  });

  it('reads typed arrays, and does not copy a Float64Array', () => {
    const values = Float64Array.of(1, 2);
    expect(numbers(fromValue(values).root)).toBe(values);
    expect(numbers(fromValue(Float32Array.of(0.5)).root)).toEqual(Float64Array.of(0.5));
    expect(numbers(fromValue(BigInt64Array.of(-3n)).root)).toEqual(Float64Array.of(-3));
    expect(fromValue(new Uint8Array()).root).toMatchObject({ kind: 'array', items: [] });
    expect(fromValue([values, values]).root).toMatchObject({ kind: 'array', items: { length: 2 } });
  });

  it('accepts an object twice, but not inside itself', () => {
    const shared = { a: 1 };
    expect(roundTrip([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
    const circle: Record<string, unknown> = { x: [] };
    circle.x = [{ y: circle }];
    expect(errorOf(circle)).toBe(
      'not-json: x[0].y is an object that contains itself, which JSON does not support',
    );
  });

  it.each([
    [{ a: [() => 1] }, 'a[0] is a value of type function'],
    [Symbol('x'), 'the value is a value of type symbol'],
    [{ a: { b: 1n } }, 'a.b is a value of type bigint'],
    [[new Map()], '[0] is a value of type Map'],
    [{ a: new ArrayBuffer(8) }, 'a is a value of type ArrayBuffer'],
    [{ a: new DataView(new ArrayBuffer(8)) }, 'a is a value of type DataView'],
  ])('rejects values that JSON does not support', (value, found) => {
    expect(errorOf(value)).toBe(`not-json: ${found}, which JSON does not support`);
  });

  it('rejects more than 100 levels', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);
    expect(() => fromValue(nested(100))).not.toThrow();
    expect(errorOf(nested(101))).toBe('json-too-deep: lists and objects are nested deeper than 100 levels');
  });

  it('returns a document without text, whose places have only its name', () => {
    const document = fromValue(['a', 1.5, true, null, 1e21, { b: 1 }], 'spec');
    if (document.root.kind !== 'array') throw new Error(document.root.kind);
    expect(itemTexts(document, document.root)).toEqual(['a', '1.5', 'true', 'null', '1e+21', '[object]']);
    expect(placeOf(document, document.root)).toEqual({ file: 'spec' });
  });
});
