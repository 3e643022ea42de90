import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/diagnostics.js';
import { fromValue } from '../../../src/json/from-value.js';
import {
  findDuplicateKeys,
  itemPlace,
  itemTexts,
  nodeAt,
  placeAt,
  placeOf,
} from '../../../src/json/locate.js';
import type { JsonDocument } from '../../../src/json/node.js';
import { parseJson } from '../../../src/json/parse.js';

const SPEC = `{
  "x": { "labels": ["a", 1.0, [2]] },
  // the domain of the colours
  "domain": [ 0.50 ,/* top */ 1e3, null ],
  "x": { "title": "Token" }
}`;

const document = parseJson('spec.json', SPEC);

/** Returns "line:column" and the marked text. */
function formatPlace({ line, column, source, mark }: Place): string {
  return `${line}:${column} ${source?.slice(mark?.start, (mark?.start ?? 0) + (mark?.length ?? 0))}`;
}

function listAt(document: JsonDocument, ...path: string[]) {
  const node = nodeAt(document.root, path)?.node;
  if (node?.kind !== 'numbers' && node?.kind !== 'array') throw new Error(node?.kind);
  return node;
}

describe('nodeAt', () => {
  it('follows keys and positions; the last of repeated keys wins', () => {
    expect(nodeAt(document.root, [])?.node).toBe(document.root);
    expect(nodeAt(document.root, ['x', 'title'])).toMatchObject({
      node: { kind: 'string', value: 'Token' },
      entry: { key: 'title' },
    });
    const list = parseJson('a.json', '["a", [["b"]]]');
    expect(nodeAt(list.root, [1, 0, 0])).toMatchObject({ node: { value: 'b' } });
    expect(nodeAt(list.root, [1, 0, 0])).not.toHaveProperty('entry');
  });

  it('returns the position if the path ends inside a compact list', () => {
    expect(nodeAt(document.root, ['domain', 1])).toMatchObject({ node: { kind: 'numbers' }, index: 1 });
  });

  it.each([
    [['y']],
    [['x', 'labels']],
    [['x', 'title', 'text']],
    [['domain', 3]],
    [['domain', -1]],
    [['domain', 'length']],
    [['domain', 0, 0]],
  ])('returns undefined for %j', (path: (string | number)[]) => {
    expect(nodeAt(document.root, path)).toBeUndefined();
  });
});

describe('places', () => {
  it('can be those of values and of keys', () => {
    const located = nodeAt(document.root, ['x', 'title']);
    expect(formatPlace(placeOf(document, located!.node))).toBe('5:19 "Token"');
    expect(formatPlace(placeOf(document, located!.entry!))).toBe('5:10 "title"');
  });

  it('exclude the comments and whitespace around items of a compact list', () => {
    const domain = listAt(document, 'domain');
    if (domain.kind !== 'numbers') throw new Error(domain.kind);
    expect([0, 1, 2].map((index) => formatPlace(itemPlace(document, domain, index)))).toEqual([
      '4:15 0.50',
      '4:31 1e3',
      '4:36 null',
    ]);
  });

  it('can be found by path; a missing value has the place of its innermost existing ancestor', () => {
    expect(formatPlace(placeAt(document, ['domain', 1]))).toBe('4:31 1e3');
    expect(formatPlace(placeAt(document, ['x', 'title']))).toBe('5:19 "Token"');
    expect(formatPlace(placeAt(document, ['x', 'side', 'text']))).toBe('5:8 { "title": "Token" }');
    expect(formatPlace(placeAt(document, ['nowhere']))).toBe('1:1 {');
    expect(placeAt(fromValue({ a: [1] }, 'spec'), ['a', 0])).toEqual({ file: 'spec' });
  });
});

describe('itemTexts', () => {
  it('returns numbers as they are written and strings as their values', () => {
    const text = '{"a": ["\\u00e9", 1.0, -0, 1e5, 12345678901234567890, true, null, NaN, [1, 2]]}';
    const labels = parseJson('a.json', text);
    const texts = ['é', '1.0', '-0', '1e5', '12345678901234567890', 'true', 'null', 'NaN', '[1, 2]'];
    expect(itemTexts(labels, listAt(labels, 'a'))).toEqual(texts);
  });

  it('returns the items of a compact list in the same way', () => {
    expect(itemTexts(document, listAt(document, 'domain'))).toEqual(['0.50', '1e3', 'null']);
    const values = fromValue({ a: Float64Array.of(1, 0.1) });
    expect(itemTexts(values, listAt(values, 'a'))).toEqual(['1', '0.1']);
  });
});

describe('findDuplicateKeys', () => {
  it('gives the place of each repetition and of the first occurrence', () => {
    const errors = findDuplicateKeys(document);
    expect(errors).toMatchObject([
      {
        severity: 'error',
        code: 'duplicate-key',
        message: 'the key "x" occurs twice in this object',
        hints: ['remove it here or at line 2, column 3'],
      },
    ]);
    expect(formatPlace(errors[0].place!)).toBe('5:3 "x"');
  });

  it('searches lists and objects, each object separately', () => {
    const columnsOf = (text: string) =>
      findDuplicateKeys(parseJson('a.json', text)).map(({ place }) => place?.column);
    expect(columnsOf('{"a": [{"b": 1, "b": 2}], "b": {"a": 1}}')).toEqual([17]);
    expect(columnsOf('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}')).toEqual([]);
    expect(columnsOf('{"a": 1, "a": {"c": 1, "c": 2}, "a": 3}')).toEqual([10, 24, 33]);
    expect(
      findDuplicateKeys(parseJson('a.json', '{"a": 1, "a": 2, "a": 3}')).map(({ hints }) => hints),
    ).toEqual(Array(2).fill(['remove it here or at line 1, column 2']));
  });

  it('stops after twenty errors', () => {
    expect(findDuplicateKeys(parseJson('a.json', `{${'"a": {"b": 1, "b": 2},'.repeat(50)}}`))).toHaveLength(
      20,
    );
  });
});
