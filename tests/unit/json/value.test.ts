import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/json/parse.js';
import { InlineMatrix, toValue } from '../../../src/json/value.js';

function read(text: string): unknown {
  const document = parseJson('a.json', text);
  return toValue(document, document.root);
}

describe('toValue', () => {
  it('returns plain values', () => {
    const text = '{"a": "x", "b": [1, "y", {"c": null}], "d": [0.5, 1], "e": true, "f": []}';
    expect(read(text)).toStrictEqual(JSON.parse(text));
  });

  it('returns null for missing numbers in a list, and keeps infinities', () => {
    expect(read('[null, NaN, 1, -Infinity]')).toEqual([null, null, 1, -Infinity]);
  });

  it('uses the last of repeated keys, and treats "__proto__" as an ordinary key', () => {
    const value = read('{"a": 1, "__proto__": {"b": 2}, "a": 3}') as Record<string, unknown>;
    expect(Object.entries(value)).toEqual([
      ['a', 3],
      ['__proto__', { b: 2 }],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('does not convert a list of lists at any depth', () => {
    const document = parseJson('a.json', '{"data": [[1, 2], [3, null]], "panels": [{"data": [["x"], []]}]}');
    const value = toValue(document, document.root) as { data: InlineMatrix; panels: { data: unknown }[] };
    expect(value.data).toBeInstanceOf(InlineMatrix);
    expect(value.data.document).toBe(document);
    expect(document.text.slice(value.data.node.start, value.data.node.end)).toBe('[[1, 2], [3, null]]');
    expect(value.panels[0].data).toBeInstanceOf(InlineMatrix);
    expect(JSON.stringify(value)).toBe('{"data":[[1,2],[3,null]],"panels":[{"data":[["x"],[]]}]}');
  });
});
